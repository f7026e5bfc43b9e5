"""Names as they were before software spoilt them: entities of a web page, and UTF-8 that was read as Latin-1 (Schröder, SchrÃ¶der).

Only what can be nothing else is put right. UTF-8 that was read as GBK is left: a sixth of the common characters could be that.
"""

import html
import re

_ENTITY = re.compile("&(?:#[0-9]+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
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
    return whole


def _from_utf8(text: str) -> str:
    if not _MAY_BE_UTF8.search(text):
        return text
    for encoding in _READ_AS:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
