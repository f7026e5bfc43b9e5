"""The only door to what a case holds about a person: the look is logged first, in the same transaction, and shown after it is committed.

One function does both (B12). Which words it shows stands beside the log's line, for the person to read those and no others. When either
cannot be written, when the key is gone or the commit fails, it raises and nothing was shown.
"""

from dataclasses import dataclass

from hub.cases import desk
from hub.cases.case import Officer, State, Step, after
from hub.cases.envelope import Envelope, key_name, unseal
from hub.cases.reasons import Reason
from hub.cases.tables import Case, Shown
from hub.database import Database
from hub.screening.alerts import in_force, is_as_signed
from hub.screening.compare import Comparison, compare
from hub.screening.tables import Alert
from registry.keys import KeyGone, KeyStore
from registry.refusals import Refusal, Refused


@dataclass(frozen=True, repr=False)
class Opened:
    """A case, what its envelope held, and how that compares by the rules of this look, after the look was committed to the log."""

    case: Case
    envelope: Envelope
    comparison: Comparison

    def __repr__(self) -> str:
        """Show the case only."""
        return f"<Opened {self.case.number}>"


def open_case(database: Database, name: str, *, officer: Officer, reason: Reason, keys: KeyStore, now: int) -> Opened:
    """Log a look at a case by its owner, and return what the envelope holds once that is committed. ``now`` is UTC ms.

    Raises Absent for everybody else; Refused without a reason, when the case is past looking, when its data was erased, or when its alert
    is not in force or not what its issuer signed: what it rested on is gone, so nobody may look any more.
    """
    with database.begin(officer.account_id) as session:
        case = desk.own(session, name, officer)
        if not reason:
            raise Refused(Refusal("reason-missing", "reason"))
        state = after(State(case.state), Step.OPEN)
        if state is None or case.sealed is None:
            raise Refused(Refusal("case-not-so-far" if case.sealed else "case-erased", None, state=case.state))
        alert = session.get(Alert, case.alert_id)
        if alert is None or not in_force(alert, now):
            raise Refused(Refusal("case-alert-over"))
        if not is_as_signed(session, alert, keys):
            raise Refused(Refusal("case-alert-unverified"))
        case.state, case.opened_at = state, case.opened_at or now
        session.add(case)
        line = desk.note(session, case, officer, act="case.opened", step=Step.OPEN, reason=str(reason), now=now)
        held = _unsealed(case.sealed, case.id, keys)
        found = compare(held.person, held.alert, about_document=case.ground == "lost_document")
        session.add(Shown(entry_id=line, case_id=case.id, said=found.said))
        return Opened(case, held, found)  # nobody holds it before the commit at the end of this block


def _unsealed(sealed: bytes, case_id: str, keys: KeyStore) -> Envelope:
    try:
        return unseal(sealed, case_id, key=keys.get(key_name(case_id)))
    except KeyGone:
        raise Refused(Refusal("case-erased")) from None
