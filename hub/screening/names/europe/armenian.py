"""Armenian names in Latin and Cyrillic letters: one form for what east, west and the countries around write differently.

Western Armenian speaks *b d g dz j* where Eastern has *p t k ts ch*, and the other way round: Grigor Petrosyan and Krikor Bedrosian are
one name. Russian has no *h* and leaves it out or writes *g*: Hakob is Акоп, Hrant is Грант. No two Armenian given names differ in these
alone. What *ch*, *j* and *h* stand for depends on the language, so that a word may have several forms.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product

from anyascii import anyascii

from hub.screening.names.known import is_given_name
from hub.screening.names.pairing import unpaired
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT

MOST_FORMS = 32
_SURNAME = re.compile("..[iyje]ant?[szc]?$|..ant?[sz]$|..o?uni$")
_CYRILLIC_SURNAME = re.compile("..[яь]я?нц?$|..[иь]анц?$")
_PLAIN = compiled(
    ("[^a-z]", ""), ("[iyje]an(?=t?[szc]?$)", "Ian"), ("^h?o(?:v|w|u)?h?an+[ei]s", "HOvanes"), ("^ogan+es", "HOvanes"),
    ("^me?[gk][eiy]?r[dt]+[eiy]?(?=t?ch)", "mkr"), ("jh", "j"), ("tsch|tch|dsch|dzh|dj", "C"),
    ("sch|sh|sz", "S"), ("kh|x", "X"), ("gh", "k"), ("ph", "f"), ("th", "t"), ("[td][sz]", "T"), ("zh", "J"), ("ck|[gq]", "k"),
    ("b", "p"), ("d", "t"), ("w", "v"), ("^vo", "o"), ("^[yj]e|(?<=[^aeiou])[iyj]e", "e"), ("oo|ou|u", "u"), ("(?<=t)[iyj]+(?=u)", ""),
    ("ee|[iy]+", "i"), (r"(.)\1+", r"\1"), ("(?<=[^aeiou])[ei](?=[^aeiouI].*Ian)", ""),
)  # fmt: skip
_AMBIGUOUS = {"h": ("", "k", "X"), "z": ("s", "T"), "ch": ("C", "S", "X"), "j": ("C", "J", "i"), "c": ("T", "C", "k")}
_SEVERAL = re.compile("(ch|[hjcz])")


def is_armenian(parts: Sequence[str]) -> bool:
    """Tell whether a name in Latin or Cyrillic letters has a surname in *-ian* that is no given name: Petrosian, but not Sebastian."""
    return any(_is_surname(part) for part in parts)


@lru_cache(maxsize=WORDS_KEPT)
def _is_surname(word: str) -> bool:
    return bool(_SURNAME.search(word)) and not is_given_name(word) if word.isascii() else bool(_CYRILLIC_SURNAME.search(word))


@lru_cache(maxsize=WORDS_KEPT)
def armenian_way(part: str) -> frozenset[str]:
    """Return the forms of a word by Armenian habits, without what differs between east, west and Russian."""
    word = part if part.isascii() else anyascii(part).lower()
    word = rewritten(_PLAIN, word)
    made = product(*(_AMBIGUOUS.get(piece, (piece,)) for piece in _SEVERAL.split(word)))
    return frozenset(map("".join, islice(made, MOST_FORMS)))


def same_in_armenian(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names in Latin or Cyrillic letters are Armenian and the same, but for a father's name that one leaves out."""
    if not is_armenian(one) or not is_armenian(other):
        return False
    left, right = unpaired(one, other, _are_one_word)
    return not (left and right) and min(len(one) - len(left), len(other) - len(right)) > 1


def _are_one_word(one: str, other: str) -> bool:
    return not armenian_way(one).isdisjoint(armenian_way(other))
