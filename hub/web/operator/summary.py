"""The state of everything in one look: problems as lines, the worst first, and the gates as rows; pure.

When many gates have the same trouble they have it for the same reason, so they are one line: whoever has to read two
hundred reads none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.gateway.gates import GateView
from hub.gateway.problems import LEVELS, Problem, is_heard, problems_of
from hub.pulse import Pulse
from hub.web.operator.words import CODES, WORDS, ProblemWords

TOGETHER = 4
NAMED = 3
WAITING = ("requested", "created")
MODES = {"unlocked": "warn", "locked_open": "warn", "blocked": "bad", "locked_down": "bad"}
"""Modes in which a door does not do what its rules say: it stands free, or it opens for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list of problems: how it is drawn, of what kind, and which gates (or what of the hub, in ``label``) it is about."""

    level: str
    kind: str
    label: str
    gates: tuple[GateView, ...] = ()
    since: int | None = None
    at_least: bool = False

    @property
    def code(self) -> str:
        """The stable code."""
        return CODES[self.kind]

    @property
    def words(self) -> ProblemWords:
        """What is said of it."""
        return WORDS[self.kind]

    @property
    def count(self) -> int:
        """How many problems it stands for."""
        return max(1, len(self.gates))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One gate in the table: its worst problem if it has one, the age of what it last said in ms, and whether that is all that is known.

    ``level`` without a problem is what its door's mode comes to.
    """

    gate: GateView
    level: str
    short: str
    age_ms: int | None
    last_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything on the first page. ``asking`` are the gates that wait for a second person's yes."""

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    asking: tuple[GateView, ...]
    in_use: int
    online: int
    heard_ms: int | None

    @property
    def has_last_known(self) -> bool:
        """Tell whether any row shows what its gate said last because it cannot be heard."""
        return any(row.last_known for row in self.rows)

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return sum(line.count for line in self.lines)


def look(gates: Sequence[GateView], pulses: Iterable[Pulse], *, now: int) -> Overview:
    """Return the whole state at ``now`` (UTC ms)."""
    found = {gate.id: problems_of(gate, now=now) for gate in gates}
    rows = [_row(gate, found[gate.id], now) for gate in gates if gate.state != "revoked"]
    in_use = [gate for gate in gates if gate.state == "approved"]
    ages = [row.age_ms for row in rows if row.age_ms is not None]
    lines = [*_of_hub(pulses), *_grouped(problem for problems in found.values() for problem in problems)]
    return Overview(
        lines=tuple(sorted(lines, key=lambda line: (LEVELS.index(line.level), line.since or 0))),
        rows=tuple(sorted(rows, key=lambda row: (_RANK.get(row.level, 0), row.gate.label, row.gate.id))),
        asking=tuple(gate for gate in gates if gate.state == "requested"),
        in_use=len(in_use),
        online=sum(gate.online for gate in in_use),
        heard_ms=min(ages, default=None),
    )


def lines_of(gate: GateView, *, now: int) -> tuple[Line, ...]:
    """Return the problems of one gate, each on a line of its own."""
    return tuple(_alone(problem) for problem in problems_of(gate, now=now))


_RANK = {"bad": 0, "warn": 1, "unknown": 2, "waiting": 3, "ok": 4}


def _row(gate: GateView, problems: Sequence[Problem], now: int) -> Row:
    age_ms = None if gate.heard_at is None else max(0, now - gate.heard_at)
    last_known = age_ms is not None and not is_heard(gate, now=now)
    if problems:
        return Row(gate=gate, level=problems[0].level, short=WORDS[problems[0].kind].short, age_ms=age_ms, last_known=last_known)
    waits = gate.state in WAITING or gate.heard_at is None
    level = "waiting" if waits else MODES.get(gate.mode or "", "ok")
    return Row(gate=gate, level=level, short="", age_ms=age_ms, last_known=last_known)


def _grouped(problems: Iterable[Problem]) -> list[Line]:
    by_kind: dict[str, list[Problem]] = {}
    for problem in problems:
        by_kind.setdefault(problem.kind, []).append(problem)
    return [line for alike in by_kind.values() for line in (map(_alone, alike) if len(alike) < TOGETHER else (_together(alike),))]


def _alone(problem: Problem) -> Line:
    gate = problem.gate
    return Line(level=problem.level, kind=problem.kind, label=gate.label, gates=(gate,), since=problem.since, at_least=problem.at_least)


def _together(alike: Sequence[Problem]) -> Line:
    known = [problem.since for problem in alike if problem.since is not None]
    return Line(
        level=alike[0].level,
        kind=alike[0].kind,
        label="",
        gates=tuple(problem.gate for problem in alike),
        since=min(known, default=None),
        at_least=any(problem.at_least for problem in alike),
    )


def _of_hub(pulses: Iterable[Pulse]) -> list[Line]:
    return [line for pulse in pulses for line in (_of_worker(pulse) if pulse.process == "work" else _of_link(pulse))]


def _of_worker(pulse: Pulse) -> list[Line]:
    if not pulse.answers:
        return [Line(level="bad", kind="worker_silent", label="")]
    found = [("jobs_failing", pulse.words("failing")), ("screening_off", pulse.words("screening_lacks"))]
    return [Line(level="warn", kind=kind, label=", ".join(codes)) for kind, codes in found if codes]


def _of_link(pulse: Pulse) -> list[Line]:
    if not pulse.answers:
        return [Line(level="bad", kind="link_silent", label="")]
    return [] if pulse.is_well else [Line(level="bad", kind="broker_lost", label="")]
