"""B5: expired, withdrawn or not re-confirmed alerts match nobody: a simulated year, and no setting that could lengthen it."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from hub.cases.tables import Case
from hub.config import HubConfig
from hub.screening import alerts
from hub.screening.tables import DAY_MS, GROUND_CEILING_DAYS, Alert
from tests.hub.screening.parts import APPROVER, AUTHOR, NOW, Station, number, running_station
from tests.rig.databases import owner

MONTHS = {"arrest_warrant": 12, "missing_person": 6, "court_order": 12, "lost_document": 36}  # as bounds.md has them
TIMES = st.integers(min_value=0, max_value=1200 * DAY_MS)


@pytest.fixture
def station(database_config: HubConfig) -> Iterator[Station]:
    with running_station(database_config) as opened:
        yield opened


def walk_in(station: Station, number_of: str, now: int) -> bool:
    """Let somebody with this document move in and be screened; tell whether a case came of it."""
    before = len(station.rows(Case, "police"))
    station.tenant(document=number_of, now=now)
    station.screen(now=now)
    return len(station.rows(Case, "police")) > before


def alert_for(station: Station, sequence: int, ground: str, *, days: int) -> tuple[Alert, str]:
    """Put an alert about a document of its own in force for some days."""
    document = {"kind": "resident_id", "country": "CHN", "number": number("1991-03-07", sequence)}
    subject = {"name": "李四", "document": document}
    return station.alert(ground=ground, reference=f"Y-{sequence}", expires_at=NOW + days * DAY_MS, subject=subject), document["number"]


def test_a_simulated_year(station: Station) -> None:
    """A warrant that is confirmed every 25 days till day 100, one that never is, and one alert of each other ground: who matches when."""
    kept, kept_number = alert_for(station, 1, "arrest_warrant", days=366)
    _left, left_number = alert_for(station, 2, "arrest_warrant", days=366)
    others = {ground: alert_for(station, 3 + nth, ground, days=120)[1] for nth, ground in enumerate(MONTHS) if ground != "arrest_warrant"}
    withdrawn, withdrawn_number = alert_for(station, 9, "court_order", days=300)
    matched: dict[str, list[int]] = {}
    for day in range(0, 371, 53):
        now = NOW + day * DAY_MS
        for confirmed in range(25, min(day, 100) + 1, 25):
            with station.police.begin(APPROVER.account_id) as session:
                alerts.reconfirm(session, kept.id, officer=APPROVER, keys=station.keys, now=NOW + confirmed * DAY_MS)
        if day == 106:
            with station.police.begin(AUTHOR.account_id) as session:
                alerts.withdraw(session, withdrawn.id, officer=AUTHOR, now=now)
        for who, document in {"kept": kept_number, "left": left_number, "withdrawn": withdrawn_number, **others}.items():
            if walk_in(station, document, now):
                matched.setdefault(who, []).append(day)
            forget(station)
    assert matched == {
        "kept": [0, 53, 106],  # confirmed last on day 100, so in force till day 130
        "left": [0],
        "withdrawn": [0, 53],
        **{ground: [0, 53, 106] for ground in others},
    }


def forget(station: Station) -> None:
    """Let the next day's match be a case of its own: take back what keeps a pair from having a second one."""
    with owner(station.config) as session:
        for table in ("screening_case_mark", "screening_case_subject"):
            session.execute(text(f"DELETE FROM {table}"))


@pytest.mark.parametrize("ground", MONTHS)
def test_the_last_moment_matches_and_the_next_does_not(station: Station, ground: str) -> None:
    _alert, document = alert_for(station, 1, ground, days=20)
    end = NOW + 20 * DAY_MS
    assert not walk_in(station, document, end)
    assert not walk_in(station, document, end + DAY_MS)
    assert walk_in(station, document, end - 1)


def alert_row(ground: str, *, confirmed_at: int, expires_at: int, state: str = "active", submitted_at: int = 0) -> Alert:
    """Return a row as it might ever be stored."""
    return Alert(
        id="a", issuer_id="i", ground=ground, legal_basis="l", reference="r", expires_at=expires_at, sealed=b"", signature=b"", state=state,
        author_id="a", author_unit="east", submitted_at=submitted_at, approver_id="b", approver_unit="west", approved_at=0,
        confirmed_at=confirmed_at,
    )  # fmt: skip


@given(st.sampled_from(sorted(MONTHS)), st.sampled_from(["submitted", "active", "withdrawn"]), TIMES, TIMES, TIMES, TIMES)
def test_in_force_is_between_approval_and_each_of_its_ends(
    ground: str, state: str, submitted_at: int, confirmed_at: int, expires_at: int, now: int
) -> None:
    alert = alert_row(ground, state=state, submitted_at=submitted_at, confirmed_at=confirmed_at, expires_at=expires_at)
    if alerts.in_force(alert, now):
        assert state == "active"
        assert submitted_at <= now < expires_at
        assert ground != "arrest_warrant" or now < confirmed_at + 30 * DAY_MS
    elif state == "active" and submitted_at <= now < expires_at:
        assert ground == "arrest_warrant" and now >= confirmed_at + 30 * DAY_MS


def longest(months: int) -> int:
    """Return how many days so many months have at the most, wherever they begin in four years with a leap day."""
    begins = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(48 + months)]
    return max((end - begin).days for begin, end in zip(begins, begins[months:], strict=False))


def test_the_ceilings_are_constants_and_no_setting_touches_them() -> None:
    assert {ground: longest(months) for ground, months in MONTHS.items()} == GROUND_CEILING_DAYS
    assert alerts.RECONFIRM_DAYS == {"arrest_warrant": 30}
    assert [
        name for name in HubConfig.model_fields if any(word in name for word in ("alert", "ceiling", "confirm", "warrant", "ground"))
    ] == []
