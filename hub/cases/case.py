"""What a case may do, as a table: which step leads from which state to which, and who may take it.

Pure, so that a person who wants to know what happens to a match can read it here whole. The author and the approver of an alert are shut
out before any other question is asked, and so is whoever confirmed it since: to them its cases are absent, not forbidden (B8).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a case stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    OPENED = "opened"
    DECIDED = "decided"
    CLOSED = "closed"


class Step(StrEnum):
    """What somebody does with a case; ``LAPSE`` nobody does: its alert has expired or was withdrawn, and a case outlives no alert."""

    TAKE = "take"
    OPEN = "open"
    DECIDE = "decide"
    CLOSE = "close"
    LAPSE = "lapse"


class Outcome(StrEnum):
    """What the officer found."""

    SAME_PERSON = "same_person"
    NOT_THE_SAME_PERSON = "not_the_same_person"
    UNDECIDED = "undecided"


TRANSITIONS: Mapping[tuple[State, Step], State] = {
    (State.WAITING, Step.TAKE): State.TAKEN,
    (State.TAKEN, Step.OPEN): State.OPENED,
    (State.OPENED, Step.OPEN): State.OPENED,
    (State.OPENED, Step.DECIDE): State.DECIDED,
    (State.DECIDED, Step.CLOSE): State.CLOSED,
    **{(state, Step.LAPSE): State.CLOSED for state in State if state is not State.CLOSED},
}
KEPT_DAYS: Mapping[Outcome, int] = {Outcome.SAME_PERSON: 30, Outcome.NOT_THE_SAME_PERSON: 1, Outcome.UNDECIDED: 30}


@dataclass(frozen=True, kw_only=True)
class Officer:
    """Somebody of the police application who acts."""

    account_id: str
    unit: str
    roles: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What decides who may do what with a case; nothing about the person it may concern."""

    state: State
    author_id: str
    author_unit: str
    approver_id: str
    confirmer_ids: frozenset[str] = frozenset()
    owner_id: str | None = None
    unit: str | None = None


def is_absent_for(standing: Standing, account_id: str) -> bool:
    """Tell whether the case does not exist for this account: the alert's author and approvers never learn hit or no-hit."""
    return account_id in ("", standing.author_id, standing.approver_id, *standing.confirmer_ids)


def may_take(standing: Standing, officer: Officer, *, another_unit_can: bool) -> bool:
    """Tell whether an officer may take a waiting case; ``another_unit_can`` when an officer outside the author's unit could."""
    if is_absent_for(standing, officer.account_id) or "officer" not in officer.roles or not officer.unit:
        return False
    return standing.state is State.WAITING and (officer.unit != standing.author_unit or not another_unit_can)


def may_see(standing: Standing, officer: Officer) -> bool:
    """Tell whether a case is this officer's own, or one of the unit that this supervisor leads."""
    if is_absent_for(standing, officer.account_id):
        return False
    own = "officer" in officer.roles and standing.owner_id == officer.account_id
    return own or ("supervisor" in officer.roles and officer.unit != "" and standing.unit == officer.unit)


def may_work_on(standing: Standing, officer: Officer) -> bool:
    """Tell whether this officer may open the case and decide it: its owner alone."""
    return may_see(standing, officer) and "officer" in officer.roles and standing.owner_id == officer.account_id


def may_close(standing: Standing, officer: Officer) -> bool:
    """Tell whether this supervisor may close the case: of its unit, and a second person."""
    return may_see(standing, officer) and "supervisor" in officer.roles and standing.owner_id != officer.account_id


def after(state: State, step: Step) -> State | None:
    """Return the state a step leads to, or None when the step is not possible there."""
    return TRANSITIONS.get((state, step))


def erasure_date(outcome: Outcome, *, on: date) -> date:
    """Return the first day on which nothing of the person may be left in the case.

    A false hit counts from the decision: the coming midnight is always less than 24 hours away. Anything else counts from closing.
    """
    return on + timedelta(days=KEPT_DAYS[outcome])
