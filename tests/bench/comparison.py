"""One person against 10,000 alerts in force, beside a search of all names by rapidfuzz: ``python -m tests.bench.comparison``.

Half of the alerts name a document, half a name and a birth date; one person in ten is the subject of one. Prints a table and one JSON line.
"""

import json
import random
import time
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from hub.screening.candidates import InForce, index
from hub.screening.papers import Document, Papers
from simulator.people import MadeUp, plain_person
from tests.bench.figures import Sample

ALERTS = 10_000
PEOPLE = 200
ROUNDS = 4_000
BORN_FIRST = date(1950, 1, 1)


def papers(person: MadeUp) -> Papers:
    """Return what the register holds of a made-up person with a resident card."""
    born = person.document_number[6:14]
    document = Document(person.document_kind, "CHN", person.document_number)
    return Papers(name=person.name, birth_date=f"{born[:4]}-{born[4:6]}-{born[6:]}", document=document)


def alert_about(name: str, subject: Papers, chance: random.Random) -> InForce:
    """Return an alert by document, or by name and birth date."""
    if chance.random() < 0.5:
        return InForce(name, Papers(name=subject.name, document=subject.document))
    born = subject.birth_date or (BORN_FIRST + timedelta(days=chance.randrange(20_000))).isoformat()
    return InForce(name, Papers(name=subject.name, birth_date=born))


def main() -> None:
    """Measure and print."""
    chance = random.Random(3)
    people = [papers(plain_person(chance)) for _number in range(PEOPLE)]
    named = [*people[: PEOPLE // 10], *(papers(plain_person(chance)) for _number in range(ALERTS - PEOPLE // 10))]
    alerts = [alert_about(f"alert-{number}", subject, chance) for number, subject in enumerate(named)]
    began = time.perf_counter()
    in_force = index(alerts)
    indexing_s = time.perf_counter() - began
    names = [alert.papers.name for alert in alerts]
    samples = [
        Sample.of(
            "rapidfuzz, all names (peer)", lambda n: process.extract(people[n].name, names, scorer=fuzz.ratio, score_cutoff=80), rounds=200
        ),
        Sample.of("anju, all rules", lambda n: list(in_force.matches(people[n])), rounds=ROUNDS),
    ]
    found = sum(bool(list(in_force.matches(person))) for person in people)
    print(f"{ALERTS} alerts indexed in {indexing_s * 1000:.0f} ms; {found} of {PEOPLE} people have a possible match; microseconds")
    for sample in samples:
        print(sample.row(1e6))
    print(json.dumps({"bench": "comparison", "alerts": ALERTS, "found": found, "us": {one.name: one.figures(1e6) for one in samples}}))


if __name__ == "__main__":
    main()
