"""Names as they were before software spoilt them: entities of a web page, UTF-8 that was read as Latin-1 (Schröder, SchrÃ¶der), and a sign
or a syllable where a rare character is not in a system's code (戴犇月, 戴?月).

Only what can be nothing else is put right. UTF-8 that was read as GBK is left: a sixth of the common characters could be that.
"""

import html
import re

from hub.screening.names.characters import LOST_CHARACTER, character, one_of_sound

_ENTITY = re.compile("&(?:#[0-9]+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_NO_CHARACTER = re.compile("(?<=[\u4e00-\u9fff])[?？\ufffd〓○](?![?？\ufffd〓○])")
_SYLLABLE_IN_HAN = re.compile("(?<=[\u4e00-\u9fff])[(（]?([a-zü]{2,6})[)）]?(?=[\u4e00-\u9fff]|$)", re.IGNORECASE)
_MAY_BE_UTF8 = re.compile("[\u00c3-\u00f4](?:[^\\w \xa0]|[²³¹ªºµ¼½¾])|Ã[\xa0Ÿ]")  # ß before a space that does not break is none
_READ_AS = ("cp1252", "latin-1")
_MOST_TIMES = 2  # it happens again to a text that it happened to


def mended(text: str) -> str:
    """Return a name with its own letters where they can be told; most names come back as they are."""
    if text.isascii() and "&" not in text:
        return text
    whole = html.unescape(text) if _ENTITY.search(text) else text
    for _time in range(_MOST_TIMES):
        whole = _from_utf8(whole)
    return _SYLLABLE_IN_HAN.sub(_of_that_sound, _NO_CHARACTER.sub(LOST_CHARACTER, whole))


def _of_that_sound(found: re.Match[str]) -> str:
    """Return a character that is read as the syllable that stands for one (韩艳SHENG, 姚怡(kun)), or what stands there if none is, or if it
    only says how the character before it is read: 李(li)明.
    """
    syllable = found[1].lower().replace("ü", "v")
    return found[0] if syllable in character(found.string[found.start() - 1]).pinyin else one_of_sound(syllable) or found[0]


def _from_utf8(text: str) -> str:
    if not _MAY_BE_UTF8.search(text):
        return text
    for encoding in _READ_AS:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
