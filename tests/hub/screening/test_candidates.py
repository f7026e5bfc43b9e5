"""The indexes lose no pair that comparing everybody with everybody finds: brute force under the same rules is the oracle."""

import json
import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.screening.candidates import Index, InForce, Residents, hit, keys_of
from hub.screening.chance import Population, is_explained_by_chance
from hub.screening.compare import Match, compare_read, match_of
from hub.screening.dates import compare_dates
from hub.screening.folder import Unreadable, read_alerts, read_occupants
from hub.screening.numbers import compare_numbers
from hub.screening.papers import Document, Papers
from hub.screening.reading import read
from hub.screening.words import Word
from tests.hub.screening.made_up.town import town
from tests.hub.screening.parts import number

SOAK = os.environ.get("ANJU_SOAK") == "1"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def people_and_alerts(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[str, Papers]], list[InForce]]:
    """Return everybody of a made-up town and all alerts in force: 10,000 of each in a soak, some hundreds otherwise."""
    folder = tmp_path_factory.mktemp("town")
    town(77, per_class=60 if SOAK else 3, strangers=5_500 if SOAK else 150).write(folder)
    return list(read_occupants(folder)), list(read_alerts(folder, today=TODAY))


def test_the_index_loses_no_pair_that_brute_force_finds(people_and_alerts: tuple[list[tuple[str, Papers]], list[InForce]]) -> None:
    people, alerts = people_and_alerts
    readings = [(person_id, read(papers)) for person_id, papers in people]
    population = Population.of(reading for _id, reading in readings)
    named = [(alert, read(alert.papers)) for alert in alerts]
    expected = set()
    for person_id, reading in readings:
        for alert, theirs in named:
            if SOAK and not _any_name_makes_a_match(
                compare_dates(reading.born, theirs.born), compare_numbers(reading.numbers, theirs.numbers), alert.about_document
            ):
                continue  # 100,000,000 pairs take an hour otherwise; the smaller run compares every name
            found = compare_read(reading, theirs, about_document=alert.about_document)
            by_chance = is_explained_by_chance(found, reading, theirs, population, alerts=len(alerts))
            if found.match is not Match.NOTHING and not by_chance:
                expected.add((person_id, alert.alert_id, found))
    index, residents = Index(alerts, population=population), Residents(people, population=population)
    assert {
        (person_id, alert.alert_id, found) for person_id, reading in readings for alert, found in index.matches_read(reading)
    } == expected
    turned = {(person_id, alert.alert_id, found) for alert in alerts for person_id, found in residents.matches(alert, alerts=len(alerts))}
    assert turned == expected
    assert len(expected) > 100


@cache
def _any_name_makes_a_match(birth_date: Word, document: Word, about_document: bool) -> bool:
    return any(match_of(name, birth_date, document, about_document=about_document) is not Match.NOTHING for name in Word)


def test_a_possible_pair_shares_a_key(people_and_alerts: tuple[list[tuple[str, Papers]], list[InForce]]) -> None:
    people, alerts = people_and_alerts
    named = {alert.alert_id: keys_of(alert.papers) for alert in alerts}
    index = Index(alerts)
    for _id, papers in people:
        mine = keys_of(papers)
        assert all(mine & named[alert.alert_id] for alert, _found in index.matches(papers))


def test_an_alert_leaves_the_index_at_once_and_may_come_again() -> None:
    papers = Papers(name="李四", birth_date="1991-03-07", document=Document("resident_id", "CHN", number("1991-03-07")))
    index = Index([InForce("a", papers), InForce("b", papers)])
    assert {alert.alert_id for alert, _found in index.matches(papers)} == {"a", "b"}
    index.discard("a")
    index.discard("nobody")
    assert ([alert.alert_id for alert, _found in index.matches(papers)], len(index)) == (["b"], 1)
    index.add(InForce("b", Papers(name="王五", birth_date="1991-03-07")))
    assert list(index.matches(papers)) == []
    index.add(InForce("a", papers))
    assert [alert.alert_id for alert, _found in index.matches(papers)] == ["a"]


@settings(deadline=None)
@given(st.integers(0, 16), st.integers(1, 9), st.booleans())
def test_a_number_with_one_slip_finds_the_right_one_from_both_sides(place: int, more: int, swaps: bool) -> None:
    right = number("1991-03-07", 426)
    digits = list(right)
    if swaps and place < 16:
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
    else:
        digits[place] = str((int(digits[place]) + more) % 10)
    slipped = "".join(digits)
    sides = [Papers(name="李四", document=Document("resident_id", "CHN", each)) for each in (slipped, right)]
    for person, alert in (sides, sides[::-1]):
        assert [found.match for _alert, found in Index([InForce("a", alert)]).matches(person)] == [Match.DOCUMENT]


