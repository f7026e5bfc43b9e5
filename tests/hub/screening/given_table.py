"""Makes ``hub/screening/names/given.txt`` anew: ``python -m tests.hub.screening.given_table``.

Needs Faker, japanese-personal-name-dataset and persian-names. A line is a given name in the letters a to z, and a sign for each country
that gives it.
"""

import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import ascii_letters, digits

from hub.screening.names.folding import folded, latin_words

TABLE = Path(__file__).parents[3] / "hub" / "screening" / "names" / "given.txt"
NOT_READ = frozenset({"en", "es", "ja_JP", "vi_VN", "zh_CN", "zh_TW"})  # surnames among them, or syllables of which names are made
LISTS = re.compile("first_names|first_romanized_names")
SIGNS = ascii_letters + digits + "+-/.,:;!?#%&()[]"


def names() -> Iterator[tuple[str, str]]:
    """Yield each country and what stands in its lists, as it is written there."""
    import faker.providers.person as people
    from japanese_personal_name_dataset import load_dataset

    for country in pkgutil.iter_modules(people.__path__):
        if country.name not in NOT_READ:
            provider = pkgutil.resolve_name(f"{people.__name__}.{country.name}:Provider")
            for attribute in filter(LISTS.match, dir(provider)):
                held = getattr(provider, attribute)
                yield from ((country.name, name) for name in (held if isinstance(held, dict | list | tuple) else ()))
    for read in load_dataset(kind="opti"):
        yield from (("ja_JP", each["en"]) for each in read.values())
    for kind in ("male", "male_en", "female", "female_en"):
        text = files("persian_names").joinpath("data", f"{kind}.txt").read_text("utf-8")
        yield from (("zz_IR", name) for name in text.splitlines())  # sorted behind Faker's countries, whose signs stay as they are


def lines() -> Iterator[str]:
    """Yield the table's lines."""
    given = defaultdict(set)
    for country, name in names():
        for word in latin_words(folded(name)):
            if re.fullmatch("[a-z]{3,}", word):
                given[word].add(country)
    signs = dict(zip(sorted({country for held in given.values() for country in held}), SIGNS, strict=False))
    yield from (f"{word} {''.join(sorted(signs[country] for country in held))}" for word, held in sorted(given.items()))


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", "utf-8")
