"""What doors are told about passes: a change to a pass and the order to sign its doors' lists anew are one transaction.

A gate that is offline closes by the window in the list that it holds; that is why an early end is a window and not a message.
"""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from sqlmodel import Session, col, select

from registry.register import Register, absent
from registry.tables import Credential, ListChange, Occupant, Property


def tell_doors(session: Session, door_groups: Iterable[int], *, now: int) -> None:
    """Have the lists of these doors signed anew."""
    session.add_all(ListChange(id=uuid4().hex, door_group=group, at=now) for group in sorted(set(door_groups)))
    session.flush()


def move_end(session: Session, credentials: Iterable[Credential], *, not_after: int, now: int) -> None:
    """Let passes open until another second (UTC) than before; one that would end before it begins ends now and never opens."""
    moved = [credential for credential in credentials if credential.ended_at is None]
    for credential in moved:
        end = min(not_after, credential.not_after) if credential.spare else not_after  # a spare pass only ever ends sooner
        if end > credential.not_before:
            credential.not_after = end
        else:
            credential.ended_at = now
    session.add_all(moved)
    tell_doors(session, (credential.door_group for credential in moved), now=now)


def own_floors(register: Register) -> Mapping[str, set[int]]:
    """Return the ids of the buildings whose doors open for the calling resident, each with the floors that they live on.

    Raises Refused ``absent`` to anybody else.
    """
    if not register.is_residents:
        raise absent()
    mine = select(Property.id, Credential.floor).join(Credential, col(Credential.door_group) == Property.door_group)
    mine = mine.join(Occupant, col(Occupant.id) == Credential.occupant_id).where(col(Occupant.account_id) == register.access.actor)
    floors: dict[str, set[int]] = {}
    for home, floor in register.session.exec(mine.where(col(Credential.ended_at).is_(None), Credential.not_after > register.now // 1000)):
        floors.setdefault(home, set()).add(floor)
    register.note("doors.read")
    return floors
