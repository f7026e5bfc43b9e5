"""The comparison beside its peers: ``python -m tests.bench.screening [--json] [--peers]``, or ``anju bench screening [--peers]``.

Three figures, all with made-up people by seed: 10,000 people against 10,000 alerts beside rapidfuzz's matrix of the names alone in the same
run; one person against 100,000 alerts; one new alert against 1,000,000 people. Times are the thread's own, since others work on the same
machine; memory is that of a process of its own, over the bare interpreter. ``--peers`` sets other systems beside it instead, by what they
reach and how long they take; that installs them, for the run, in an environment apart.
"""

import argparse
import gc
import json
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from rapidfuzz import process

from hub.screening.candidates import Index, InForce, Residents
from hub.screening.chance import Population
from hub.screening.papers import Document, Papers
from hub.screening.reading import read
from tests.bench import peers
from tests.bench._figures import Sample
from tests.hub.screening.made_up import material as m
from tests.hub.screening.made_up.classes import TODAY
from tests.hub.screening.made_up.town import town
from tests.rig.numbers import with_check

MANY, ALERTS, PEOPLE = 10_000, 100_000, 1_000_000
ROUNDS, SWEEPS = 4_000, 400
PEERS_SEED, PEERS_STRANGERS = 501, 2_000
COMMON = "王李张刘陈杨赵黄周吴"
COMMON_GIVEN = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英".split()  # noqa: SIM905 - as one reads them


def made_up(seed: int) -> Iterator[Papers]:
    """Yield papers as a town has them: two names of three common or compound, one in six in Latin letters, seven of ten with a card."""
    r = random.Random(seed)
    while True:
        born = (date(1950, 1, 1) + timedelta(days=r.randrange(21_000))).isoformat()
        kind = r.random()
        if kind < 0.25:
            name = r.choice(COMMON) + r.choice(COMMON_GIVEN)
        elif kind < 0.84:
            name = r.choice(m.HAN_SURNAMES)[0] + "".join(each[0] for each in r.sample(m.HAN_GIVEN, 2))
        elif kind < 0.92:
            name = f"{r.choice(m.HAN_SURNAMES)[4]} {''.join(each[4] for each in r.sample(m.HAN_GIVEN, 2))}"
        else:
            name = f"{r.choice(m.WESTERN_GIVEN)[0]} {r.choice(m.WESTERN_GIVEN)[0]} {r.choice(m.WESTERN_SURNAMES)[0]}"
        if r.random() < 0.7:
            number = with_check(f"99{r.randrange(10_000):04}{born.replace('-', '')}{r.randrange(1000):03}")
            document = Document("resident_id", "CHN", number)
        else:
            document = Document("passport", "CHN", f"E{r.randrange(10**8):08}")
        yield Papers(name=name, birth_date=born, document=document)


def alerts(count: int, seed: int = 1) -> Iterator[InForce]:
    """Yield alerts about made-up people: three of four with a document, one of thirty with a year alone."""
    r = random.Random(seed)
    for nth, papers in enumerate(islice(made_up(seed), count)):
        document = papers.document if r.random() < 0.75 else None
        born = papers.birth_date[:4] if r.random() < 1 / 30 else papers.birth_date
        yield InForce(f"A{nth}", Papers(name=papers.name, birth_date=born, document=document))


def seconds(call: Callable[[], object]) -> float:
    """Return how much processor time a call took."""
    gc.collect()
    began = time.process_time()
    call()
    return time.process_time() - began


def all_with_all() -> dict[str, float]:
    """Return the seconds of 10,000 × 10,000, reading the papers included, and of rapidfuzz's matrix of the names."""
    people, named = list(islice(made_up(2), MANY)), list(alerts(MANY))
    read(people[0])

    def compare() -> None:
        readings = [read(each) for each in people]
        in_force = Index(named, population=Population.of(readings))
        for reading in readings:
            list(in_force.matches_read(reading))

    ours = [each.name for each in people]
    theirs = [each.papers.name for each in named]
    pairs = [(seconds(compare), seconds(lambda: process.cdist(ours, theirs, workers=1))) for _round in range(3)]
    mine, peer = (sorted(each)[1] for each in zip(*pairs, strict=True))
    return {"anju_s": round(mine, 3), "cdist_names_only_s": round(peer, 3), "of_cdist": round(mine / peer, 3)}


