"""Makes ``hub/screening/names/given.txt`` anew: ``python -m tests.hub.screening.given_table``.

Needs Faker and japanese-personal-name-dataset. A line is a given name in the letters a to z, as parents give them in some fifty countries.
"""

import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from hub.screening.names.folding import folded, latin_words

TABLE = Path(__file__).parents[3] / "hub" / "screening" / "names" / "given.txt"
NOT_READ = frozenset({"en", "es", "ja_JP", "vi_VN", "zh_CN", "zh_TW"})  # surnames among them, or syllables of which names are made
LISTS = re.compile("first_names|first_romanized_names")


def names() -> Iterator[str]:
    """Yield what stands in the sources, as it is written there."""
    import faker.providers.person as people
    from japanese_personal_name_dataset import load_dataset

    for country in pkgutil.iter_modules(people.__path__):
        if country.name not in NOT_READ:
            provider = pkgutil.resolve_name(f"{people.__name__}.{country.name}:Provider")
            for attribute in filter(LISTS.match, dir(provider)):
                held = getattr(provider, attribute)
                yield from held if isinstance(held, dict | list | tuple) else ()
    for read in load_dataset(kind="opti"):
        yield from (each["en"] for each in read.values())


def lines() -> list[str]:
    """Return the table's lines."""
    words = {word for name in names() for word in latin_words(folded(name))}
    return sorted(word for word in words if re.fullmatch("[a-z]{3,}", word))


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", "utf-8")
