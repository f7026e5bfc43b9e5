"""Ethiopic script and the names of Ethiopia and Eritrea: what its letters sound like, and spellings that people give themselves.

There is no system that people know: the vowel of the sixth order is written i, e, u or not at all, that of the first order e or a, and a
vowel at the end is nearly free (ደመቀ is Demeke and Demeko). Where two common names differ in nothing else (Birhan, Birhane, Birhanu), the
spelling of the one is evidence against the other. The names were gathered by hand.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from hub.screening.names.listed import table
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import VOWEL, WORDS_KEPT, Row, Sign, row

FEWEST_TO_END_ANYHOW = 3  # consonants of a word whose last vowel may be another, or none
_CONSONANT_LETTERS = "h l h m S r S Xs kg kg kg kg b v t C h h n n - k k hk hk vu - z Z Y d d J g g g t C p TsS TsS f p"
_CONSONANTS = _CONSONANT_LETTERS.split()
_VOWELS = ("ai", "u", "i", "a", "Yi? ai", "aiu?", "u", "u a")
_WO, _Y, _YE, _KA, _GN = "ወ", "ይ", "የ", "ካ", range(0x1298, 0x12A0)
_ROWS_READ_ALIKE = ((0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338))
_READ_ALIKE = {first + order: chr(into + order) for first, into in _ROWS_READ_ALIKE for order in range(7)}
_READ_ALIKE |= {ord("ሃ"): "ሀ", ord("ሓ"): "ሀ", ord("ኃ"): "ሀ", ord("ኣ"): "አ", ord("ዓ"): "አ"}
_NO_VOWEL = 5
_WITH_W = frozenset((code - 0x1200) // 8 for code in (0x1248, 0x1258, 0x1288, 0x12B0, 0x12C0, 0x1310))  # ኳ, ጓ
_ANY_VOWEL = Sign(VOWEL, optional=True)
_LIGHT_VOWEL = row("ai")[0].kinds
_IN_ETHIOPIA = """
    አበበ abebe, አበበች abebech, አበባ abeba, አለሙ alemu, አለም alem, አለማየሁ alemayehu, አለምነሽ alemnesh, አማረ amare, አምሃ amha, አንዳርጋቸው andargachew,
    አሰፋ asefa, አስፋው asfaw, አሸናፊ ashenafi, አስናቀ asnake, አወቀ aweke, አየለ ayele, አያሌው ayalew, አድማሱ admasu, አብራሃ abraha, አበራ abera, አባተ abate,
    በቀለ bekele, በለጠ belete, በላይ belay, በላይነሽ belaynesh, በየነ beyene, ብርሃኑ birhanu, ብርሃኔ birhane, ብርሃን birhan, ብርቱካን birtukan, ቢራራ birara,
    ዳዊት dawit, ደምሴ demissie, ደመቀ demeke, ደረጀ dereje, ደረሰ derese, ደሳለኝ desalegn, ድንቁ dinku, ደጀኔ dejene, እንዳለ endale, እሸቱ eshetu,
    እሸቴ eshete, እስጢፋኖስ estifanos, እዮብ eyob, ፈለቀ feleke, ፍቃዱ fikadu, ፍቅሬ fikre, ፍቅር fikir, ፍቅርተ fikirte, ፍሬው frew, ፍሬህይወት frehiwot,
    ገብሬ gebre, ገብሩ gebru, ገነት genet, ገረመው geremew, ጌታቸው getachew, ጌታሁን getahun, ጌታነህ getaneh, ግሩም girum, ግርማይ girmay, ጉደታ gudeta,
    ኃይሉ hailu, ኃይሌ haile, ሃይማኖት haymanot, ህሊና hilina, ሂሩት hirut, ካሳሁን kassahun, ከበደ kebede, ከበደች kebedech, ከድር kedir, ኪዳኔ kidane,
    ክፍሌ kifle, ክብሮም kibrom, ቅድስት kidist, ለምለም lemlem, ለገሰ legese, ሌሊሳ lelisa, መብራቱ mebratu, መኮንን mekonnen, መላኩ melaku,
    መለሰ melese, መንግስቱ mengistu, መሰለ mesele, መሰረት meseret, መስፍን mesfin, መርሻ mersha, ሙሉጌታ mulugeta, ሙሉቀን muluken, ሙሉነህ muluneh, ሙላቱ mulatu,
    ነጋሽ negash, ንጉሴ niguse, ንጋቱ nigatu, ሰላማዊት selamawit, ሰብለ seble, ሲሳይ sisay, ስንታየሁ sintayehu, ሽመልስ shimelis, ሽፈራው shiferaw, ሹመት shumet,
    ታደሰ tadesse, ታደለ tadele, ታሪኩ tariku, ታምሩ tamiru, ታምራት tamrat, ተፈራ tefera, ተፈሪ teferi, ተክሌ tekle, ተክሉ teklu, ተስፋ tesfa, ተስፋዬ tesfaye,
    ቴዎድሮስ tewodros, ትዕግስት tigist, ትዝታ tizita, ጥላሁን tilahun, ጥሩነሽ tirunesh, ፀጋዬ tsegaye, ፀሐይ tsehay, ፅጌ tsige, ፀጋ tsega, ቶሎሳ tolosa,
    ውቤ wube, ውብሸት wubshet, ውቢት wubit, ወርቁ worku, ወርቅነህ workneh, ወልዴ wolde, ወልዱ weldu, ወንድሙ wondimu, ወንድወሰን wondwosen, ይርጋ yirga,
    ይልማ yilma, ይልቃል yilkal, ዮሐንስ yohannes, ዮርዳኖስ yordanos, ዘለቀ zeleke, ዘነበ zenebe, ዘሪሁን zerihun, ዘውዱ zewdu, ዘውዴ zewde, ዘውዲቱ zewditu,
    ዘካርያስ zekarias, ዘርአይ zeray, ጫልቱ chaltu, ነጋሲ negasi, ጎይቶም goitom, ሀጎስ hagos, ሀፍቶም haftom, ኪሮስ kiros, ለተብርሃን letebirhan,
    ገብረእግዚአብሔር gebregziabher, ገብረመድህን gebremedhin, ወልደማርያም woldemariam, ሃብታሙ habtamu, ገብረማርያም gebremariam,
    ኃይለማርያም hailemariam, ሃይለሥላሴ haileselassie, ወልደሚካኤል woldemichael, ተክለሃይማኖት teklehaimanot, ሐጎስ hagos, በርሄ berhe, አረጋዊ aregawi,
    ደሳለው desalew, አስራት asrat, መሸሻ meshesha, ውብአለም wubalem, አዱኛ adugna, ዋቅጅራ wakjira, ቶላ tola, ሞገስ moges, ተመስገን temesgen, ገዛኸኝ gezahegn,
    ገዛሀኝ gezahegn, ወንድማገኝ wondimagegn, ዘላለም zelalem, ይበልጣል yibeltal, ስለሺ sileshi, ሳምራዊት samrawit, ማህሌት mahlet, ሜሮን meron, ሩሐማ ruhama,
    ፀጋነሽ tseganesh, አስመሮም asmerom, ተወልደ tewolde, ሰመረ semere, ፍፁም fitsum, ሃብቶም habtom, ፊልሞን filmon, አፈወርቂ afewerki, ኢሳይያስ isaias,
    ዑቅባይ ukbay, ርእሶም resom, ሚኪያስ mikias, እንግዳ engida, ቸርነት cherinet, አንተነህ anteneh, ቢንያም binyam,
    እንዳሻው endashaw, ጥበቡ tibebu, አንዳርጌ andarge, እመቤት emebet, እየሩሳሌም eyerusalem, ፋሲካ fasika, ይትባረክ yitbarek, ሰይፉ seifu, በዛብህ bezabih,
    በፈቃዱ befekadu, መንገሻ mengesha, አስማማው asmamaw, ታረቀኝ tarekegn, ዘነበች zenebech,
    ታከለ takele, ሃብታም habtam, ታሰው tasew, ታደለች tadelech, ማሩ maru, ማሬ mare, አለሜ aleme, በሪሁን berihun, ደመላሽ demelash
