"""Names that are a surname and some syllables: the surname stands at either end, and each syllable is written in one of several ways."""

from collections.abc import Callable, Iterable, Iterator, Sequence


def surname_and_given(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the surname and the rest joined, once with the surname first and once with it last."""
    yield words[0], "".join(words[1:])
    yield words[-1], "".join(words[:-1])


def give(syllables: Iterable[str], letters: str, spellings: Callable[[str], frozenset[str]]) -> bool:
    """Tell whether the letters are these syllables one after the other, each in one of its spellings."""
    rests = {letters}
    for each in syllables:
        written = spellings(each)
        rests = {rest[len(spelling) :] for rest in rests for spelling in written if rest.startswith(spelling)}
        if not rests:
            return False
    return "" in rests
