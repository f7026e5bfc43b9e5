"""Makes ``hub/screening/names/southeast_asia/hanviet.txt`` anew: ``python -m tests.hub.screening.tables.hanviet Unihan_Readings.txt``.

The file is Unicode's (Debian: ``unicode-data``). A line is a simplified character and its Vietnamese readings without their marks, those
of the traditional forms that fold into it among them; characters outside of GB 2312 are left out, which names are hardly made of.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from hub.screening.names.china.characters import character

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "southeast_asia" / "hanviet.txt"


def lines(stated: Iterable[str]) -> Iterator[str]:
    """Yield the table's lines from those of Unicode's file."""
    found: dict[str, dict[str, None]] = {}
    for line in stated:
        code, _tab, said = line.partition("\tkVietnamese\t")
        simplified = character(chr(int(code.removeprefix("U+"), base=16))).simplified if said else ""
        if simplified.encode("gb2312", "ignore"):
            found.setdefault(simplified, {}).update(dict.fromkeys(map(_plain, said.split())))
    for each, readings in sorted(found.items()):
        yield f"{each} {' '.join(readings)}"


def _plain(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if letter.isascii())


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines(Path(sys.argv[1]).read_text("utf-8").splitlines())) + "\n", "utf-8")
