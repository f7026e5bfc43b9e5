"""B9: a landlord cannot learn hit or no-hit: two towns alike but for an alert on the tenant, lived through by HTTP until somebody looked.

Every answer, every statement that the landlord's requests execute, and the size of every row that their process can read are the same.
Timing as a classifier is measured in ``tests/bench/landlord_latency.py``; here is tried that its classifiers see a leak.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, event, text

from hub.config import HubConfig
from hub.screening.tables import CaseSubject
from hub.walls import GRANTS
from registry.audit.tables import RegisterEntry
from tests.bench.landlord_latency import guess, rank
from tests.promises.town import WATCHED, Town, running_town

PAGES = ("/l", "/l/tenants", "/l/notices", "/l/p/{property}", "/l/u/{unit}", "/l/t/{tenancy}", "/l/t/{tenancy}/end", "/l/t/{tenancy}/undo")
ANSWERS = ("/properties", "/properties/{property}", "/units/{unit}", "/tenancies", "/tenancies/{tenancy}", "/notices", "/gates", "/me")
RESIDENTS_OWN = {"register_disclosure"}
"""What a look leaves in the hit's town, for the person alone: tests/promises/test_b15_residents_see.py."""
HEX = re.compile(r"[0-9a-f]{32}")
PICTURE = re.compile(r"data:image/svg\+xml;base64,[^\"]*")
SAME_IN_BOTH = ("content-length", "date", "set-cookie")


