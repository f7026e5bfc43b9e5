"""What somebody asks a door to do now: a row that a desk writes, the link signs and sends while it is fresh, and a receipt answers.

No alert, case or occupant is an argument here: a command is a person's word about a door, and nothing else in the hub gives one.
"""

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, update
from sqlmodel import Session, col, select

from edge.protocol.codec import VERSION, seal
from edge.protocol.messages import COMMAND_LIVES_MS_MAX, FREE_MS_MAX, Command, CommandAction, Receipt
from edge.protocol.signing import Purpose
from edge.protocol.topics import GateAddress
from hub.gateway import keys
from hub.gateway.keys import HOUR_MS
from hub.gateway.tables import CommandRow, Gate
from registry.refusals import Refusal, Refused

AT_ONCE = 100
FREE_HOURS, FREE_HOURS_USUAL = (1, FREE_MS_MAX // HOUR_MS), 4
"""For how long a door may be asked to stand free, and for how long where nobody says otherwise."""
STAND_FREE = frozenset({"unlock", "lock_open"})
MODES_ASKED = frozenset({"unlock", "lock", "lock_open", "lock_open_release", "lock_down_release"})
"""What may be asked of a door's mode from afar: that it stands free, and that it ends. Nothing that keeps out who lives behind the door."""


@dataclass(frozen=True, slots=True)
class SignedCommand:
    """A command as it goes out, once, never retained."""

    address: GateAddress
    envelope: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandView:
    """A command and what became of it. Times are UTC ms; ``result`` is None while nothing was heard, and after ten seconds for good."""

    number: str
    action: str
    mode: str
    asked_by: str
    asked_at: int
    sent_at: int | None
    result: str | None
    took_ms: int | None


def ask(
    session: Session, gate_id: str, action: CommandAction, *, actor: str, now: int, mode: str = "", hours: int = FREE_HOURS_USUAL
) -> str:
    """Write a command for a gate in use and return its one-time number.

    Raise Refused ``absent``, ``door-act`` for another mode, ``door-hours``. It is good for ten seconds from now. ``hours`` is how long a
    door stands free that is asked to; then the gate locks it by itself.

    No two of a gate have the same time: a gate obeys only what is later than the last that it obeyed.
    """
    gate = session.get(Gate, gate_id)
    if gate is None or gate.state != "approved":
        raise Refused(Refusal("absent"))
    if action is CommandAction.MODE and mode not in MODES_ASKED:
        raise Refused(Refusal("door-act", "act"))
    low, high = FREE_HOURS
    if mode in STAND_FREE and not low <= hours <= high:
        raise Refused(Refusal("door-hours", "hours", low=low, high=high))
    until = now + hours * HOUR_MS if mode in STAND_FREE else 0
    number = secrets.token_hex(16)
    last = session.exec(select(func.max(CommandRow.asked_at)).where(CommandRow.gate_id == gate_id)).one()
    at = max(now, (last or 0) + 1)
    lives_until = now + COMMAND_LIVES_MS_MAX
    row = CommandRow(
        number=number, gate_id=gate_id, action=action, mode=mode, until=until, asked_by=actor, asked_at=at, expires_at=lives_until
    )
    session.add(row)
    session.flush()
    return number


def is_due(session: Session, *, now: int) -> bool:
    """Tell whether a command waits to be sent."""
    waiting = select(CommandRow.number).where(col(CommandRow.sent_at).is_(None), CommandRow.expires_at > now)
    return session.exec(waiting.limit(1)).first() is not None


def take_due(session: Session, key: Ed25519PrivateKey, *, now: int) -> list[SignedCommand]:
    """Sign what waits and is fresh, oldest first, and note it as sent: the caller publishes after the commit, and never again.

    A link that dies in between has lost a command, which its sender sees; it never sends one twice.
    """
    waiting = select(CommandRow, Gate.site, Gate.name).join(Gate, col(Gate.id) == CommandRow.gate_id)
    fresh = waiting.where(col(CommandRow.sent_at).is_(None), CommandRow.expires_at > now, Gate.state == "approved")
    found = session.exec(fresh.order_by(col(CommandRow.asked_at)).limit(AT_ONCE)).all()
    signed = [_sign(session, row, GateAddress(site, name), key) for row, site, name in found]
    for row, _site, _name in found:
        row.sent_at = now
        session.add(row)
    return signed


def store_receipt(session: Session, gate_id: str, receipt: Receipt, *, now: int) -> None:
    """Note what became of a command of this gate; the first word counts, and another gate's command is none of its business."""
    unanswered = update(CommandRow).where(
        col(CommandRow.number) == receipt.number, col(CommandRow.gate_id) == gate_id, col(CommandRow.result).is_(None)
    )
    session.connection().execute(unanswered.values(result=receipt.result.value, answered_at=now, took_ms=receipt.took_ms))


def find(session: Session, number: str) -> CommandView | None:
    """Return one command by its number."""
    row = session.get(CommandRow, number)
    return _view(row) if row else None


def recent(session: Session, gate_id: str, *, limit: int = 20) -> list[CommandView]:
    """Return a gate's newest commands, newest first."""
    rows = session.exec(select(CommandRow).where(CommandRow.gate_id == gate_id).order_by(col(CommandRow.asked_at).desc()).limit(limit))
    return [_view(row) for row in rows]


def _view(row: CommandRow) -> CommandView:
    names = ("number", "action", "mode", "asked_by", "asked_at", "sent_at", "result", "took_ms")
    return CommandView(**{name: getattr(row, name) for name in names})


def _sign(session: Session, row: CommandRow, address: GateAddress, key: Ed25519PrivateKey) -> SignedCommand:
    is_rotation = row.action == CommandAction.ROTATE_KEY
    command = Command(
        v=VERSION,
        site=address.site,
        gate=address.gate,
        number=row.number,
        issued_at=row.asked_at,
        lives_ms=COMMAND_LIVES_MS_MAX,
        action=CommandAction(row.action),
        mode=row.mode,
        until=row.until,
        keys=keys.chain(session, limit=keys.SENT_AT_ONCE) if is_rotation else b"",
    )
    return SignedCommand(address, seal(key, Purpose.COMMAND, command))
