"""What a run is to go through: how many gates and for how long, what happens by chance, and what at a set time."""

import random
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

SCENARIOS = Path(__file__).parents[1] / "scenarios"
MINUTE_MS = 60_000
ACTS = (
    *("part", "heal", "lie", "tell_the_truth", "replay", "flood", "power_cut", "read_only", "mend", "put_back_old_copy"),
    *("cover", "uncover", "fire", "end_fire", "turn_key", "copy_gate", "take_copy_away"),
)


class BadPlan(ValueError):
    """The scenario cannot be run; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How likely each thing is in one step, from 0 to 1; the line's are for each message.

    ``alarm`` is a door that is forced, ``mode`` a manager who asks for another door mode; ``cover`` and ``uncover`` go for the lens,
    ``fire`` and ``reset`` for the panel and the key at the door, ``copy`` and ``catch`` for a second box with a gate's identity.
    """

    swipe: float = 0.5
    alarm: float = 0.02
    command: float = 0.0
    power_cut: float = 0.0
    hub_kill: float = 0.0
    broker_crash: float = 0.0
    part: float = 0.0
    heal: float = 0.3
    read_only: float = 0.0
    mend: float = 0.3
    damage: float = 0.0
    drop: float = 0.0
    double: float = 0.0
    reorder: float = 0.0
    replay: float = 0.0
    mode: float = 0.0
    cover: float = 0.0
    uncover: float = 0.02
    fire: float = 0.0
    reset: float = 0.1
    copy: float = 0.0
    catch: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing at a set step: ``do`` is one of ``ACTS``, for every gate, ``amount`` what it needs (ms of a lie, swipes of a flood)."""

    at: int
    do: str
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole run: ``steps`` of ``step_ms`` for ``gates`` gates whose journals hold ``journal`` entries."""

    about: str
    gates: int = 1
    steps: int = 100
    step_ms: int = 400
    journal: int = 100_000
    chances: Chances = field(default_factory=Chances)
    happenings: tuple[Happening, ...] = ()


def load(name: str) -> Plan:
    """Return the scenario of this name; raise BadPlan that names what there is."""
    path = SCENARIOS / f"{name}.toml"
    if not path.is_file():
        raise BadPlan(f"there is no scenario {name!r}; there are {', '.join(names())}")
    given = tomllib.loads(path.read_text("utf-8"))
    chances = given.pop("chances", {})
    happenings = given.pop("happening", [])
    for kind, values in ((Plan, given), (Chances, chances), *((Happening, one) for one in happenings)):
        unknown = set(values) - {one.name for one in fields(kind)}
        if unknown:
            raise BadPlan(f"{path.name}: {', '.join(sorted(unknown))} is not known")
    plan = Plan(**given, chances=Chances(**chances), happenings=tuple(Happening(**one) for one in happenings))
    if bad := {one.do for one in plan.happenings} - set(ACTS):
        raise BadPlan(f"{path.name}: nobody can {', '.join(sorted(bad))}")
    return plan


def names() -> list[str]:
    """Return every scenario there is."""
    return sorted(path.stem for path in SCENARIOS.glob("*.toml"))


def any_plan(seed: int) -> Plan:
    """Return a plan that a seed makes: every fault is likely in some runs and absent in others, since faults hide one another."""
    chance = random.Random(seed)  # noqa: S311 - runs must be repeatable

    def some(most: float) -> float:
        return chance.choice((0.0, most / 4, most))

    chances = Chances(
        swipe=chance.choice((0.3, 0.7, 0.95)),
        alarm=some(0.1),
        command=some(0.15),
        power_cut=some(0.06),
        hub_kill=some(0.1),
        broker_crash=some(0.06),
        part=some(0.05),
        read_only=some(0.02),
        damage=some(0.3),
        drop=some(0.15),
        double=some(0.3),
        reorder=some(0.4),
        replay=some(0.1),
        mode=some(0.05),
        cover=some(0.05),
        fire=some(0.05),
        copy=some(0.02),
    )
    return Plan(
        about="fuzz",
        gates=chance.choice((1, 1, 2)),
        steps=chance.choice((40, 80)),
        step_ms=chance.choice((400, 400, 1_500)),
        journal=chance.choice((12, 100_000)),
        chances=chances,
    )