DAYS = "1990-01-20 1989-12-24 1990-02-20 1990-20-01 1990-01-02 1909-01-20 1991-01-20 1990-01-01 1980-01-01 1990-01 1990 1991 1985-06-30"
DATES = st.sampled_from(["", *DAYS.split()])
"""A day, by the lunar calendar, with a digit other, swapped with its neighbour or its month, in part, or another."""
RIGHT = number("1990-01-20", 426)
TWO_OTHER = f"{RIGHT[:3]}{(int(RIGHT[3]) + 1) % 10}{RIGHT[4:15]}{(int(RIGHT[15]) + 1) % 10}{RIGHT[16:]}"
NUMBERS = st.sampled_from(["", RIGHT, f"98{RIGHT[2:]}", TWO_OTHER, number("1990-01-20", 531), "E12345671"])
"""A valid number, one of its signs other, two, another valid one, and one without a check character."""
KINDS = st.sampled_from(["resident_id", "passport"])


def of(born: str, kind: str = "", held: str = "") -> Papers:
    return Papers(name="欧阳修远", birth_date=born, document=Document(kind, "CHN", held) if held else None)


PAPERS = st.builds(of, DATES, KINDS, NUMBERS)


@settings(deadline=None)
@given(PAPERS, PAPERS)
@example(of("1990-01-20"), of("1989-12-24"))
@example(of("1990-01-01"), of("1980-01-01"))
@example(of("1990-01-20", "resident_id", RIGHT), of("1990-01-20"))
@example(of("1990-01-20", "resident_id", RIGHT), of("1990-01-20", "resident_id", TWO_OTHER))
def test_whoever_differs_in_date_or_number_is_found_if_that_makes_a_hit(person: Papers, named: Papers) -> None:
    alert = InForce("a", named)
    found = hit(read(person), read(named), about_document=False, population=Population(), alerts=1)
    assert [each for _alert, each in Index([alert]).matches(person)] == [each for each in (found,) if each]
    assert [each for _id, each in Residents([("p", person)]).matches(alert)] == [each for each in (found,) if each]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "alerts.jsonl line 2 is not JSON"),
        ("[]", "alerts.jsonl line 2 has no alert_id"),
        ({"alert_id": ""}, "alerts.jsonl line 2 has no alert_id"),
        ({"kind": "person_of_interest"}, "kind must be one of"),
        ({"dob": 1991}, "dob must be a text"),
        ({"valid_to": "soon"}, "valid_to must be a date"),
        ({"docs": [{"type": 3}]}, "each of docs has type, country and number"),
        ({"docs": "none"}, "docs must be a list"),
        ({"aliases": ["x", 3]}, "aliases must be a list of texts"),
    ],
)
def test_a_malformed_line_is_named_and_not_repeated(tmp_path: Path, line: str | dict[str, object], says: str) -> None:
    good = {"alert_id": "A1", "name": "李四", "dob": "1991", "docs": [], "aliases": [], "kind": "court_order"}
    bad = line if isinstance(line, str) else json.dumps(good | line)
    (tmp_path / "alerts.jsonl").write_text(f"{json.dumps(good | {'alert_id': 'A0'})}\n{bad}\n", "utf-8")
    with pytest.raises(Unreadable, match=says) as caught:
        list(read_alerts(tmp_path, today=TODAY))
    assert "李四" not in str(caught.value)
    assert "line 2" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "count"),
    [({}, 1), ({"status": "withdrawn"}, 0), ({"status": "submitted"}, 0), ({"valid_to": "2026-11-22"}, 0), ({"valid_to": "2026-11-23"}, 1)],
)
def test_only_what_is_in_force_on_the_day_is_compared(tmp_path: Path, changes: dict[str, str], count: int) -> None:
    row = {"alert_id": "A1", "name": "李四", "kind": "court_order", "status": "active"} | changes
    (tmp_path / "alerts.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert len(list(read_alerts(tmp_path, today=TODAY))) == count


def test_surname_and_given_name_stand_in_for_a_name(tmp_path: Path) -> None:
    rows = [
        {"occupant_id": "1", "name": None, "surname": "欧阳", "given": "修"},
        {"occupant_id": "2", "surname": "Santos", "given": "Maria"},
    ]
    (tmp_path / "occupants.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert [papers.name for _id, papers in read_occupants(tmp_path)] == ["欧阳修", "Santos Maria"]
