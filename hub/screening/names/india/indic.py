"""The scripts of India and Sri Lanka: consonants with their silent *a*, vowel signs, and the mark that silences it.

Unicode lays out those of India alike, so each is read as Devanagari, after the few rules that a language has of its own: Tamil writes one
letter for *k* and *g*, Bengali says *o* for *a* and *s* for *chh*, the south puts a *u* behind a last consonant or not.
English names are written as they are heard. What two systems make of a name in Latin letters is one name if they differ throughout it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from hub.screening.names.india.sanskrit import in_sanskrit
from hub.screening.names.known import are_two_names
from hub.screening.names.pairing import unpaired
from hub.screening.names.rewriting import Rules, compiled, rewritten
from hub.screening.names.sound import VOWEL, WORDS_KEPT, Row, latin_sound, lie_together, read_by, system

_FIRST, _LAST, _BLOCK = 0x900, 0xD7F, 0x80
_SOUTH_FIRST, _SOUTH_END = 0xB80, 0xD80
_BENGALI, _ODIA, _TAMIL, _TELUGU, _KANNADA, _MALAYALAM, _SINHALA_SCRIPT, _ASSAMESE = 1, 4, 5, 6, 7, 8, 9, -1
_OF_ASSAM = re.compile("[ৰৱ]")
_SINHALA = dict(zip(
    "අආඇඈඉඊඋඌඍඑඒඓඔඕඖකඛගඝඞචඡජඣඤටඨඩඪණතථදධනපඵබභමයරලවශෂසහළාැෑිීුූෘෲෙේෛොෝෞ්ංඃ",
    "अआएएइईउऊऋएएऐओओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळाेेिीुूृृेेैोोौ्ंः",
    strict=True,
)) | {"ඟ": "ँग", "ඦ": "ँज", "ඬ": "ँड", "ඳ": "ँद", "ඹ": "ँब", "ෆ": "फ़", "ඥ": "ज्ञ"}  # fmt: skip
_SERVANT = re.compile("^[आअ]ब्?द[ुू][जतदनरलशस]्?$")  # Abdul, Abdur, Abdus: the article's *l* becomes what follows
_TWICE = re.compile("(?<=ब्दु)(.)ə(?=\\1)|(?<=बəदु)(.)ə(?=\\2)")
_BRIEFLY = ((re.compile("^(?:मो|मोह|मोहा|मुहा)ः?$|^मुः$"), "मोहम्मद"), (re.compile("^मो[सछ]ाः?$"), "मोसम्मत"))
_FERNANDO = ("ප්රනාන්දු", "ෆර්නන්දු")  # who came with the Portuguese, and is every twentieth in Sri Lanka
_LETTERS_OF_THEIR_OWN = {"ৰ": "র", "ৱ": "व", "ୟ": "ଯ", "ୱ": "ଵ", "ੜ": "ड़"}  # of Assam, Odisha and Punjab
_AS_DEVANAGARI = str.maketrans(_SINHALA | _LETTERS_OF_THEIR_OWN)
_SIGN_TWICE = re.compile("[\u093e-\u094c]+(?=[\u093e-\u094c])")  # a slip of the keyboard: the sign that is seen is the last one
_BARE = re.compile("([\u0915-\u0939]\u093c?)(?![\u093a-\u093c\u093e-\u094f\u0955-\u0957\u0962\u0963])")  # a consonant without a sign
_DOUBLED = re.compile("(?!ऱ)(.)्(?=\\1)|क्(?=ख)|ग्(?=घ)|च्(?=छ)|ज्(?=झ)|ट्(?=ठ)|ड्(?=ढ)|त्(?=थ)|द्(?=ध)|प्(?=फ)|ब्(?=भ)")
_SHARED = (
    ("क्ष", "kh sX?"), ("ज्ञ", "gJd n? Y?"), ("ं(?=ह)", "mn g?"),
    ("^य(?=[ुू])|(?<=[ुू])य(?=[ा-ौə])", "YJ?"), ("(?<=[ा-ौ])य(?=ə?$)|(?<=[ा-ौə])य(?=ि)", "YJi?"), ("(?<=[ा-ौ])य(?=ə)", "YJi"),
    ("ा[ंँ](?:व(?=ə)|ओ)", "a uv n?"), ("[ंँ॰](?=[नमणञ])", "mn?"), ("[िी](?=[अआ])", "iY Y?"), ("्य(?=[ुू])", "Y?"),
    ("(?<=[ुू])व(?=ा)", "vb?"), ("^ओय(?=ा)", "uv"),
    ("ə(?=य)|(?<=प्र)ə|(?<=ौध)ə", "au?"), ("(?<=ə)य(?=ə?$)", "YJi"), ("^[इई]य(?=ा)", "Yi ai?"), ("(?<=स्)ब", "bv"),
    ("अ[ॅ]|अ्या", "ai"), ("ओ्[बव]", "uv"), ("(?<=[ा-ौə])ड(?=[ा-ौə])|(?<=.)ढ", "dr"), ("ु(?=[एे])", "u?"),
    ("(?<=[ं])ह|(?<=व्)ह|ह(?=ə?$)", "h?"), ("ँ", "mn?"), ("[ं॰]", "mn"), ("ङ", "nm g?"), ("[िी]य(?=[ा-ौə])", "Yi JY?"), ("ज़", "zJ"),
    ("(?<=[क-ह])्या(?=[क-हं])", "Y? ai"), ("(?<=ा)यु", "YJi? u?"),
    ("[डढ]़", "rd"), ("फ़", "fp"), ("स़", "Xs"), ("ə", "a?"), ("[अआा]", "a"), ("[इि]", "Yi"), ("[ईी]", "i"), ("[उऊुू]", "u"),
    ("[ऋृ]", "r iu?"), ("[ऍऎएॅॆे]", "ai"), ("[ऐै]", "ai: Yi?"), ("(?<=व)ॉ", "ua"), ("[ऑऒओॉॊो]", "u"),
    ("[औौॗ]", "au u?"), ("ः", "h?"), ("क", "k"), ("ख", "kh"),
    ("[गघ]", "g"), ("[चछ]", "C"), ("ज", "Jgz"), ("झ", "JZz"), ("ञ", "n Y?"), ("[टठतथॎ]", "t"), ("[डढदध]", "d"), ("[णनऩॺॻ]", "n"),
    ("प", "p"), ("फ", "pf"), ("ब", "b"), ("भ", "bv"), ("म", "m"), ("य्|य़्", "YJi?"), ("य", "YJ"), ("[रऱॼ]", "r"), ("[लळऴॽॾ]", "l"),
    ("व", "vub"), ("[शष]", "XsS"), ("स", "sS"), ("ह", "h"), ("ॿ", "k"),
)  # fmt: skip
_SOUTHERN = (("(?<=[क-हə])ु$", "u?"), ("म्$|ऩ्$|ॻ$|म(?=ə$)", "mn"), ("^इ(?=र)", "i?"), ("^व(?=[ुू])", "v?"), ("^य(?=[ेॆ])", "Y?"))
_IN_ALL = system(*_SHARED)
_IN_BENGALI = (
    ("क्ष", "kh sX?"), ("अ्या", "ai"), ("ॎस|त्स", "t? sST"), ("र(?=əर)", "r?"), ("्या", "Y? ai"), ("्य", "Y?"), ("्[वब]", "bv?"), ("ओय़", "uv"),
    ("य़", "YJv?"), ("य", "JYz"), ("छ", "Cs"),
    ("ज", "Jgz"), ("झ", "JZz"), ("[बभ]", "bv"), ("[शषस]", "sSX"), ("ə", "au?"), ("अ", "au"), ("[ऐै]", "au Yi?"),
    ("^[उओ](?=[इईएआ])", "uv"), *_SHARED,
)  # fmt: skip
_OWN = {
    _BENGALI: system(*_IN_BENGALI),
    _ASSAMESE: system(("[चछ]", "CsS"), *_IN_BENGALI),
    _ODIA: system(("्ब", "bvu"), ("ब", "bv"), ("^य(?![ुू])", "YJz"), *_SHARED),
    _TAMIL: system(
        *_SOUTHERN, ("^(?=[अ-औ])", "h?"), ("चि(?=[ऱर][िी])", "sSX i?"), ("कु(?=म)", "kgh u?"), ("(?<=[कपतट])[िु](?=र)", "iu?"),
        ("(?<=ट्च)ु|(?<=[कचटतप])ु(?=व)", "u?"), ("(?<=[कपतटच][िु])रु", "r iu?"),
        ("ट्(?=च)", "kt?"), ("स्(?=च)", ""), ("(?<=ट्)च", "sCX"), ("ऱ्ऱ", "t r?"), ("ऩ्ऱ", "n d? r"), ("चा(?=म)", "sCX v? a"),
        ("क", "kgh"), ("च", "sCXJ"), ("[टत]", "td"), ("प", "pbf"), ("ऱ", "rt"), ("ऴ", "lZr"), *_SHARED,
    ),
    _SINHALA_SCRIPT: system(("[आा](?=[क-नप-मल-ह])", "a r?"), ("[ओो](?=[क-नप-मल-ह])", "u r?"), *_SHARED),
    _TELUGU: system(*_SOUTHERN, *_SHARED),
    _KANNADA: system(*_SOUTHERN, *_SHARED),
    _MALAYALAM: system(
        *_SOUTHERN, ("ऱ्ऱ", "t"), ("न्ऱ|ॻ्ऱ", "n dtr"), ("न(?=्प)", "mn"), ("क", "kg"), ("[टत]", "td"), ("प", "pb"), ("ऴ", "lZ"),
        ("[शष]", "XsSz"), *_SHARED,
    ),
}  # fmt: skip

_HEARD = compiled(  # everywhere: the last vowel of Milton and Harper is no more than an *a*
    ("^mc(?=[a-z]{3})", "mek"), ("(?<=[a-z]{2})bury$", "bari"), ("(?<=[a-z]{2}[^aeiouy])[oe]n(?=$|s$|v)", "an"),
    ("(?:(?<=[aeiouy][^aeiouy])|(?<=[aeiouy][^aeiouy]{2}))er(?=$|[^aeiouyr])", "ar"),
    ("(?<=[a-z]{2})b[eu]rgh?(?=$|[^aeiouy])", "barg"), ("(?<=[a-z])olo(?=m)", "ola"), ("(?<=[a-z]{2}[^aeiouy])[oe]l$", "al"),
    ("(?<=[a-z][nt])on(?=[iy]$)|(?<=nth)on(?=[iy]$)", "an"), ("(?<=[a-z]{2})us$", "as"), ("x(?=[aeiou])", "gz"),
)  # fmt: skip
_HEARD_IN_ENGLISH = compiled(
    ("ou(?=gl|ng)", "a"), ("ough(?=$|[^aeiouy])", "af"), ("dge?(?=$|[^aeiouy])", "j"), ("ce$", "s"),
    ("(?<=[^aeiou])ea(?=[^aeiouyr])", "i"), ("^love", "lav"), ("^ps", "s"), ("(?<=[nr])[ct]i(?=a)", "shi"), ("(?<=s)ti(?=a)", "chi"),
    ("(?<=^[bchm])u(?=[^aeiouy][aeiou])", "iu"),
    ("(?<=[^aeiouyq])u(?=[^aeiouyrgqh]{2}|[mnlstpbx]$)", "a"), ("[eiu]r(?=[^aeiouyr])", "ar"), ("(?<=n)coln", "kan"), ("wood", "vuud"),
    ("(?<=[^aeio])o(?=ck|[cns]k|ll|[fl]f|tt|x|s[st]|[bn]b|[stpdb]$|pp|gg|dd|r[dklmnt]|n[dsgtwv]|mp|hn)", "a"),
    ("(?<=[^aeiouyr]{2})le$", "al"), ("e(?=s$)", ""), ("(?<=[a-z]{3}[^aeiouy])e$", ""), ("ey$", "i"), ("teur$", "char"),
)  # fmt: skip
_SHUT = compiled(  # vowels of a shut syllable: Concord is कान्कार्ड, Kastrup कास्ट्रप, Joyce ಜಾಯ್ಸ್
    ("oy(?=[^aeiou]|$)|oi(?=[^aeiou])", "ay"),
    ("o(?=[^aeiouywh]{2}|[^aeiouyw]$|r)", "a"), ("(?<=[^aeiou])u(?=[^aeiouyh]{2}|[^aeiouyh]$)", "a"),
)  # fmt: skip


@lru_cache(maxsize=WORDS_KEPT)
def as_heard_in_india(word: str) -> tuple[str, ...]:
    """Return the spellings that sound as a Latin word is heard in India, should it be English: Duncan is डंकन."""
    heard = rewritten(_HEARD, word)
    further = rewritten(_HEARD_IN_ENGLISH, heard)
    spellings = dict.fromkeys((heard, further, rewritten(_SHUT, further), in_sanskrit(word)))
    return tuple(each for each in spellings if each != word and not are_two_names(word, each))


_OF_TAMIL = re.compile(
    "mur[au][gk]|kan+an$|pandi|vel$|s[hw]?a*m[iy]$|na+th?an$|ra+[jm]an$|krishnan$|maniam$|lingam$|selv|tami[lz]|mut+h?u|palan|ganesan|"
    "sundar|ch?andran$|[a-z]{3}ap+an$|(?:dh?|th?)aran$|raghavan$|sel+a[mp]|arum|aruna|ponn|senth?i|[a-z]{3}eswar[iya]n?$|va+sana?n$"
)
_OF_TAMILS = re.compile(
    "[a-z]{2}ku?mar(?:an|i)?$|raja?[hnm]?$|vel[uan]*$|man[iy](?:k+am)?$|[st]ekh?ar(?:an)?$|krishna|am+al$|durai$|gopal|pil+ai$|nayaga?[mn]$|arasa?[ni]$|"
    "zh[aiu]|lakshmi$|[a-z]arasi$|mo[zl]hi$|malar|kalai|^valli|mo+r?th[iy]$|s[hw]*ari?$|ingam$|ratnam$|a[ny]ak[ia]m?$|iah$|[a-z]{3}[bdghjklmnprtv]an$|([aeiu]n?|r)[td]h([aiy]|iya|ri)$|"
    "^(?:sent|siv|kart|sarav|bala|subr|thir|venk|chin|periy|veer|anb|arul|ilan|elan|kat|nall|nedu|pala|pon|puga|sakt|tham|than|vet|vel|shan|dhan|vign|got|gowt|"
    "anan|loga|yoga|vai)"
)
_ONE_IN_TAMIL = compiled(  # its letters do not tell voice, nor *z* from *l*; no *n* is lost
    ("[kg]h?", "k"), ("[dt]h?", "t"), ("[pb]h?", "p"), ("zh?|l+", "l"), ("ks+h?|t?ch|cch?|t?c|sh|ss|j", "s"),
    ("(?<=[aeiou])h(?=[aeiou])", "k"), ("n(?=t)", "m"), ("rr", "tr"), ("ee|y$|ie$", "i"),
)  # fmt: skip
_SHORT = compiled(("aa", "a"), ("ee|ii", "i"), ("oo|uu", "u"))
_MARKS_LEFT_OUT = (*_SHORT, *compiled(  # ṁ, ḻ and jñ
    ("m(?=[ckgjtdsh])", "n"), ("(?<=[aeiou])zh", "l"), ("jny?|gy(?=a)", "gy"),
))  # fmt: skip
_ITS_A_NOT_HEARD = (*_MARKS_LEFT_OUT, *compiled(("(?<=..[^aeiou])a$", "")))
_PLAINLY_MARKED = re.compile("m(?=[ckgj])|(?<=[aeiou])zh")
_VOICED, _OF_A_SISTER = re.compile("[bdg]"), re.compile("(?:[oe]v|in|sk)a$")
_BEGIN_ALIKE = str.maketrans("bfdghcjzxweiouy", "pptkkssssvaaaaa")
FEWEST_WORDS = 2  # of a name that Muhammad stands before
FEWEST_APART = 2  # words that two systems write differently: a brother's surname is written as his brother's


def same_in_india(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Latin names are one, which two systems of India write: Samjiva Kulatumga, Sanjeeva Kulatunga."""
    if not _begin_alike(one, other):
        return False
    ours, theirs = ([rewritten(_SHORT, word) for word in words] for words in (one, other))
    apart = len(set(ours) - set(theirs))
    if apart < FEWEST_APART and not any(map(_PLAINLY_MARKED.search, (*one, *other))):
        return _same_in_tamil(one, other)
    if not any(unpaired(one, other, _are_one_but_for_a if _may_be_silent(ours, theirs) else _are_one_without_marks)):
        return True
    tells_no_voice = apart >= FEWEST_APART and any(not any(map(_VOICED.search, words)) for words in (one, other))
    return not any(unpaired(one, other, _are_one_in_tamil)) if tells_no_voice else _same_in_tamil(one, other)


