"""What a form says where there is nothing to say: it is no name and no number.

Two people whose papers both say ``N/A`` would otherwise share a name or a document, and officers would be sent to a stranger.
"""

import re

from hub.screening.names.china.characters import are_characters

LEAST_SIGNS = 4  # no document of any country has a shorter number
_WORDS = frozenset(
    [
        *("", "n/a", "none", "null", "nil", "unknown", "unnamed", "unspecified", "unavailable", "undisclosed", "anonymous"),
        *("fnu", "lnu", "nfn", "nln", "same", "as", "above", "no", "surname", "passport", "test"),
        *("tenant", "guest", "foreigner", "student", "worker", "husband", "wife", "father", "mother", "son", "daughter", "child", "baby"),
        *("x", "name", "mr", "mrs", "ms", "miss", "dr", "prof", "jr", "sr", "von", "bin"),
        *("无", "無", "没有", "沒有", "暂无", "暫無", "不详", "不詳", "未知", "不明", "未填", "佚名", "无名", "無名", "无名氏", "無名氏"),
        *("待查", "待补", "同上", "见附件", "保密", "测试", "租客", "租户", "房客", "房东", "住户", "客人", "外国人", "工人"),
        *("本人", "丈夫", "妻子", "配偶", "老公", "老婆", "父亲", "母亲", "儿子", "女儿", "孩子", "朋友", "男", "女", "学生", "留学生"),
        *("姓名", "姓名不详", "姓名不詳", "なし", "無し", "없음", "미상", "مجهول", "अज्ञात"),
        *("нет", "неизвестно", "неизвестен", "отсутствует"),
        *("desconocido", "desconocida", "inconnu", "inconnue", "unbekannt"),
    ]
)
_ROW = "1234567890"
_ROWS = ("01234567890", "09876543210")
_SERIES = re.compile(r"[A-Z]{0,2}(?=[0-9]{7})", re.IGNORECASE)  # before the figures of a passport's number
_MASKED = "xxx"
_SOMEBODY = "某"
_TITLES = frozenset(("先生", "女士", "小姐", "太太", "师傅", "老师", "老板", "总"))  # 王先生
_SURNAME_AND_TITLE = re.compile(r"(?:mr|mrs|ms|miss)\.? \w+", re.IGNORECASE)  # Mr Malone
_APART = re.compile(r"[\s,;._()\[\]{}<>（）-]+")
_WITHHELD = re.compile(
    r"[*＊×█■某]|□{2}|\bx{2,}\b|(?<=[\u4e00-\u9fff])x+$", re.IGNORECASE
)  # 王某, 王**, XX: a name that somebody did not want to be read; 王□明 has a character that no font had
_BUT_ONE = re.compile(r"\w{5,}[ ,]+xxx|xxx[ ,]+\w{5,}", re.IGNORECASE)  # Suharto xxx: whoever has but one name, in visas
_NOTED = re.compile(r"(?:\* ?(?=[^\W\d_a-z]))?([^\W\d_]{2,}[ '-].*[^\W\d_]{2})(?: \*)?")
"""Emily Carter *: a whole name, and a sign that leads to a note, which may stand before it (*ali Carter hides a letter)."""


def is_no_name(text: str) -> bool:
    """Tell whether a name is but words for nothing, once or again (``UNKNOWN UNKNOWN``, ``N/A``) or for what somebody is (``Tenant``), has
    no word at all, is withheld, or is a surname and a title, which half a street bears.
    """
    text = text.strip()
    if text[1:] in _TITLES:
        return True
    if are_characters(text):
        return text in _WORDS or _SOMEBODY in text
    noted = _NOTED.fullmatch(text) if "*" in (text[:1], text[-1:]) else None
    is_withheld = bool(_WITHHELD.search(noted[1] if noted else text)) and not _BUT_ONE.fullmatch(text)
    return is_withheld or bool(_SURNAME_AND_TITLE.fullmatch(text)) or _WORDS.issuperset(_APART.split(text.casefold()))


def is_no_number(number: str) -> bool:
    """Tell whether a number is but words (``UNKNOWN``, ``无``), one sign again and again (``000000000``, ``E00000000``), what stands in a
    row on the keyboard (``123456789``), hidden in part, or too short to be one.
    """
    is_row = number in _ROW or number[::-1] in _ROW or (number[-2:-1] == number[-1:] and len(set(_SERIES.sub("", number, count=1))) == 1)
    return is_row or not any(map(str.isdigit, number)) or len(number) < LEAST_SIGNS or _MASKED in number.lower()


def is_filler(number: str) -> bool:
    """Tell whether a number is a letter or two and what stands in a row on the keyboard (``A12345678``): somebody may hold it, and many a
    form has it for want of one.
    """
    figures = _SERIES.sub("", number, count=1)
    return any(figures in row for row in _ROWS)
