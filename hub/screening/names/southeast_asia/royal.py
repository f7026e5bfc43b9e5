"""How a word sounds that the Royal Thai General System may have written: as its Thai letters would, as far as they can be told.

Offices write by that system what families spell by ear or as in Sanskrit: Phahitthanukon is Bahiddha-nukara, Phirom Piromya, Chaidi Jaidee.
It gives one letter to many of Thai's (*t* ends what is written with any of seventeen) and leaves out what is silent. So each of its letters
is read as all that it can stand for, which are the sounds of :mod:`hub.screening.names.southeast_asia.thai`; and a word that it cannot
have written, with a letter or a cluster that it lacks, is none of these.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from hub.screening.names.known import strange_in_the_east
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT, Spoken, lie_together, read_by, spoken, system
from hub.screening.names.southeast_asia.eastern_latin import sound_in_the_east

_ONSET = "(?:ng|(?:kh?|ph?|th?)[rlw]?|ch|[bdfhlmnrswy])"
_VOWEL = "(?:uea|uai|oei|iao|aeo|ia|ua|ue|ae|ao|ai|oe|oi|io|iu|eo|ui|[aeiou])"
_SHAPE = re.compile(f"{_ONSET}?{_VOWEL}(?:(?:ng|[kptmn])?{_ONSET}{_VOWEL})*(?:ng|[kptmn])?")
LEAST_LETTERS = 4
_SIGNS = """
    ph tth tch ng[sck] ue[ankt] oe[tnkm] chai wong thong thana suwan thi[dt] naph kaeo char chot kamon ratt ^bun ^pra ^som
    [pt]hon$ kon$ k[uw]n$ [wyp]ut$ w[ai]t$ det$ sak$
