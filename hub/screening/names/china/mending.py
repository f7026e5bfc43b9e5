"""Names as they were before software spoilt them: entities of a web page, UTF-8 that was read as Latin-1 (Schröder, SchrÃ¶der), and a sign,
its parts or a syllable where a rare character is not in a system's code (戴犇月, 戴?月, 戴(三个牛)月).

Only what can be nothing else is put right. UTF-8 that was read as GBK is left: a sixth of the common characters could be that.
"""

import html
import re

from hub.screening.names.china.characters import LOST_CHARACTER, character, one_of_sound

_ENTITY = re.compile("&(?:#[0-9]+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_HAN = "[\u3400-\u4dbe\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_SIGN = "[?？\ufffd〓○□▢◇\ue000-\uf8ff\U000f0000-\U0010fffd]"  # of those for private use each office had its own
_PART = f"(?:{_HAN}|[⿰⿱⿴-⿻]{_HAN}{{2}})"
_PARTS = (
    f"[⿲⿳]{_PART}{{3}}|[⿰⿱⿴-⿻]{_PART}{{2}}"  # ⿰王莹
    f"|[【\\[〔]{_HAN}{{2,3}}[】\\]〕]|[(（]{_HAN}+(?:旁|[+＋]{_HAN})+[)）]|{_HAN}[+＋]{_HAN}"  # 【王莹】, (莹加王旁), 王+莹
)
_NO_CHARACTER = re.compile(f"(?<={_HAN})(?:{_SIGN}(?!{_SIGN})|{_PARTS})|(?<=^{_HAN})·(?={_HAN}$)|(?<=^{_HAN}{{2}})·$")
_SYLLABLE_IN_HAN = re.compile(f"(?<={_HAN}) ?[(（【]?([a-zü]{{2,6}})[)）】]?(?: (?={_HAN}$)|(?={_HAN}|$))", re.IGNORECASE)
_OF_GBK = {
    0xE815 + nth: (b"\xfe" + bytes((trail,))).decode("gb18030") for nth, trail in enumerate((*range(0x50, 0x7F), *range(0x80, 0xA1)))
}
"""What GBK had in the area for private use, as 䶮 (U+E863), until Unicode had it."""
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
    return _SYLLABLE_IN_HAN.sub(_of_that_sound, _NO_CHARACTER.sub(LOST_CHARACTER, whole.translate(_OF_GBK)))


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
