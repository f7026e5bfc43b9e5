"""What somebody may not know of is absent, byte for byte: a case that is not theirs is answered as one that is not there by every route."""

import pytest

from hub.cases.case import Officer
from hub.cases.tables import Case, CaseEvent
from hub.screening.tables import Alert
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, NOW, VERIFIER
from tests.hub.web.police.parts import Precinct
from tests.hub.web.police.views import prying, shown

SOUTH_OFFICER = Officer(account_id="south-officer", unit="south", roles=frozenset({"officer"}))
SOUTH_SUPERVISOR = Officer(account_id="south-supervisor", unit="south", roles=frozenset({"supervisor"}))
NOBODY = Officer(account_id="nobody", unit="", roles=frozenset({"officer", "supervisor"}))
OUTSIDERS = (AUTHOR, APPROVER, SOUTH_OFFICER, SOUTH_SUPERVISOR, NOBODY)
NO_CASE = ("0" * 32, "2026-0000")


@pytest.mark.parametrize("state", ["waiting", "opened", "closed"])
def test_a_case_that_is_not_theirs_is_as_one_that_is_not_there(precinct: Precinct, state: str) -> None:
    precinct.station.hire(SOUTH_OFFICER, SOUTH_SUPERVISOR, NOBODY)
    case = bring_to(precinct, precinct.case(), state)
    people = (*OUTSIDERS, None, *((VERIFIER, CLOSER) if state == "waiting" else ()))
    for officer in people:
        there = dict(prying(precinct, officer, case.id, case.number))
        assert there == dict(prying(precinct, officer, *NO_CASE)), officer
    assert precinct.station.rows(Case, "police") == [case]
    assert len(precinct.station.rows(CaseEvent)) == ["waiting", "taken", "opened", "decided", "closed"].index(state) + 1


def bring_to(precinct: Precinct, case: Case, state: str) -> Case:
    """Have a case taken, opened, decided and closed, up to this state."""
    steps = (
        lambda: precinct.station.take(now=NOW),
        lambda: precinct.station.open(case.id).case,
        lambda: precinct.station.decide(case.id, "undecided"),
        lambda: precinct.station.close(case.id),
    )
    for step in steps[: ["waiting", "taken", "opened", "decided", "closed"].index(state)]:
        case = step()
    return case


def test_the_supervisor_of_a_unit_cannot_open_or_decide_its_cases(precinct: Precinct) -> None:
    case = bring_to(precinct, precinct.case(), "opened")
    supervisor = precinct.caller(CLOSER)
    assert supervisor.get(f"/cases/{case.id}").status_code == 200
    absent = supervisor.get("/cases/none")
    for path, body in ((f"/cases/{case.id}/open", {"reason": "x"}), (f"/cases/{case.id}/outcome", {"outcome": "undecided", "reason": "x"})):
        assert shown(supervisor.post(path, json=body)) == shown(absent)
    assert shown(precinct.caller(VERIFIER).post(f"/cases/{case.id}/close")) == shown(absent)


@pytest.mark.parametrize("act", ["", "/approve", "/reconfirm", "/withdraw"])
def test_an_alert_that_is_not_theirs_is_as_one_that_is_not_there(precinct: Precinct, act: str) -> None:
    precinct.station.hire(SOUTH_OFFICER, SOUTH_SUPERVISOR, NOBODY)
    alert = precinct.station.submit()
    may = {"": {"author"}, "/approve": {"approver", "closer", "south-supervisor"}, "/reconfirm": {"approver", "closer", "south-supervisor"}}
    method = "POST" if act else "GET"
    for officer in (*OUTSIDERS, VERIFIER, CLOSER):
        if officer.account_id not in may.get(act, {"author"}):
            caller = precinct.caller(officer)
            answers = [shown(caller.request(method, f"/alerts/{name}{act}")) for name in (alert.id, "0" * 32, "x", "%00")]
            assert len(set(answers)) == 1
            assert answers[0].startswith(b"404")
    assert precinct.station.rows(Alert) == [alert]


MUST_NOT_EXIST = (
    ("GET", "/people"), ("GET", "/residents"), ("GET", "/tenancies"), ("GET", "/tenancies?name=x"), ("GET", "/tenancies?document=x"),
    ("GET", "/entry-events"), ("GET", "/buildings/1/occupants"), ("POST", "/alerts/bulk"), ("GET", "/alerts/{id}/matches"),
    ("POST", "/screen"),
    ("GET", "/cases/export"), ("GET", "/export"), ("GET", "/register"), ("GET", "/c/people"), ("GET", "/c/search"), ("GET", "/c/map"),
)  # fmt: skip


def test_there_is_no_search_no_list_and_no_export_of_people(sqlite_precinct: Precinct) -> None:
    alert = sqlite_precinct.station.alert()
    for officer in (AUTHOR, APPROVER, VERIFIER, CLOSER, None):
        caller = sqlite_precinct.caller(officer)
        for method, path in MUST_NOT_EXIST:
            assert caller.request(method, path.format(id=alert.id)).status_code == 404, path
