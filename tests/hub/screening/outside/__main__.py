"""``python -m tests.hub.screening.outside SEED --out FOLDER``: make a labelled set of other people's names."""

import argparse
from pathlib import Path
from random import Random

from tests.hub.screening.outside import febrl
from tests.hub.screening.outside.material import HERE, read
from tests.hub.screening.outside.town import of_pairs, town


def main() -> None:
    """Make the set that the command line asks for and say how large it is."""
    asked = argparse.ArgumentParser(prog="python -m tests.hub.screening.outside")
    asked.add_argument("seed", type=int)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument(
        "--material", type=Path, action="append", help="a folder of names as JSON lines, instead of the one beside this file"
    )
    asked.add_argument("--per-class", type=int, default=40)
    asked.add_argument("--occupants", type=int, default=0, help="strangers make up this number")
    asked.add_argument("--alerts", type=int, default=0, help="strangers make up this number")
    asked.add_argument("--febrl", type=Path, action="append", help="a FEBRL file, instead of names; twice for 4a and 4b")
    asked.add_argument("--numbers", action="store_true", help="with the number of the FEBRL file as a document")
    given = asked.parse_args()
    if given.febrl:
        made = of_pairs(Random(given.seed), febrl.read(given.febrl, numbers=given.numbers))
    else:
        material = read(given.material or [HERE])
        made = town(given.seed, material, per_class=given.per_class, occupants=given.occupants, alerts=given.alerts)
    made.write(given.out)
    print(f"{len(made.occupants)} occupants, {len(made.alerts)} alerts, {len(made.labels)} labels")


if __name__ == "__main__":
    main()
