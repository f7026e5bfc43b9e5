"""Make a town and say how the rules do on it: ``python -m tests.hub.screening.made_up [SEED …] [--write FOLDER]``."""

import sys
import tempfile
from pathlib import Path

from hub.screening.folder import decide
from tests.hub.screening.made_up.classes import HIT, NO_HIT, TODAY
from tests.hub.screening.made_up.town import score, town

STRANGERS = 5_000


def main(arguments: list[str]) -> None:
    """Print a table by class for each seed."""
    folder = Path(arguments[arguments.index("--write") + 1]) if "--write" in arguments else None
    for seed in [int(each) for each in arguments if each.isdecimal()] or [101]:
        made = town(seed, strangers=STRANGERS)
        with tempfile.TemporaryDirectory() as scratch:
            at = folder or Path(scratch)
            made.write(at)
            found = {(each.occupant_id, each.alert_id): each for each in decide(at, today=TODAY)}
        scored = score(made, found)
        negatives = sum(scored.sizes[name] for name in scored.sizes if scored.expected[name] == NO_HIT)
        print(f"seed {seed}: recall {scored.recall:.4f}  precision {scored.precision:.4f}", end="  ")
        print(f"hard negatives hit {scored.false_hits} of {negatives}", end="  ")
        print(f"strangers {len(scored.strangers)} of {STRANGERS} x {len(made.alerts)}")
        for name in sorted(scored.sizes):
            wrong = scored.rate(name) < 1 if scored.expected[name] == HIT else scored.expected[name] == NO_HIT and scored.found[name]
            print(f"  {name:<44} {scored.found[name]:>4} of {scored.sizes[name]:>4} {'<--' if wrong else ''}")


if __name__ == "__main__":
    main(sys.argv[1:])
