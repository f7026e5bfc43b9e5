"""The messages on the wire, as frozen structs. Unknown fields are refused: a gate that is newer than its hub is told so, not half
understood.

Times are UTC milliseconds since 1970; ``monotonic_ms`` counts from the gate's start.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Hex16 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}(?!\n)$")]
Sha256Hex = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}(?!\n)$")]
Millis = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Sequence = Annotated[int, Meta(ge=1, le=2**53 - 1)]
ShortText = Annotated[str, Meta(max_length=64)]
_HEX = b"0123456789abcdef"
_Digits = Annotated[str, Meta(min_length=32, max_length=32, extra_json_schema={"pattern": r"^[0-9a-f]{32}(?!\n)$"})]

ENTRIES_PER_MESSAGE_MAX = 100
GAPS_PER_MESSAGE_MAX = 100
RANGES_PER_ACK_MAX = 100
COMMAND_LIVES_MS_MAX = 10_000
FREE_MS_MAX = 12 * 3_600_000
MESSAGE_BYTES_MAX = 48 * 1024
RELEASE_BYTES_MAX = 32 * 1024 * 1024


class ClockTrust(StrEnum):
    """How far the gate believes its own clock."""

    SYNCED = "synced"
    DRIFTING = "drifting"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What the gate decided."""

    GRANTED = "granted"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a gate refused: exactly one for each refusal. ``granted`` entries carry ``valid``."""

    VALID = "valid"
    UNKNOWN_CREDENTIAL = "unknown_credential"
    NOT_ACTIVE = "not_active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    WRONG_PIN = "wrong_pin"
    NOT_PERMITTED_AT_THIS_TIME = "not_permitted_at_this_time"
    NOT_PERMITTED_HERE = "not_permitted_here"
    LOCKED_DOWN = "locked_down"
    ANTI_PASSBACK = "anti_passback"
    MALFORMED = "malformed"
    REPLAYED = "replayed"
    TOO_MANY_ATTEMPTS = "too_many_attempts"


class EntryKind(StrEnum):
    """What was presented."""

    QR = "qr"
    CARD = "card"
    PIN = "pin"


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """One passage asked for at a door. ``(gate, epoch, seq)`` is its identity; ``credential`` is the gate's own reference, or empty.

    ``duress`` is there and true when the PIN was the one for duress.
    """

    v: int
    gate: ShortText
    epoch: _Digits
    seq: Sequence
    event_id: _Digits
    occurred_at: Millis
    clock: ClockTrust
    monotonic_ms: Count
    kind: EntryKind
    credential: Annotated[str, Meta(max_length=32, extra_json_schema={"pattern": r"^([0-9a-f]{32})?(?!\n)$"})]
    reader: ShortText
    outcome: Outcome
    reason: Reason
    door: ShortText
    late: bool = False
    duress: bool | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Look at what is hexadecimal all at once: a pattern for each field costs more than all the rest of reading an entry."""
        if (self.epoch + self.event_id + self.credential).encode().translate(None, _HEX) or len(self.credential) not in (0, 32):
            raise ValueError("not hexadecimal")


class Lost(StrEnum):
    """Why a gate cannot give some of its entries: there was no room, the storage failed or was put back, or it was told to forget them."""

    OVERFLOW = "overflow"
    DAMAGED = "damaged"
    RESTORED = "restored"
    UNWRITTEN = "unwritten"
    OVERSIZE = "oversize"
    ACKNOWLEDGED = "acknowledged"
    NEVER_HERE = "never_here"


