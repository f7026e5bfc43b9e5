"""Passes that residents give away: for one visit, for a cleaner's Tuesdays, for a courier, for a contractor. Within the host's own time.

They are signed like any pass and stand in no list; who holds one needs no name here. One that is taken back, or whose host may no longer
enter for as long, goes onto the list of what was withdrawn.
"""

import secrets
from dataclasses import dataclass

from sqlmodel import col, select

from edge.protocol.passes import CREDENTIAL_BYTES, Pass, PassFlag, PassKind, encode, pack_weekly
from edge.protocol.rights import CredentialState, WeeklyHours
from edge.protocol.signing import key_id
from registry.passes.doors import tell_doors
from registry.passes.keys import building_key
from registry.passes.life import own_credential
from registry.passes.windows import Window
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, Occupant, Property, Visit

HOUR_S = 3_600
DAY_S = 86_400
LONGEST_S = {"one_time": 7 * DAY_S, "courier": 4 * HOUR_S, "recurring": 90 * DAY_S, "contractor": 30 * DAY_S}
ONCE = ("one_time", "courier")
AT_ONCE_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Invitation:
    """A pass given away, as its host sees it. Instants are UTC seconds; ``withdrawn`` if it was taken back. Cannot be printed."""

    id: str
    kind: str
    not_before: int
    not_after: int
    withdrawn: bool
    pass_text: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Invitation>"


def invite(register: Register, credential_id: str, *, kind: str, window: Window, weekly: WeeklyHours | None = None) -> Invitation:
    """Give away a pass for somebody who comes to see the holder of this one.

    ``weekly`` is a recurring visitor's hours of the week, by the door's own time, and nobody else's. Raises Refused ``absent``,
    ``pass-not-active``, ``visit-kind``, ``visit-hours``, ``visit-window``, ``visit-too-long``, ``visit-beyond-own`` or ``too-many-visits``.
    """
    host = own_credential(register, credential_id)
    _judge(register, host, kind, window, weekly)
    home = register.session.exec(select(Property).where(Property.door_group == host.door_group)).one()
    visit_id = secrets.token_hex(CREDENTIAL_BYTES)
    said = Pass(
        key_id=key_id(bytes.fromhex(home.pass_key)),
        credential=bytes.fromhex(visit_id),
        door_group=host.door_group,
        not_before=window.not_before,
        not_after=window.not_after,
        kind=PassKind.CONTRACTOR if kind == "contractor" else PassKind.VISITOR,
        flags=PassFlag.RECURRING if weekly else PassFlag.NONE,
        counter=pack_weekly(weekly) if weekly else int(kind in ONCE),
    )
    made = Visit(
        id=visit_id,
        occupant_id=host.occupant_id,
        door_group=host.door_group,
        kind=kind,
        not_before=window.not_before,
        not_after=window.not_after,
        pass_text=encode(said, building_key(register.vault, home.id)),
        created_at=register.now,
    )
    register.session.add(made)
    register.session.flush()
    register.note("visit.invited", visit_id)
    return _view(made)


def own_visits(register: Register) -> tuple[Invitation, ...]:
    """Return the passes that the caller has given away and that are not over, the newest first."""
    mine = _own(register).where(Visit.not_after > register.now // 1000).order_by(col(Visit.created_at).desc(), Visit.id)
    found = tuple(_view(visit) for visit in register.session.exec(mine))
    register.note("visits.read")
    return found


def withdraw(register: Register, visit_id: str) -> None:
    """Take back a pass that was given away; again changes nothing. Raises Refused ``absent``."""
    visit = register.session.exec(_own(register).where(Visit.id == visit_id)).first()
    if visit is None:
        raise absent()
    if visit.withdrawn_at is None:
        visit.withdrawn_at = register.now
        register.session.add(visit)
        tell_doors(register.session, [visit.door_group], now=register.now)
    register.note("visit.withdrawn", visit_id)


def _own(register: Register):  # type: ignore[no-untyped-def]  # SQLModel's own type cannot be written
    if not register.is_residents:
        raise absent()
    mine = select(Visit).join(Occupant, col(Occupant.id) == Visit.occupant_id)
    return mine.where(col(Occupant.account_id) == register.access.actor)


def _judge(register: Register, host: Credential, kind: str, window: Window, weekly: WeeklyHours | None) -> None:
    if host.state != CredentialState.ACTIVE:
        raise Refused(Refusal("pass-not-active"))
    if kind not in LONGEST_S:
        raise Refused(Refusal("visit-kind", "kind"))
    if (kind == "recurring") is not (weekly is not None and bool(weekly.days)):
        raise Refused(Refusal("visit-hours", "weekly"))
    if window.not_after <= max(window.not_before, register.now // 1000):
        raise Refused(Refusal("visit-window", "not_after"))
    if window.not_after - window.not_before > LONGEST_S[kind]:
        raise Refused(Refusal("visit-too-long", "not_after", hours=LONGEST_S[kind] // HOUR_S))
    if window.not_before < host.not_before or window.not_after > host.not_after:
        raise Refused(Refusal("visit-beyond-own", "not_after"))
    running = _own(register).where(col(Visit.withdrawn_at).is_(None), Visit.not_after > register.now // 1000)
    if len(register.session.exec(running).all()) >= AT_ONCE_MAX:
        raise Refused(Refusal("too-many-visits", limit=AT_ONCE_MAX))


def _view(visit: Visit) -> Invitation:
    return Invitation(
        id=visit.id,
        kind=visit.kind,
        not_before=visit.not_before,
        not_after=visit.not_after,
        withdrawn=visit.withdrawn_at is not None,
        pass_text=visit.pass_text,
    )
