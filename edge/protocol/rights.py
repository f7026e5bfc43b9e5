"""What a list says beyond windows: cards, PINs and states, schedules, withdrawals, one door's rules, and its buildings' keys.

Each is a part of its own beside ``passes-N``; the signed manifest names all of them with their digests. Words are ONVIF's (Credential,
Schedule, Access Rules). A default is left out on the wire.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from edge.protocol.messages import Count, Hex16, Sha256Hex, ShortText

CREDENTIALS_PER_PART = 100
WITHDRAWALS_PER_PART = 5000
WITHDRAWAL_BYTES = 8
PIN_ALONE_DIGITS_MIN = 6

_Hex16OrNone = Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?(?!\n)$")]
Minute = Annotated[int, Meta(ge=0, le=1440)]
Weekday = Annotated[int, Meta(ge=1, le=7)]
Day = Annotated[str, Meta(pattern=r"^([0-9]{4}|-)-[0-9]{2}-[0-9]{2}(?!\n)$")]


class CredentialState(StrEnum):
    """What its holder has made of a credential."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LOST = "lost"
    ENDED = "ended"


class CredentialRight(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    omit_defaults=True,
    rename={"credential": "c", "not_before": "nb", "not_after": "na"},
):
    """A credential with more to it than a window ``[not_before, not_after)`` of UTC seconds; it stands here or in ``passes-N``.

    With ``card`` and ``pin`` the door wants both; with ``pin`` and no ``card`` the PIN is enough where the door's rules allow it. A
    ``duress`` PIN opens like the other. No ``door_groups`` means every door of the list; no ``schedule`` means at all hours.
    ``release_ms`` and ``open_ms`` replace the door's own times.
    """

    credential: Hex16
    not_before: Count
    not_after: Count
    state: CredentialState = CredentialState.ACTIVE
    card: _Hex16OrNone = ""
    pin: _Hex16OrNone = ""
    duress: _Hex16OrNone = ""
    door_groups: list[Count] = []
    schedule: ShortText = ""
    release_ms: Count = 0
    open_ms: Count = 0


class CredentialPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``credentials-N``: at most ``CREDENTIALS_PER_PART``."""

    v: int
    entries: Annotated[list[CredentialRight], Meta(max_length=CREDENTIALS_PER_PART)]


class Hours(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"start": "from"}):
    """Minutes of the door's own day, half open. ``until`` at or before ``from`` lies in the next day."""

    start: Minute
    until: Minute


class WeeklyHours(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"start": "from"}):
    """The same on these days of the week: 1 is Monday."""

    days: list[Weekday]
    start: Minute
    until: Minute


class SpecialHours(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What holds instead of the week on the days of a group; no hours: not at all."""

    group: ShortText
    hours: list[Hours]


class Schedule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When a credential opens."""

    token: ShortText
    standard: list[WeeklyHours]
    special: list[SpecialHours] = []


class SpecialDayGroup(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Days such as ``2027-02-06``, or of every year such as ``--02-29``."""

    token: ShortText
    days: list[Day]


class SchedulePart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``schedules-0``; the manifest counts the schedules."""

    v: int
    schedules: list[Schedule]
    special_days: list[SpecialDayGroup] = []


class AntiPassback(StrEnum):
    """What happens when a pass enters again too soon. Nobody who lives here is ever refused for it."""

    OFF = "off"
    SOFT = "soft"
    HARD = "hard"


class DoorRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One door's rules. ``zone`` is the IANA name of its time; ``night_minute`` is when the door forgets who came in.

    ``anti_passback``: soft writes it down, hard refuses visitors and contractors too, within ``anti_passback_minutes``.
    ``first_person_in``: visitors and contractors enter only after somebody who lives here did since the night.
    ``interlock``: shut while the other door is open. ``residents_only``: visitors and contractors come in with somebody who lives here;
    left out where it does not hold.
    """

    zone: ShortText = "UTC"
    night_minute: Minute = 180
    pin_alone: bool = False
    anti_passback: AntiPassback = AntiPassback.OFF
    anti_passback_minutes: Count = 30
    first_person_in: bool = False
    interlock: bool = False
    residents_only: bool | UnsetType = UNSET


class RulesPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``rules-0``."""

    v: int
    rules: DoorRules


class BuildingKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The secret that a building's gates share: cards, PINs and rotating codes are named and checked with it."""

    door_group: Count
    key: Sha256Hex


class BuildingKeys(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is sealed in a :class:`KeysPart`."""

    v: int
    keys: list[BuildingKey]


class KeysPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``keys-0``: :class:`BuildingKeys` sealed for one gate, so that no broker can read them."""

    v: int
    sealed: bytes
