"""Whether two words in Latin letters are one name, written by two systems or by two peoples.

Each people says which of its words are one and which are two; where any says that they are two, they are.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from hub.screening.names.beginnings import begin_alike
from hub.screening.names.europe.foreign import are_one_of_slavs
from hub.screening.names.india.sanskrit import are_one_in_india, in_sanskrit
from hub.screening.names.known import are_two_names, is_given_name
from hub.screening.names.korea.korean import are_one_word as are_one_in_korean
from hub.screening.names.near_east import hebrew
from hub.screening.names.near_east.ethiopic import names_of_ethiopia
from hub.screening.names.near_east.islamic import are_one_in_islam, are_two_in_islam, is_of_islam
from hub.screening.names.scripts import sound_of
from hub.screening.names.slips import WOMANS_SURNAME
from hub.screening.names.sound import WORDS_KEPT, lie_together
from hub.screening.names.southeast_asia.eastern import are_one_in_the_east, are_two_in_burma
from hub.screening.names.ways import bare, slavic_way

SCHWA_LETTERS = 4
LEAST_SHARED = 0.3  # of the letters of two words: the least that was seen of some sixteen hundred which are one is .36 (Jacob, Yaakov)
LEAST_ALIKE = 0.55  # of the sounds of a word that a system may write otherwise where it writes all others alike
_TWO = (are_two_names, are_two_in_burma)
_ONE = (are_one_in_the_east, are_one_of_slavs, are_one_in_korean, are_one_in_india)


@lru_cache(maxsize=WORDS_KEPT)
def sound_alike(mine: str, yours: str) -> bool:
    """Tell whether two words are one, written by two systems; two given names that we know of are two."""
    if (mine.isascii() and yours.isascii() and Indel.normalized_similarity(mine, yours) < LEAST_SHARED) or not begin_alike(mine, yours):
        return False
    if not slavic_way(mine).isdisjoint(slavic_way(yours)):
        return True
    if not (mine.isascii() and yours.isascii()):
        return hebrew.are_one_word(mine, yours)  # but for Hebrew, one script writes one name in one way
    if in_sanskrit(mine) == in_sanskrit(yours):
        return True
    if any(are_two(mine, yours) for are_two in _TWO):
        return False
    if lie_together(sound_of(mine), sound_of(yours), loosely=True) or _has_ending_more(mine, yours):
        return True
    return any(are_one(mine, yours) for are_one in _ONE) or not names_of_ethiopia(mine).isdisjoint(names_of_ethiopia(yours))


def sound_alike_in_islam(mine: str, yours: str) -> bool:
    """Tell the same of two words of which one stands in a name of Arabic origin."""
    if not (mine.isascii() and yours.isascii()):
        return sound_alike(mine, yours)
    if not begin_alike(mine, yours):
        return False
    return not are_two_in_islam(mine, yours) and (sound_alike(mine, yours) or are_one_in_islam(mine, yours))


@lru_cache(maxsize=WORDS_KEPT)
def are_one_alone(mine: str, yours: str) -> bool:
    """Tell whether two words that sound alike are one name where two names differ in nothing else, as those of brothers and sisters do.

    Who wrote the rest alike follows one system, so no vowel may be another and no end missing, and most sounds are the same; but Arabic has
    as many systems as there are registrars, and what tells its names apart is asked before.
    """
    if not (mine.isascii() and yours.isascii()) or is_of_islam(mine) or is_of_islam(yours):
        return True
    if in_sanskrit(mine) == in_sanskrit(yours) or not slavic_way(mine).isdisjoint(slavic_way(yours)):
        return True
    if any(are_two(mine, yours) for are_two in _TWO):
        return False
    if _has_ending_more(mine, yours) or any(are_one(mine, yours) for are_one in _ONE):
        return True
    return are_near(mine, yours) and lie_together(sound_of(mine), sound_of(yours))


@lru_cache(maxsize=WORDS_KEPT)
def are_near(mine: str, yours: str) -> bool:
    """Tell whether most sounds of two words are the same: *sh* and *x* are as many as *š* and *ks*."""
    return any(
        OSA.distance(ours, theirs) <= (1 - LEAST_ALIKE) * max(len(ours), len(theirs))
        for ours in slavic_way(mine)
        for theirs in slavic_way(yours)
    )


def are_two_alone(mine: str, yours: str) -> bool:
    """Tell whether two words are given names of one country that no spelling makes one: Emanuel is Emmanuel, Oleh is not Olha."""
    return are_two_names(mine, yours) and not are_one_alone(mine, yours)


def _has_ending_more(mine: str, yours: str) -> bool:
    """Tell whether one word is the other with a silent *a* at its end, which India spells or not, or with an article before it.

    A word with its *a* that is itself a given name is a woman's (Lalit, Lalita), and so is one behind an Arabic name (Zahid, Zahida).
    """
    return _has_more(mine, yours) or _has_more(yours, mine)


def _has_more(word: str, beside: str) -> bool:
    lesser = (*_without_a(word), *(() if bare(beside) else bare(word)))
    return any(lie_together(sound_of(each), sound_of(beside)) for each in lesser)


@lru_cache(maxsize=WORDS_KEPT)
def _without_a(word: str) -> tuple[str, ...]:
    ends_in_a = word.endswith("a") and len(word) > SCHWA_LETTERS
    is_hers = ends_in_a and (is_given_name(word) or is_of_islam(word[:-1]) or WOMANS_SURNAME.search(word))
    return (word[:-1],) if ends_in_a and not is_hers else ()
