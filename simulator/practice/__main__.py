"""``python -m simulator.practice list | SCENARIO | fuzz``: what there is, one run, or one for each seed; status 1 if a promise broke."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from simulator.page.words import LANGUAGES, Say, translator
from simulator.practice.hub import Cabinet
from simulator.practice.ledger import Broken
from simulator.practice.plans import BadPlan, any_plan, load, names
from simulator.practice.telling import tell_broken, tell_fuzz, tell_list, tell_run, tell_unknown
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


def language(environment: Mapping[str, str]) -> str:
    """Return the language of a terminal, as the environment names it; English where it names none of ours."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "zh" if named.startswith("zh") else "en"


def main(arguments: list[str] | None = None) -> int:
    """Play what was asked for, a JSON line each or words."""
    parser = argparse.ArgumentParser(prog="anju simulate", description="Gates and a hub on a clock, a line and a disk that fail them.")
    parser.add_argument("scenario", nargs="?", default="list", help=f"{', '.join(names())}, or fuzz; without one: what each is about")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--seed", type=int, default=1, help="the same seed is the same run (default 1)")
    parser.add_argument("--seeds", type=int, default=1000, help="how many runs of fuzz, from --seed on (default 1000)")
    parser.add_argument("--language", choices=LANGUAGES, default=language(os.environ), help="of what is told (default: the terminal's)")
    asked = parser.parse_args(arguments)
    say = translator(asked.language).gettext
    try:
        if asked.scenario == "list":
            return _list(as_json=asked.json, say=say)
        if asked.scenario == "fuzz":
            return _fuzz(range(asked.seed, asked.seed + asked.seeds), as_json=asked.json, say=say)
        if asked.scenario not in names():
            print(f"anju simulate: {tell_unknown(asked.scenario, (*names(), 'fuzz'), say)}", file=sys.stderr)
            return USAGE
        told = play(asked.scenario, asked.seed)
    except BadPlan as error:
        print(f"anju simulate: {error}", file=sys.stderr)
        return USAGE
    except Broken as error:
        run = {"scenario": asked.scenario, "seed": asked.seed, "broken": str(error)}
        print(json.dumps(run) if asked.json else tell_broken(f"{asked.scenario} --seed {asked.seed}", error, say))
        return BROKEN
    print(json.dumps(told) if asked.json else "\n".join(tell_run(told, say)))
    return OK


def _list(*, as_json: bool, say: Say) -> int:
    plans = {name: load(name) for name in names()}
    for line in (json.dumps({"scenario": name, "about": plan.about}) for name, plan in plans.items()) if as_json else tell_list(plans, say):
        print(line)
    return OK


def _fuzz(seeds: range, *, as_json: bool, say: Say) -> int:
    status = OK
    for told in fuzz(seeds):
        print(json.dumps(told) if as_json else "\n".join(tell_fuzz(told, say)), flush=True)
        status = BROKEN if told["broken"] else status
    return status


if __name__ == "__main__":
    sys.exit(main())
