"""Makes ``hub/screening/names/nicknames.txt`` anew: ``python -m tests.hub.screening.tables.nicknames``.

A line is a given name, in the letters a to z, and what its bearers are called (Kasia for Katarzyna). They are gathered by hand for some
twenty languages (``nicknames_by_hand.txt``) and taken from the package nicknames (Apache-2.0) for English. That has much which is another
name of old (Erin for Aaron, Hannah for Anna): where one country gives both, which twins may be called then, only a name cut short is taken.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rapidfuzz.distance import OSA

from hub.screening.names.folding import folded, latin_words
from hub.screening.names.known import are_two_names
from hub.screening.names.variants import is_cut_short

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "nicknames.txt"
BY_HAND = Path(__file__).with_name("nicknames_by_hand.txt")
FEWEST_LETTERS = 3
OF_THEIR_OWN = frozenset({"mary", "marie", "lucy", "gary", "georgia", "rose", "ana"})  # though they were short for others once


def lines() -> Iterator[str]:
    """Yield the table's lines."""
    called: dict[str, set[str]] = defaultdict(set)
    for name, short in (*by_hand(), *_english()):
        called[name].add(short)
    for name, shorts in sorted(called.items()):
        yield f"{name} | {' '.join(sorted(shorts))}"


def by_hand() -> Iterator[tuple[str, str]]:
    """Yield each name and each of its short forms that was gathered by hand."""
    for line in BY_HAND.read_text("utf-8").splitlines():
        names, _bar, shorts = line.partition("|")
        yield from ((name, short) for name in names.split() for short in shorts.split())


def _english() -> Iterator[tuple[str, str]]:
    rows = csv.DictReader(files("nicknames").joinpath("names.csv").read_text("utf-8").splitlines())
    for row in rows:
        name, short = (" ".join(latin_words(folded(row[column]))) for column in ("name1", "name2"))
        if name.isalpha() and short.isalpha() and len(short) >= FEWEST_LETTERS and _is_no_other_name(name, short):
            yield name, short


def _is_no_other_name(name: str, short: str) -> bool:
    if not are_two_names(name, short):
        return True
    return short not in OF_THEIR_OWN and is_cut_short(short, name) and OSA.distance(name, short) > 1


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", "utf-8")