"""
_ELSEWHERE_TOO = """
    አልማዝ almaz, አማኑኤል amanuel, አራጋው aragaw, አስቴር aster, አዲስ addis, አዳነ adane, አብርሃም abraham, አባይ abay, ባህሩ bahru, ብሩክ biruk, ብሩኬ bruke,
    ቢኒያም biniam, ዳንኤል daniel, ደስታ desta, ኤልያስ elias, ኤፍሬም ephrem, ፋሲል fasil, ፍሬ fre, ግርማ girma, ጎሳ gosa, ሐና hana, ህይወት hiwot, ኢሳያስ isayas,
    እስራኤል israel, ካሳ kassa, ለማ lemma, ሊያ liya, ልዑል leul, ሉሌ lule, ሚካኤል mikael, መሀመድ mohammed, ማሞ mamo, ማርታ marta, ሙሉ mulu, ናሆም nahom,
    ነጋ nega, ናትናኤል natnael, ጰጥሮስ petros, ራሔል rahel, ሮቤል robel, ሩት rut, ሳባ saba, ሳሙኤል samuel, ሳምሶን samson, ሳራ sara, ሰለሞን solomon,
    ሰላም selam, ተካ teka, ጥሩ tiru, ቱሉ tulu, ቱፋ tufa, ያሬድ yared, ዮናስ yonas, ዮሴፍ yosef, ዮዲት yodit, ዘይነብ zeyneb, ጫላ chala, ጀማል jemal, ጀሚል jemil,
    ጀሚላ jemila, ጂማ jima, ሁሴን hussen, አህመድ ahmed, አሊ ali, ኡመር umer, ሰይድ seid, ሰኢድ said, ፋጡማ fatuma, ዘሃራ zehara, መርየም meryem, ሙሳ musa,
    ሙስጠፋ mustefa, ኑሩ nuru, ኑር nur, ኑሪያ nuria, አይሻ aysha, አሚና amina, አሚን amin, ሀሰን hassen, ከማል kemal, ከሚል kemil
