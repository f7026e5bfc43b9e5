"""What a form says where there is nothing to say: it is no name and no number.

Two people whose papers both say ``N/A`` would otherwise share a name or a document, and officers would be sent to a stranger.
"""

import re

LEAST_SIGNS = 4  # no document of any country has a shorter number
_WORDS = frozenset(
    [
        *("n/a", "none", "null", "nil", "unknown", "unnamed", "unspecified", "unavailable", "undisclosed", "anonymous", "fnu", "lnu"),
        *("x", "name", "mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "von", "bin"),
        *("无", "無", "没有", "沒有", "暂无", "暫無", "不详", "不詳", "未知", "不明", "未填", "佚名", "无名", "無名", "无名氏", "無名氏"),
        *("姓名", "姓名不详", "姓名不詳", "なし", "無し", "없음", "미상", "مجهول", "अज्ञात"),
        *("нет", "неизвестно", "неизвестен", "отсутствует"),
        *("desconocido", "desconocida", "inconnu", "inconnue", "unbekannt"),
    ]
)
_ROW = "1234567890"
_APART = re.compile(r"[\s,;._()\[\]{}<>（）-]+")
_WITHHELD = re.compile(
    r"[*＊×█■某]|□{2}|\bx{2,}\b", re.IGNORECASE
)  # 王某, 王**, XX: a name that somebody did not want to be read; 王□明 has a character that no font had
_NOTED = re.compile(r"([^\W\d_]{2,}[ '-].*[^\W\d_]{2}) \*")  # Emily Carter *: a whole name, and a sign that leads to a note


def is_no_name(text: str) -> bool:
    """Tell whether a name is but words for nothing, once or again (``UNKNOWN UNKNOWN``, ``N/A``), has no word at all, or is withheld."""
    noted = _NOTED.fullmatch(text) if text.endswith("*") else None
    is_withheld = bool(_WITHHELD.search(noted[1] if noted else text))
    return is_withheld or all(word in _WORDS for word in _APART.split(text.casefold()) if word)


def is_no_number(number: str) -> bool:
    """Tell whether a number is but words (``UNKNOWN``, ``无``), one sign again and again (``000000000``), what stands in a row on the
    keyboard (``123456789``), or too short to be one.
    """
    is_row = number in _ROW or number[::-1] in _ROW
    return is_row or not any(map(str.isdigit, number)) or len(number) < LEAST_SIGNS or number.count(number[0]) == len(number)
