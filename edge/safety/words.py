"""What the agent and the process below it say to each other over a local socket: one small JSON object a message.

Down: ``release`` with milliseconds, ``secure``, ``goodbye``. Up: what a wire did, and when. There is no word for holding a door shut.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MESSAGE_BYTES_MAX = 512
SOCKET_NAME = "safety.sock"


@dataclass(frozen=True, slots=True)
class Said:
    """What one wire says, since when (ms of the machine's boot clock), and for the lock by what it was freed.

    ``lock``: released or secured. ``door``, and ``other`` of two that are interlocked: open or closed. ``exit``: pressed or let_go.
    ``fire``, ``tamper``, ``mains``, ``battery``: alarm or normal.
    """

    part: str
    state: str
    at: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the agent asks for: ``release`` for so many ms, ``secure`` (end its own release) or ``goodbye``."""

    do: str
    ms: int = 0


def to_bytes(message: Said | Asked) -> bytes:
    """Return a message as it is sent."""
    return json.dumps(asdict(message)).encode()


def said(raw: bytes) -> Said | None:
    """Return what was said, or None for anything else."""
    try:
        given = json.loads(raw)
        return Said(str(given["part"]), str(given["state"]), int(given["at"]), str(given.get("why", "")))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def asked(raw: bytes) -> Asked | None:
    """Return what was asked for, or None for anything else."""
    try:
        given = json.loads(raw)
        return Asked(str(given["do"]), int(given.get("ms", 0)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def socket_path(data_dir: Path, configured: str) -> Path:
    """Return where the two meet: as configured, else in the gate's own folder."""
    return Path(configured) if configured else data_dir / SOCKET_NAME
