"""What the page says about one door, worked out from its state: pure, so that every state can be tried."""

from dataclasses import dataclass

from edge.protocol.messages import AlarmKind, DoorMode, Outcome
from simulator.door import Door
from simulator.gate import HELD_OPEN_MS, RELEASE_MS
from simulator.page.words import ALARMS, MODES, REASONS, Say, age
from simulator.town import Entrance, Happening

VERDICT_SHOWN_MS = 20_000


@dataclass(frozen=True, slots=True)
class State:
    """A state in a word, with the shape that says it without colour: ok, warn, bad, waiting, unknown or never."""

    shape: str
    word: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: its label, its words, its age, and the lamp's colour where it is the lamp."""

    label: str
    words: str
    age: str = ""
    lamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """A door's card."""

    gate: str
    title: str
    link: State
    verdict: State
    rows: tuple[Row, ...]
    camera: str
    open: bool
    held: bool
    covered: bool
    burning: bool
    parted: bool
    lamp: str
    moment: int


def view(entrance: Entrance, say: Say, *, now: int) -> DoorView:
    """Return what the page shows of an entrance at a time (UTC ms)."""
    door, camera = entrance.door, entrance.camera
    sees = say("The lens is covered") if camera.covered else say("Sees a pass") if camera.sees_picture else say("No pass")
    return DoorView(
        gate=entrance.house.gate,
        title=entrance.house.label,
        link=_link(entrance, say, now=now),
        verdict=_verdict(door, say, now=now),
        rows=(Row(say("Camera"), sees), *_parts(door, say, now=now)),
        camera=sees,
        open=door.leaf.state == "open",
        held=door.held,
        covered=camera.covered,
        burning=door.burning,
        parted=entrance.line.parted,
        lamp=_lamp(door, now=now),
        moment=now,
    )


def happened(happening: Happening, say: Say) -> State:
    """Return the diary's words for one verdict."""
    return _granted_or_not(happening.verdict.outcome, happening.verdict.reason, say)


def took(say: Say, milliseconds: float) -> str:
    """Return how long a gate took, in whole milliseconds."""
    return say("{n} ms").format(n=max(1, round(milliseconds)))


def _link(entrance: Entrance, say: Say, *, now: int) -> State:
    uplink = entrance.door.uplink
    if uplink.state == "online":
        return State("ok", say("Online"))
    since = uplink.at or entrance.cut_at
    return State("warn", say("Offline {age}").format(age=age(say, now - since))) if since else State("waiting", say("Starting"))


def _verdict(door: Door, say: Say, *, now: int) -> State:
    if AlarmKind.FIRE_RELEASE in door.alarms:
        return State("bad", say(ALARMS[AlarmKind.FIRE_RELEASE]), say("Only the key at the door ends it"))
    if _held_too_long(door, now):
        lasted = say("{n} s, limit {limit} s").format(n=(now - door.leaf.at) // 1000, limit=HELD_OPEN_MS // 1000)
        return State("bad", say("Door open too long"), lasted)
    verdict = door.verdict
    if not verdict.at or now - verdict.at > VERDICT_SHOWN_MS:
        return State("waiting", say("Waiting"), say("Nobody holds up a pass"))
    state = _granted_or_not(verdict.outcome, verdict.reason, say)
    return State(state.shape, state.word, say("{reason}, {took}").format(reason=state.detail, took=took(say, verdict.took_ms)))


def _granted_or_not(outcome: str, reason: str, say: Say) -> State:
    sentence = say(REASONS[reason]) if reason in REASONS else reason
    return State("ok", say("Opens"), sentence) if outcome == Outcome.GRANTED else State("never", say("Stays shut"), sentence)


def _parts(door: Door, say: Say, *, now: int) -> tuple[Row, ...]:
    lamp = _lamp(door, now=now)
    lamps = {"green": say("Green"), "red": say("Red, blinks twice"), "amber": say("Amber, buzzes"), "off": say("Ready")}
    return (
        Row(say("Lamp"), lamps[lamp], lamp=lamp),
        _mode(door, say, now=now),
        _strike(door, say, now=now),
        _leaf(door, say, now=now),
        _alarms(door, say, now=now),
    )


def _mode(door: Door, say: Say, *, now: int) -> Row:
    known = door.mode.state in MODES
    return Row(say("Mode"), say(MODES[door.mode.state]) if known else say("Not heard yet"), age(say, now - door.mode.at) if known else "")


def _alarms(door: Door, say: Say, *, now: int) -> Row:
    """The worst alarm that stands, since when, and how many more."""
    standing = [kind for kind in ALARMS if kind in door.alarms]
    if not standing:
        return Row(say("Alarms"), say("None"))
    more = say(" and {n} more").format(n=len(standing) - 1) if len(standing) > 1 else ""
    return Row(say("Alarms"), say(ALARMS[standing[0]]) + more, age(say, now - door.alarms[standing[0]].at))


def _strike(door: Door, say: Say, *, now: int) -> Row:
    since = age(say, now - door.strike.at) if door.strike.at else ""
    if door.strike.state == "released" and door.mode.state == DoorMode.ACCESSED:
        left = max(0, RELEASE_MS - (now - door.strike.at))
        return Row(say("Strike"), say("Released"), say("{age} left").format(age=age(say, left + 999)))
    return Row(say("Strike"), say("Released") if door.strike.state == "released" else say("Holds"), since)


def _leaf(door: Door, say: Say, *, now: int) -> Row:
    since = age(say, now - door.leaf.at) if door.leaf.at else ""
    return Row(say("Door"), say("Open") if door.leaf.state == "open" else say("Shut"), since)


def _lamp(door: Door, *, now: int) -> str:
    if _held_too_long(door, now):
        return "amber"
    return {"granted": "green", "refused": "red"}.get(door.lamp.state, "off")


def _held_too_long(door: Door, now: int) -> bool:
    return door.leaf.state == "open" and now - door.leaf.at > HELD_OPEN_MS
