"""Objections and complaints: one's own looks alone, the auditor answers and does not learn whose it is, and both are forgotten."""

import pytest
from sqlmodel import select

from hub.database import Database
from registry import objections
from registry.audit.tables import Objection
from registry.objections import ANSWER_DAYS, COMPLAINT, OBJECTION, OPEN_MAX, TEXT_MAX
from registry.refusals import Refused
from tests.registry.parts import DAY_MS, NOON, TODAY, Office, codes
from tests.registry.test_residents import look, person_of


def seen(office: Office, *, visible_at: int = NOON) -> str:
    """Let somebody be looked at; return the look's id."""
    _home, rooms = office.house()
    office.claimed(rooms[0].id)
    made = look(person_of(office, "resident"), "look", visible_at=visible_at)
    look_id = made.id
    office.write(made)
    return look_id


def refused(office: Office, kind: str, *, actor: str = "resident", role: str = "resident", **said: str) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as error, office.open(actor, role) as register:
        objections.make(register, kind, **said)
    return codes(error.value)


def test_one_objects_to_a_look_once_and_is_answered_by_a_day(office: Office) -> None:
    look_id = seen(office)
    with office.resident() as register:
        made = objections.make(register, OBJECTION, reason="not_me", look_id=look_id)
        assert objections.make(register, OBJECTION, reason="other", look_id=look_id).id == made.id
    (kept,) = office.rows(Objection)
    assert (kept.account_id, kept.entry_id, kept.reason, kept.outcome) == ("resident", "entry-look", "not_me", None)
    assert (kept.due_on > TODAY.isoformat(), ANSWER_DAYS) == (True, 14)
    assert repr(made) == "<Objection>"


@pytest.mark.parametrize(("actor", "role"), [("another", "resident"), ("landlord", "landlord"), ("resident", "landlord")])
def test_nobody_objects_to_anothers_look(office: Office, actor: str, role: str) -> None:
    look_id = seen(office)
    assert refused(office, OBJECTION, actor=actor, role=role, reason="not_me", look_id=look_id) == [("absent", None)]
    assert office.rows(Objection) == []


def test_a_look_that_is_not_shown_yet_is_not_there_to_object_to(office: Office) -> None:
    look_id = seen(office, visible_at=NOON + 1)
    assert refused(office, OBJECTION, reason="not_me", look_id=look_id) == [("absent", None)]


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [
        (OBJECTION, {"reason": "landlord"}, "reason-missing"),
        (COMPLAINT, {"reason": "", "text": "x"}, "reason-missing"),
        (COMPLAINT, {"reason": "door", "text": "  "}, "complaint-empty"),
        (COMPLAINT, {"reason": "door", "text": "x" * (TEXT_MAX + 1)}, "text-too-long"),
    ],
)
def test_what_cannot_be_says_why(office: Office, kind: str, said: dict[str, str], code: str) -> None:
    look_id = seen(office)
    assert [found for found, _field in refused(office, kind, look_id=look_id, **said)] == [code]


def test_nobody_has_more_than_some_waiting(office: Office) -> None:
    with office.resident() as register:
        for _ in range(OPEN_MAX):
            objections.make(register, COMPLAINT, reason="door", text="It sticks.")
    assert refused(office, COMPLAINT, reason="door", text="Again.") == [("too-many-objections", None)]


def test_the_auditor_answers_once_and_reads_nobodys_account(office: Office) -> None:
    with office.resident() as register:
        made = objections.make(register, COMPLAINT, reason="door", text="It sticks.")
    bureau = Database(office.config, "audit")
    said = {"outcome": "upheld", "answer": "It is mended.", "actor": "auditor", "now": NOON + 1}
    with bureau.begin() as session:
        (shown,) = objections.listed(session)
        assert (shown.id, shown.text) == (made.id, "It sticks.")
        for wrong, code in (
            ({"outcome": "withdrawn"}, "outcome-missing"),
            ({"answer": " "}, "answer-missing"),
            ({"kind": OBJECTION}, "absent"),
        ):
            with pytest.raises(Refused) as error:
                objections.decide(session, made.id, **{"kind": COMPLAINT, **said, **wrong})  # type: ignore[arg-type]
            assert codes(error.value)[0][0] == code
        objections.decide(session, made.id, kind=COMPLAINT, **said)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            objections.decide(session, made.id, kind=COMPLAINT, **said)  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"(?i)denied|prohibited|not authorized"), bureau.begin() as session:
        session.exec(select(Objection.account_id)).all()
    bureau.close()
    with office.resident() as register:
        (answered,) = objections.own(register)
        assert (answered.outcome, answered.answer, answered.answered_at) == ("upheld", "It is mended.", NOON + 1)
        objections.withdraw(register, made.id)
        assert objections.own(register)[0].outcome == "upheld", "what was answered stays answered"


def test_one_takes_ones_own_back_and_nobody_elses(office: Office) -> None:
    with office.resident() as register:
        made = objections.make(register, COMPLAINT, reason="door", text="It sticks.")
    with pytest.raises(Refused), office.resident("another") as register:
        objections.withdraw(register, made.id)
    with office.resident() as register:
        objections.withdraw(register, made.id)
        assert [each.outcome for each in objections.own(register)] == ["withdrawn"]


def test_what_was_answered_is_forgotten_and_what_waits_is_not(office: Office) -> None:
    with office.resident() as register:
        made, waits = (objections.make(register, COMPLAINT, reason="door", text=text) for text in ("one", "two"))
        objections.withdraw(register, made.id)
    worker = Database(office.config, "worker")
    with worker.begin() as session:
        assert objections.delete_old(session, days=30, now=NOON + 30 * DAY_MS) == 0
        assert objections.delete_old(session, days=30, now=NOON + 30 * DAY_MS + 1) == 1
    worker.close()
    assert [row.id for row in office.rows(Objection)] == [waits.id]
