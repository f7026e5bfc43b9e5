"""Cases at the desk: who takes, opens, decides, closes, and what is logged before anything is shown (B8, B10–B12), on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from hub.cases import desk, looks
from hub.cases.absent import Absent
from hub.cases.case import Officer
from hub.cases.envelope import key_name
from hub.cases.reasons import Reason
from hub.cases.tables import Case, CaseEvent
from hub.screening import alerts
from hub.screening.tables import DAY_MS
from registry.audit.tables import CasesEntry
from registry.keys import KeyGone
from registry.refusals import Refused
from tests.hub.screening.parts import APPROVER, AUTHOR, CLOSER, EVERYBODY, LOOKING, NOW, VERIFIER, Station, number

EAST_OFFICER = Officer(account_id="east-officer", unit="east", roles=frozenset({"officer"}))
SOUTH_SUPERVISOR = Officer(account_id="south-supervisor", unit="south", roles=frozenset({"supervisor"}))
DOING_BOTH = Officer(account_id="verifier", unit="north", roles=frozenset({"officer", "supervisor"}))


@pytest.fixture
def case(station: Station) -> Case:
    """One case that waits."""
    station.alert()
    station.tenant()
    station.screen()
    return one(station)


def one(station: Station) -> Case:
    (found,) = station.rows(Case, "police")
    return found


def opened_looks(station: Station) -> list[CasesEntry]:
    return [entry for entry in station.rows(CasesEntry) if entry.act == "case.opened"]


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusals[0].code


def test_the_whole_way_of_a_case(station: Station, case: Case) -> None:
    taken = station.take()
    assert taken is not None
    assert (taken.id, taken.owner_id, taken.unit, taken.state) == (case.id, "verifier", "north", "taken")
    opened = station.open(case.number)
    assert opened.envelope.person.name == opened.envelope.alert.name == "李四"
    assert opened.envelope.person.document.number == number("1991-03-07")
    assert station.decide(case.id, "not_the_same_person").state == "decided"
    closed = station.close(case.id)
    assert (closed.state, closed.closed_by, closed.outcome) == ("closed", "closer", "not_the_same_person")
    acts = [entry.act for entry in sorted(station.rows(CasesEntry), key=lambda entry: entry.at) if entry.subject == case.id]
    assert sorted(acts) == ["case.closed", "case.decided", "case.made", "case.opened", "case.taken"]
    assert sorted(entry.step for entry in station.rows(CaseEvent)) == ["close", "decide", "made", "open", "take"]


def test_the_oldest_case_is_taken_first(station: Station) -> None:
    for nth, later in enumerate((2, 0, 1), start=1):
        document = {"kind": "resident_id", "country": "CHN", "number": number("1991-03-07", nth)}
        station.alert(reference=f"M-{nth}", subject={"name": "李四", "document": document})
        station.tenant(document=number("1991-03-07", nth), now=NOW + later)
        station.screen(now=NOW + later)
    taken = [station.take() for _ in range(4)]
    assert [each.created_at - NOW for each in taken if each] == [0, 1, 2]
    assert taken[-1] is None


def test_an_officer_of_the_authors_unit_takes_it_only_when_no_other_can(station: Station, case: Case) -> None:
    station.hire(EAST_OFFICER)
    assert station.take(EAST_OFFICER) is None
    with station.police.begin() as session:
        session.exec(select(desk.PoliceAccount).where(desk.PoliceAccount.id == "verifier")).one().disabled_at = 1
    assert station.take(EAST_OFFICER) is not None


@pytest.mark.parametrize("officer", [AUTHOR, APPROVER, CLOSER, EAST_OFFICER], ids=lambda officer: officer.account_id)
def test_nobody_but_its_owner_opens_or_decides_a_case(station: Station, case: Case, officer: Officer) -> None:
    station.take()
    for act in (lambda: station.open(case.id, officer), lambda: station.decide(case.id, "undecided", officer=officer)):
        with pytest.raises(Absent):
            act()
    assert opened_looks(station) == []


def test_a_case_that_waits_cannot_be_opened_by_anybody(station: Station, case: Case) -> None:
    for officer in EVERYBODY:
        with pytest.raises(Absent):
            station.open(case.id, officer)


@pytest.mark.parametrize("reason", [Reason(), Reason((), "")])
def test_without_a_reason_nothing_opens(station: Station, case: Case, reason: Reason) -> None:
    station.take()
    with pytest.raises(Refused) as refused:
        station.open(case.id, reason=reason)
    assert code(refused) == "reason-missing"
    assert opened_looks(station) == []
    assert one(station).state == "taken"


def test_every_look_is_logged_with_its_reason(station: Station, case: Case) -> None:
    station.take()
    for nth in range(3):
        station.open(case.id, reason=Reason(("after-a-question",), f"look {nth}"), now=NOW + nth)
    entries = sorted(opened_looks(station), key=lambda entry: entry.at)
    assert [entry.reason for entry in entries] == [f"#after-a-question\nlook {nth}" for nth in range(3)]
    assert {(entry.actor, entry.unit, entry.subject, entry.purpose) for entry in entries} == {("verifier", "north", case.id, "case")}
    with station.police.read("verifier") as session:
        assert [look.at for look in desk.looks(session, one(station))] == [NOW + 2, NOW + 1, NOW]


def test_a_decision_takes_a_look_an_outcome_and_a_reason(station: Station, case: Case) -> None:
    station.take()
    with pytest.raises(Refused) as refused:
        station.decide(case.id, "undecided")
    assert code(refused) == "case-not-so-far"
    station.open(case.id)
    with pytest.raises(Refused) as refused:
        station.decide(case.id, "probably")
    assert code(refused) == "outcome-missing"
    with pytest.raises(Refused) as refused, station.police.begin("verifier") as session:
        desk.judge_decision(one(station), "undecided", Reason())
        assert session
    assert code(refused) == "reason-missing"


def test_what_is_decided_is_not_opened_again_nor_decided_twice(station: Station, case: Case) -> None:
    station.take()
    station.open(case.id)
    station.decide(case.id, "same_person")
    for again in (lambda: station.open(case.id), lambda: station.decide(case.id, "undecided")):
        with pytest.raises(Refused) as refused:
            again()
        assert code(refused) == "case-not-so-far"


@pytest.mark.parametrize("officer", [AUTHOR, APPROVER, VERIFIER, DOING_BOTH, SOUTH_SUPERVISOR], ids=lambda officer: officer.account_id)
def test_a_case_is_closed_by_a_second_person_who_leads_the_unit(station: Station, case: Case, officer: Officer) -> None:
    station.take()
    station.open(case.id)
    station.decide(case.id, "undecided")
    with pytest.raises(Absent):
        station.close(case.id, officer=officer)
    assert station.close(case.id).state == "closed"


def test_a_case_that_nobody_decided_is_not_closed(station: Station, case: Case) -> None:
    station.take()
    with pytest.raises(Refused):
        station.close(case.id)


@pytest.mark.parametrize("who", ["author", "approver"])
def test_the_database_itself_keeps_author_and_approver_out(station: Station, case: Case, who: str) -> None:
    with pytest.raises(IntegrityError), station.police.begin("verifier") as session:
        held = session.get_one(Case, case.id)
        held.owner_id, held.unit, held.state = who, "east", "taken"
        session.add(held)


def views(station: Station, officer: Officer) -> str:
    """Return everything an officer can learn about cases and alerts, as one text."""
    with station.police.read(officer.account_id) as session:
        queue = desk.queue(session, officer)
        seen: list[Any] = [queue.mine, queue.waiting, desk.closed(session, officer), desk.cases_of_unit(session, officer)]
        seen += [alerts.list_alerts(session, officer), alerts.waiting_for(session, officer, now=NOW)]
        for name in [row.id for row in session.exec(select(Case)).all()] if station.config.on_sqlite else []:
            with pytest.raises(Absent):
                desk.find(session, name, officer)
    taken = station.take(officer)
    return repr([seen, taken])


def test_author_and_approver_see_the_same_after_a_hit_and_after_none(station: Station) -> None:
    station.alert()
    station.tenant("王五", "1980-01-01")
    station.screen()
    before = {officer.account_id: views(station, officer) for officer in (AUTHOR, APPROVER)}
    station.tenant()
    station.screen()
    assert len(station.rows(Case, "police")) == 1
    walked = [station.take(), station.open(one(station).id), station.decide(one(station).id, "same_person"), station.close(one(station).id)]
    assert all(walked)
    assert {officer.account_id: views(station, officer) for officer in (AUTHOR, APPROVER)} == before


class Broken(Exception):
    """What a test breaks with."""


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch, holder: Any, name: str) -> Iterator[None]:
    def fail(*_args: Any, **_named: Any) -> Any:
        raise Broken(name)

    with monkeypatch.context() as patched:
        patched.setattr(holder, name, fail)
        yield


FAULTS = {
    "the log cannot be written": (desk.log, "write"),
    "the timeline cannot be written": (desk, "CaseEvent"),
    "the rows cannot be sent": (Session, "flush"),
    "the key cannot be read": (looks.KeyStore, "get"),
    "the envelope cannot be opened": (looks, "unseal"),
    "what it shows cannot be kept": (looks, "Shown"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_nothing_is_shown_that_is_not_logged(
    station: Station, case: Case, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    station.take()
    shown = None
    with broken(monkeypatch, *FAULTS[fault]), pytest.raises(Broken):
        shown = station.open(case.id)
    assert shown is None
    assert opened_looks(station) == []
    assert one(station).state == "taken"


def test_when_the_commit_fails_nothing_is_shown(station: Station, case: Case) -> None:
    station.take()
    shown = None

    @event.listens_for(station.police.engine, "commit")
    def refuse(_connection: Any) -> None:
        raise Broken("commit")

    with pytest.raises(Broken):
        shown = station.open(case.id)
    event.remove(station.police.engine, "commit", refuse)
    assert shown is None
    assert opened_looks(station) == []


def test_the_log_is_written_before_the_envelope_is_touched(station: Station, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    station.take()
    seen: list[tuple[str, int]] = []
    sent: list[str] = []
    unseal, get = looks.unseal, looks.KeyStore.get

    def lines() -> int:  # the police process may write the log and not read it
        return sum("INSERT INTO audit_cases_entry" in statement for statement in sent)

    event.listen(station.police.engine, "after_cursor_execute", lambda *args: sent.append(args[2]))
    monkeypatch.setattr(looks.KeyStore, "get", lambda store, name: (seen.append((name, lines())), get(store, name))[1])
    monkeypatch.setattr(looks, "unseal", lambda *args, **named: (seen.append(("", lines())), unseal(*args, **named))[1])
    station.open(case.id)
    assert [(name, count) for name, count in seen if not name.startswith("alert:")] == [(key_name(case.id), 1), ("", 1)]


def test_when_its_key_is_shredded_a_case_opens_for_nobody(station: Station, case: Case) -> None:
    station.take()
    station.keys.shred(f"case:{case.id}")
    with pytest.raises(Refused) as refused:
        station.open(case.id)
    assert code(refused) == "case-erased"
    with pytest.raises(KeyGone):
        station.keys.get(f"case:{case.id}")


@pytest.mark.parametrize(("outcome", "days"), [("same_person", 30), ("undecided", 30), ("not_the_same_person", 1)])
def test_what_a_case_held_goes_on_its_date(station: Station, case: Case, outcome: str, days: int) -> None:
    station.take()
    station.open(case.id)
    station.decide(case.id, outcome)
    assert (one(station).erase_on is not None) == (outcome == "not_the_same_person")
    station.close(case.id)
    assert station.erase(now=NOW + (days - 1) * DAY_MS) == 0
    assert station.erase(now=NOW + days * DAY_MS) == 1
    gone = one(station)
    assert (gone.sealed, gone.outcome_reason, gone.outcome) == (None, None, outcome)
    with pytest.raises(KeyGone):
        station.keys.get(f"case:{case.id}")
    assert station.erase(now=NOW + days * DAY_MS) == 0


def test_what_an_officer_wrote_in_words_of_their_own_leaves_the_timeline_with_the_case(station: Station, case: Case) -> None:
    station.take()
    station.open(case.id, reason=Reason(("compare-identities",), "李四, by the scar"))
    station.open(case.id, reason=Reason((), "李四 once more"))
    station.decide(case.id, "not_the_same_person")
    before = {(event.id, event.at, event.actor, event.step) for event in station.rows(CaseEvent, "police")}
    assert any("李四" in event.reason for event in station.rows(CaseEvent, "police"))
    assert station.erase(now=NOW + DAY_MS) == 1
    after = station.rows(CaseEvent, "police")
    assert {(event.id, event.at, event.actor, event.step) for event in after} == before
    assert sorted(event.reason for event in after) == ["", "", "#compare-identities", "#document-seen", "document"]
    with station.police.read("verifier") as session:
        assert sorted(look.reason for look in desk.looks(session, one(station))) == ["", "#compare-identities"]
    assert sorted(entry.reason for entry in opened_looks(station)) == ["#compare-identities\n李四, by the scar", "李四 once more"]


WARRANT = {"ground": "arrest_warrant", "expires_at": NOW + 300 * DAY_MS}
SOUTH_CONFIRMER = Officer(account_id="confirmer", unit="south", roles=frozenset({"officer", "supervisor"}))


def confirm(station: Station, alert_id: str, officer: Officer, now: int) -> None:
    with station.police.begin(officer.account_id) as session:
        alerts.reconfirm(session, alert_id, officer=officer, keys=station.keys, now=now)


def test_who_confirmed_an_alert_again_is_shut_out_as_its_approver_is(station: Station) -> None:
    station.hire(SOUTH_CONFIRMER)
    alert = station.alert(**WARRANT)
    station.tenant()
    station.screen()
    confirm(station, alert.id, SOUTH_CONFIRMER, NOW + 1)
    assert station.take(SOUTH_CONFIRMER) is None
    if not station.config.on_sqlite:
        with station.police.read("confirmer") as session:
            assert session.exec(select(Case)).all() == []
    taken = station.take()
    assert taken is not None
    with station.police.read("confirmer") as session, pytest.raises(Absent):
        desk.find(session, taken.number, SOUTH_CONFIRMER)


def test_a_unit_whose_only_officer_confirmed_the_alert_is_no_other_unit(station: Station) -> None:
    station.hire(SOUTH_CONFIRMER, EAST_OFFICER)
    alert = station.alert(**WARRANT)
    with station.police.begin("verifier") as session:
        session.exec(select(desk.PoliceAccount).where(desk.PoliceAccount.id == "verifier")).one().disabled_at = 1
    confirm(station, alert.id, SOUTH_CONFIRMER, NOW)
    station.tenant()
    station.screen()
    assert station.take(SOUTH_CONFIRMER) is None
    assert station.take(EAST_OFFICER) is not None


@pytest.mark.parametrize("why", ["withdrawn", "expired", "not confirmed again"])
def test_nobody_looks_into_a_case_whose_alert_is_not_in_force(station: Station, why: str) -> None:
    alert = station.alert(**WARRANT)
    station.tenant()
    station.screen()
    (case,) = station.rows(Case, "police")
    station.take()
    if why == "withdrawn":
        with station.police.begin("author") as session:
            alerts.withdraw(session, alert.id, officer=AUTHOR, now=NOW)
    days = {"withdrawn": 0, "expired": 300, "not confirmed again": 30}[why]
    with pytest.raises(Refused) as refused:
        station.open(case.id, now=NOW + days * DAY_MS)
    assert code(refused) == "case-alert-over"
    assert opened_looks(station) == []
    assert station.lapse(now=NOW + days * DAY_MS) == (why != "not confirmed again")
    assert one(station).state == ("taken" if why == "not confirmed again" else "closed")


@pytest.mark.parametrize("outcome", ["", "not_the_same_person", "same_person"])
def test_who_nobody_decided_on_is_found_by_the_alert_that_was_signed_again(station: Station, case: Case, outcome: str) -> None:
    again = station.alert(now=NOW + DAY_MS, expires_at=NOW + 60 * DAY_MS)
    station.screen(now=NOW + DAY_MS)
    assert [each.alert_id for each in station.rows(Case, "police")] == [case.alert_id], "a pair has one case at a time"
    if outcome:
        station.take()
        station.open(case.id)
        station.decide(case.id, outcome)
    later = NOW + 30 * DAY_MS
    assert station.lapse(now=later) == 1
    station.erase(now=later)
    station.screen(now=later)
    found = {each.alert_id for each in station.rows(Case, "police")} - {case.alert_id}
    assert found == (set() if outcome else {again.id})


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_case_closes_by_itself_when_its_alert_is_over(station: Station, case: Case, steps: int) -> None:
    way = (station.take, lambda: station.open(case.id), lambda: station.decide(case.id, "same_person"))
    assert all(step() for step in way[:steps])
    later = NOW + 30 * DAY_MS
    assert (station.lapse(now=later - 1), station.lapse(now=later), station.lapse(now=later)) == (0, 1, 0)
    closed = one(station)
    assert (closed.state, closed.closed_at, closed.closed_by) == ("closed", later, None)
    assert station.erase(now=later) == (steps < 3)
    assert (one(station).sealed is None) == (steps < 3)
    assert station.erase(now=later + 30 * DAY_MS) == (steps == 3)
    assert [entry.act for entry in station.rows(CasesEntry) if entry.actor == "retention"] == ["case.lapsed", "case.erased"]


def test_a_number_that_no_case_has_is_absent(station: Station, case: Case) -> None:
    for name in ("", "x", "2026-0000", "x\0"):
        with station.police.read("verifier") as session, pytest.raises(Absent):
            desk.find(session, name, VERIFIER)


def test_a_false_hit_goes_though_nobody_closed_it(station: Station, case: Case) -> None:
    station.take()
    station.open(case.id)
    station.decide(case.id, "not_the_same_person")
    assert station.erase(now=NOW + DAY_MS) == 1
    assert station.close(case.id, now=NOW + DAY_MS).state == "closed"


def test_a_look_needs_no_more_than_one_reason(station: Station, case: Case) -> None:
    station.take()
    assert repr(station.open(case.id, reason=LOOKING)) == f"<Opened {case.number}>"