"""
_KEY = compiled(
    (r"(.)\1+", r"\1"), ("gn", "ny"), ("ph", "f"), ("th", "t"), ("tz", "ts"), ("q|kh|ck", "k"), ("w[oueiy]+", "w"),
    ("i(?=[ae])|y(?=a)", "y"), ("[ae][iy](?=[^aeiou]|$)", "ay"), ("o[ou]?|ou", "u"), ("[iy]e$", "e"), ("^[ei]", "e"),
    ("(?<=.)[ei](?=.)", ""),
)  # fmt: skip


def _table(text: str) -> dict[str, str]:
    return {folded(name): spelling for name, spelling in (entry.split() for entry in text.split(","))}


def folded(plain: str) -> str:
    """Return a text with one letter for those that are read alike: ሐ and ኀ as ሀ, ሠ as ሰ, ዐ as አ, ፀ as ጸ."""
    return plain.translate(_READ_ALIKE)


def is_ethiopic(word: str) -> bool:
    """Tell whether a word is in Ethiopic letters."""
    return "\u1200" <= word[:1] <= "\u137f"


def ethiopic_row(word: str) -> Row:
    """Return a row in which the last vowel may be any or none, as papers have it; in a short word a light one may be left out only."""
    made = tuple(each for before, letter in zip(f" {word}", word, strict=False) for each in _letter(letter, before))
    if not made or made[-1].kinds & ~VOWEL:
        return made
    consonants = sum(not each.optional and bool(each.kinds & ~VOWEL) for each in made)
    if consonants >= FEWEST_TO_END_ANYHOW:
        return (*made[:-1], _ANY_VOWEL)
    return (*made[:-1], replace(made[-1], optional=True)) if made[-1].kinds == _LIGHT_VOWEL else made


def _letter(letter: str, before: str) -> Row:
    """Return the row of a letter behind another: *w* behind *u* and *y* behind *i* only lead from one vowel to the next."""
    place, last = ord(letter) - 0x1200, ord(before) - 0x1200
    if letter == _Y or not 0 <= place // 8 < len(_CONSONANTS):
        return row("Yi?") if letter == _Y else ()
    consonant, vowel = _CONSONANTS[place // 8].strip("-"), _VOWELS[place % 8]
    if before != _Y and place // 8 == last // 8 and last % 8 == _NO_VOWEL and consonant:
        consonant += "?"  # መኮንን is Mekonen
    if place // 8 in _WITH_W:
        consonant += " vu?"
    if (letter in "ዋዌዊ" and last % 8 in (1, 6)) or (letter in "ያዩዮዬ" and last % 8 in (2, 4)):
        consonant += "?"
    if ord(letter) in _GN:
        consonant = "g? n Y?"
    if letter == _KA:
        vowel = "u? a"  # as ኳ: ብርቱካን is Birtukuan too
    if letter == _YE and before == " ":
        consonant = "Y?"  # የማነ is Yimane too
    if letter == _WO:
        vowel = "aiu"
    return row(f"{consonant} {vowel}" if consonant else "aiu" if place % 8 in (0, 5) else vowel)


@lru_cache(maxsize=WORDS_KEPT)
def _key(latin: str) -> str:
    """Return what stays of a Latin word however it is spelt: consonants, a and u, and the last vowel."""
    return rewritten(_KEY, latin)


def common_names() -> dict[str, str]:
    """Return the common names of Ethiopia and Eritrea in its own letters, folded, each with a spelling."""
    return _OF_ETHIOPIA | _table(_ELSEWHERE_TOO)


_OF_ETHIOPIA = _table(_IN_ETHIOPIA)
_KNOWN = {name: _key(spelling) for name, spelling in common_names().items()}
_KEYS_OF_ETHIOPIA = frozenset(map(_key, _OF_ETHIOPIA.values()))
_KEYS = frozenset(_KNOWN.values())


def are_two_names(word: str, latin: str) -> bool:
    """Tell whether a Latin word is how another common name is spelt than the one that ``word`` is: ብርሃኑ is not Birhane."""
    return word in _KNOWN and _common(latin) in _KEYS and _common(latin) != _KNOWN[word]


@lru_cache(maxsize=WORDS_KEPT)
def names_of_ethiopia(latin: str) -> frozenset[str]:
    """Return which common names of Ethiopia or Eritrea, and of nowhere else, a Latin word may be; mostly none."""
    return _KEYS_OF_ETHIOPIA & ethiopian_way(latin)


def are_one_name(word: str, latin: str) -> bool:
    """Tell whether a Latin word is how the common name that ``word`` is is spelt, whatever its letters say: ሰለሞን is Solomon."""
    return _KNOWN.get(word) == _common(latin)


def _common(latin: str) -> str:
    """Return the key of a word; an *i* at its end may be the vowel of the sixth order, which is not heard there: Iyerusalemi."""
    key = _key(latin)
    return key if key in _KEYS else key.removesuffix("i")


def are_two_spellings(one: str, other: str) -> bool:
    """Tell whether two Latin words are common names in Ethiopia, and not the same one."""
    ours, theirs = _KEYS & ethiopian_way(one), _KEYS & ethiopian_way(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


@lru_cache(maxsize=WORDS_KEPT)
def ethiopian_way(part: str) -> frozenset[str]:
    """Return the forms of a word by the habits of Ethiopia; a word that is no common name may end in any vowel."""
    key = _key(part)
    stem = key.rstrip("aeiu")
    if key in _KEYS:
        return frozenset({key})
    freely = {key} if len(stem) < FEWEST_TO_END_ANYHOW else {stem + end for end in ("", *"aeiu")}
    return _with_light_vowels(stem, ending=key[len(stem) :]).union(freely)


def _with_light_vowels(stem: str, *, ending: str) -> frozenset[str]:
    """Return the common names that a word is if some *a* in it is the vowel of the first order, which others write *e*: Geramew."""
    beside = (name for end in {ending, "", "i"} for name in _by_consonants().get((_without_a(stem), end), ()))
    return frozenset(name for name in beside if _stand_in_order(name.rstrip("aeiu"), stem))


@table
def _by_consonants() -> Mapping[tuple[str, str], list[str]]:
    """Return the common names by what stays of them without *a*, and by their endings."""
    made = defaultdict(list)
    for name in sorted(_KEYS):
        stem = name.rstrip("aeiu")
        made[_without_a(stem), name[len(stem) :]].append(name)
    return made


def _without_a(stem: str) -> str:
    return stem[:1] + stem[1:].replace("a", "")


def _stand_in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)
