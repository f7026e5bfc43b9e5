"""What the operator's API takes and answers; the OpenAPI document is made from these. Nothing in them is about a person."""

import base64

from pydantic import BaseModel, ConfigDict, Field

from edge.protocol.rights import AntiPassback, DoorRules
from hub.gateway.commands import FREE_HOURS_USUAL
from hub.gateway.key_steps import HOURS_BEFORE
from hub.gateway.rollout_pace import Pace
from hub.web.people.rooms import HoursAnswer
from registry.refusals import Refusal, Refused


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


def read_envelope(text: str) -> bytes:
    """Return the bytes of a release as its maker's file holds it, in Base64 with line ends; raise Refused ``release-unreadable``."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        raise Refused(Refusal("release-unreadable", "release")) from error


class NewGate(_Shape):
    """A gate to be created at a building."""

    name: str = Field(examples=["north-12"], description="1 to 40 of a-z, 0-9 and -; it never changes")
    label: str = Field(examples=["北街12号大门"])
    property_id: str
    leads_to: str = Field(default="home", description="home, or shared for a room like a laundry, which may keep hours; it never changes")


class Rules(_Shape):
    """The rules of a gate's door, all at once: what is left out is as at every door. ``zone`` is an IANA name, empty for the site's own."""

    zone: str = Field(default="", max_length=64, examples=["Asia/Shanghai"])
    night_minute: int = Field(default=180, ge=0, le=1439, description="minute of the day at which the door forgets who came in")
    pin_alone: bool = Field(default=False, description="a PIN opens without a card")
    anti_passback: AntiPassback = AntiPassback.OFF
    anti_passback_minutes: int = 30
    first_person_in: bool = Field(default=False, description="visitors wait for somebody who lives there")
    interlock: bool = Field(default=False, description="shut while the other door of a pair is open")

    def as_rules(self, *, zone: str) -> DoorRules:
        """Return them as they go out with a list."""
        return DoorRules(**{**self.model_dump(), "zone": self.zone or zone})


class GateSettings(_Shape):
    """How a gate should be set: all settings at once, those left out go back to the gate's own file. A release is passed on as it is.

    ``rules`` go out with the gate's list and are left as they are when they are left out.
    """

    rules: Rules | None = None
    settings: dict[str, int] = Field(examples=[{"door.release_ms": 4000}], max_length=40)
    release: str | None = Field(default=None, max_length=4000, description="signed envelope in Base64; left out, the last one stays wished")

    def release_bytes(self) -> bytes | None:
        """Return the envelope, None if none is given; raise Refused ``release-unreadable``."""
        return None if self.release is None else read_envelope(self.release)


class CreatedGate(_Shape):
    """The new gate, and the one-time code that its installer types within 24 hours. The code is shown here and nowhere again."""

    id: str
    name: str
    code: str


class GateAnswer(_Shape):
    """One gate and what it last said of itself. Times are UTC ms; what it has not said yet is null."""

    id: str
    name: str
    label: str
    property_id: str
    leads_to: str = Field(description="home, or shared for a room like a laundry")
    hours: HoursAnswer = Field(description="of a shared room; null where the door opens at all times")
    state: str = Field(description="created, requested, approved or revoked")
    online: bool = Field(description="false once its connection has ended; what it said last stays, with its age")
    heard_at: int | None
    list_version: int | None = Field(description="the pass list that the gate holds")
    signed_version: int | None = Field(description="the pass list that was signed for it")
    journal_depth: int | None = Field(description="entries that the hub has not confirmed yet")
    clock: str | None
    uncertain_since: int | None = Field(description="while the clock is not known: when it last was; who could enter then still can")
    mode: str | None = Field(description="how the door is meant to stand: locked, unlocked, accessed, blocked, locked_down, locked_open")
    mode_since: int | None
    mode_until: int | None = Field(description="when a door that stands free locks by itself")
    strike: str | None = Field(description="what the lock does: secured, released, unknown")
    strike_since: int | None
    door: str | None = Field(description="where the door is: open, closed, unknown")
    door_since: int | None
    alarms: list[str] = Field(description="alarms that stand")
    software: str | None
    config: int | None = Field(description="version of the wished settings that it runs, 0 for its own file's")
    config_given_up: int | None = Field(description="the last version that it was not well with and took back")
    release: int | None = Field(description="number of the release from afar that it runs, 0 for what was installed")
    release_given_up: int | None
    release_step: str | None = Field(description="what it does about the release that is wished for: none, waits, on_trial, or why not")
    key: str | None = Field(description="name of the newest signing key that it believes")
    old_keys: int = Field(description="how many older signing keys it still believes")
    faults: list[str] = Field(description="codes of what it reported to be wrong with itself")


class GatesAnswer(_Shape):
    """Gates, those with problems first."""

    gates: list[GateAnswer]


class ProblemAnswer(_Shape):
    """One problem by its stable code; ``since`` is UTC ms, and ``at_least`` says that it may be older."""

    code: str
    kind: str
    level: str
    since: int | None
    at_least: bool


class GapAnswer(_Shape):
    """Entries of one epoch that are not here. ``why`` is null while the gate has not answered."""

    epoch: str
    first: int
    last: int
    why: str | None = Field(description="overflow, damaged, restored, unwritten, oversize, acknowledged or never_here")
    at: int | None


class CommandAnswer(_Shape):
    """A command and what became of it; ``result`` is null while nothing was heard, and after ten seconds for good."""

    number: str
    action: str
    mode: str = Field(description="what was asked of the door's mode, for the action mode")
    asked_at: int
    result: str | None
    took_ms: int | None


class OpenDoor(_Shape):
    """What is asked of a door: ``access`` once, or that it stands free and ends to."""

    act: str = Field(default="access", description="access, unlock, lock, lock_open, lock_open_release or lock_down_release")
    hours: int = Field(default=FREE_HOURS_USUAL, description="how long it stands free by unlock or lock_open, until it locks by itself")


class CommandGiven(_Shape):
    """A command was given; what becomes of it stands under ``commands`` in the gate's health."""

    number: str


