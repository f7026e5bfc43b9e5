"""``python -m simulator.practice SCENARIO | fuzz``: one scenario, or a run for each seed; exit status 1 where a promise broke."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict

from simulator.practice.hub import Cabinet
from simulator.practice.ledger import Broken
from simulator.practice.plans import BadPlan, any_plan, load, names
from simulator.practice.world import World

OK, BROKEN, USAGE = 0, 1, 2


def fuzz(seeds: range) -> Iterator[dict[str, object]]:
    """Run every seed's own plan; yield what was broken in each that did not hold, and at last the count."""
    cabinet, began, entries, broken = Cabinet(), time.monotonic(), 0, 0
    try:
        for seed in seeds:
            try:
                entries += len(World(any_plan(seed), seed, cabinet).run().journaled)
            except Broken as error:
                broken += 1
                yield {"seed": seed, "broken": str(error), "plan": asdict(any_plan(seed))}
    finally:
        cabinet.close()
    yield {"seeds": len(seeds), "broken": broken, "journaled": entries, "seconds": round(time.monotonic() - began, 1)}


def play(name: str, seed: int) -> dict[str, object]:
    """Run one scenario; return its figures. Raise BadPlan, Broken."""
    plan, cabinet = load(name), Cabinet()
    try:
        return {"scenario": name, "about": plan.about, "seed": seed, **World(plan, seed, cabinet).run().figures()}
    finally:
        cabinet.close()


def main(arguments: list[str] | None = None) -> int:
    """Play what was asked for, a JSON line each or words."""
    parser = argparse.ArgumentParser(prog="anju simulate", description="Gates and a hub on a clock, a line and a disk that fail them.")
    parser.add_argument("scenario", help=f"{', '.join(names())}, or fuzz")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--seed", type=int, default=1, help="the same seed is the same run (default 1)")
    parser.add_argument("--seeds", type=int, default=1000, help="how many runs of fuzz, from --seed on (default 1000)")
    asked = parser.parse_args(arguments)
    try:
        runs = fuzz(range(asked.seed, asked.seed + asked.seeds)) if asked.scenario == "fuzz" else iter([play(asked.scenario, asked.seed)])
        broken = False
        for told in runs:
            broken = broken or bool(told.get("broken"))
            print(json.dumps(told) if asked.json else "  ".join(f"{key}={value}" for key, value in told.items()), flush=True)
    except BadPlan as error:
        print(f"anju simulate: {error}", file=sys.stderr)
        return USAGE
    except Broken as error:
        print(json.dumps({"scenario": asked.scenario, "seed": asked.seed, "broken": str(error)}), flush=True)
        return BROKEN
    return BROKEN if broken else OK


if __name__ == "__main__":
    sys.exit(main())
