"""When the lock lets go: for fire, for whoever leaves, and for as long as the agent was last allowed. Pure; nothing here can block egress.

Fire is latched: only the key at the door ends it, and only once the panel is quiet. Times are milliseconds of a clock that never jumps.
"""

from dataclasses import dataclass, replace

RELEASE_MS_MAX = 120_000
"""No single request lets go for longer; a door that stands free is asked for again and again, so it ends with whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Everything that bears on the lock. ``is_alarmed`` is what the fire contact says now, ``is_latched`` that it has said so."""

    granted_until: int = 0
    exit_until: int = 0
    is_pressed: bool = False
    is_alarmed: bool = False
    is_latched: bool = False


def grant(lock: Lock, release_ms: int, *, at: int) -> Lock:
    """Let go for a while; a shorter request does not cut a longer one."""
    return replace(lock, granted_until=max(lock.granted_until, at + min(max(release_ms, 0), RELEASE_MS_MAX)))


def withdraw(lock: Lock) -> Lock:
    """End what the agent asked for. What fire or the exit button freed stays free."""
    return replace(lock, granted_until=0)


def press(lock: Lock, is_pressed: bool, *, release_ms: int, at: int) -> Lock:
    """Somebody leaves: the lock lets go for as long as the button is held, and for a while after."""
    until = at + release_ms if is_pressed or lock.is_pressed else lock.exit_until
    return replace(lock, is_pressed=is_pressed, exit_until=max(lock.exit_until, until))


def hear_fire(lock: Lock, is_alarmed: bool) -> Lock:
    """Take the fire contact's word; an alarm stays latched when the contact is quiet again."""
    return replace(lock, is_alarmed=is_alarmed, is_latched=lock.is_latched or is_alarmed)


def turn_key(lock: Lock) -> Lock:
    """End a latched alarm, unless the contact still says fire."""
    return replace(lock, is_latched=lock.is_alarmed)


def freed_by(lock: Lock, *, at: int) -> str:
    """Return ``fire``, ``exit`` or ``grant``, or nothing if the lock holds."""
    if lock.is_latched:
        return "fire"
    if lock.is_pressed or at < lock.exit_until:
        return "exit"
    return "grant" if at < lock.granted_until else ""


def changes_at(lock: Lock, *, at: int) -> int | None:
    """Return when the lock next changes by itself, or None."""
    return min((until for until in (lock.granted_until, lock.exit_until) if until > at), default=None)
