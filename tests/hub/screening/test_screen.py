"""Screening from the queue to the sealed case, on both databases and with the worker's own rights (B4–B8, B13, B14)."""

from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, ProgrammingError
from sqlmodel import Session, select

from hub.cases import desk
from hub.cases.tables import Case, CaseEvent
from hub.database import Database
from hub.screening import alerts, screen
from hub.screening.chance import BOUND
from hub.screening.load import Known, load, sweeps
from hub.screening.occupants import confirmed_ids
from hub.screening.tables import DAY_MS, Alert, CaseSubject, Clearance, Outbox, Swept
from hub.web.auditor import reading
from registry.audit import record
from registry.audit.tables import CasesEntry, RegisterEntry
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, EVERYBODY, NOW, VERIFIER, Station, number
from tests.rig.databases import owner


def cases(station: Station) -> list[Case]:
    return station.rows(Case, "police")


def screenings(station: Station) -> list[RegisterEntry]:
    return [entry for entry in station.rows(RegisterEntry) if entry.act.startswith("screening")]


def tamper(station: Station, statement: str) -> None:
    with owner(station.config) as session:
        session.execute(text(statement))


def test_an_exact_number_becomes_one_sealed_case(station: Station) -> None:
    alert = station.alert()
    occupant = station.tenant()
    assert station.screen() > 0
    (case,) = cases(station)
    assert (case.alert_id, case.basis, case.state, case.owner_id) == (alert.id, "document", "waiting", None)
    assert "李四".encode() not in case.sealed
    (subject,) = station.rows(CaseSubject)
    assert (subject.case_id, subject.occupant_id) == (case.id, occupant)
    assert station.rows(Outbox) == []
    assert station.screen() == 0


@pytest.mark.parametrize("about", ["somebody else", "the tenant"])
def test_every_screening_leaves_one_line_of_one_shape(station: Station, about: str) -> None:
    station.alert(subject={"name": "别人" if about == "somebody else" else "李四", "birth_date": "1991-03-07", "second_identifier": "x"})
    occupant = station.tenant()
    station.screen()
    (entry,) = screenings(station)
    assert (entry.act, entry.subject, entry.actor, entry.purpose, entry.reason) == ("screening.done", occupant, "screening", "alert", "")
    assert len(cases(station)) == (about == "the tenant")


def test_an_innocent_namesake_leaves_nothing(station: Station) -> None:
    station.alert(subject={"name": "李四", "birth_date": "1991-03-07", "document": document("1991-03-07")})
    station.tenant(birth_date="1991-03-08")
    station.tenant(document=number("1991-03-07", 7))
    station.screen()
    assert (cases(station), station.rows(CaseSubject), station.rows(Clearance)) == ([], [], [])


def document(birth_date: str) -> dict[str, str]:
    return {"kind": "resident_id", "country": "CHN", "number": number(birth_date)}


def test_a_new_alert_is_compared_with_everybody_who_lives_there(station: Station) -> None:
    station.tenant()
    station.tenant("王五", "1980-01-01")
    station.screen()
    alert = station.alert()
    assert station.screen() == 1
    assert [case.alert_id for case in cases(station)] == [alert.id]
    assert [swept.alert_id for swept in station.rows(Swept)] == [alert.id]
    assert len(screenings(station)) == 2
    assert station.screen() == 0


@pytest.mark.parametrize(("state", "later"), [("submitted", 0), ("withdrawn", 0), ("expired", 30 * DAY_MS), ("unconfirmed", 30 * DAY_MS)])
def test_what_is_not_in_force_matches_nobody(station: Station, state: str, later: int) -> None:
    ground = {"ground": "arrest_warrant", "expires_at": NOW + 300 * DAY_MS} if state == "unconfirmed" else {}
    alert = station.submit(**ground)
    if state != "submitted":
        station.approve(alert.id)
    if state == "withdrawn":
        tamper(station, "UPDATE alerts_alert SET state = 'withdrawn'")
    station.tenant(now=NOW + later)
    station.screen(now=NOW + later)
    assert cases(station) == []
    assert len(screenings(station)) == 1


def test_a_warrant_that_lapsed_and_was_confirmed_again_meets_who_came_meanwhile(station: Station) -> None:
    alert = station.alert(ground="arrest_warrant", expires_at=NOW + 300 * DAY_MS)
    station.screen()
    station.tenant(now=NOW + 31 * DAY_MS)
    station.screen(now=NOW + 31 * DAY_MS)
    assert cases(station) == []
    with station.police.begin(APPROVER.account_id) as session:
        alerts.reconfirm(session, alert.id, officer=APPROVER, keys=station.keys, now=NOW + 32 * DAY_MS)
    station.screen(now=NOW + 32 * DAY_MS)
    assert len(cases(station)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "signature = {zeros}",
        "sealed = {zeros}",
        "ground = 'court_order'",
        "legal_basis = 'another'",
        "reference = 'another'",
        "expires_at = expires_at - 1",
    ],
)
def test_an_altered_row_matches_nothing_and_raises_one_alarm(station: Station, change: str, caplog: pytest.LogCaptureFixture) -> None:
    alert = station.alert()
    zeros = "X'" + "00" * 64 + "'" if station.config.on_sqlite else r"'\x" + "00" * 64 + "'"
    tamper(station, f"UPDATE alerts_alert SET {change.format(zeros=zeros)}")
    for _ in range(2):
        station.tenant()
        station.screen()
    assert cases(station) == []
    alarms = [entry.subject for entry in station.rows(CasesEntry) if entry.act == "alert.altered"]
    assert alarms == [alert.id]
    assert "alert.altered" in caplog.text


