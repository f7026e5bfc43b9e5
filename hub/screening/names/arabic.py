"""Arabic script: letters that stand for one another, what each may sound like, and how the commonest names are read.

Short vowels are not written, and every country romanises its own way, so a name is compared by its consonants and its long vowels. For the
commonest names that is not enough (محمد is never Mahmud): their vowels are known and stand here.
"""

import re

from hub.screening.names.sound import system

_FORMS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ہ": "ه", "ۃ": "ه",
    "ە": "ه", "ـ": None, "ء": None, "‌": None,
})  # fmt: skip
_MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed]")
_WORDS = re.compile(r"[^\W\d_]+")
SYSTEM = system(
    ("^اي|^ي(?=و)", "aiY"), ("^او", "ui?"), ("^ا|^ع(?=[^اوي])", "aiu"), ("^ع", "a?"), ("اي", "ai Yi?"), ("او", "au v?"),
    ("ا$", "a h?"), ("ا", "a"),
    ("ع", "aiu?"), ("ب", "bp"), ("پ", "p"), ("ت", "t"), ("ث", "ts"), ("ج", "JgZ"), ("چ", "C"), ("ح", "h"), ("خ", "hk"), ("د", "d"),
    ("ڈ", "d"), ("[ذظض]", "dz"), ("ر", "r"), ("ڑ", "rd"), ("ز", "z"), ("ژ", "ZJ"), ("س", "s"), ("ش", "X"), ("ص", "s"), ("ط|ٹ", "t"),
    ("غ", "gh"), ("ف", "fv"), ("ڤ", "v"), ("ق", "kg"), ("ك", "k"), ("گ", "g"), ("ل+", "l"), ("م", "m"), ("ن|ں", "n"), ("ه$", "ah"),
    ("^ه", "h"), ("ه|ھ", "h?"), ("و$", "vu"), ("و", "vu u?"), ("ي$", "ai"), ("ي", "Yi i?"), ("ے", "ai"),
)  # fmt: skip
_READ = """
    محمد muhamad محمود mahmud احمد ahmad حسن hasan حسين hussain علي ali عمر umar عثمان uthman يوسف yuseuf داود daud
    ابراهيم ibrahim اسماعيل ismail مصطفي mustafa محسن muhsin احسان ihsan كمال kamal جمال jamal سالم salim سليم salim سلمي salma
    خالد khalid وليد walid طارق tariq فاطمه fatima عايشه aisha زينب zainab مريم mariam خديجه khadija امين amin امينه amina نور nur
    عبدالله abdala عبدالرحمن abdrahman عبدالرحيم abdrahim عبدالعزيز abdaziz عبدالكريم abdkarim عبدالحميد abdhamid حامد hamid
    حميد hamid سعيد said سعد sad سعود saud رشيد rashid راشد rashid ماجد majid مجيد majid ناصر nasir نصر nasr منصور mansur
    الكسندر aleksandr الكساندر aleksandr الياس elias الهام elham الينا elina البير albir
    كريم karim كرم karam حمزه hamza ياسين yasin  ياسمين yasmin سمير samir سمر samar رنا rana رانيا rania هدي huda
    مهدي mahdi هادي hadi رضا ridha حسام husam هشام hisham عصام isam بسام basam بلال bilal جلال jalal طلال talal
"""
READ = dict(zip(_READ.split()[::2], _READ.split()[1::2], strict=True))


def words(plain: str) -> tuple[str, ...]:
    """Return the words of a folded Arabic text, each letter in one form and without vowel marks."""
    return tuple(_WORDS.findall(_MARKS.sub("", plain.translate(_FORMS))))


def joined(parts: tuple[str, ...]) -> list[str]:
    """Return the words of a name with Abd and Abu joined to what follows, without articles and without *son of*."""
    made: list[str] = []
    for part in parts:
        if part in ("بن", "ابن", "بنت", "ال"):
            continue
        bare = part.removeprefix("ال") if part.startswith("ال") and len(part) > 4 and part not in READ else part
        if made and made[-1] in ("عبد", "ابو"):
            made[-1] += part if made[-1] == "عبد" and part.startswith("ال") else bare
        else:
            made.append(bare)
    return [_abd(part) for part in made]


def _abd(part: str) -> str:
    """Return a name with Abd in one form: with the article, as it is mostly written."""
    if not part.startswith("عبد") or len(part) < 5 or part in READ:
        return part
    whole = f"عبدال{part.removeprefix('عبد').removeprefix('ال')}"
    return whole if whole in READ else f"عبد{part.removeprefix('عبد').removeprefix('ال')}"