class Gap(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The gate's word that entries ``first`` to ``last`` of an epoch will not come, and why."""

    v: int
    epoch: Hex16
    first: Sequence
    last: Sequence
    why: Lost


class Range(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sequence numbers from ``first`` to ``last``, both meant."""

    first: Sequence
    last: Sequence


class Ack(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The hub's word that everything of this epoch up to and including ``seq`` is committed; ``missing`` asks for what lies beyond it."""

    v: int
    epoch: Hex16
    seq: Count
    missing: Annotated[list[Range], Meta(max_length=RANGES_PER_ACK_MAX)] = []


class AlarmAck(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hub's word that these alarms are committed."""

    v: int
    ids: Annotated[list[Hex16], Meta(max_length=ENTRIES_PER_MESSAGE_MAX)]


class Fault(StrEnum):
    """What a gate reports as wrong with itself."""

    CAMERA_LOST = "camera_lost"
    CAMERA_COVERED = "camera_covered"
    LIST_STALE = "list_stale"
    NO_LIST = "no_list"
    CLOCK_SUSPECT = "clock_suspect"
    JOURNAL_REPLACED = "journal_replaced"
    JOURNAL_UNWRITABLE = "journal_unwritable"
    LIST_REFUSED = "list_refused"
    READER_LOST = "reader_lost"
    SAFETY_LOST = "safety_lost"
    RULE_LEFT_OUT = "rule_left_out"


class AlarmKind(StrEnum):
    """Alarms that a gate raises and clears, each for itself."""

    FORCED = "forced"
    HELD_OPEN_SOON = "held_open_soon"
    HELD_OPEN = "held_open"
    NOT_OPENED = "not_opened"
    TAMPER = "tamper"
    MAINS_LOST = "mains_lost"
    BATTERY_LOW = "battery_low"
    FIRE_RELEASE = "fire_release"
    CAMERA_LOST = "camera_lost"
    CAMERA_COVERED = "camera_covered"
    CLOCK_SUSPECT = "clock_suspect"
    READER_LOST = "reader_lost"
    LIST_STALE = "list_stale"
    SAFETY_LOST = "safety_lost"
    FREE_ENDS_SOON = "free_ends_soon"


class DoorMode(StrEnum):
    """How a door is meant to stand, in the words of ONVIF's Door Control."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    ACCESSED = "accessed"
    BLOCKED = "blocked"
    LOCKED_DOWN = "locked_down"
    LOCKED_OPEN = "locked_open"


class ReleaseStep(StrEnum):
    """What a gate does about the release that is wished for: nothing, wait until its door is at rest, try it, or refuse it and why.

    ``UNREACHABLE`` alone is tried again by itself: the bundle could not be fetched.
    """

    NONE = "none"
    WAITS = "waits"
    ON_TRIAL = "on_trial"
    UNREACHABLE = "unreachable"
    UNSIGNED = "unsigned"
    TOO_OLD = "too_old"
    BAD_ADDRESS = "bad_address"
    WRONG_BUNDLE = "wrong_bundle"


class Status(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A gate's state, retained; the last will is the same with ``online`` false. Nothing in it is about a person.

    ``config`` and ``release`` are the desired versions that it runs, on trial or for good, ``config_given_up`` and ``release_given_up`` the
    last that it did not stay well with; 0 for none. ``release_step`` is what it does about the release that is wished for in the settings
    that it runs. A field at its default is left out.

    ``key`` is the name of the newest key of the hub's that it believes, ``old_keys`` how many older ones it still does.

    ``uncertain_since`` is the last moment that was certain, 0 while the clock is trusted: whoever's right ended after it may still get in.

    The door is three facts, each with its age in ms at ``at``: ``mode``, ``strike`` (the lock: secured, released, unknown) and ``door``
    (its position: open, closed, unknown). ``mode_until`` is when a mode that lets the door stand free ends by itself, 0 for never.
    ``alarms`` are those that stand; a gate that says nothing of them, None, is older than they are.
    """

    v: int
    gate: ShortText
    online: bool
    at: Millis
    software: ShortText
    list_version: Count
    journal_depth: Count
    clock: ClockTrust
    strike: ShortText
    door: ShortText
    faults: list[Fault]
    config: Count = 0
    config_given_up: Count = 0
    release: Count = 0
    release_given_up: Count = 0
    release_step: ReleaseStep = ReleaseStep.NONE
    mode: DoorMode | None = None
    mode_age_ms: Count = 0
    strike_age_ms: Count = 0
    door_age_ms: Count = 0
    alarms: list[AlarmKind] | None = None
    uncertain_since: Millis = 0
    key: ShortText = ""
    old_keys: Count = 0
    mode_until: Millis = 0


class Alarm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One alarm of a door, raised or cleared. With an ``id`` it is sent until the hub has acknowledged it."""

    v: int
    gate: ShortText
    kind: AlarmKind
    raised: bool
    at: Millis
    id: Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?(?!\n)$")] = ""


class Signed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Signed bytes: verify ``body`` with the key named by ``key`` (8 hex characters) first, parse it afterwards."""

    v: int
    key: Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(?!\n)$")]
    body: bytes
    sig: bytes


class DesiredConfig(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the hub wishes a gate to be set: names as in its file, such as ``door.release_ms``; and the release that it should run.

    ``release`` is the envelope of a :class:`Release`, signed by whoever makes the software; the hub can pass it on and cannot make one.
    """

    v: int
    site: ShortText
    gate: ShortText
    version: Sequence
    issued_at: Millis
    settings: dict[ShortText, bool | int | ShortText]
    release: bytes = b""


class Release(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The signed head of a gate's software: ``number`` counts up, ``minimum`` is the lowest number that can move to it directly.

    ``sha256`` and ``size`` are those of the bundle at ``url``, a zip file of the folder ``edge``.
    """

    v: int
    number: Sequence
    name: ShortText
    minimum: Count
    url: Annotated[str, Meta(max_length=300)]
    sha256: Sha256Hex
    size: Annotated[int, Meta(ge=1, le=RELEASE_BYTES_MAX)]


class CommandAction(StrEnum):
    """What a hub may ask of a door from afar. Nothing here blocks the way out, which is wired below the gate's program."""

    UNLOCK = "unlock"
    MODE = "mode"
    DRILL = "drill"
    ROTATE_KEY = "rotate_key"


class Command(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One thing to do now: good from ``issued_at`` for ``lives_ms``, once, at one gate. ``number`` is drawn at random and never again.

    ``keys`` is the end of a :class:`edge.protocol.keys.KeyChain`, there for ``rotate_key`` alone. ``until`` is when a mode that lets
    the door stand free ends, at most ``FREE_MS_MAX`` from now, which is also what holds where nothing is said.
    """

    v: int
    site: ShortText
    gate: ShortText
    number: Hex16
    issued_at: Millis
    lives_ms: Annotated[int, Meta(ge=1, le=COMMAND_LIVES_MS_MAX)]
    action: CommandAction
    mode: ShortText = ""
    keys: bytes = b""
    until: Millis = 0


class CommandResult(StrEnum):
    """What became of a command: exactly one for each that a gate could read and that was meant for it."""

    DONE = "done"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    REPLAYED = "replayed"
    OUT_OF_ORDER = "out_of_order"
    BEFORE_START = "before_start"
    CLOCK_IN_DOUBT = "clock_in_doubt"
    NOT_REMEMBERED = "not_remembered"
    DOOR_REFUSES = "door_refuses"
    KEY_NOT_FOLLOWED = "key_not_followed"


class Receipt(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The gate's word on one command. ``took_ms`` is from its arrival at the gate to the strike."""

    v: int
    gate: ShortText
    number: Hex16
    at: Millis
    result: CommandResult
    took_ms: Count