ANOTHER_KEY = "public_key = '" + "11" * 32 + "'"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("alert", "signature = {zeros}"),
        ("alert", "sealed = {zeros}"),
        ("alert", "ground = 'court_order'"),
        ("alert", "legal_basis = 'another'"),
        ("alert", "reference = 'another'"),
        ("alert", "expires_at = expires_at - 1"),
        ("issuer", f"disabled_at = {NOW}"),
        ("issuer", ANOTHER_KEY),
        ("key", ""),
    ],
)
def test_what_was_verified_once_is_verified_again_when_anything_of_it_is_different(station: Station, table: str, change: str) -> None:
    alert = station.alert()
    station.tenant("王五", "1980-01-01")
    station.screen()
    assert len(station.screener.known) == 1
    zeros = "X'" + "00" * 64 + "'" if station.config.on_sqlite else r"'\x" + "00" * 64 + "'"
    if table == "key":
        station.keys.shred(alerts.key_name(alert.id))
    else:
        tamper(station, f"UPDATE alerts_{table} SET {change.format(zeros=zeros)}")
    station.tenant()
    station.screen()
    assert cases(station) == [] and len(station.screener.known) == 0
    assert [entry.subject for entry in station.rows(CasesEntry) if entry.act == "alert.altered"] == [alert.id]


@pytest.mark.parametrize(("state", "later"), [("withdrawn", 1), ("expired", 30 * DAY_MS), ("unconfirmed", 30 * DAY_MS), ("deleted", 1)])
def test_what_was_verified_and_is_in_force_no_more_is_forgotten_at_once(station: Station, state: str, later: int) -> None:
    ground = {"ground": "arrest_warrant", "expires_at": NOW + 300 * DAY_MS} if state == "unconfirmed" else {}
    station.alert(**ground)
    station.screen()
    station.screen(now=NOW + later - 1)
    assert len(station.screener.known) == 1
    if state == "withdrawn":
        tamper(station, "UPDATE alerts_alert SET state = 'withdrawn'")
    if state == "deleted":
        tamper(station, "DELETE FROM alerts_alert")
    assert station.screen(now=NOW + later) == 0
    assert len(station.screener.known) == 0 and station.rows(Swept) == []
    station.tenant(now=NOW + later)
    station.screen(now=NOW + later)
    assert cases(station) == []


def test_an_alert_is_verified_once_for_its_bytes(station: Station) -> None:
    alert = station.alert()
    known = Known()
    with station.worker.read() as session:
        first, second = (load(session, station.keys, known, now=NOW) for _ in range(2))
    assert first.bulletins[alert.id] is second.bulletins[alert.id]


def test_what_is_to_be_swept_is_what_the_rule_says_at_any_time(station: Station) -> None:
    made = {
        "arrest_warrant": station.alert(ground="arrest_warrant", expires_at=NOW + 300 * DAY_MS),
        "court_order": station.alert(ground="court_order", reference="M-2", expires_at=NOW + 100 * DAY_MS),
        "withdrawn": station.alert(reference="M-3"),
        "submitted": station.submit(reference="M-4"),
    }
    tamper(station, f"UPDATE alerts_alert SET state = 'withdrawn' WHERE id = '{made['withdrawn'].id}'")
    moments = [NOW + days * DAY_MS + ms for days in (-1, 0, 30, 100, 300) for ms in (-1, 0, 1)]
    for swept in (False, True):
        if swept:
            station.add(*(Swept(alert_id=alert.id, at=NOW) for alert in made.values()))
        for now in moments:
            with station.worker.read() as session:
                found, rows = sweeps(session, now=now), session.exec(select(Alert)).all()
            there = {row.id for row in rows if alerts.in_force(row, now)}
            assert (set(found.new), set(found.lapsed)) == ((set(), {row.id for row in rows} - there) if swept else (there, set()))


def test_an_alert_of_an_issuer_that_was_disabled_matches_nobody(station: Station) -> None:
    station.alert()
    tamper(station, f"UPDATE alerts_issuer SET disabled_at = {NOW}")
    station.tenant()
    station.screen()
    assert cases(station) == []


def test_a_crash_before_the_end_repeats_a_screening_and_makes_no_second_case(station: Station) -> None:
    station.alert()
    occupant = station.tenant()
    station.screen()
    station.add(Outbox(id="again", occupant_id=occupant, cause="confirmed", at=NOW))
    tamper(station, "DELETE FROM screening_swept")
    station.screen()
    assert len(cases(station)) == 1


