"""Who manages a building beside its owner: named by the owner alone, or proposed by an operator and agreed to by the auditor; over at once.

A manager does in that building what its owner does, and may open its doors from afar, which the owner may not. Nobody becomes one without
an account that was made for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import delete, update
from sqlalchemy import select as wide_select
from sqlmodel import Session, col, select

from registry import notices
from registry.audit.tables import Manager
from registry.refusals import Refusal, Refused
from registry.register import Register, absent, in_force
from registry.tables import Property, Tenancy, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A manager of a building as its owner, operators and the auditor see one: no login and no name.

    Times are UTC ms; one whose ``agreed_at`` is None waits for the auditor.
    """

    id: str
    property_id: str
    address: str
    by_owner: bool
    named_by: str
    named_at: int
    agreed_at: int | None


def judge_own(register: Register, property_id: str) -> None:
    """Return if the caller lets or manages this building; raise Refused ``absent``."""
    if register.session.exec(select(Property.id).where(register.own_properties(), Property.id == property_id)).first() is None:
        raise absent()


def name_manager(register: Register, property_id: str, account_id: str) -> Naming:
    """Name a manager of a building of the calling owner's, from now on; again changes nothing. Raises Refused ``absent`` or ``owner-only``.

    One that an operator has proposed and nobody has agreed to yet begins with it.
    """
    judge_owned(register, property_id)
    row = _standing(register.session, property_id, account_id) or _proposed(register.session, property_id, account_id)
    if row.agreed_at is None:
        row.by_owner, row.named_by, row.named_at = True, register.access.actor, register.now
        row.agreed_by, row.agreed_at = register.access.actor, register.now
        register.session.add(row)
        register.session.flush()
    register.note("manager.named", property_id)
    return find_naming(register.session, row.id)


def end_naming(register: Register, property_id: str, naming_id: str) -> None:
    """End a manager of a building of the calling owner's, whoever named them. Raises Refused ``absent`` or ``owner-only``."""
    judge_owned(register, property_id)
    if find_naming(register.session, naming_id).property_id != property_id:
        raise absent()
    end(register.session, naming_id)
    register.note("manager.ended", property_id)


def judge_owned(register: Register, property_id: str) -> None:
    """Return if the caller owns the building; raise Refused ``absent``, or ``owner-only`` to who manages it."""
    if not is_owned(register, property_id):
        is_managed = select(Property.id).where(Property.id == property_id, register.managed_properties())
        raise Refused(Refusal("owner-only")) if register.session.exec(is_managed).first() else absent()


def is_owned(register: Register, property_id: str) -> bool:
    """Tell whether the caller owns the building."""
    owned = select(Property.id).where(Property.id == property_id, register.owned_properties())
    return register.session.exec(owned).first() is not None


def own_managers(register: Register, property_id: str) -> tuple[Naming, ...]:
    """Return the managers of a building to who lets or manages it; raise Refused ``absent``."""
    judge_own(register, property_id)
    register.note("managers.read", property_id)
    return tuple(list_namings(register.session, property_id))


def propose(session: Session, property_id: str, account_id: str, *, actor: str, now: int) -> str:
    """Propose a manager as an operator, tell the owner, and return the naming's id; raise Refused ``manager-already``."""
    if _standing(session, property_id, account_id):
        raise Refused(Refusal("manager-already", "login"))
    row = _proposed(session, property_id, account_id)
    row.named_by, row.named_at = actor, now
    session.add(row)
    owner = session.get_one(Property, property_id).landlord_id
    notices.tell(session, [owner], tenancy_id="", code=notices.MANAGER_PROPOSED, now=now)
    return row.id


def agree(session: Session, naming_id: str, *, actor: str, now: int) -> Naming:
    """Have a manager whom an operator proposed begin now, as the auditor; raise Refused ``absent`` or ``manager-not-waiting``."""
    waiting = update(Manager).where(col(Manager.id) == naming_id, col(Manager.agreed_at).is_(None))
    found = find_naming(session, naming_id)
    if not session.execute(waiting.values(agreed_by=actor, agreed_at=now)).rowcount:  # type: ignore[attr-defined]
        raise Refused(Refusal("manager-not-waiting"))
    return found


def end(session: Session, naming_id: str) -> None:
    """End a manager at once, or take a proposal back: nothing is kept of it but the line in the audit log. Raises Refused ``absent``."""
    if not session.execute(delete(Manager).where(col(Manager.id) == naming_id)).rowcount:  # type: ignore[attr-defined]
        raise absent()


def find_naming(session: Session, naming_id: str) -> Naming:
    """Return one naming; raise Refused ``absent``, also for one that ended."""
    row = session.execute(_SEEN.where(col(Manager.id) == naming_id)).first()
    if row is None:
        raise absent()
    return Naming(**row._mapping)


def list_namings(session: Session, property_id: str = "") -> list[Naming]:
    """Return the namings of one building or of all, agreed to or not, the oldest first."""
    of = [col(Manager.property_id) == property_id] if property_id else []
    return [Naming(**row._mapping) for row in session.execute(_SEEN.where(*of).order_by(col(Manager.named_at), col(Manager.id)))]


def has_manager(session: Session, property_id: str) -> bool:
    """Tell whether anybody manages a building now."""
    return session.exec(in_force(select(Manager.id)).where(Manager.property_id == property_id).limit(1)).first() is not None


def in_charge_of(session: Session, tenancy: Tenancy) -> list[str]:
    """Return the accounts that are told of what a tenant does: the landlord's, then the managers' of the building."""
    building = select(Unit.property_id).where(Unit.id == tenancy.unit_id)
    named: Iterable[str] = session.exec(in_force(select(Manager.account_id)).where(col(Manager.property_id).in_(building))).all()
    return list(dict.fromkeys([tenancy.landlord_id, *sorted(named)]))


def _standing(session: Session, property_id: str, account_id: str) -> Manager | None:
    """Return the naming of this account, agreed to or not."""
    same = select(Manager).where(Manager.property_id == property_id, Manager.account_id == account_id)
    return session.exec(same.with_for_update()).first()


def _proposed(session: Session, property_id: str, account_id: str) -> Manager:
    address = session.get_one(Property, property_id).address
    return Manager(id=uuid4().hex, property_id=property_id, address=address, account_id=account_id, by_owner=False, named_by="", named_at=0)


_SEEN = wide_select(
    *(col(getattr(Manager, name)) for name in ("id", "property_id", "address", "by_owner", "named_by", "named_at", "agreed_at"))
)
