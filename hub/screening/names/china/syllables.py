"""Names that are a surname and some syllables: the surname stands at either end, and each syllable is written in one of several ways."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

LONGEST_SPELLING = 6  # letters of a syllable in any system


def surname_and_given(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the surname and the rest joined, once with the surname first and once with it last."""
    yield words[0], "".join(words[1:])
    yield words[-1], "".join(words[:-1])


def turned(words: Sequence[str]) -> tuple[Sequence[str], ...]:
    """Return words as they stand, with the first of them last, and with the last first."""
    return words, (*words[1:], words[0]), (words[-1], *words[:-1])


def give(syllables: Iterable[str], letters: str, spellings: Callable[[str], frozenset[str]]) -> bool:
    """Tell whether the letters are these syllables one after the other, each in one of its spellings."""
    rests = {letters}
    for each in syllables:
        written = spellings(each)
        rests = {rest[len(spelling) :] for rest in rests for spelling in written if rest.startswith(spelling)}
        if not rests:
            return False
    return "" in rests


def consists_of(letters: str, syllables: Container[str]) -> bool:
    """Tell whether letters are some of these syllables one after the other; each place is gone on from once, since there is no end of ways
    to cut letters, and the longest syllable first.
    """
    reached, waiting, whole = {0}, [0], len(letters)
    while waiting:
        place = waiting.pop()
        if place == whole:
            return True
        for end in range(place + 1, min(place + LONGEST_SPELLING, whole) + 1):
            if end not in reached and letters[place:end] in syllables:
                reached.add(end)
                waiting.append(end)
    return False


def written_by(letters: str, systems: Mapping[str, int]) -> int:
    """Return the systems, a bit each, that write letters as syllables one after the other; ``systems`` says which of them write a syllable.
    One walk for all of them, since most letters are no system's.
    """
    reached = [-1, *[0] * (len(letters) + LONGEST_SPELLING)]
    for place in range(len(letters)):
        if so_far := reached[place]:
            for size in range(1, LONGEST_SPELLING + 1):
                if has := systems.get(letters[place : place + size]):
                    reached[place + size] |= so_far & has
    return reached[len(letters)]
