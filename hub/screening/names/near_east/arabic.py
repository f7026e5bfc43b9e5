"""Arabic script: letters that stand for one another, what each may sound like, and how the commonest names are read.

Short vowels are not written, and every country romanises its own way, so a name is compared by its consonants and its long vowels.
Where two common names share them (محمد is never Mahmud), their vowels stand here, and so do the spellings by which common names are told
from their neighbours (صالح is not Salah), and names from elsewhere that are spelt as they are there. Gathered by hand.
"""

import re

from hub.screening.names.sound import system

_FORMS = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ہ": "ه", "ۃ": "ه",
    "ۀ": "ه", "ـ": None, "ء": None, "‌": None,
})  # fmt: skip
_SILENT = re.compile(r"(?<!\w)ئ(?=[اەىېوۇۆۈ])")  # before the vowel that a Uyghur word begins with
_MARKS = re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed]")
_WORDS = re.compile(r"[^\W\d_]+")
# aiu is a short vowel that is not written, and no long one meets it; aiuY a letter that bears any vowel
SYSTEM = system(
    ("^ال(?=..)", "aiu? l? *"), ("(?<=..)الله$", "aiu l a h?"), ("(?<=..)الدين$", "aiu? l? d i n"), ("^بال(?=..)", "b ai l? *"),
    ("(?<=...)ال(?=...)", "aiu? l? *"), ("^ا[يې]|^ي(?=و)", "aiY Yi?"), ("^او", "aiu vu?"), ("^ا|^ع(?=[^اوي])", "aiuY"), ("^ع", "a?"),
    ("(?<=^ال)ا[يې]", "aiY Yi?"), ("(?<=^ال)ا(?!ل)", "aiuY"), ("اي", "ai Yi?"), ("او", "au v?"), ("اه$", "a htT?"),
    ("(?<=..)هاي$", "ai? h? ai Yi?"), ("ا$", "a h?"),
    ("خوا", "hk vu? a"), ("ا", "a"), ("(?<=ا)عه$", "ah? t?"), ("ع", "aiuY?"), ("[بٻ]", "bp"), ("پ", "p"), ("تش", "t? CX"),
    ("ت[سز]", "t? sSz"), ("[تټٹط]", "t"), ("ث", "tsSQ"), ("ج", "JgZC"), ("چ", "CX"), ("ح", "h"), ("خ", "hk"), ("[دډڈ]", "d"),
    ("[زذظض]{2,}|[ذظض]", "dz"), ("ر", "r"), ("[ڑړڕ]", "rdl"), ("ز", "z"), ("ژ", "ZJ"), ("ږ", "ZJg"), ("[سص]", "S"), ("ښ", "Xhk"),
    ("ش", "X"), ("ځ", "dzJ"), ("څ", "TS"), ("غ", "gh"), ("ف", "fv"), ("[ڤۋ]", "v"), ("ق(?=ج)", "kg?"), ("[قك]", "kg"), ("[گګ]", "g"),
    ("ڭ", "n g?"), ("[لڵ]", "l"), ("م", "m"), ("ن(?=ب)", "nm"), ("ں", "n?"), ("[نڼ]", "n"), ("يه$", "Yi aih h?"), ("ه(?=ال)", "aht? t?"),
    ("ه$", "ah t?"), ("^ه", "h"), ("[هھ]", "h?"), ("و$", "vu"), ("و", "vu u?"), ("[ۆۇۈ]", "u"), ("يعي$", "Yi ai? i?"),
    ("يي$", "Yi? ai Yi?"), ("ي$", "ai Yi?"), ("ي+", "Yi i?"), ("[ےېێۍ]", "ai Y?"), ("ە", "ai h?"),
)  # fmt: skip
_READ = """
    محمد muhamad mehmed, محمود mahmud, احمد ahmad ahmat, حسن hasan, حسين hussain, علي ali, عمر umar amor, عثمان uthman, سالم salim, سليم
    salim, سلمي salma, خالد khalid, وليد walid, فاطمه fatima fatma, عايشه aisha, مريم maryam miryam, خديجه khadija, امين amin, امينه
    amina, عبدالله abdala, عبدالرحمن abdrahman, عبدالرحيم abdrahim, عبدالعزيز abdaziz, عبدالكريم abdkarim, عبدالحميد abdhamid, حامد
    hamid, حميد hamid humaid, سعيد said, سعد sad, سعود saud, رشيد rashid, راشد rashid, ماجد majid, مجيد majid, ناصر nasir, نصر nasr,
    منصور mansur, كريم karim, كرم karam, حمزه hamza, ياسين yasin, ياسمين yasmin, سمير samir, سمر samar, رنا rana, رانيا rania, هدي huda,
    مهدي mahdi, هادي hadi, رضا ridha reza, هشام hisham, عصام isam, بسام basam, بلال bilal, جلال jalal, طلال talal, كمال kamal, جمال
    jamal, عمرو amr amru
"""
_ALSO = """
    زينب zeynep, عبده abdu, ابراهيم brahim avraham, اسماعيل smail, ادريس dris, اسحاق isaac, اسحق isaac, يوسف josef, موسي moses,
    سليمان solomon, جبريل gabriel, داود david, يوحنا john, بطرس peter, بولس paul, ميخاييل michael, مرقس mark, متي matthew, اندراوس andrew,
    ايوب job, الكسندر alexander, الكس alex, اندريه andre, انطوان antoine, ادمون edmond, ادوار edward, البير albert, الفرد alfred,
    ارنست ernest, جورج georges, جوزيف joseph, جاك jacques, جاكلين jacqueline, جان jean, جون john, جيني jenny, جيمس james, ديفيد david,
    ديويد david, روبير robert, روبرت robert, روجيه roger, ريمون raymond, ريتشارد richard, رينيه rene, سوزان susan, سيزار cesar,
    شارل charles, تشارلز charles, فرانسوا francois, فيليب philippe, فيليكس felix, ليزا lisa, لويس louis, لوران laurent, مارك marc,
    مكسيم maxime, موريس maurice, ميشال michel, ميشيل michel, نيكولا nicolas, نيقولا nicolas, نقولا nicolas, هنري henri, وليم william,
    ويليام william
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(read) for name, *read in map(str.split, text.split(","))}


READ = _table(_READ)
ALSO = _table(_ALSO)


def words(plain: str) -> tuple[str, ...]:
    """Return the words of a folded Arabic text, each letter in one form and without vowel marks."""
    return tuple(_WORDS.findall(_MARKS.sub("", _SILENT.sub("", plain).translate(_FORMS))))


def joined(parts: tuple[str, ...]) -> list[str]:
    """Return the words of a name with Abd and Abu joined to what follows, and without *son of*."""
    made: list[str] = []
    for part in parts:
        if part in ("بن", "ابن", "بنت", "ال"):
            continue
        if made and made[-1] in ("عبد", "العبد", "ابو"):
            made[-1] = made[-1].removeprefix("ال") + part
        else:
            made.append(part)
    return [_abd(part) for part in made]


def _abd(part: str) -> str:
    """Return a name with Abd in one form: with the article, as it is mostly written."""
    return f"عبدال{part.removeprefix('عبد').removeprefix('ال')}" if part.startswith("عبد") and len(part) > 5 else part
