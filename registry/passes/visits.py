"""Passes that residents give away: for one visit, for a cleaner's Tuesdays, for a courier, for a contractor. Within the host's own time.

They are signed like any pass and stand in no list; who holds one needs no name here. One that is taken back, or whose host may no longer
enter for as long, goes onto the list of what was withdrawn. A form that is sent twice gives away one pass: its token is the pass's name.
"""

import secrets
from dataclasses import dataclass

from sqlmodel import col, select

from edge.protocol.passes import CREDENTIAL_BYTES, Pass, PassFlag, PassKind, decode, encode, pack_weekly
from edge.protocol.rights import CredentialState, WeeklyHours
from edge.protocol.signing import key_id
from registry.once import id_of
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
    """A pass given away, as its host sees it. Instants are UTC seconds; ``withdrawn`` if it was taken back; ``weekly`` are a recurring
    visitor's hours. Cannot be printed.
    """

    id: str
    address: str
    kind: str
    not_before: int
    not_after: int
    withdrawn: bool
    pass_text: str
    weekly: WeeklyHours | None

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Invitation>"


def invite(
    register: Register, credential_id: str, *, kind: str, window: Window, weekly: WeeklyHours | None = None, token: str = ""
) -> Invitation:
    """Give away a pass for somebody who comes to see the holder of this one; what one ``token`` gave away already is returned again.

    ``weekly`` is a recurring visitor's hours of the week, by the door's own time, and nobody else's. Raises Refused ``absent``,
    ``pass-not-active``, ``visit-kind``, ``visit-hours``, ``visit-window``, ``visit-too-long``, ``visit-too-many-days``,
    ``visit-beyond-own`` or ``too-many-visits``.
    """
    host = own_credential(register, credential_id)
    home = register.session.exec(select(Property).where(Property.door_group == host.door_group)).one()
    visit_id = id_of(register, "visit", token) if token else secrets.token_hex(CREDENTIAL_BYTES)
    if made := register.session.exec(_own(register).where(Visit.id == visit_id)).first():
        return _view(made, home.address)
    _judge(register, host, kind, window, weekly)
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
    return _view(made, home.address)


def own_visits(register: Register, *, over: bool = False) -> tuple[Invitation, ...]:
    """Return the passes that the caller has given away, the newest first: those that are not over, or those that are and are still kept."""
    running = Visit.not_after > register.now // 1000
    mine = _own_homes(register).where(~running if over else running).order_by(col(Visit.created_at).desc(), Visit.id)
    found = tuple(_view(visit, address) for visit, address in register.session.execute(mine))
    register.note("visits.read")
    return found


def own_visit(register: Register, visit_id: str) -> Invitation:
    """Return one pass that the caller has given away, also one that is over; raise Refused ``absent``."""
    found = register.session.execute(_own_homes(register).where(Visit.id == visit_id)).first()
    if found is None:
        raise absent()
    register.note("visit.read", visit_id)
    return _view(*found)


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


def _own_homes(register: Register):  # type: ignore[no-untyped-def]  # as above
    return _own(register).add_columns(col(Property.address)).join(Property, col(Property.door_group) == Visit.door_group)


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
        days, seconds = divmod(LONGEST_S[kind], DAY_S)
        raise Refused(Refusal("visit-too-many-days", "not_after", days=days) if days else _too_long(seconds))
    if window.not_before < host.not_before or window.not_after > host.not_after:
        raise Refused(Refusal("visit-beyond-own", "not_after"))
    running = _own(register).where(col(Visit.withdrawn_at).is_(None), Visit.not_after > register.now // 1000)
    if len(register.session.exec(running).all()) >= AT_ONCE_MAX:
        raise Refused(Refusal("too-many-visits", limit=AT_ONCE_MAX))


def _too_long(seconds: int) -> Refusal:
    return Refusal("visit-too-long", "not_after", hours=seconds // HOUR_S)


def _view(visit: Visit, address: str) -> Invitation:
    return Invitation(
        id=visit.id,
        address=address,
        kind=visit.kind,
        not_before=visit.not_before,
        not_after=visit.not_after,
        withdrawn=visit.withdrawn_at is not None,
        pass_text=visit.pass_text,
        weekly=decode(visit.pass_text).value.weekly,
    )