"""
_OF_THAILAND = re.compile("|".join(_SIGNS.split()))
"""What two in three Thai words in these letters have, and one in forty that other languages write so."""
_BEFORE_A_VOWEL = "(?=[rlw]?[aeiou])"
_ROYAL = system(
    ("ng(?![aeiou])", "N s?"), ("ng", "N g?"), ("(?<=k)kr", "kg r?"), ("t(?=[tc]h|[ds])", "tdCJsS? r?"), ("k(?=kh)", "k?"),
    ("p(?=ph)", "p?"),
    (f"kh{_BEFORE_A_VOWEL}", "khg"), (f"k{_BEFORE_A_VOWEL}", "kg"), ("k", "kgh r? s?"), (f"ph{_BEFORE_A_VOWEL}", "pbf"),
    (f"p{_BEFORE_A_VOWEL}", "bp"), ("p", "bpfv"), (f"ch{_BEFORE_A_VOWEL}", "CXJ"), (f"th{_BEFORE_A_VOWEL}", "td"),
    (f"t{_BEFORE_A_VOWEL}", "t"),
    ("t$", "tdsSXzCJ r? Y? n? iu?"), ("t", "tdsSXzCJ r? n?"), ("b", "bp"), ("d", "dt"), ("f", "fp"), ("h", "h"), ("n(?=l)", "n?"),
    ("l", "l"), ("m$", "m Y?"), ("m", "m"), ("n(?=[aeiou])", "n"), ("n", "nrlR td? r?"), ("r", "r"), ("s", "sSz r?"), ("w", "vu"),
    ("y", "YJi"), ("uea", "ui ai? a?"), ("uai", "u a? i"), ("oei", "uai ai? i"), ("iao", "i a? u"), ("aeo", "ai ai? u?"), ("ia", "i ai"),
    ("ua", "u ua?"), ("ue", "ui ai? u?"), ("ae", "ai"), ("ao", "a u"), ("ai(?=y)", "a i?"), ("ai", "a i"), ("oe", "uai ai?"), ("oi", "u i"),
    ("i[ou]", "i u"), ("eo", "ai u?"), ("ui", "u i"), ("a", "a a?"), ("e", "ai"), ("i", "i"), ("o", "u"), ("u", "u"),
)  # fmt: skip
_HEARD = compiled(  # what Sanskrit's letters are heard as
    ("sv(?=a)", "saw"), ("(?<=a)s[td]i", "ti"), ("(?<=[aiu]k|nd)ara$", "orn"), ("ura$", "un"), ("aya$", "ai"),
    ("(?<=sak)[td]h?i(?=[^aeiou])", ""), ("(?<=[tdjk]r|[tdm]y|[st]n|gs|ul)a$|(?<=....n[td])a$", ""),
    ("ad?dhana(?:$|(?=[^aeiou]))|(?<=w)att?h?ana$|(?<=....r)att?ana$", "at"),
)  # fmt: skip
_IN_ROYAL = {"ee": "i", "oo": "u", "v": "w", "j": "ch", "orn": "on", "arn": "an", "erm": "oem", "ert": "oet", "g": "k"}
_AS_FAMILIES_WRITE = re.compile("ee|oo|v|j|orn|arn|er[mt]|(?<!n)g")
# English ears hear *u* as in *sun* where a syllable is shut, but for words that are written so (บุญ, กุล, วุฒิ)
_U = "(?:b|kh?|g|r|th?|ch|l)un|[wvyp]h?u[td]|ph?um|suk|nu[td](?!t)|ung|ch?u[tdl]|su[tdpn]|muk|lum"
_AS_IN_SUN = re.compile(f"({_U})|u(?=(?:[kg]h?|[tdj]h?|[bpmns]|ck|ch|x)(?![aeiouyh]))")


@lru_cache(maxsize=WORDS_KEPT)
def as_heard(word: str) -> str:
    """Return a word spelt as in Sanskrit by how Thai says it: Svasti is Sawat, Abhakara Aphakorn, and Jaya Chai."""
    word = rewritten(_HEARD, word)
    return _AS_IN_SUN.sub(lambda found: found[1] or "a", word)


@lru_cache(maxsize=WORDS_KEPT)
def royal_sound(word: str) -> Spoken | None:
    """Return how a word sounds if the Royal Thai General System may have written it, and None if it cannot."""
    return spoken(read_by(_ROYAL, word)) if len(word) >= LEAST_LETTERS and _SHAPE.fullmatch(word) else None


@lru_cache(maxsize=WORDS_KEPT)
def is_royal(words: tuple[str, ...]) -> bool:
    """Tell whether the Royal System may have written each word of a name, one of which is spelt as Thai words are."""
    return any(map(_OF_THAILAND.search, words)) and all(royal_sound(word) for word in words)


def are_of_thailand(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names are of Thailand: this system reads their words, as it reads what families write."""
    return _is_of_thailand(one) and _is_of_thailand(other)


@lru_cache(maxsize=WORDS_KEPT)
def _is_of_thailand(words: tuple[str, ...]) -> bool:
    return any(map(_OF_THAILAND.search, words)) and all(map(_is_thai, words))


def are_neighbours_in_thai(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names begin with words that are made as Thai given names are, as siblings' are: of one length (Natthawut,
    Natthawit), or in two names of Thailand, without letters beside each other that no name there has (Kanchanapha, Kanchanaphon).
    """
    first, second = one[0], other[0]
    if not (_is_thai(first) and _is_thai(second)):
        return False
    if len(first) == len(second) and (_OF_THAILAND.search(first) or _OF_THAILAND.search(second)):
        return True
    return are_of_thailand(tuple(one), tuple(other)) and not (strange_in_the_east(first) or strange_in_the_east(second))


@lru_cache(maxsize=WORDS_KEPT)
def _is_thai(word: str) -> bool:
    """Tell whether the letters for sound that families write make a word that the Royal System may have written."""
    return royal_sound(_AS_FAMILIES_WRITE.sub(lambda found: _IN_ROYAL[found[0]], word)) is not None


@lru_cache(maxsize=WORDS_KEPT)
def are_one_in_thai(one: str, other: str) -> bool:
    """Tell whether two Latin words are one if the Royal System wrote the one, and a family the other."""
    return _is_written_for(one, other) or _is_written_for(other, one)


def _is_written_for(royal: str, other: str) -> bool:
    sound = royal_sound(royal)
    return sound is not None and lie_together(sound, sound_in_the_east(as_heard(other)))
