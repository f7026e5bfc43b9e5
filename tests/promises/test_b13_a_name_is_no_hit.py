"""B13: a human verifies before anything happens, and a name alone is never a hit: a corpus of namesakes, siblings, twins and slips.

Who is meant is found too: a rule that finds nobody would pass every test about the innocent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.cases.tables import Case
from hub.config import HubConfig
from hub.screening.candidates import InForce, index
from hub.screening.compare import Match, Word, compare
from hub.screening.dates import compare_dates, read_date
from hub.screening.papers import Document, Papers
from registry.refusals import Refused
from tests.hub.screening.parts import NOW, VERIFIER, Station, number, running_station
from tests.hub.web.police.parts import running_precinct

SURNAMES = "王李张刘陈杨赵黄周吴"
GIVEN = ("伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "国强", "建华", "志明", "秀英", "小红", "桂兰")
NAMES = [surname + given for surname, given in product(SURNAMES, GIVEN)]
LATIN = ("Nguyễn Văn An", "Maria dos Santos", "WANG Wei", "Müller, Jörg", "Aigul·Bekova")
BORN = date(1970, 1, 1)


@dataclass(frozen=True)
class Pair:
    """Somebody who lives here and an alert about somebody else, or about the same person."""

    why: str
    person: Papers
    alert: Papers


def papers(name: str, born: str, sequence: int = 0, *, kind: str = "resident_id") -> Papers:
    """Return papers with a resident number, a passport, or (sequence 0) no document."""
    numbers = {"resident_id": ("CHN", number(born, sequence or 1)), "passport": ("VNM", f"C{sequence:07}")}
    country, text = numbers[kind]
    return Papers(name=name, birth_date=born, document=Document(kind, country, text) if sequence else None)


def day(nth: int) -> str:
    return (BORN + timedelta(days=37 * nth)).isoformat()


def are_two_days(one: str, other: str) -> bool:
    """Tell whether neither a slip of the pen nor another calendar explains that two dates differ."""
    return compare_dates(read_date(one), read_date(other)) is Word.DIFFERENT


def namesakes() -> Iterator[Pair]:
    """Give pairs of strangers who share what strangers share."""
    for nth, name in enumerate((*NAMES, *LATIN)):
        born = day(nth)
        other = next(each for each in map(day, count(nth + 1)) if are_two_days(born, each))
        year = born[:4]
        yield Pair("the same name", papers(name, other, 1), papers(name, born, 2))
        yield Pair("the same name, no number in the alert", papers(name, other, 1), papers(name, born))
        yield Pair("the same name and year", papers(name, f"{year}-12-31", 1), papers(name, f"{year}-05-02"))
        yield Pair("a name and nothing else", papers(name, other, 1), Papers(name=name))
        yield Pair("the same name and day, two valid numbers", papers(name, born, 1), papers(name, born, 2))
        yield Pair("the same name in the same month", papers(name, "1991-07-04", 1), papers(name, "1991-07-28"))
        yield Pair("the same day, another name", papers(NAMES[(nth + 40) % len(NAMES)] + "甲", born, 1), papers(name, born))
    for one, other in zip(GIVEN[:10:2], GIVEN[1:10:2], strict=True):
        yield Pair("siblings born on one day", papers(f"王晓{one}", "1991-03-07", 1), papers(f"王晓{other}", "1991-03-07"))
        yield Pair("twins", papers(f"李{one}", "2001-05-05", 1), papers(f"李{other}", "2001-05-05", 2))


def meant() -> Iterator[Pair]:
    """Give pairs of the person who is meant."""
    for nth, name in enumerate((*NAMES, *LATIN)):
        born = day(nth)
        yield Pair("document", papers(name, born, 3), papers(name, born, 3))
        yield Pair("document", papers(name, born, 3), Papers(name=name, document=papers(name, born, 3).document))
        yield Pair(
            "document_conflict", papers(name, born, 3), Papers(name="另一个人", birth_date=born, document=papers(name, born, 3).document)
        )
        yield Pair("identity", papers(name, born, 3), papers(name, born))
        yield Pair("identity", papers(name, born, 3, kind="passport"), papers(name, born, 3))


STRANGERS, MEANT = tuple(namesakes()), tuple(meant())


def test_of_the_whole_corpus_no_stranger_is_a_hit() -> None:
    assert len(STRANGERS) > 1000
    assert [pair.why for pair in STRANGERS if compare(pair.person, pair.alert).match is not Match.NOTHING] == []


def test_and_the_index_makes_none_of_them_one() -> None:
    alerts = index(InForce(str(nth), pair.alert) for nth, pair in enumerate(STRANGERS))
    hits = [(nth, int(alert.alert_id)) for nth, pair in enumerate(STRANGERS) for alert, _found in alerts.matches(pair.person)]
    assert [(nth, other) for nth, other in hits if nth == other] == []


def test_who_is_meant_is_found_and_called_possible() -> None:
    assert [pair.why for pair in MEANT if compare(pair.person, pair.alert).match != pair.why] == []


@settings(max_examples=400)
@given(st.sampled_from((*NAMES, *LATIN)), st.dates(date(1930, 1, 1), date(2010, 1, 1)), st.dates(date(1930, 1, 1), date(2010, 1, 1)))
def test_a_name_with_another_day_is_never_a_hit(name: str, born: date, other: date) -> None:
    if are_two_days(born.isoformat(), other.isoformat()):
        person = papers(name, born.isoformat(), 1)
        assert compare(person, papers(name, other.isoformat())).match is Match.NOTHING
        assert compare(person, papers(name, other.isoformat(), 2)).match is Match.NOTHING
        assert compare(person, Papers(name=name)).match is Match.NOTHING


@pytest.fixture
def station(database_config: HubConfig) -> Iterator[Station]:
    with running_station(database_config) as opened:
        yield opened


def test_a_street_of_namesakes_walks_in_and_no_case_is_made(station: Station) -> None:
    """Through the queue, the worker and both databases; and the one who is meant walks in last."""
    station.alert(subject={"name": "王伟", "document": {"kind": "resident_id", "country": "CHN", "number": number("1991-03-07", 9)}})
    station.alert(reference="M-2", subject={"name": "王伟", "birth_date": "1991-03-07", "second_identifier": "scar"})
    for nth in range(12):
        station.tenant("王伟", f"1991-03-{8 + nth:02}")
    for name in ("王芳", "王纬度", "李伟", "伟王", "王伟明"):
        station.tenant(name, "1991-03-07", number("1991-03-07", 2))
    station.tenant("王伟", "1990-03-07")
    station.screen()
    assert station.rows(Case, "police") == []
    station.tenant("王伟", "1991-03-07", number("1991-03-07", 9))
    station.screen()
    assert sorted(case.basis for case in station.rows(Case, "police")) == ["document", "identity"]


@pytest.mark.parametrize("wrong", [{"number": number("1991-03-07")[:-1] + "0"}, {"number": "1"}, {"number": ""}, {"kind": "resident-id"}])
def test_a_number_that_its_check_character_denies_is_in_no_alert(station: Station, wrong: dict[str, str]) -> None:
    document = {"kind": "resident_id", "country": "CHN", "number": number("1991-03-07")} | wrong
    if document["number"] == number("1991-03-07") and document["kind"] == "resident_id":
        document["number"] = document["number"][:-1] + "1"
    with pytest.raises(Refused):
        station.submit(subject={"name": "李四", "document": document})


def test_an_alert_without_a_number_brings_what_to_verify_it_by(station: Station) -> None:
    """Nobody asks the issuer, for asking tells of the hit: the second identifier is sealed in the case from the start."""
    subject = {"name": "李四", "birth_date": "1991-03-07"}
    with pytest.raises(Refused):
        station.submit(subject=subject)
    station.alert(subject=subject | {"second_identifier": "a scar on the left wrist"})
    station.tenant()
    station.screen()
    taken = station.take()
    assert taken is not None
    assert taken.basis == "identity"
    assert station.open(taken.id).envelope.second_identifier == "a scar on the left wrist"
    assert b"scar" not in (taken.sealed or b"")


def test_nothing_happens_by_itself(station: Station) -> None:
    """However long a case waits, and however exact the number: only people move it, and until then it stays a possible match."""
    station.alert()
    station.tenant()
    for hours in range(0, 24 * 20, 24):
        station.screen(now=NOW + hours * 3_600_000)
        station.lapse(now=NOW + hours * 3_600_000)
    (case,) = station.rows(Case, "police")
    assert (case.state, case.outcome, case.owner_id, case.opened_at) == ("waiting", None, None, None)


def test_every_page_of_an_open_case_says_that_it_is_not_verified(sqlite_config: HubConfig) -> None:
    with running_precinct(sqlite_config) as precinct:
        precinct.case()
        case = precinct.station.take()
        assert case is not None
        browser = precinct.caller(VERIFIER, page=True, language="zh")
        for answer in (browser.get(f"/c/{case.number}"), browser.post(f"/c/{case.number}/open", data={"reason": "compare-identities"})):
            assert "可能相符，尚未核实" in answer.text
            assert "%" not in answer.text.split("<main")[1]
