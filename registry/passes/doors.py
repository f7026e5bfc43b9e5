"""What doors are told about passes: a change to a pass and the order to sign its doors' lists anew are one transaction.

A gate that is offline closes by the window in the list that it holds; that is why an early end is a window and not a message.
"""

from collections.abc import Iterable
from uuid import uuid4

from sqlmodel import Session

from registry.tables import Credential, ListChange


def tell_doors(session: Session, door_groups: Iterable[int], *, now: int) -> None:
    """Have the lists of these doors signed anew."""
    session.add_all(ListChange(id=uuid4().hex, door_group=group, at=now) for group in sorted(set(door_groups)))
    session.flush()


def move_end(session: Session, credentials: Iterable[Credential], *, not_after: int, now: int) -> None:
    """Let passes open until another second (UTC) than before; one that would end before it begins ends now and never opens."""
    moved = [credential for credential in credentials if credential.ended_at is None]
    for credential in moved:
        if not_after > credential.not_before:
            credential.not_after = not_after
        else:
            credential.ended_at = now
    session.add_all(moved)
    tell_doors(session, (credential.door_group for credential in moved), now=now)
