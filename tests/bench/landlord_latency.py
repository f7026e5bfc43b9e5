"""What a landlord can tell from a stopwatch: how long the hub's answers take for a person who is on an alert, and for one who is not.

People of both kinds are registered by HTTP in a drawn order, walk in, are screened, and are asked after; each answer is timed as the
landlord's own program would. Two classifiers then guess who is on an alert: by rank (the area under the curve, 0.5 is chance) and by the
best threshold of one half, tried on the other. B9 promises chance: a column whose interval does not hold 0.5 is a leak or bad luck, and
tells the two apart only when it is run again.
"""

import argparse
import json
import math
import random
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hub.config import HubConfig
from hub.database import migrate
from hub.screening.alerts import ALERTS_PER_ISSUER_PER_DAY
from hub.screening.tables import DAY_MS, CaseSubject
from hub.secrets import make_secrets
from simulator.people import MadeUp, plain_person
from tests.promises.town import Town, running_town

PAIRS = 100
ROOMS_A_FLOOR = 99
CHANCE = 0.5
Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Guess:
    """How well one request's latency tells the two kinds apart; intervals are of 95 %."""

    pairs: int
    on_alert_ms: float
    not_on_alert_ms: float
    auc: float
    auc_low: float
    auc_high: float
    threshold_right: float
    threshold_low: float
    threshold_high: float

    @property
    def is_chance(self) -> bool:
        """Tell whether chance lies within both intervals."""
        return self.auc_low <= CHANCE <= self.auc_high and self.threshold_low <= CHANCE <= self.threshold_high


def guess(on_alert: Sequence[float], others: Sequence[float]) -> Guess:
    """Return what two classifiers make of latencies in seconds; both kinds are as many, in the order in which they were measured."""
    auc, spread = rank(on_alert, others)
    half = len(on_alert) // 2
    cut, slower_is_on = threshold(on_alert[:half], others[:half])
    right = sum((value > cut) == slower_is_on for value in on_alert[half:]) + sum((value > cut) != slower_is_on for value in others[half:])
    low, high = wilson(right, len(on_alert[half:]) + len(others[half:]))
    return Guess(
        pairs=len(on_alert),
        on_alert_ms=round(statistics.median(on_alert) * 1000, 2),
        not_on_alert_ms=round(statistics.median(others) * 1000, 2),
        auc=round(auc, 3),
        auc_low=round(max(0.0, auc - Z95 * spread), 3),
        auc_high=round(min(1.0, auc + Z95 * spread), 3),
        threshold_right=round(right / (len(on_alert[half:]) + len(others[half:])), 3),
        threshold_low=round(low, 3),
        threshold_high=round(high, 3),
    )


def rank(on_alert: Sequence[float], others: Sequence[float]) -> tuple[float, float]:
    """Return the chance that somebody on an alert takes longer than somebody who is not, and its standard error (DeLong)."""
    beats = [[(one > other) + (one == other) / 2 for other in others] for one in on_alert]
    rows = [statistics.fmean(row) for row in beats]
    columns = [statistics.fmean(column) for column in zip(*beats, strict=True)]
    spread = statistics.variance(rows) / len(rows) + statistics.variance(columns) / len(columns)
    return statistics.fmean(rows), math.sqrt(spread)


def threshold(on_alert: Sequence[float], others: Sequence[float]) -> tuple[float, bool]:
    """Return the latency that parts the two kinds best, and whether those on an alert are the slower ones."""
    cuts = [(cut, slower) for cut in (*on_alert, *others) for slower in (True, False)]

    def right(choice: tuple[float, bool]) -> int:
        cut, slower = choice
        return sum((value > cut) == slower for value in on_alert) + sum((value > cut) != slower for value in others)

    return max(cuts, key=right)


