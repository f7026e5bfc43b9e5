"""One form for words that systems write differently: Sergei and Sergey, Muhammad and Mohamed, Sato and Satou, Sung-ho and Seongho.

Each tradition has its own rules, and a name is judged by the rules of its own tradition, recognised by its words. Vowels that tell brother
from sister, or Hassan from Hussein, are kept.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

from hub.screening.names.europe.armenian import armenian_way, is_armenian
from hub.screening.names.known import is_given_name
from hub.screening.names.near_east.ethiopic import ethiopian_way, names_of_ethiopia
from hub.screening.names.pairing import all_paired
from hub.screening.names.particles import ARTICLES, BEHIND_A_FATHER, CHILD_OF_AN_ARAB, FATHER_OF, RUN_INTO_THEIR_WORD
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT

FEWEST_LETTERS = 5  # of a whole name
MOST_WORDS_MORE, MOST_WORDS_TO_JOIN = 2, 5
MOST_AMBIGUOUS = 3  # letters of a word
_AMBIGUOUS = {"j": ("i", "zh"), "c": ("k", "ts")}
_SILENT = ARTICLES | CHILD_OF_AN_ARAB | {"abu"}
_LEFT_OUT = ARTICLES | RUN_INTO_THEIR_WORD | CHILD_OF_AN_ARAB
_SLAVIC = compiled(
    ("(?<=[a-z]{2})th|^th(?=eod)", "t"), ("^ch(?=r)", "k"), ("ch(?=ael)", "h"), ("(?<=^jo)s(?=e)|(?<=^eli)s(?=ab)|(?<=^su)s(?=an)", "z"),
    ("(?<=[^aeiou])ie$", "i"), ("shch|schtsch|chtch|szcz", "S"), ("tsch|tch", "C"), ("sch|sh", "S"), ("ch", "C"), ("dzh|dj", "j"),
    ("x", "ks"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("w", "v"), ("tz", "ts"), ("ou|oo", "u"), ("ee", "i"),
    ("(?<=[a-zA-Z])yo|(?<=[bdfklmnprstvz])jo", "e"), ("^ye|^je", "e"), ("y", "i"),
)  # fmt: skip
_SLAVIC_END = compiled(
    ("i+", "i"), ("(?<=[^aeiou])ie", "e"), ("(?<=[aeou])i(?=[aeou])", ""), (r"(.)\1+", r"\1"), ("(?<=[dt])h?[ae]r$", "r"),
    ("(?<=[nr])h(?=ard)", ""), ("(?<=[rn])d?t$", "d"), ("f$", "v"), ("n(?=[bp])", "m"),
)  # fmt: skip
"""The last five are of spelling alone: Alexandr, Bernard, Gert, Gustaf, Gianpaolo."""
_ARABIC = compiled(
    ("^abd(?:ul|el|al|ur|ar|us|as|oul|ou|er|u)?(?=[a-z]{3})", "abd"), ("^al(?=[^ieabdy][a-z]{4})", ""), ("ou|oo|o", "u"),
    ("ee|y|j$", "i"), ("ph", "f"), ("kh|ch(?=[^aeiou])", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ch", "sh"), ("q|c(?!h)", "k"),
    ("dj", "j"), ("ei|ai|e", "a"), ("^i", "a"), ("(?<=[^aiu])i(?=[^aiu])", "a"), (r"(.)\1+", r"\1"), ("h$", ""), ("(?<=n)a$", ""),
    ("(?<=[^aiu])a(?=[^aiu].)", ""),
)  # fmt: skip
_JAPANESE = compiled(
    ("ou|oo|oh(?![aiueo])", "o"), ("uu", "u"), ("du", "zu"), ("sh(?=[auo])", "sy"), ("ch(?=[auo])", "ty"), ("j(?=[auo])", "zy"),
    ("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("ji", "zi"), ("fu", "hu"), ("m(?=[bpm])", "n"), ("(?<=[sztj])yi", "i"), ("aa", "a"),
    ("ii", "i"),
)  # fmt: skip
_MORA = re.compile(
    r"(?:(?:sh|ch|ts|ky|gy|ny|hy|by|py|my|ry|sy|zy|ty|[kgsztdnhfbpmyrwj])?(?:ou|oo|uu|oh(?![aiueo])|[aiueo])|n(?![aiueoy])|m(?=[bp]))+"
)
_VARIANTS = {
    "yusuf": "yusuf", "yousef": "yusuf", "youssef": "yusuf", "yusef": "yusuf", "jusuf": "yusuf", "yusup": "yusuf", "yussuf": "yusuf",
    "yousuf": "yusuf", "youssouf": "yusuf", "sayyid": "said", "sayed": "said", "sayyed": "said",
    "osman": "utman", "usman": "utman", "othman": "utman", "uthman": "utman", "mehmet": "muhamad",
}  # fmt: skip
_SERVANT_OF = frozenset({"abd", "abdal", "abdush", *(f"abd{each}{last}" for each in "ue" for last in "lrsztd")})
_JOINED = tuple(
    re.compile(joined)
    for joined in (
        "^binal(?=[a-z]{3})|^(?:[aeiu]l|b[ei]n)(?=[a-z]{4}|ali$)",  # Alhadi, Benamara, Benali, bin al-Qasim
        "^b[ei](?=n[a-z]{4})",  # Benaceur, whose n stands for two
        "^a(?=b(?:ou?|u)[a-z]{3})|^ا(?=بو[ا-ي]{2})",  # Abu Zaid, who is Bouzid in the Maghreb
        "^abd[aeou]+[lr](?=[a-z]{4})|^عبدال(?=[ا-ي]{3})",  # Kader, who is Abdelkader at home
        "(?<=[a-z]{4})u[dlnrsz]$",  # Saifur
        "(?<=[a-z]{3})(?:ii|ij|y)n$|(?<=[а-я]{3})(?:ий|ы)н$",  # Norovyn, of Norov
        "(?<=[α-ω]{4})ο[ςσ]$|(?<=[α-ω]{3}[^αεηιουω])[αη][ςσ]$|(?<=[a-z]{5})os$",  # Αρμάνδος, Armand; Νέστορας, Nestor; Eduardos, Eduard
        "^محمد(?=[ا-ي]{3})|(?<=[ا-ي]{4})الله$",  # محمدرضا, Reza; كرامتالله, Keramat
        "(?<=[ა-ჰ]{4})ები$|(?<=[ა-ჰ]{3}ა)ები$|(?<=յան)ներ$|(?<=[ое]в)ы$",  # a family, not one of it: ნაზარაშვილები
        "(?<=ινο)[ςσ]$",  # Βαλεντίνος, Valentino
        "(?<=[bv]arma)n$|(?<=sharma)n$",  # Varman and Sharman, of Sanskrit
        "(?<=[a-z]{4})(?:p(?:ou?|oo)r|ne[jz]h?ad|manesh)$",  # Javadipour, of the family Javadi
        "(?<=[a-z]{3})g(?:ii|i|ij|y)n$|(?<=[а-я]{3})г(?:ий|ы)н$",  # Radnaagiin, of Radnaa
    )
)


def same_by_some_way(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Latin names are the same words, written by two systems of one tradition, in any order."""
    return any(same_by(way, one, other) for is_of, way in _TRADITIONS if is_of(one) and is_of(other))


