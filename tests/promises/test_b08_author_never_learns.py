"""B8: the author and the approver of an alert never learn hit or no-hit: everything they can see is the same to the byte, before a hit,
through the whole life of its case, and in a twin station where nobody matched.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.database import Database
from hub.screening import alerts
from hub.screening.tables import DAY_MS, Alert
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, NOW, VERIFIER
from tests.hub.web.police.parts import Precinct, running_precinct
from tests.hub.web.police.views import crawl, prying
from tests.rig.databases import owner

CONFIRMER = Officer(account_id="confirmer", unit="south", roles=frozenset({"officer", "supervisor"}))
SHUT_OUT = (AUTHOR, APPROVER, CONFIRMER)
WARRANT: dict[str, Any] = {"ground": "arrest_warrant", "expires_at": NOW + 300 * DAY_MS}
ID = re.compile(rb"[0-9a-f]{32}")


@pytest.fixture
def precinct(database_config: HubConfig) -> Iterator[Precinct]:
    with running_precinct(database_config) as running:
        yield running


def watched(precinct: Precinct) -> Alert:
    """Have a warrant entered, approved, and confirmed by a third supervisor."""
    precinct.station.hire(CONFIRMER)
    alert = precinct.station.alert(**WARRANT)
    with precinct.station.police.begin(CONFIRMER.account_id) as session:
        alerts.reconfirm(session, alert.id, officer=CONFIRMER, keys=precinct.station.keys, now=NOW)
    return alert


def views(precinct: Precinct, case_id: str, number: str) -> dict[str, dict[str, bytes]]:
    """Return all that author, approver and confirmer can see and bring about, the case's own routes included."""
    seen = {}
    for officer in SHUT_OUT:
        found = crawl(precinct, officer) | dict(prying(precinct, officer, case_id, number))
        program = precinct.caller(officer)
        found["next"] = program.post("/cases/next").content
        found["waiting"] = repr(program.get("/cases").json() if officer is not CONFIRMER else "").encode()
        seen[officer.account_id] = found
    return seen


def test_through_the_whole_life_of_a_case_their_view_is_the_same(precinct: Precinct) -> None:
    watched(precinct)
    precinct.station.tenant("王五", "1980-01-01")
    precinct.station.screen()
    none = views(precinct, "0" * 32, "2026-0000")
    assert all(len(found) > 20 for found in none.values())
    precinct.station.tenant()
    precinct.station.screen()
    (case,) = precinct.station.rows(Case, "police")
    steps = (
        lambda: None,
        lambda: precinct.station.take(),
        lambda: precinct.station.open(case.id),
        lambda: precinct.station.decide(case.id, "same_person"),
        lambda: precinct.station.close(case.id),
        lambda: precinct.station.erase(now=NOW + 40 * DAY_MS),
    )
    for step in steps:
        step()
        assert views(precinct, case.id, case.number) == none
    assert precinct.station.rows(Case, "police")[0].state == "closed"


def test_in_a_twin_where_nobody_matched_their_view_is_the_same(twin_configs: tuple[HubConfig, HubConfig]) -> None:
    seen = [lived(config, matching=matching) for config, matching in zip(twin_configs, (True, False), strict=True)]
    assert seen[0] == seen[1]


def lived(config: HubConfig, *, matching: bool) -> dict[str, dict[str, bytes]]:
    """Live through the same with somebody who matches or does not; return what is seen, with the ids that chance made masked."""
    with running_precinct(config) as precinct:
        alert = watched(precinct)
        precinct.station.tenant("李四" if matching else "王五", "1991-03-07" if matching else "1980-01-01")
        precinct.station.screen()
        assert len(precinct.station.rows(Case, "police")) == matching
        if matching:
            precinct.opened()
        withdrawn = precinct.caller(AUTHOR).post(f"/alerts/{alert.id}/withdraw")
        seen = views(precinct, "0" * 32, "2026-0000")
        seen["author"]["withdraw"] = withdrawn.content
        return {who: {masked(path.encode()).decode(): masked(answer) for path, answer in found.items()} for who, found in seen.items()}


def masked(answer: bytes) -> bytes:
    """Return an answer with the ids that chance made masked."""
    return ID.sub(b"*", answer)


def test_the_case_goes_to_another_officer_of_another_unit_where_there_is_one(precinct: Precinct) -> None:
    east = Officer(account_id="east-officer", unit="east", roles=frozenset({"officer"}))
    precinct.station.hire(east)
    precinct.case()
    assert precinct.caller(east).post("/cases/next").status_code == 204
    assert precinct.caller(VERIFIER).post("/cases/next").status_code == 200


def test_with_nobody_else_it_waits_and_only_the_auditor_sees_that_it_waits(precinct: Precinct) -> None:
    with owner(precinct.station.config) as session:
        session.execute(text("DELETE FROM police_grant WHERE account_id NOT IN ('author', 'approver')"))
    case = precinct.case()
    for officer in (AUTHOR, APPROVER, VERIFIER, CLOSER):
        assert precinct.caller(officer).post("/cases/next").status_code in (204, 404)
        assert precinct.caller(officer).get(f"/cases/{case.id}").status_code == 404
    auditor = Database(precinct.station.config, "audit")
    with auditor.read() as session:
        assert session.execute(text("SELECT number, state, owner_id FROM cases_case")).all() == [(case.number, "waiting", None)]
    auditor.close()


def test_the_database_gives_an_alert_no_place_for_a_result() -> None:
    assert {name for name in Alert.model_fields if any(word in name for word in ("hit", "match", "case", "result", "found"))} == set()
