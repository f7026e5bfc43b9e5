"""What may be an alert: intake through the door and through SQL, approval, lapsing (B3, B4, B5, B8), on both databases."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from edge.protocol.signing import Purpose, sign
from hub.cases.absent import Absent
from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.database import OWNER, Database
from hub.screening import alerts, bulletin
from hub.screening.tables import DAY_MS, GROUND_CEILING_DAYS, Alert, Issuer
from registry.audit.tables import CasesEntry
from registry.refusals import Refused
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, COURT, NOW, VERIFIER, Station, body, number, signed

EAST_SUPERVISOR = Officer(account_id="east-supervisor", unit="east", roles=frozenset({"supervisor"}))
SUBJECT = body()["subject"]
DOCUMENT = SUBJECT["document"]
BORN = {"name": "李四", "birth_date": "1991-03-07"}
VERIFIABLE = {"second_identifier": "a scar above the left eye"}


def codes(station: Station, raw: Any, **how: Any) -> list[tuple[str, str | None]]:
    """Return the reasons for which an alert is refused; none when it is taken."""
    try:
        station.submit(raw, **how)
    except Refused as refused:
        return [(refusal.code, refusal.field) for refusal in refused.refusals]
    return []


REFUSED = {
    "a group": ({"group": "x"}, "alert-unknown-field"),
    "an origin": ({"subject": SUBJECT | {"origin": "x"}}, "alert-unknown-field"),
    "an ethnicity": ({"subject": SUBJECT | {"ethnicity": "x"}}, "alert-unknown-field"),
    "an employer": ({"subject": SUBJECT | {"employer": "x"}}, "alert-unknown-field"),
    "a religion": ({"subject": SUBJECT | {"religion": "x"}}, "alert-unknown-field"),
    "a score": ({"score": 9}, "alert-unknown-field"),
    "tags": ({"tags": []}, "alert-unknown-field"),
    "a field of the document": ({"subject": SUBJECT | {"document": DOCUMENT | {"issued": "x"}}}, "alert-unknown-field"),
    "two persons": ({"subject": [SUBJECT, SUBJECT]}, "alert-malformed"),
    "no person": ({"subject": None}, "alert-malformed"),
    "two documents": ({"subject": SUBJECT | {"document": [DOCUMENT, DOCUMENT]}}, "alert-malformed"),
    "another ground": ({"ground": "petition"}, "alert-ground"),
    "two grounds": ({"ground": ["missing_person"]}, "alert-ground"),
    "no legal basis": ({"legal_basis": ""}, "alert-incomplete"),
    "a blank legal basis": ({"legal_basis": "  "}, "alert-malformed"),
    "no reference": ({"reference": ""}, "alert-incomplete"),
    "another version": ({"v": 2}, "alert-malformed"),
    "a true version": ({"v": True}, "alert-malformed"),
    "an expiry that is a fraction": ({"expires_at": NOW + 0.5}, "alert-malformed"),
    "an expiry that is true": ({"expires_at": True}, "alert-malformed"),
    "an expiry in the past": ({"expires_at": NOW}, "alert-expired"),
    "a name alone": ({"subject": {"name": "李四"}}, "alert-thin"),
    "a common name and a year": ({"subject": VERIFIABLE | {"name": "王伟", "birth_date": "1991"}}, "alert-thin-year"),
    "a year that is none": ({"subject": VERIFIABLE | {"name": "李四", "birth_date": "19910"}}, "alert-birth-date"),
    "a month": ({"subject": VERIFIABLE | {"name": "李四", "birth_date": "1991-03"}}, "alert-birth-date"),
    "a surname and a day": ({"subject": VERIFIABLE | {"name": "欧阳", "birth_date": "1991-03-07"}}, "alert-thin-name"),
    "one word and a day": ({"subject": VERIFIABLE | {"name": "WANG", "birth_date": "1991-03-07"}}, "alert-thin-name"),
    "another year than its number's": ({"subject": SUBJECT | {"birth_date": "1990"}}, "alert-birth-date-conflict"),
    "a day that is none": ({"subject": {"name": "李四", "birth_date": "1991-02-30"}}, "alert-birth-date"),
    "a birth date alone": ({"subject": {"birth_date": "1991-03-07"}}, "alert-thin"),
    "nothing to verify by": ({"subject": BORN}, "alert-identifier-missing"),
    "another birth date than its number's": ({"subject": SUBJECT | {"birth_date": "1991-03-08"}}, "alert-birth-date-conflict"),
    "an empty document": ({"subject": BORN | {"document": {}}}, "alert-incomplete"),
    "a number without a name": ({"subject": {"document": DOCUMENT}}, "alert-incomplete"),
    "a lost document without a number": ({"ground": "lost_document", "subject": BORN}, "alert-thin-document"),
    "a number with a wrong check character": ({"subject": SUBJECT | {"document": DOCUMENT | {"number": "990000199103070011"}}}, None),
    "a document of no known kind": ({"subject": SUBJECT | {"document": DOCUMENT | {"kind": "library_card"}}}, None),
    "a name that is a list": ({"subject": SUBJECT | {"name": ["李四"]}}, "alert-malformed"),
    "a name with a line break": ({"subject": SUBJECT | {"name": "李\n四"}}, "alert-malformed"),
    "an unknown issuer": ({"issuer": "somebody"}, "alert-issuer"),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_not_an_alert_is_refused_with_a_reason(sqlite_station: Station, why: str) -> None:
    changes, code = REFUSED[why]
    found = codes(sqlite_station, signed(**changes))
    assert found
    assert code is None or code in [each for each, _field in found]
    assert sqlite_station.rows(Alert) == []


@pytest.mark.parametrize("ground", GROUND_CEILING_DAYS)
def test_an_alert_lives_no_longer_than_its_ground_allows(station: Station, ground: str) -> None:
    longest = NOW + GROUND_CEILING_DAYS[ground] * DAY_MS
    assert codes(station, signed(ground=ground, expires_at=longest + 1)) == [("alert-too-long", "expires_at")]
    assert codes(station, signed(ground=ground, expires_at=longest)) == []


@pytest.mark.parametrize(
    "raw",
    [
        {"body": body(), "signature": "00" * 64},
        {"body": body(), "signature": ""},
        {"body": body(), "signature": "zz"},
        {"body": body(), "signature": None},
        {"body": body(reference="M-2"), "signature": signed()["signature"]},
        {"body": body(), "signature": COURT.sign(bulletin.canonical(body())).hex()},
        {"body": body(), "signature": sign(COURT, Purpose.LIST, bulletin.canonical(body())).hex()},
    ],
    ids=["zeros", "none", "no hex", "null", "another body", "no purpose", "another purpose"],
)
def test_only_the_enrolled_issuers_signature_over_this_body_counts(station: Station, raw: dict[str, Any]) -> None:
    assert codes(station, raw) == [("alert-signature", None)]


@pytest.mark.parametrize("officer", [APPROVER, Officer(account_id="author", unit="", roles=frozenset({"officer"}))])
def test_only_an_officer_of_a_unit_enters_an_alert(sqlite_station: Station, officer: Officer) -> None:
    with pytest.raises(Absent):
        sqlite_station.submit(officer=officer)
    assert sqlite_station.rows(Alert) == []


@pytest.mark.parametrize(
    "raw", [None, [], {}, {"body": body()}, {**signed(), "more": 1}, {"body": [], "signature": ""}, [signed(), signed()]]
)
def test_only_one_whole_alert_at_a_time_is_taken(sqlite_station: Station, raw: Any) -> None:
    with sqlite_station.police.begin() as session, pytest.raises(Refused):
        alerts.submit(session, raw, officer=AUTHOR, keys=sqlite_station.keys, now=NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["body", "subject", "document"]), st.text(min_size=1), JSON)
def test_no_other_field_gets_in_whatever_it_is_called_and_holds(sqlite_station: Station, where: str, name: str, value: Any) -> None:
    known = {"body": bulletin.REQUIRED | {"alert_id"}, "subject": bulletin.SUBJECT_FIELDS, "document": bulletin.DOCUMENT_FIELDS}[where]
    if name in known:
        return
    made = json.loads(json.dumps(body()))
    {"body": made, "subject": made["subject"], "document": made["subject"]["document"]}[where][name] = value
    try:
        signature = sign(COURT, Purpose.ALERT, bulletin.canonical(made)).hex()
    except Refused:
        signature = "00"
    assert codes(sqlite_station, {"body": made, "signature": signature}) != []
    assert sqlite_station.rows(Alert) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(bulletin.REQUIRED)), JSON)
def test_a_field_of_another_kind_is_refused_and_never_an_error(sqlite_station: Station, name: str, value: Any) -> None:
    found = codes(sqlite_station, {"body": body(**{name: value}), "signature": "00" * 64})
    assert found


def test_the_21st_alert_of_an_issuer_within_a_day_is_refused(station: Station) -> None:
    for nth in range(20):
        assert codes(station, signed(reference=f"M-{nth}"), now=NOW + nth) == []
    assert codes(station, signed(reference="M-20"), now=NOW + 20) == [("alert-daily-limit", None)]
    assert codes(station, signed(reference="M-20"), now=NOW + DAY_MS) == []


VALID = {
    "id": "'x'", "issuer_id": "'court'", "ground": "'missing_person'", "legal_basis": "'law'", "reference": "'r'", "sealed": "{blob}",
    "expires_at": str(NOW + DAY_MS), "signature": "{blob}", "state": "'active'", "author_id": "'a'", "author_unit": "'east'",
    "submitted_at": str(NOW), "approver_id": "'b'", "approver_unit": "'west'", "approved_at": str(NOW),
}  # fmt: skip
BY_SQL = {
    "another ground": {"ground": "'petition'"},
    "no ground": {"ground": "NULL"},
    "its author approves it": {"approver_id": "'a'"},
    "its own unit approves it": {"approver_unit": "'east'"},
    "nobody approved it": {"approver_id": "NULL", "approver_unit": "NULL", "approved_at": "NULL"},
    "half an approval": {"approved_at": "NULL"},
    "an approver without a unit": {"approver_unit": "NULL"},
    "beyond its ceiling": {"expires_at": str(NOW + 185 * DAY_MS)},
    "expired when it came": {"expires_at": str(NOW)},
    "no expiry": {"expires_at": "NULL"},
    "no legal basis": {"legal_basis": "''"},
    "a legal basis of nothing": {"legal_basis": "NULL"},
    "no reference": {"reference": "''"},
    "no signature": {"signature": "NULL"},
    "no body": {"sealed": "NULL"},
    "no issuer": {"issuer_id": "NULL"},
    "an issuer that is not enrolled": {"issuer_id": "'nobody'"},
    "another state": {"state": "'permanent'"},
    "an author of no unit": {"author_unit": "''"},
    "an approver of no unit": {"approver_unit": "''"},
    "a field of its own": {"ethnicity": "'x'"},
    "a score": {"score": "9"},
}


def insert(station: Station, role: str, values: dict[str, str]) -> None:
    blob = "X'00'" if station.config.on_sqlite else r"'\x00'"
    database = Database(station.config, role)
    try:
        with database.begin("a") as session:
            session.execute(text(f"INSERT INTO alerts_alert ({', '.join(values)}) VALUES ({', '.join(values.values())})".format(blob=blob)))
    finally:
        database.close()


@pytest.mark.parametrize("role", ["police", OWNER])
def test_sql_cannot_write_an_alert_that_no_rule_allows(station: Station, role: str) -> None:
    for changes in BY_SQL.values():
        with pytest.raises(SQLAlchemyError):
            insert(station, role, VALID | changes)
    assert station.rows(Alert) == []


def test_a_row_that_sql_may_write_still_matches_nobody(station: Station) -> None:
    insert(station, "police", VALID)
    station.tenant()
    station.screen()
    assert [entry.act for entry in station.rows(CasesEntry)] == ["alert.altered"]


@pytest.mark.parametrize("column", ["ground", "sealed", "signature", "expires_at", "legal_basis", "author_id", "author_unit", "issuer_id"])
def test_the_police_process_cannot_change_what_was_signed(station: Station, column: str) -> None:
    station.submit()
    with pytest.raises(SQLAlchemyError), station.police.begin("author") as session:
        session.execute(text(f"UPDATE alerts_alert SET {column} = {column}"))


def test_an_approval_takes_a_supervisor_of_another_unit(station: Station) -> None:
    alert = station.submit()
    station.hire(EAST_SUPERVISOR)
    for officer in (AUTHOR, VERIFIER, EAST_SUPERVISOR):
        with pytest.raises(Absent):
            station.approve(alert.id, officer=officer)
    both = Officer(account_id="author", unit="west", roles=frozenset({"officer", "supervisor"}))
    with pytest.raises(Absent):
        station.approve(alert.id, officer=both)
    assert station.approve(alert.id).state == "active"
    with pytest.raises(Absent):
        station.approve(alert.id, officer=CLOSER)


def test_sql_cannot_approve_for_the_author_either(station: Station) -> None:
    station.submit()
    for who, unit in (("author", "west"), ("other", "east")):
        statement = f"UPDATE alerts_alert SET state = 'active', approver_id = '{who}', approver_unit = '{unit}', approved_at = {NOW}"
        with pytest.raises(IntegrityError), station.police.begin("author") as session:
            session.execute(text(statement))


def test_an_alert_that_comes_from_the_future_is_not_in_force(station: Station) -> None:
    """Otherwise SQL could write a later day of entry, and the ceiling would count from there."""
    alert = station.alert()
    assert [alerts.force_of(alert, NOW + late) for late in (-1, 0)] == [alerts.Force.SUBMITTED, alerts.Force.IN_FORCE]


@pytest.mark.parametrize("alert_id", ["", "x", "x\0", "'"])
def test_an_id_that_no_alert_has_is_absent(station: Station, alert_id: str) -> None:
    for act in (lambda: station.approve(alert_id), lambda: withdraw(station, alert_id, APPROVER)):
        with pytest.raises(Absent):
            act()


def withdraw(station: Station, alert_id: str, officer: Officer, now: int = NOW) -> Alert:
    with station.police.begin(officer.account_id) as session:
        return alerts.withdraw(session, alert_id, officer=officer, now=now)


def test_an_expired_alert_cannot_be_approved(station: Station) -> None:
    alert = station.submit()
    with pytest.raises(Refused) as refused:
        station.approve(alert.id, now=alert.expires_at)
    assert refused.value.refusals[0].code == "alert-expired"


def test_who_may_read_and_withdraw_an_alert(station: Station) -> None:
    alert = station.alert()
    station.hire(EAST_SUPERVISOR)
    with station.police.begin("author") as session:
        assert [each.id for each in alerts.list_alerts(session, AUTHOR)] == [alert.id]
        assert [each.id for each in alerts.list_alerts(session, EAST_SUPERVISOR)] == [alert.id]
        for officer in (VERIFIER, APPROVER, CLOSER):
            assert alerts.list_alerts(session, officer) == []
            with pytest.raises(Absent):
                alerts.withdraw(session, alert.id, officer=officer, now=NOW)
        assert alerts.withdraw(session, alert.id, officer=EAST_SUPERVISOR, now=NOW).state == "withdrawn"
    with pytest.raises(Absent):
        station.approve(alert.id)


def test_a_simulated_year_of_one_warrant(station: Station) -> None:
    year = GROUND_CEILING_DAYS["arrest_warrant"]
    alert = station.alert(ground="arrest_warrant", expires_at=NOW + year * DAY_MS)
    for day in range(0, 400, 5):
        now = NOW + day * DAY_MS
        confirmed_at = NOW + max(0, min(day, 100) // 25 * 25) * DAY_MS
        alert.confirmed_at = confirmed_at
        assert alerts.in_force(alert, now) == (now < min(confirmed_at + 30 * DAY_MS, alert.expires_at))


def test_alerts_waiting_for_another_unit_are_shown_to_it_alone(station: Station) -> None:
    alert = station.submit()
    station.hire(EAST_SUPERVISOR)
    with station.police.read("author") as session:
        assert [each.id for each in alerts.waiting_for(session, APPROVER, now=NOW)] == [alert.id]
        for officer in (AUTHOR, VERIFIER, EAST_SUPERVISOR):
            assert alerts.waiting_for(session, officer, now=NOW) == []
        assert alerts.waiting_for(session, APPROVER, now=alert.expires_at) == []


def test_every_act_on_an_alert_is_in_the_log(station: Station) -> None:
    alert = station.alert()
    with station.police.begin("author") as session:
        alerts.withdraw(session, alert.id, officer=AUTHOR, now=NOW)
    entries = [(entry.act, entry.actor, entry.unit, entry.subject) for entry in station.rows(CasesEntry)]
    assert sorted(entries) == [
        ("alert.approved", "approver", "west", alert.id),
        ("alert.submitted", "author", "east", alert.id),
        ("alert.withdrawn", "author", "east", alert.id),
    ]


def test_what_is_signed_offline_is_what_intake_takes(station: Station) -> None:
    assert codes(station, alerts.signed(body(), COURT)) == []
    with pytest.raises(Refused):
        alerts.signed(body(score=1), COURT)


def test_nothing_of_an_alert_is_stored_readably(station: Station) -> None:
    alert = station.submit()
    (stored,) = station.rows(Alert)
    readable = stored.sealed + stored.signature
    assert all(secret not in readable for secret in ("李四".encode(), number("1991-03-07").encode(), b"subject"))
    assert "李四" not in repr(bulletin.read(body()))
    assert station.rows(Issuer)[0].id == alert.issuer_id


RARE = VERIFIABLE | {"name": "阿不都热合曼·买买提", "birth_date": "1991"}


@pytest.mark.parametrize(
    "subject",
    [
        RARE,
        SUBJECT | {"birth_date": "1991"},
        SUBJECT | {"name": "王"},
        VERIFIABLE | BORN,
        VERIFIABLE | {"name": "Li Si", "birth_date": "1991-03-07"},
    ],
    ids=["a rare name and a year", "a number and a year", "a number and a surname", "name and day", "two words and a day"],
)
def test_what_is_enough_is_admitted(sqlite_station: Station, subject: dict[str, object]) -> None:
    assert codes(sqlite_station, signed(subject=subject)) == []


def test_a_rare_name_and_a_year_find_their_bearer_until_others_of_that_name_live_here(station: Station) -> None:
    alert = station.alert(subject=RARE)
    station.tenant(RARE["name"], "1991-03-07")
    station.tenant(RARE["name"], "1990-03-07")
    station.screen()
    assert [case.alert_id for case in station.rows(Case, "police")] == [alert.id]
    for day in range(1, 9):
        station.tenant(RARE["name"], f"1960-01-{day:02}")
    while station.screen():
        pass
    station.tenant(RARE["name"], "1991-05-05")
    station.screen()
    assert len(station.rows(Case, "police")) == 1


def test_an_alert_that_was_admitted_stays_what_its_issuer_signed_when_names_are_counted_anew(
    sqlite_station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert = sqlite_station.alert(subject=RARE)
    monkeypatch.setattr(bulletin, "BOUND", 0.0)
    with sqlite_station.worker.read() as session:
        assert alerts.content(session, alert, sqlite_station.keys).papers.birth_date == "1991"
    assert codes(sqlite_station, signed(subject=RARE, reference="M-9")) == [("alert-thin-year", "subject.birth_date")]
