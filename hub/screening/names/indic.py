"""The scripts of India and Sri Lanka: consonants with their silent *a*, vowel signs, and the mark that silences it.

Unicode lays out those of India alike, so each is read as Devanagari, after the few rules that a language has of its own: Tamil writes one
letter for *k* and *g*, Bengali says *o* for *a* and *s* for *chh*, the south puts a *u* behind a last consonant or not.
"""

import re

from hub.screening.names.sound import Row, read_by, system

_FIRST, _LAST, _BLOCK = 0x900, 0xD7F, 0x80
_BENGALI, _TAMIL, _TELUGU, _KANNADA, _MALAYALAM = 1, 5, 6, 7, 8
_SINHALA = dict(zip(
    "අආඇඈඉඊඋඌඍඑඒඓඔඕඖකඛගඝඞචඡජඣඤටඨඩඪණතථදධනපඵබභමයරලවශෂසහළාැෑිීුූෘෙේෛොෝෞ්ංඃ",
    "अआएएइईउऊऋएएऐओओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळाेेिीुूृेेैोोौ्ंः",
    strict=True,
)) | {"ඟ": "ँग", "ඦ": "ँज", "ඬ": "ँड", "ඳ": "ँद", "ඹ": "ँब", "ෆ": "फ़", "ඥ": "ज्ञ"}  # fmt: skip
_FERNANDO = ("ප්රනාන්දු", "ෆර්නන්දු")  # who came with the Portuguese, and is every twentieth in Sri Lanka
_OF_ASSAM_AND_ODISHA = {"ৰ": "র", "ৱ": "ব", "ୟ": "ଯ", "ୱ": "ଵ"}
_AS_DEVANAGARI = str.maketrans(_SINHALA | _OF_ASSAM_AND_ODISHA)
_BARE = re.compile("([\u0915-\u0939]\u093c?)(?![\u093a-\u093c\u093e-\u094f\u0955-\u0957\u0962\u0963])")  # a consonant without a sign
_DOUBLED = re.compile("(?!ऱ)(.)्(?=\\1)|क्(?=ख)|ग्(?=घ)|च्(?=छ)|ज्(?=झ)|ट्(?=ठ)|ड्(?=ढ)|त्(?=थ)|द्(?=ध)|प्(?=फ)|ब्(?=भ)")
_SHARED = (
    ("क्ष", "kh sX?"), ("ज्ञ", "gJd n? Y?"), ("ं(?=ह)", "mn g?"), ("(?<=[ा-ौ])य(?=ə?$)", "YJi?"), ("ु(?=[एे])", "u?"),
    ("(?<=[ं])ह|(?<=व्)ह|ह(?=ə?$)", "h?"), ("ँ", "mn?"), ("[ं॰]", "mn"), ("[ङ]", "n g?"), ("[िी]य(?=[ा-ौə])", "Yi JY?"), ("ज़", "zJ"),
    ("(?<=[क-ह])्या(?=[क-ह])", "Y? ai"), ("(?<=ा)यु", "YJi? u?"),
    ("[डढ]़", "rd"), ("फ़", "fp"), ("स़", "Xs"), ("ə", "a?"), ("[अआा]", "a"), ("[इि]", "Yi"), ("[ईी]", "i"), ("[उऊुू]", "u"),
    ("[ऋृ]", "r iu?"), ("[ऍऎएॅॆे]", "ai"), ("[ऐै]", "ai: Yi?"), ("[ऑऒओॉॊो]", "u"), ("[औौ]", "au u?"), ("ः", "h?"), ("क", "k"), ("ख", "kh"),
    ("[गघ]", "g"), ("[चछ]", "C"), ("ज", "Jgz"), ("झ", "JZ"), ("ञ", "n Y?"), ("[टठतथॎ]", "t"), ("[डढदध]", "d"), ("[णनऩॺॻ]", "n"),
    ("प", "p"), ("फ", "pf"), ("ब", "b"), ("भ", "bv"), ("म", "m"), ("य्|य़्", "YJi?"), ("य", "YJ"), ("[रऱॼ]", "r"), ("[लळऴॽॾ]", "l"),
    ("व", "vub"), ("[शष]", "XsS"), ("स", "sS"), ("ह", "h"), ("ॿ", "k"),
)  # fmt: skip
_SOUTHERN = (("(?<=[क-हə])ु$", "u?"), ("म्$|ऩ्$|ॻ$|म(?=ə$)", "mn"), ("^इ(?=र)", "i?"))
_IN_ALL = system(*_SHARED)
_OWN = {
    _BENGALI: system(
        ("क्ष", "kh sX?"), ("ॎस|त्स", "t? sST"), ("र(?=əर)", "r?"), ("्या", "Y? ai"), ("्य", "Y?"), ("्[वब]", "bv?"), ("ओय़", "uv"),
        ("य़", "YJv?"), ("य", "JYz"), ("छ", "Cs"),
        ("ज", "Jgz"), ("झ", "JZz"), ("[बभ]", "bv"), ("[शषस]", "sSX"), ("ə", "au?"), ("अ", "au"), ("[ऐै]", "au Yi?"), *_SHARED,
    ),
    _TAMIL: system(
        *_SOUTHERN, ("चि(?=ऱी)", "sSX i?"), ("कु(?=म)", "kgh u?"), ("(?<=[कपतट])[िु](?=र)", "iu?"),
        ("(?<=ट्च)ु|(?<=[कचटतप])ु(?=व)", "u?"), ("(?<=[कपतटच][िु])रु", "r iu?"),
        ("ट्(?=च)", "kt?"), ("स्(?=च)", ""), ("(?<=ट्)च", "sCX"), ("ऱ्ऱ", "t r?"), ("ऩ्ऱ", "n d? r"), ("चा(?=म)", "sCX v? a"),
        ("क", "kgh"), ("च", "sCXJ"), ("[टत]", "td"), ("प", "pbf"), ("ऱ", "rt"), ("ऴ", "lZr"), *_SHARED,
    ),
    _TELUGU: system(*_SOUTHERN, *_SHARED),
    _KANNADA: system(*_SOUTHERN, *_SHARED),
    _MALAYALAM: system(
        *_SOUTHERN, ("ऱ्ऱ", "t"), ("न्ऱ|ॻ्ऱ", "n dt"), ("क", "kg"), ("[टत]", "td"), ("प", "pb"), ("ऴ", "lZ"), *_SHARED
    ),
}  # fmt: skip


def is_indic(letter: str) -> bool:
    """Tell whether a letter is Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam or Sinhala."""
    return _FIRST <= ord(letter) <= 0xDFF


def indic_row(word: str) -> Row:
    """Return how a word sounds; each consonant may have its silent vowel, unless a sign says which vowel it has or that it has none."""
    script = (ord(word[0]) - _FIRST) // _BLOCK
    letters = "".join(_in_devanagari(each) for each in word.replace(*_FERNANDO).translate(_AS_DEVANAGARI))
    spelt = _BARE.sub(r"\1ə", _DOUBLED.sub("", letters))
    return read_by(_OWN.get(script, _IN_ALL), spelt)


def _in_devanagari(letter: str) -> str:
    return chr(_FIRST + (ord(letter) - _FIRST) % _BLOCK) if _FIRST <= ord(letter) <= _LAST else letter