class HealthAnswer(GateAnswer):
    """One gate, how old its word is, and what is wrong with it."""

    age_ms: int | None = Field(description="since it last spoke itself; everything that it said is so old")
    last_known: bool = Field(description="it cannot be heard: what stands here is what it said last, and may be so no more")
    problems: list[ProblemAnswer]
    gaps: list[GapAnswer]
    commands: list[CommandAnswer]


class KeyStepGiven(_Shape):
    """A step in the succession of the keys that sign lists and commands: two operators take each, one proposes and the other agrees."""

    act: str = Field(examples=["rotate"], description="rotate, retire, agree or withdraw")
    hours: int = Field(default=HOURS_BEFORE, description="how long after its announcement a new key begins")
    anyway: bool = Field(default=False, description="retire the old key though some gates do not follow yet")


class StepAnswer(_Shape):
    """A step that was proposed and is not signed yet. Times are UTC ms."""

    act: str
    hours: int
    anyway: bool
    asked_at: int
    agreed_at: int | None


class KeysAnswer(_Shape):
    """Where the succession stands. Keys are named by the first 8 characters of their SHA-256, gates by their ids."""

    newest: str
    starts_at: int | None = Field(description="when the newest begins or began to sign; null for the first")
    old: str = Field(description="the key before it while it is still believed, else empty")
    waiting: StepAnswer | None
    behind: list[str] = Field(description="gates that do not follow yet")
    foreign: list[str] = Field(description="those of them that believe a key which this hub never had")


class NewRollout(_Shape):
    """A release to be rolled out, building after building: the first of ``buildings`` alone, then the others so many at a time."""

    release: str = Field(max_length=8000, description="signed envelope in Base64, as its maker's file holds it")
    buildings: list[str] = Field(description="ids in their order; those left out follow, the ones with the fewest gates first")
    per_stage: int = Field(default=Pace.per_stage, description="how many buildings a stage after the first has")
    well_minutes: int = Field(default=Pace.well_minutes, description="how long every gate must be well before the next stage")
    patience_minutes: int = Field(default=Pace.patience_minutes, description="how long a gate that can be heard may take to get there")


class RolloutGiven(_Shape):
    """An act on a roll-out. Two operators take part: one prepares, another starts; each may do all else."""

    act: str = Field(examples=["start"], description="prepare, start, pause, resume, skip or withdraw")
    prepare: NewRollout | None = Field(default=None, description="what is to be prepared, for that act alone")
    gate: str = Field(default="", description="id of the gate that is not waited for any more, for the act skip alone")


class RolloutGateAnswer(_Shape):
    """How far one gate is. ``phase`` is later, offline, postponed, taking, gone, unwell, well, done, or why it failed: given_up,
    settings_back, refused, late. ``step`` is the gate's own word on the release. Times are UTC ms.
    """

    id: str
    name: str
    label: str
    property_id: str
    phase: str
    since: int
    step: str
    sent_at: int | None
    skipped: bool


class StageAnswer(_Shape):
    """One stage: ``state`` is later, now or over."""

    number: int
    state: str
    gates: list[RolloutGateAnswer]


class RolloutAnswer(_Shape):
    """The roll-out that is under way, or the last one; ``number`` is 0 and ``state`` none where there never was one."""

    number: int = 0
    state: str = Field(default="none", description="prepared, running, paused, halted, done or withdrawn")
    release: int = 0
    name: str = ""
    per_stage: int = 0
    well_minutes: int = 0
    patience_minutes: int = 0
    prepared_at: int | None = None
    started_at: int | None = None
    changed_at: int | None = None
    stopped_by: str | None = Field(default=None, description="id of the gate that halted it")
    stopped_for: str | None = Field(default=None, description="the phase that gate was in")
    stages: list[StageAnswer] = []


class NewAccount(_Shape):
    """An account to be made: landlord or manager. The login may be a phone number; it is stored as a keyed hash and shown to nobody."""

    login: str = ""
    passphrase: str = ""
    roles: list[str] = []


class NewGrant(_Shape):
    """A role to be granted for one building: its manager, by the login of an account that was made for one. The auditor agrees."""

    login: str
    role: str = "manager"
    property_id: str


class Done(_Shape):
    """It is done; what changed is read back with GET."""

    id: str
