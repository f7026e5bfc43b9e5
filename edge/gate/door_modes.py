"""The modes of a door and what moves it from one to another, as a table: the names are those of ONVIF's Door Control.

What is not in the table does not happen. The picture in ``DOOR.md`` is drawn from it, and a test holds the two together.
"""

from collections.abc import Mapping
from enum import StrEnum

from edge.protocol.messages import DoorMode


class Act(StrEnum):
    """What can be asked of a door. ``access`` is a granted pass or a remote release; the others are an operator's, or time's."""

    ACCESS = "access"
    ACCESS_ENDS = "access_ends"
    LOCK = "lock"
    UNLOCK = "unlock"
    BLOCK = "block"
    LOCK_DOWN = "lock_down"
    LOCK_DOWN_RELEASE = "lock_down_release"
    LOCK_OPEN = "lock_open"
    LOCK_OPEN_RELEASE = "lock_open_release"


M, A = DoorMode, Act
TRANSITIONS: Mapping[tuple[DoorMode, Act], DoorMode] = {
    (M.LOCKED, A.ACCESS): M.ACCESSED,
    (M.LOCKED, A.UNLOCK): M.UNLOCKED,
    (M.LOCKED, A.BLOCK): M.BLOCKED,
    (M.LOCKED, A.LOCK_DOWN): M.LOCKED_DOWN,
    (M.LOCKED, A.LOCK_OPEN): M.LOCKED_OPEN,
    (M.ACCESSED, A.ACCESS): M.ACCESSED,
    (M.ACCESSED, A.ACCESS_ENDS): M.LOCKED,
    (M.ACCESSED, A.LOCK): M.LOCKED,
    (M.ACCESSED, A.UNLOCK): M.UNLOCKED,
    (M.ACCESSED, A.BLOCK): M.BLOCKED,
    (M.ACCESSED, A.LOCK_DOWN): M.LOCKED_DOWN,
    (M.ACCESSED, A.LOCK_OPEN): M.LOCKED_OPEN,
    (M.UNLOCKED, A.ACCESS): M.UNLOCKED,
    (M.UNLOCKED, A.LOCK): M.LOCKED,
    (M.UNLOCKED, A.BLOCK): M.BLOCKED,
    (M.UNLOCKED, A.LOCK_DOWN): M.LOCKED_DOWN,
    (M.UNLOCKED, A.LOCK_OPEN): M.LOCKED_OPEN,
    (M.BLOCKED, A.LOCK): M.LOCKED,
    (M.BLOCKED, A.UNLOCK): M.UNLOCKED,
    (M.BLOCKED, A.LOCK_DOWN): M.LOCKED_DOWN,
    (M.BLOCKED, A.LOCK_OPEN): M.LOCKED_OPEN,
    (M.LOCKED_DOWN, A.LOCK_DOWN_RELEASE): M.LOCKED,
    (M.LOCKED_OPEN, A.ACCESS): M.LOCKED_OPEN,
    (M.LOCKED_OPEN, A.LOCK_OPEN_RELEASE): M.LOCKED,
}
"""A lockdown ends by its own release only, and so does a lock-open; both leave a locked door behind."""

STANDS_FREE = frozenset({DoorMode.UNLOCKED, DoorMode.LOCKED_OPEN})
"""The lock is let go for as long as the mode lasts."""
FREES: Mapping[Act, DoorMode] = {A.UNLOCK: M.UNLOCKED, A.LOCK_OPEN: M.LOCKED_OPEN}
ENDS: Mapping[DoorMode, Act] = {M.UNLOCKED: A.LOCK, M.LOCKED_OPEN: A.LOCK_OPEN_RELEASE}
"""What begins such a mode, and what ends it when its time is over."""
LETS_GO = STANDS_FREE | {DoorMode.ACCESSED}


def after(mode: DoorMode, act: Act) -> DoorMode | None:
    """Return the mode that follows, or None if this is not to be had in this mode."""
    return TRANSITIONS.get((mode, act))


def admits(mode: DoorMode) -> bool:
    """Tell whether a valid pass opens the door; a refusal for this is ``locked_down``, in a blocked door too."""
    return (mode, Act.ACCESS) in TRANSITIONS
