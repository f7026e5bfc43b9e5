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
    ("(?<=^ال)ا(?!ل)", "aiuY"), ("اي", "ai Yi?"), ("او", "au v?"), ("اه$", "a htT?"), ("(?<=..)هاي$", "ai? h? ai Yi?"), ("ا$", "a h?"),
    ("خوا", "hk vu? a"), ("ا", "a"), ("(?<=ا)عه$", "ah? t?"), ("ع", "aiuY?"), ("[بٻ]", "bp"), ("پ", "p"), ("تش", "t? CX"),
    ("ت[سز]", "t? sSz"), ("[تټٹط]", "t"), ("ث", "tsSQ"), ("ج", "JgZC"), ("چ", "CX"), ("ح", "h"), ("خ", "hk"), ("[دډڈ]", "d"),
    ("[زذظض]{2,}|[ذظض]", "dz"), ("ر", "r"), ("[ڑړڕ]", "rdl"), ("ز", "z"), ("ژ", "ZJ"), ("ږ", "ZJg"), ("[سص]", "S"), ("ښ", "Xhk"),
    ("ش", "X"), ("ځ", "dzJ"), ("څ", "TS"), ("غ", "gh"), ("ف", "fv"), ("[ڤۋ]", "v"), ("ق(?=ج)", "kg?"), ("[قك]", "kg"), ("[گګ]", "g"),
    ("ڭ", "n g?"), ("[لڵ]", "l"), ("م", "m"), ("ن(?=ب)", "nm"), ("[نںڼ]", "n"), ("يه$", "Yi aih h?"), ("ه(?=ال)", "aht? t?"),
    ("ه$", "ah t?"), ("^ه", "h"), ("[هھ]", "h?"), ("و$", "vu"), ("و", "vu u?"), ("[ۆۇۈ]", "u"), ("يعي$", "Yi ai? i?"),
    ("يي$", "Yi? ai Yi?"), ("ي$", "ai Yi?"), ("ي+", "Yi i?"), ("[ےېێۍ]", "ai Y?"), ("ە", "ai h?"),
)  # fmt: skip
_READ = """
    محمد muhamad mehmed, محمود mahmud, احمد ahmad ahmat, حسن hasan, حسين hussain, علي ali, عمر umar, عثمان uthman, سالم salim, سليم salim,
    سلمي salma, خالد khalid, وليد walid, فاطمه fatima fatma, عايشه aisha, مريم maryam miryam, خديجه khadija, امين amin, امينه amina,
    عبدالله abdala, عبدالرحمن abdrahman, عبدالرحيم abdrahim, عبدالعزيز abdaziz, عبدالكريم abdkarim, عبدالحميد abdhamid, حامد hamid,
    حميد hamid, سعيد said, سعد sad, سعود saud, رشيد rashid, راشد rashid, ماجد majid, مجيد majid, ناصر nasir, نصر nasr, منصور mansur,
    كريم karim, كرم karam, حمزه hamza, ياسين yasin, ياسمين yasmin, سمير samir, سمر samar, رنا rana, رانيا rania, هدي huda, مهدي mahdi,
    هادي hadi, رضا ridha reza, هشام hisham, عصام isam, بسام basam, بلال bilal, جلال jalal, طلال talal, كمال kamal, جمال jamal,
    عمرو amr amru
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
_SPELT = """
    صالح saleh salih, صلاح salah, باسم bassem basem basim bassim, بسام bassam basam bessem, كامل kamel kamil, كمال kamal kemal kamel,
    حامد hamed hamid, حميد hamid hameed, حمد hamad hamed, احمد ahmad ahmed, حماد hammad, صادق sadiq sadeq sadegh sadek,
    صديق siddiq siddique seddik, عمار ammar, عمر omar umar omer, عامر amer aamer amir, امير amir ameer, عمرو amr amro, سامي sami samy,
    سامح sameh samih, سماح samah, هاني hani hany, هنا hana hanaa hanna, حنا hanna, ايمن ayman aymen aiman, ايمان iman imane eman imen,
    امين amin amine ameen, امنه amna, امينه amina amena, اماني amani amany, كريم karim kareem krim, كرم karam, كارم karem karam,
    اكرم akram, سعيد said saeed, سعد saad, سيد sayed sayyid syed said saeed, اسعد asaad assaad, سعود saud saoud, سعاد suad souad soad,
    حسن hasan hassan, حسان hassan hassane, حسين hussein husain hossein hussain houcine hocine, حسني hosni husni,
    جمال jamal gamal djamel jamel, جميل jamil jameel gamil djamil, رشيد rashid rachid rasheed, رشاد rashad rachad,
    راشد rashed rashid rasheed, سالم salem salim, سليم salim selim saleem, سلام salam, نصر nasr, ناصر nasser naser nacer nasir naseer,
    نصير nasir naseer, ماجد majed maged majid, مجيد majid, مجد majd, رعد raad, رايد raed, رياض riad riyad riyadh ryad, عادل adel adil,
    عدي uday oday adi, علي ali aly, علا alaa ala, ايلي elie eli, دينا dina, دانا dana, داني dany, عيسي issa isa eissa eisa,
    عايشه aisha aicha ayesha, رنا rana, رانيا rania, راما rama, ريما rima, رامي rami ramy, نور nour noor nur, نورا noura nora,
    نوره noura nora, نوري nouri nuri, مني mona muna mouna, منه menna, سمير samir sameer, سمر samar, سحر sahar, ساهر saher sahir,
    تامر tamer, فتحي fathi, فتحيه fathia, فتيحه fatiha, هشام hisham hesham hicham hichem, فادي fadi fady, هاشم hashem hashim hachem,
    حسام hossam hussam husam hesam hessam houssam, محمد mohammed mohammad muhammad mohamed mohamad, محمود mahmoud mahmud mahmood,
    ليلي leila layla laila, لاله laleh lalla, رافت rafat raafat, رفعت refaat rifaat rifat, رازق raziq, رزاق razaq razzaq,
    رضا reza rida ridha raza, راجه raja, سلمي salma, نبيل nabil nabeel, نبيله nabila, عزيز aziz, عزيزه aziza,
    فاضل fadel fadil fazel, فيصل faisal faysal feisal, فضيل fudail fodil, مازن mazen mazin, زياد ziad ziyad zyad,
    زيد zaid zayd zeid zayed, زايد zayed zaed, انور anwar anouar, امجد amjad amgad, مجدي majdi magdi magdy, مهدي mahdi mehdi,
    احسان ihsan ehsan, اسلام islam eslam, اكرام ikram ekram, زاهر zaher zahir, زهير zuhair zouhair zuhayr, زهره zahra zohra zohreh zohre,
    زهرا zahra, هيثم haitham haytham, نادر nader nadir, نذير nadhir nadir nazir, ماجده majda majida magda, يسري yousra yusra yusri,
    اسرا israa isra esraa, سهي suha soha, سهيل suhail sohail souhail, سهيله suhaila, سهير suhair soheir, جليل jalil galil,
    جلال jalal galal djalal, امل amal, امال amal amaal, نصار nassar, قاسم qasim kassem ghasem, كاظم kazem kadhim kazim,
    قصي qusay qusai, قيس qais kais, هيام hiyam, وفا wafa wafaa, ولا walaa, صفا safa safaa, صفيه safia safiya, صوفيا sofia, لطيف latif,
    لطفي lutfi lotfi, ندي nada, ندا nida neda, منير munir mounir monir, منار manar, منال manal, ملك malak malik malek, مالك malek malik,
    جابر jaber jabir gaber, جبر jabr gabr, جبار jabbar, حازم hazem hazim, حاتم hatem hatim, طارق tarek tariq tareq, طاهر taher tahir,
    ضيا diaa dia, بدر badr bader, بدري badri, بشير bashir bachir, بشار bashar bachar, بشري bushra bouchra, فارس fares faris, فراس firas,
    فريد farid fareed, فريده farida, فرح farah, فرحات farhat, فرحان farhan, عماد imad emad, عمران imran omran, عصام essam issam isam,
    عاصم asem assem, اسامه osama usama, اسما asmaa asma, شريف sharif sherif cherif, اشرف ashraf achraf
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(read) for name, *read in map(str.split, text.split(","))}


READ = _table(_READ)
ALSO = _table(_ALSO)
_SPELLINGS = _table(_SPELT)
KNOWN = frozenset(spelling for spellings in _SPELLINGS.values() for spelling in spellings)


def are_two_names(word: str, latin: str) -> bool:
    """Tell whether a Latin word is a known spelling of another Arabic name than the one that ``word`` is: صالح is not Salah."""
    return word in _SPELLINGS and latin in KNOWN and latin not in _SPELLINGS[word]


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