def memory(count: int) -> float:
    """Return the megabytes that an index of so many alerts takes over the bare interpreter, in a process that holds nothing else."""
    holder = Path(__file__).with_name("_index.py")
    with subprocess.Popen([sys.executable, str(holder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process_apart:
        assert process_apart.stdin and process_apart.stdout
        pickle.dump((next(made_up(3)), count), process_apart.stdin)
        for alert in alerts(count):
            pickle.dump((alert.alert_id, alert.papers), process_apart.stdin)
        process_apart.stdin.close()
        return round(float(process_apart.stdout.read()), 1)


def one_person() -> tuple[list[Sample], float]:
    """Return the samples of one person against 100,000 alerts, ours and the peers', and the memory of the index in MB."""
    in_force = Index(alerts(ALERTS))
    people = list(islice(made_up(3), 2_000))
    names = [alert.papers.name for alert in alerts(ALERTS)]
    gc.collect()
    gc.freeze()
    samples = [
        Sample.of(
            "anju, all rules", lambda n: list(in_force.matches(people[n])), rounds=ROUNDS, variety=len(people), clock=time.thread_time
        ),
        Sample.of(
            "rapidfuzz extract, names only",
            lambda n: process.extract(people[n].name, names, score_cutoff=80),
            rounds=40,
            clock=time.thread_time,
        ),
    ]
    gc.unfreeze()
    return samples, memory(ALERTS)


def one_alert() -> Sample:
    """Return the samples of one new alert against 1,000,000 people."""
    residents = Residents((f"P{nth}", papers) for nth, papers in enumerate(islice(made_up(4), PEOPLE)))
    new = list(alerts(SWEEPS, seed=5))
    gc.collect()
    gc.freeze()
    try:
        return Sample.of(
            "anju, all rules", lambda n: list(residents.matches(new[n])), rounds=SWEEPS, variety=SWEEPS, clock=time.thread_time
        )
    finally:
        gc.unfreeze()


def beside_peers(folder: Path | None, *, today: date, environment: Path | None) -> None:
    """Measure the peers on a labelled folder, or on a town made up for it, and print."""
    with tempfile.TemporaryDirectory(prefix="anju-town-") as scratch:
        if folder is None:
            town(PEERS_SEED, strangers=PEERS_STRANGERS).write(Path(scratch))
        reached = peers.measure(folder or Path(scratch), today=today, environment=environment)
    for name, figures in reached.items():
        print(f"  {name:<16}" + "".join(f"{what} {value}  " for what, value in figures.items()), file=sys.stderr)
    print(json.dumps({"bench": "screening, peers", **reached}))


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="the last line is JSON either way")
    arguments.add_argument("--peers", action="store_true", help="install other systems in an environment apart and set them beside it")
    arguments.add_argument(
        "--data", type=Path, help="a folder with occupants.jsonl, alerts.jsonl and labels.csv; a made-up town without it"
    )
    arguments.add_argument("--today", type=date.fromisoformat, default=TODAY, help="the day of comparison")
    arguments.add_argument("--environment", type=Path, help="where the peers stand already, or are to stay")
    chosen = arguments.parse_args()
    if chosen.peers:
        beside_peers(chosen.data, today=chosen.today, environment=chosen.environment)
    else:
        beside_rapidfuzz()


def beside_rapidfuzz() -> None:
    """Measure the three figures and print."""
    matrix = all_with_all()
    print(f"{MANY} people x {MANY} alerts, processor seconds, median of 3: {matrix}", file=sys.stderr)
    samples, megabytes = one_person()
    print(f"one person against {ALERTS} alerts, microseconds; the index takes {megabytes} MB", file=sys.stderr)
    for sample in samples:
        print(sample.row(1e6), file=sys.stderr)
    swept = one_alert()
    print(f"one new alert against {PEOPLE} people, microseconds", file=sys.stderr)
    print(swept.row(1e6), file=sys.stderr)
    figures = {
        "bench": "screening",
        "all_with_all": matrix,
        "one_person_us": {each.name: each.figures(1e6) for each in samples},
        "index_mb": megabytes,
        "one_alert_us": swept.figures(1e6),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