def same_by(way: Callable[[str], frozenset[str]], one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Latin names are the same words by one tradition's rules, in any order, joined or apart."""
    left, right = [way(part) for part in one], [way(part) for part in other]
    left, right = [each for each in left if each != {""}], [each for each in right if each != {""}]
    if min(sum(map(len, one)), sum(map(len, other))) < FEWEST_LETTERS or abs(len(left) - len(right)) > MOST_WORDS_MORE:
        return False
    if len(left) == len(right):
        return all_paired(left, right, _have_a_form_in_common)
    if not left or not right:
        return False
    ours, theirs = _joined(left), _joined(right)
    turned = not ours.isdisjoint(_joined([*right[1:], right[0]])) or not theirs.isdisjoint(_joined([*left[1:], left[0]]))
    return turned or not ours.isdisjoint(theirs)


def _have_a_form_in_common(mine: frozenset[str], yours: frozenset[str]) -> bool:
    return not mine.isdisjoint(yours)


def _joined(words: list[frozenset[str]]) -> set[str]:
    return {"".join(each) for each in product(*words)} if len(words) <= MOST_WORDS_TO_JOIN else set()


@lru_cache(maxsize=WORDS_KEPT)
def slavic_way(part: str) -> frozenset[str]:
    """Return the forms of a word by Slavic and general rules; j may be y or zh, c may be k or ts."""
    word = rewritten(_SLAVIC, part)
    if word.count("j") + word.count("c") > MOST_AMBIGUOUS:
        return frozenset({part})
    letters = (_AMBIGUOUS.get(letter, (letter,)) for letter in word)
    return frozenset(rewritten(_SLAVIC_END, "".join(each)) for each in product(*letters))


@lru_cache(maxsize=WORDS_KEPT)
def arabic_way(part: str) -> frozenset[str]:
    """Return the form of a word by Arabic rules: the consonants, the first vowel, and the last."""
    return frozenset({"" if part in _SILENT else _VARIANTS.get(part) or rewritten(_ARABIC, part)})


@lru_cache(maxsize=WORDS_KEPT)
def japanese_way(part: str) -> frozenset[str]:
    """Return the form of a word by Japanese rules: as Kunrei writes it, without long vowels."""
    return frozenset({rewritten(_JAPANESE, part)})


def latin_joined(parts: Sequence[str]) -> list[str]:
    """Return the words of a Latin name with Abd and Abu joined to what follows, and without articles and *son of*, but for that of Turks,
    whose word is a Russian one.
    """
    made: list[str] = []
    for nth, part in enumerate(parts, 1):
        if part in _LEFT_OUT and nth < len(parts) and not (nth == 1 and len(parts) > 2 and is_given_name(part)):
            continue  # Ben Riehl is no son of Riehl
        if nth > 3 and parts[nth - 2] in ARTICLES and parts[nth - 3] in CHILD_OF_AN_ARAB:
            made.append(f"binal{part}")  # who is Belkacem, and no Kacem
        elif len(made) > 1 and part in BEHIND_A_FATHER:
            made[-1] += BEHIND_A_FATHER[part]  # Karim ugli is Karimovich
        elif made and made[-1] in FATHER_OF:
            made[-1] = f"abu{part}"
        elif made and made[-1] in _SERVANT_OF:
            made[-1] = f"abdul{part}"
        else:
            made.append(part)
    return made


@lru_cache(maxsize=WORDS_KEPT)
def bare(word: str) -> tuple[str, ...]:
    """Return a word without what may be joined to it, an article or *of*: none if nothing is."""
    return tuple(each for joined in _JOINED if (each := joined.sub("", word)) not in ("", word))


def _is_japanese(parts: Sequence[str]) -> bool:
    """Tell whether every word of a Latin name consists of Japanese syllables."""
    return len(parts) > 1 and all(map(is_mora, parts))


@lru_cache(maxsize=WORDS_KEPT)
def is_mora(part: str) -> bool:
    """Tell whether a word consists of Japanese syllables."""
    return bool(_MORA.fullmatch(part))


def _is_ethiopian(parts: Sequence[str]) -> bool:
    """Tell whether a Latin name has a word by which names of Ethiopia are known."""
    return any(map(names_of_ethiopia, parts))


def _is_any(_parts: Sequence[str]) -> bool:
    return True


_TRADITIONS = ((_is_any, slavic_way), (_is_japanese, japanese_way), (_is_ethiopian, ethiopian_way), (is_armenian, armenian_way))