def wilson(right: int, tries: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson)."""
    share, wide = right / tries, Z95**2 / tries
    middle, reach = share + wide / 2, Z95 * math.sqrt(share * (1 - share) / tries + wide / (4 * tries))
    return (middle - reach) / (1 + wide), (middle + reach) / (1 + wide)


class Stopwatch:
    """Latencies by request and by kind of person, as the landlord's program measures them."""

    def __init__(self) -> None:
        self._taken: dict[str, dict[bool, list[float]]] = {}

    def time(self, request: str, on_alert: bool, town: Town, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send one request, note how long it took, and return the answer."""
        landlord = town.house.landlord
        began = time.perf_counter()
        answer = landlord.get(path) if body is None else landlord.post(path, json=body)
        self._taken.setdefault(request, {True: [], False: []})[on_alert].append(time.perf_counter() - began)
        answer.raise_for_status()
        return dict(answer.json())

    def guesses(self) -> dict[str, Guess]:
        """Return how well each request tells the two kinds apart."""
        return {request: guess(taken[True], taken[False]) for request, taken in self._taken.items()}


def everybody(pairs: int, chance: random.Random) -> list[tuple[MadeUp, bool]]:
    """Return so many people of each kind in a drawn order, no document twice."""
    made: dict[str, MadeUp] = {}
    while len(made) < 2 * pairs:
        person = plain_person(chance)
        made[person.document_number] = person
    people = [(person, nth < pairs) for nth, person in enumerate(made.values())]
    chance.shuffle(people)
    return people


def put_on_alert(town: Town, people: Sequence[MadeUp]) -> None:
    """Put an alert on each document in force, in the days before, as many a day as one issuer may sign."""
    first = town.front.now - DAY_MS * math.ceil(len(people) / ALERTS_PER_ISSUER_PER_DAY)
    for nth, person in enumerate(people):
        document = {"kind": person.document_kind, "country": "CHN", "number": person.document_number}
        now = first + DAY_MS * (nth // ALERTS_PER_ISSUER_PER_DAY)
        subject = {"name": person.name, "document": document}
        town.station.alert(now=now, subject=subject, reference=f"M-{nth}", expires_at=town.front.now + 30 * DAY_MS)


def rooms_of(town: Town, count: int) -> list[str]:
    """Add as many rooms as are needed to the landlord's house; return their ids."""
    rooms: list[str] = []
    while len(rooms) < count:
        floor = 2 + len(rooms) // ROOMS_A_FLOOR
        more = {"first_floor": floor, "last_floor": floor, "rooms_per_floor": ROOMS_A_FLOOR}
        rooms += [unit["id"] for unit in town.house.landlord.tell(f"/properties/{town.house.property_id}/units", more, status=201)["units"]]
    return rooms


def live(town: Town, people: Sequence[tuple[MadeUp, bool]]) -> Stopwatch:
    """Register everybody, let each walk in and be screened, and ask after each as a landlord may."""
    watch, rooms = Stopwatch(), iter(rooms_of(town, 2 * len(people)))
    for nth, (person, on_alert) in enumerate(people):
        said = {"name": person.name, "document_number": person.document_number, "phone": f"138{nth:08}"}
        made = watch.time("register", on_alert, town, "/tenancies", {"unit_id": next(rooms), **said})
        town.front.claim(made["claim_code"], f"139{nth:08}").close()
        town.enter(made)
        town.work()
        watch.time("read once screened", on_alert, town, f"/tenancies/{made['id']}")
        watch.time("register once screened", on_alert, town, "/tenancies", {"unit_id": next(rooms), **said})
    return watch


def measure(config: HubConfig, pairs: int, chance: random.Random) -> dict[str, Guess]:
    """Live through one town on these settings; return what its landlord's stopwatch tells. Raise if the two kinds were not two kinds."""
    people = everybody(pairs, chance)
    with running_town(config) as town:
        put_on_alert(town, [person for person, on_alert in people if on_alert])
        watch = live(town, people)
        cases = len(town.front.rows(CaseSubject))
    if cases != pairs:
        raise RuntimeError(f"{cases} cases were made where {pairs} people are on an alert")
    return watch.guesses()


def table(found: Mapping[str, Guess]) -> str:
    """Return the figures for people to read."""
    heads = f"{'request':24}{'on alert':>12}{'not':>10}   {'AUC (95 %)':24}{'threshold right (95 %)':26}chance"
    lines = [
        f"{name:24}{one.on_alert_ms:>9} ms{one.not_on_alert_ms:>7} ms   {one.auc:<5} ({one.auc_low} to {one.auc_high})".ljust(73)
        + f"{one.threshold_right:<5} ({one.threshold_low} to {one.threshold_high})".ljust(26)
        + ("0.5 in both" if one.is_chance else "0.5 NOT in both: run it again")
        for name, one in found.items()
    ]
    return "\n".join([heads, *lines])


def main() -> None:
    """Measure on SQLite and print a table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--pairs", type=int, default=PAIRS)
    arguments.add_argument("--seed", type=int, default=None, help="who is drawn, and in which order; another each time without it")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="anju-bench-") as folder:
        config = HubConfig(data_dir=Path(folder))
        make_secrets(config)
        migrate(config)
        found = measure(config, chosen.pairs, random.Random(chosen.seed))
    figures = {name: {**asdict(one), "is_chance": one.is_chance} for name, one in found.items()}
    print(json.dumps({"pairs": chosen.pairs, "chance": CHANCE, "requests": figures}) if chosen.json else table(found))


if __name__ == "__main__":
    main()
