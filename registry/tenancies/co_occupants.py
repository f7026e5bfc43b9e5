"""Co-occupants: who lives along in a tenant's room, each with papers, pass, claim code and rights of their own.

What they have is a tenancy of its own within the tenant's: so it is claimed, confirmed at the door, screened, corrected, contested, ended
and forgotten like any other, and can end while the tenant's goes on. It never begins before the tenant's and never outlasts it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as wide_select
from sqlmodel import col, select

from registry import notices
from registry.identity import Identity
from registry.people import open_person
from registry.refusals import Refused
from registry.register import Register, absent
from registry.tables import Occupant, Person, Tenancy
from registry.tenancies.registration import Registered, locked_home, move_in, new_tenancy
from registry.tenancies.rows import accounts_of, co_occupants_of, last_day, locked, term_of
from registry.tenancies.rules import judge_co_occupant


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CoOccupant:
    """Somebody who lives along in the tenancy ``along_with``, as its tenant sees them: the surname that stands on their pass, and from
    which day to which. Cannot be printed.
    """

    along_with: str
    surname: str
    starts_on: date
    last_day: date

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<CoOccupant>"


def add_co_occupant(register: Register, identity: Identity, tenancy_id: str, *, claim_code: str = "") -> Registered:
    """Register somebody who lives along in a tenancy, from today until it ends, issue the pass, and have the tenant told.

    Raises Refused ``absent``, also to residents and for a tenancy that is a co-occupant's itself, and what
    :func:`registry.tenancies.rules.judge_co_occupant` says.
    """
    if register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    if tenancy.along_with:
        raise absent()
    term = term_of(tenancy)
    if refusal := judge_co_occupant(term, others=len(co_occupants_of(register, tenancy_id)), today=register.today):
        raise Refused(refusal)
    home = locked_home(register, tenancy.unit_id)
    along = new_tenancy(register, home, tenancy.unit_id, max(term.starts_on, register.today), term.ends_on)
    along.along_with = tenancy_id
    made = move_in(register, identity, home, along, claim_code=claim_code)
    told, code = accounts_of(register, tenancy_id), notices.CO_OCCUPANT_ADDED
    notices.tell(register.session, told, tenancy_id=tenancy_id, code=code, now=register.now)
    register.note("co-occupant.registered", made.tenancy_id)
    return made


def own_co_occupants(register: Register) -> tuple[CoOccupant, ...]:
    """Return who lives along with the calling tenant now or is about to, by their first day; raise Refused ``absent``."""
    if not register.is_residents:
        raise absent()
    mine = select(Occupant.tenancy_id).where(Occupant.account_id == register.access.actor)
    along = wide_select(Tenancy, Person).join(Occupant, col(Occupant.tenancy_id) == Tenancy.id)
    along = along.join(Person, col(Person.id) == Occupant.person_id).where(col(Tenancy.along_with).in_(mine))
    running = along.where(last_day >= register.today.isoformat()).order_by(col(Tenancy.starts_on), col(Tenancy.id))
    found = tuple(_seen(register, *row) for row in register.session.execute(running))
    register.note("co-occupants.read")
    return found


def _seen(register: Register, tenancy: Tenancy, person: Person) -> CoOccupant:
    held, term = open_person(register.vault, person), term_of(tenancy)
    surname = held.surname if held else ""
    return CoOccupant(along_with=str(tenancy.along_with), surname=surname, starts_on=term.starts_on, last_day=term.last_day)
