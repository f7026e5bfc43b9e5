"""What a slip is: of the pen, and of a reading machine, which takes l for i, rn for m, ri for n and cl for d.

How long a word has to be that may hold one, and whose name it must not be then, each people says for itself. The machine's pairs are
those of the tables by which test data are spoilt (Pudjijono's of 2008, in FEBRL and GeCo). Digits and other signs that it puts for letters
are put right when a name is read, see :mod:`hub.screening.names.folding`.
"""

from rapidfuzz.distance import OSA

_SEEN = "m:rn m:iii n:ri d:cl k:lc b:lo w:vv u:ii u:li u:ij u:lj i:l i:j l:j g:q h:b h:li m:n u:v v:y e:f f:p d:o o:q"
_PAIRS = frozenset(pair for seen in _SEEN.split() for one, _colon, other in (seen.partition(":"),) for pair in ((one, other), (other, one)))
_MOST_LETTERS = 3
NEVER = 9


def are_slips(one: str, other: str, most: int = 1) -> bool:
    """Tell whether so many slips of the pen at ``most`` make one of the other: a letter missing, another, or swapped with the next."""
    return OSA.distance(one, other, score_cutoff=most) <= most


def misreadings(mine: str, yours: str) -> int:
    """Return how many letters, or pairs of them, have to be mistaken for others to read one word as the other; nine if none would do."""
    reached: list[dict[int, int]] = [{0: 0}, *({} for _ in range(len(mine) + _MOST_LETTERS))]
    for here in range(len(mine)):
        for there, so_far in reached[here].items():
            for mistaken, further, beside in _steps(mine[here:], yours[there:]):
                places = reached[here + further]
                places[there + beside] = min(places.get(there + beside, NEVER), so_far + mistaken)
    return reached[len(mine)].get(len(yours), NEVER)


def _steps(mine: str, yours: str) -> list[tuple[int, int, int]]:
    """Return what may begin two words: what it counts, and how many letters it is of each."""
    same = [(0, 1, 1)] if mine[:1] == yours[:1] else []
    lengths = range(1, _MOST_LETTERS + 1)
    return same + [(1, long, wide) for long in lengths for wide in lengths if (mine[:long], yours[:wide]) in _PAIRS]