def test_somebody_who_has_left_is_not_looked_for(station: Station) -> None:
    station.add(Outbox(id="gone", occupant_id="moved-away", cause="confirmed", at=NOW))
    assert station.screen() == 1
    assert station.rows(Outbox) == []


def test_who_is_confirmed_is_looked_up_again_when_their_number_is_another_and_not_before(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Session] = []
    monkeypatch.setattr(screen, "confirmed_ids", lambda session: looks.append(session) or confirmed_ids(session))
    leaves = [station.tenant(queued=False), station.tenant("王五", "1990-01-02", queued=False)][1]

    def look(reference: str) -> tuple[int, int]:
        looks.clear()
        station.alert(reference=reference)
        assert station.screen() == 1
        return len(looks), len(station.screener.roll)

    assert look("R-1") == (1, 2)
    assert look("R-2") == (0, 2)
    station.tenant("赵六", "1985-06-07")
    assert station.screen() == 1
    assert look("R-3") == (0, 3)
    station.move_out(leaves)
    assert look("R-4") == (1, 2)
    station.tenant("钱七", "1981-02-03", queued=False)
    assert look("R-5") == (1, 3)


def test_case_numbers_show_no_gap(station: Station) -> None:
    station.alert()
    for sequence in range(1, 9):
        station.alert(
            reference=f"M-{sequence}",
            subject={"name": "李四", "document": {**document("1991-03-07"), "number": number("1991-03-07", sequence)}},
        )
        station.tenant(document=number("1991-03-07", sequence))
    station.screen()
    numbers = [int(case.number.split("-")[1]) for case in sorted(cases(station), key=lambda case: (case.created_at, case.id))]
    assert len(set(numbers)) == len(numbers) >= 8
    assert {after - before for before, after in pairwise(numbers)} != {1}


def test_author_and_approver_see_none_of_it(station: Station) -> None:
    station.alert()
    station.tenant()
    station.screen()
    for officer in (AUTHOR, APPROVER):
        assert station.take(officer) is None
        with station.police.read(officer.account_id) as session:
            seen = desk.queue(session, officer)
            assert (seen.mine, seen.waiting) == ([], [])
            assert desk.closed(session, officer) == desk.cases_of_unit(session, officer) == []
    assert station.take(CLOSER) is None
    assert station.take(VERIFIER) is not None


def test_with_author_and_approver_alone_a_case_waits(station: Station) -> None:
    tamper(station, "DELETE FROM police_grant WHERE account_id NOT IN ('author', 'approver')")
    station.alert()
    station.tenant()
    station.screen()
    assert [station.take(officer) for officer in EVERYBODY if officer not in (VERIFIER, CLOSER)] == [None, None]
    assert cases(station)[0].state == "waiting"


def test_the_timeline_says_how_it_began_and_nothing_about_anybody(station: Station) -> None:
    station.alert()
    station.tenant()
    station.screen()
    (event,) = station.rows(CaseEvent)
    assert (event.step, event.reason, event.actor, event.unit) == ("made", "document", "", "")


@pytest.mark.parametrize("about", ["name and date", "number"])
def test_the_chance_figure_is_the_auditors_alone_and_goes_with_the_case(station: Station, about: str) -> None:
    subject = {"name": "李四", "birth_date": "1991-03-07", "second_identifier": "x"}
    station.alert(**({"subject": subject} if about == "name and date" else {}))
    station.tenant()
    station.screen()
    (case,) = cases(station)
    auditor = Database(station.config, "audit")
    with auditor.read() as session:
        (shown,) = reading.cases(session, page=1, now=NOW).cases
    assert shown.expected_by_chance is not None
    assert (0 < shown.expected_by_chance <= BOUND) if about == "name and date" else shown.expected_by_chance == 0
    for role in ("police", "gateway", "people"):
        denied = Database(station.config, role)
        with pytest.raises((DatabaseError, ProgrammingError)), denied.read("verifier") as session:
            session.execute(text("SELECT expected FROM cases_chance"))
        denied.close()
    assert station.take() is not None
    station.open(case.id)
    station.decide(case.id, "not_the_same_person")
    station.erase(now=NOW + DAY_MS)
    with auditor.read() as session:
        assert reading.cases(session, page=1, now=NOW).cases[0].expected_by_chance is None
    auditor.close()


def test_the_leaf_of_a_screening_is_as_long_whatever_it_found(station: Station) -> None:
    station.alert()
    occupants = [station.tenant(), station.tenant("别人", "1980-01-01"), "moved-away-long-ago"]
    station.add(Outbox(id="gone", occupant_id=occupants[2], cause="confirmed", at=NOW))
    station.screen()
    assert len(cases(station)) == 1
    entries = {entry.subject: entry for entry in screenings(station)}
    values = [[getattr(entries[each], name) for name in record.FIELDS] for each in occupants]
    assert {len(record.leaf("register", each)) for each in values} == {record.LEAF_BYTES}
    assert len({len(record.line("register", each)) - len(each[record.FIELDS.index("subject")]) for each in values}) == 1