def _begin_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the words of the name that has fewer begin like as many of the other's: two may stand joined."""
    ours, theirs = (Counter(word[0].translate(_BEGIN_ALIKE) for word in words) for words in sorted((one, other), key=len))
    return ours <= theirs


def _may_be_silent(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one name has two *a* more than the other: Abhaya Jayaramana, Vijaya Prajapati; Ivana Petrova is Ivan's sister."""
    ours, theirs = ("".join(words).count("a") for words in (one, other))
    return abs(ours - theirs) >= FEWEST_APART and not any(map(_OF_A_SISTER.search, (*one, *other)))


def _same_in_tamil(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Latin names that both have a Tamil word are one, as Tamil writes it: Murugan, Murukan."""
    if not all(any(_OF_TAMIL.search(word) for word in words) for words in (one, other)):
        return False
    return not any(unpaired(one, other, _are_one_in_tamil))


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_without_marks(one: str, other: str) -> bool:
    return _are_one_by(_MARKS_LEFT_OUT, one, other)


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_but_for_a(one: str, other: str) -> bool:
    return rewritten(_ITS_A_NOT_HEARD, one) == rewritten(_ITS_A_NOT_HEARD, other) or _are_one_by(_ITS_A_NOT_HEARD, one, other)


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_in_tamil(one: str, other: str) -> bool:
    return _are_one_by(_ONE_IN_TAMIL, one, other)


def _are_one_by(rules: Rules, one: str, other: str) -> bool:
    ours, theirs = (latin_sound(rewritten(rules, word)) for word in (one, other))
    return not are_two_names(one, other) and lie_together(ours, theirs)


@lru_cache(maxsize=WORDS_KEPT)
def is_of_tamils(word: str) -> bool:
    """Tell whether a Latin word has what names of the south of India are made of: *-kumar*, *-lingam*, *Senthil-*."""
    return bool(_OF_TAMIL.search(word) or _OF_TAMILS.search(word))


def is_indic(letter: str) -> bool:
    """Tell whether a letter is Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam or Sinhala."""
    return _FIRST <= ord(letter) <= 0xDFF


def is_of_the_south(word: str) -> bool:
    """Tell whether a word is in Tamil, Telugu, Kannada or Malayalam letters: the south bears the father's initial, and no surname."""
    return _SOUTH_FIRST <= ord(word[0]) < _SOUTH_END


def written_out(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name in the scripts of India with Abdul joined to what follows, and what Bengal writes for Muhammad: মোঃ."""
    made: list[str] = []
    of_a_servant = False
    for part in parts:
        plain = "".join(map(_in_devanagari, part))
        if of_a_servant:
            made[-1] += part
        elif len(parts) > FEWEST_WORDS:
            made.append(next((whole for pattern, whole in _BRIEFLY if pattern.search(plain)), part))
        else:
            made.append(part)
        of_a_servant = bool(_SERVANT.search(plain))
    return tuple(made)


def indic_row(word: str) -> Row:
    """Return how a word sounds; each consonant may have its silent vowel, unless a sign says which vowel it has or that it has none."""
    script = _ASSAMESE if _OF_ASSAM.search(word) else (ord(word[0]) - _FIRST) // _BLOCK
    letters = "".join(_in_devanagari(each) for each in word.replace(*_FERNANDO).translate(_AS_DEVANAGARI))
    spelt = _TWICE.sub("", _BARE.sub(r"\1ə", _DOUBLED.sub("", _SIGN_TWICE.sub("", letters))))
    return _once(read_by(_OWN.get(script, _IN_ALL), spelt))


def _once(made: Row) -> Row:
    """Return a row in which, inside a word, one of two equal consonants may stand for both: দেববর্মা is Debbarma."""
    silent = [
        nth for nth, each in enumerate(made[:-3]) if nth and each == made[nth + 2] and made[nth + 1].optional and not each.kinds & VOWEL
    ]
    return tuple(replace(each, optional=True) if nth in silent else each for nth, each in enumerate(made)) if silent else made


def _in_devanagari(letter: str) -> str:
    return chr(_FIRST + (ord(letter) - _FIRST) % _BLOCK) if _FIRST <= ord(letter) <= _LAST else letter
