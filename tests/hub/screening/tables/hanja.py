"""Makes ``hub/screening/names/korea/hanja.txt`` anew: ``python -m tests.hub.screening.tables.hanja Unihan_Readings.txt``.

The file is Unicode's (Debian: ``unicode-data``). A line is a simplified character and its Hangul readings together, those of the
traditional forms that fold into it among them.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hub.screening.names.china.characters import character

TABLE = Path(__file__).parents[4] / "hub" / "screening" / "names" / "korea" / "hanja.txt"


def lines(stated: Iterable[str]) -> Iterator[str]:
    """Yield the table's lines from those of Unicode's file."""
    found: dict[str, dict[str, None]] = {}
    for line in stated:
        code, _tab, said = line.partition("\tkHangul\t")
        if said:
            readings = {reading[0]: None for reading in said.split()}
            found.setdefault(character(chr(int(code.removeprefix("U+"), base=16))).simplified, {}).update(readings)
    for each, readings in sorted(found.items()):
        yield f"{each} {''.join(readings)}"


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines(Path(sys.argv[1]).read_text("utf-8").splitlines())) + "\n", "utf-8")
