"""B11: what a case holds about a person shows in the answer to one reasoned look and nowhere else; an address shows nowhere at all."""

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.cases.reasons import DECISION
from hub.cases.tables import Case, CaseEvent
from hub.config import HubConfig
from registry.audit.tables import CasesEntry
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, VERIFIER, number
from tests.hub.web.police.parts import Precinct, running_precinct
from tests.hub.web.police.views import OF_A_CASE, PAGES_OF_A_CASE, crawl

ROOT = Path(__file__).parents[2]
PERSON = ("李四", number("1991-03-07"), "19910307", "1991-03-07")
ADDRESS = "Test Lane"
SIBLING = {"subject": {"name": "李思", "birth_date": "1991-03-07", "second_identifier": "scar-on-the-wrist"}}
ENDS = ("", "/looks", "/open", "/decide", "/close")
BLANK = st.text(alphabet=" \t\r\n\x00\x0b\u00a0\u2003\u200b\u3000\ufeff", max_size=8)


@pytest.fixture
def precinct(database_config: HubConfig) -> Iterator[Precinct]:
    with running_precinct(database_config) as running:
        running.case(**SIBLING)
        yield running


def told(text: str) -> list[str]:
    """Return which of the sealed values stand in an answer."""
    return [secret for secret in (*PERSON, "李思", "scar-on-the-wrist", ADDRESS) if secret in text]


def everything(precinct: Precinct) -> str:
    """Return all that officer and supervisor of the case can read without a look: what links lead to, and every address of the case."""
    pages = [page for officer in (VERIFIER, CLOSER) for page in crawl(precinct, officer).values()]
    (case,) = precinct.station.rows(Case, "police")
    places = [f"{place}{name}{end}" for place in ("/cases/", "/c/") for name in (case.id, case.number) for end in ENDS]
    for officer, page in product((VERIFIER, CLOSER), (False, True)):
        caller = precinct.caller(officer, page=page)
        pages += [caller.get(place).content for place in places]
    return "\n".join(page.decode() for page in pages)


def test_nothing_of_the_person_shows_before_between_and_after_looks(precinct: Precinct) -> None:
    assert told(everything(precinct)) == []
    officer = precinct.caller(VERIFIER)
    case = officer.post("/cases/next").json()
    assert told(str(case)) == [] == told(everything(precinct))
    shown = officer.post(f"/cases/{case['id']}/open", json={"reason": "comparing"}).text
    assert set(told(shown)) == {*PERSON, "李思", "scar-on-the-wrist"}
    assert ADDRESS not in shown
    page = precinct.caller(VERIFIER, page=True).post(f"/c/{case['number']}/open", data={"reason": "compare-identities"}).text
    assert [part for part in ("李", "四", "思", "19910307", "scar-on-the-wrist") if part not in page] == []
    assert ADDRESS not in page
    assert told(everything(precinct)) == []
    decided = officer.post(f"/cases/{case['id']}/outcome", json={"outcome": "same_person", "reason": "seen"})
    assert decided.status_code == 200 and told(decided.text) == []
    assert officer.post(f"/cases/{case['id']}/open", json={"reason": "again"}).status_code == 422
    assert told(everything(precinct)) == []
    assert len([entry for entry in precinct.station.rows(CasesEntry) if entry.act == "case.opened"]) == 2


def test_an_empty_reason_opens_nothing_however_it_is_empty(sqlite_config: HubConfig) -> None:
    with running_precinct(sqlite_config) as precinct:
        precinct.case(**SIBLING)
        case = precinct.station.take()
        program, browser = precinct.caller(VERIFIER), precinct.caller(VERIFIER, page=True)

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(BLANK, st.sampled_from(["", "made-up", *DECISION]))
        def fuzz(blank: str, chip: str) -> None:
            answers = [
                program.post(f"/cases/{case.id}/open", json={"reason": blank}),
                browser.post(f"/c/{case.number}/open", data={"reason": chip, "text": blank}),
            ]
            assert [answer.status_code for answer in answers] == [422, 422]
            assert told(answers[0].text + answers[1].text) == []

        fuzz()
        assert [event.step for event in precinct.station.rows(CaseEvent)].count("open") == 0
        assert precinct.station.rows(Case, "police")[0].state == "taken"


def test_nobody_but_its_officer_opens_a_case_by_any_route(precinct: Precinct) -> None:
    case = precinct.station.take()
    for officer in (AUTHOR, APPROVER, CLOSER, None):
        program, browser = precinct.caller(officer), precinct.caller(officer, page=True)
        answers = [program.request(method, path.format(name=case.id), json=sent) for method, path, sent in OF_A_CASE]
        answers += [browser.request(method, path.format(name=case.number), data=sent) for method, path, sent in PAGES_OF_A_CASE]
        assert told("\n".join(answer.text for answer in answers)) == []
    assert [entry for entry in precinct.station.rows(CasesEntry) if entry.act == "case.opened"] == []


def test_one_function_alone_unseals() -> None:
    """Whoever wants an envelope goes through ``open_case``: no other module names what opens it."""
    named = {}
    for path in sorted((ROOT / "hub").rglob("*.py")):
        names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        named[path.relative_to(ROOT).as_posix()] = names
    assert [place for place, names in named.items() if "unseal" in names] == ["hub/cases/looks.py"]
    assert [place for place, names in named.items() if "open_case" in names] == ["hub/web/police/api_cases.py", "hub/web/police/cases.py"]


def test_a_case_stores_no_address() -> None:
    assert [name for name in Case.model_fields if any(word in name for word in ("address", "unit_id", "property", "room", "phone"))] == []