@dataclass
class Record:
    """What a landlord was answered, and what their requests did to the database."""

    answers: list[tuple[str, int, object, str]] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    drawn: dict[str, str] = field(default_factory=dict)
    """What is drawn anew in each town, and the word to read instead."""

    def keep(self, what: str, answer: httpx.Response) -> None:
        """Note an answer down, without what is drawn anew in each town."""
        headers = sorted((name, value) for name, value in answer.headers.items() if name not in SAME_IN_BOTH)
        self.answers.append((what, answer.status_code, self._masked(str(headers)), self._masked(answer.text)))

    def _masked(self, words: str) -> str:
        for drawn, word in self.drawn.items():
            words = words.replace(drawn, word)
        return HEX.sub("ID", PICTURE.sub("PICTURE", words))

    @contextmanager
    def listening(self, town: Town) -> Iterator[None]:
        """Note down every statement of the people's process."""

        def heard(_connection: Connection, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
            self.statements.append(f"{statement} [{len(parameters)}]")

        event.listen(town.front.site.database.engine, "before_cursor_execute", heard)
        try:
            yield
        finally:
            event.remove(town.front.site.database.engine, "before_cursor_execute", heard)


def look_around(town: Town, record: Record, made: dict[str, Any], stage: str) -> None:
    """Let the landlord look at everything there is."""
    places = {"property": town.house.property_id, "unit": town.house.units[0]["id"], "tenancy": made["id"]}
    for path in PAGES:
        record.keep(f"{stage} {path}", town.house.landlord.get(path.format(**places), headers={"Accept": "text/html"}))
    for path in ANSWERS:
        record.keep(f"{stage} {path}", town.house.landlord.get(path.format(**places)))


def live(town: Town, *, watched: bool) -> Record:
    """Live through everything that follows a registration; return what the landlord could learn."""
    record = Record()
    if watched:
        town.watch()
    landlord = town.house.landlord
    record.drawn[str(town.house.door_group)] = "GROUP"
    with record.listening(town):
        answer = landlord.post("/tenancies", json={"unit_id": town.house.units[0]["id"], **WATCHED})
        made = answer.json()
        record.drawn |= {made[name]: name for name in ("pass_text", "claim_code", "reference", "short_number")}
        record.keep("registered", answer)
        look_around(town, record, made, "registered")
    tenant = town.front.claim(made["claim_code"])
    town.enter(made)
    with record.listening(town):
        look_around(town, record, made, "walked in")
    town.work()
    with record.listening(town):
        look_around(town, record, made, "screened")
    if case := town.station.take(now=town.front.now):
        town.station.open(case.number, now=town.front.now)
        town.work()
    with record.listening(town):
        look_around(town, record, made, "looked at")
        record.keep("undo", landlord.post(f"/tenancies/{made['id']}/undo"))
        record.keep("end", landlord.post(f"/tenancies/{made['id']}/end", json={"end_on": "2026-12-08"}))
    tenant.tell(f"/tenancies/{made['id']}/contest-end")
    town.enter(made)
    with record.listening(town):
        look_around(town, record, made, "contested")
        again = {"unit_id": town.house.units[1]["id"], **WATCHED}
        registered = landlord.post("/tenancies", json=again)
        record.drawn |= {registered.json()[name]: name for name in ("pass_text", "claim_code", "reference", "short_number")}
        record.keep("registered again", registered)
        record.keep("renewed", landlord.post(f"/tenancies/{made['id']}/renew", json={"ends_on": "2028-12-08"}))
    town.work()
    town.front.now += 1_000  # messages of one moment stand in an order that is drawn by lot
    asked = tenant.tell("/me/corrections", {**WATCHED, "name": "李四一", "tenancy_id": made["id"]}, status=201)["id"]
    with record.listening(town):
        record.keep("corrections", landlord.get("/corrections"))
        record.keep("corrected", landlord.post(f"/corrections/{asked}/decide", json={"accept": True}))
    town.work()
    with record.listening(town):
        look_around(town, record, made, "corrected")
    return record


def sizes(town: Town) -> dict[str, Counter[tuple[object, ...]]]:
    """Return how large each value of each row is that the people's process can read."""
    found = {}
    with town.front.site.database.read() as session:
        for table in sorted(name for name, rights in GRANTS["people"].items() if rights.read and name not in RESIDENTS_OWN):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            found[table] = Counter(tuple(_size(value) for value in row) for row in rows)
    return found


def _size(value: object) -> object:
    return len(value) if isinstance(value, str | bytes) else type(value).__name__


@pytest.fixture
def lived(twin_configs: tuple[HubConfig, HubConfig]) -> Iterator[tuple[tuple[Town, Record], tuple[Town, Record]]]:
    """A town where the tenant is found, and its twin where nobody is."""
    with running_town(twin_configs[0]) as hit, running_town(twin_configs[1]) as none:
        yield (hit, live(hit, watched=True)), (none, live(none, watched=False))


def test_a_landlord_learns_nothing(lived: tuple[tuple[Town, Record], tuple[Town, Record]]) -> None:
    (hit, with_case), (none, without) = lived
    assert [len(town.front.rows(CaseSubject)) for town in (hit, none)] == [1, 0]
    screened = [sum(line.act == "screening.done" for line in town.front.rows(RegisterEntry)) for town in (hit, none)]
    assert screened == [3, 3]  # confirmed, renewed, corrected
    assert len(with_case.answers) == 7 + 6 * (len(PAGES) + len(ANSWERS)) and len(with_case.statements) > 100
    assert {status for _what, status, _headers, _text in with_case.answers} == {200, 201, 422}
    assert with_case.answers == without.answers
    assert with_case.statements == without.statements
    assert sizes(hit) == sizes(none)


def test_registering_writes_rows_of_one_size_for_anybody(database_config: HubConfig) -> None:
    people = [
        {"name": "尹", "document_number": WATCHED["document_number"]},
        {
            "name": "José María Muñoz Ibáñez de la Torre",
            "document_kind": "passport",
            "document_number": "CAA000000000000001",
            "country": "ESP",
            "birth_date": "1991-03-07",
            "phone": "+34 600 000 000",
        },
    ]
    grown = []
    with running_town(database_config) as town:
        for room, person in enumerate(people):
            before = sizes(town)
            town.house.landlord.tell("/tenancies", {"unit_id": town.house.units[room]["id"], **person}, status=201)
            after = sizes(town)
            grown.append({table: rows - before[table] for table, rows in after.items() if table.startswith(("register", "audit"))})
    assert grown[0] == grown[1]


LATENCIES = st.lists(st.sampled_from([0.010, 0.011, 0.012, 0.02, 0.5]), min_size=2, max_size=12)


@given(LATENCIES, LATENCIES)
def test_the_rank_classifier_counts_who_takes_longer(on_alert: list[float], others: list[float]) -> None:
    auc, spread = rank(on_alert, others)
    assert 0 <= auc <= 1 and spread >= 0
    assert rank(others, on_alert) == (pytest.approx(1 - auc), pytest.approx(spread))
    assert rank([value + 1 for value in on_alert], others)[0] == 1


@pytest.mark.parametrize("leak_s", [0.002, -0.002])
def test_the_bench_would_see_two_milliseconds_in_either_direction(leak_s: float) -> None:
    chance = random.Random(9)
    on_alert, others = ([chance.gauss(0.020, 0.002) for _ in range(100)] for _ in range(2))
    honest, leaking = guess(on_alert, others), guess([value + leak_s for value in on_alert], others)
    assert honest.is_chance and abs(honest.auc - 0.5) < 0.1
    assert not leaking.is_chance and leaking.threshold_low > 0.5
    assert (leaking.auc_low > 0.5) is (leak_s > 0)
