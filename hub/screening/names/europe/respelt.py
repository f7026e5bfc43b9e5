"""Names that another country respells in Latin letters as it hears them: Džordžs Bušs is George Bush, Genrikh Gofman Heinrich Hoffmann.

Latvian, Lithuanian, Serbian and Azerbaijani write every foreign name by ear, and give it their endings; who was registered in Cyrillic
letters comes back from them in English ones. Two words that both are given names somewhere stay two.
"""

from functools import lru_cache

from hub.screening.names.europe.foreign import as_heard
from hub.screening.names.known import are_two_names, is_given_name
from hub.screening.names.name import Name
from hub.screening.names.pairing import all_paired
from hub.screening.names.sound import WORDS_KEPT, latin_sound, lie_together

SHORTEST = 3
LEAST_WITH_G = 5
LEAST_LETTERS = 8  # of a whole name


def same_as_respelt(one: Name, other: Name) -> bool:
    """Tell whether each word of two Latin names is one of the other, or how the other is heard elsewhere, in any order."""
    if len(one.parts) < 2 or len(one.parts) != len(other.parts) or min(len(one.letters), len(other.letters)) < LEAST_LETTERS:
        return False
    return any(
        all_paired(ours, theirs, _are_one_word)
        for ours in filter(None, (one.parts, one.spelt_out))
        for theirs in filter(None, (other.parts, other.spelt_out))
    )


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_word(mine: str, yours: str) -> bool:
    if mine == yours:
        return True
    if not (mine.isascii() and yours.isascii()) or min(len(mine), len(yours)) < SHORTEST:
        return False
    if (is_given_name(mine) and is_given_name(yours)) or are_two_names(mine, yours):
        return False
    return any(
        lie_together(latin_sound(word), latin_sound(heard))
        for word, beside in ((mine, yours), (yours, mine))
        for heard in (beside, *as_heard(beside), *_with_g(beside, word))
        if heard[-1] != "e" or word[-1] in "aeiouy" or heard == beside  # an *e* that is heard is not silent: Martin, Martinez
    )


def _with_g(word: str, beside: str) -> tuple[str, ...]:
    """Return a word with the *g* that Russian has for *h*, where the other has one: Gofman."""
    return (f"g{word[1:]}",) if word[0] == "h" and beside[:2] == f"g{word[1]}" and len(word) >= LEAST_WITH_G else ()
