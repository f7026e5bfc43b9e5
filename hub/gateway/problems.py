"""What is wrong with a gate, by a stable code that the page, the API and the help text share; pure.

An operator asks four things of a problem: what is it, what does it do to people at the door, since when, and what now. The first and the
third are said here; the words for the rest stand with the page. A gate that cannot be heard is not accused of what it said last.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hub.gateway.flapping import is_standing
from hub.gateway.gates import QUIET_ALARMS, GateView

SILENT_MS = 75_000
"""A gate says how it is every 30 seconds; after two and a half of these nobody knows any more."""
LIST_BEHIND_MS = 60_000
BACKLOG = 100

LEVELS = ("bad", "warn", "unknown")
CODES = {
    "offline": "ANJU-G01",
    "held_open": "ANJU-G02",
    "silent": "ANJU-G03",
    "forced": "ANJU-G04",
    "no_list": "ANJU-G05",
    "list_behind": "ANJU-G06",
    "list_stale": "ANJU-G07",
    "list_refused": "ANJU-G08",
    "clock_suspect": "ANJU-G09",
    "backlog": "ANJU-G10",
    "camera_lost": "ANJU-G11",
    "journal_replaced": "ANJU-G12",
    "journal_unwritable": "ANJU-G27",
    "door_unknown": "ANJU-G13",
    "tamper": "ANJU-G14",
    "mains_lost": "ANJU-G15",
    "battery_low": "ANJU-G16",
    "fire_release": "ANJU-G17",
    "camera_covered": "ANJU-G18",
    "reader_lost": "ANJU-G19",
    "safety_lost": "ANJU-G20",
    "flapping": "ANJU-G26",
    "rule_left_out": "ANJU-G28",
}
_BAD = ("held_open", "forced", "no_list", "camera_lost", "camera_covered", "tamper", "battery_low", "fire_release", "safety_lost")
_LEVEL_OF = dict.fromkeys(_BAD, "bad") | dict.fromkeys(("silent", "door_unknown"), "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with one gate. ``since`` is UTC ms, or None when nobody knows; ``at_least`` if it may have begun earlier."""

    kind: str
    gate: GateView
    since: int | None
    at_least: bool = False

    @property
    def code(self) -> str:
        """The stable code, such as ``ANJU-G01``."""
        return CODES[self.kind]

    @property
    def level(self) -> str:
        """How it is drawn: bad (the door does not do its work), warn (look here) or unknown (nobody can say)."""
        return _LEVEL_OF.get(self.kind, "warn")


def problems_of(gate: GateView, *, now: int) -> list[Problem]:
    """Return what is wrong with a gate at ``now`` (UTC ms), the worst first; nothing of a gate that is not in use."""
    if gate.state != "approved":
        return []
    found = [*_alarms(gate), *_flapping(gate, now), *(_unheard(gate, now) or _reported(gate, now))]
    return sorted(found, key=lambda problem: LEVELS.index(problem.level))


def is_heard(gate: GateView, *, now: int) -> bool:
    """Tell whether what a gate said last is how it is at ``now`` (UTC ms); else it is what was last known, as old as its last word."""
    return gate.state == "approved" and gate.heard_at is not None and not _unheard(gate, now)


def _alarms(gate: GateView) -> Iterator[Problem]:
    for kind, at in zip(gate.alarms, gate.alarmed_at, strict=True):
        if kind not in QUIET_ALARMS:
            yield Problem(kind=kind, gate=gate, since=at)


def _flapping(gate: GateView, now: int) -> Iterator[Problem]:
    if is_standing(gate.flapped_at, now=now):
        yield Problem(kind="flapping", gate=gate, since=gate.flapped_at, at_least=True)


def _unheard(gate: GateView, now: int) -> list[Problem]:
    """Return that a gate is offline by its own last will, or has not been heard for longer than gates are silent."""
    heard_at = gate.heard_at or gate.approved_at or now
    if gate.heard_at is not None and not gate.online:
        return [Problem(kind="offline", gate=gate, since=gate.changed_at or heard_at)]
    if now - heard_at > SILENT_MS:
        return [Problem(kind="silent", gate=gate, since=heard_at)]
    return []


def _reported(gate: GateView, now: int) -> list[Problem]:
    """Return what a gate that can be heard says of itself. Since when is known for the whole of it only, so each may be older."""
    kinds = set(gate.faults) - set(gate.alarms)  # what was also told as an alarm is known with its time
    if gate.clock not in ("synced", None) and "clock_suspect" not in gate.alarms:
        kinds.add("clock_suspect")
    if gate.door == "unknown":
        kinds.add("door_unknown")
    if (gate.journal_depth or 0) >= BACKLOG:
        kinds.add("backlog")
    found = [Problem(kind=kind, gate=gate, since=gate.changed_at, at_least=True) for kind in sorted(kinds) if kind in CODES]
    return [*found, *_behind(gate, now, kinds)]


def _behind(gate: GateView, now: int, kinds: set[str]) -> list[Problem]:
    """Return that a gate holds an older list than the one signed for it: a list's version is the time of its signing in UTC ms."""
    held, signed = gate.list_version, gate.signed_version
    told = kinds & {"no_list", "list_refused"}
    if told or held is None or signed is None or held >= signed or now - signed <= LIST_BEHIND_MS:
        return []
    return [Problem(kind="list_behind", gate=gate, since=signed)]
