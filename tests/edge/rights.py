"""Cards, PINs, schedules and rules in a list, as the hub makes them."""

from collections.abc import Iterable

from edge.protocol import building
from edge.protocol.codec import encode
from edge.protocol.rights import (
    BuildingKey,
    BuildingKeys,
    CredentialPart,
    CredentialRight,
    CredentialState,
    DoorRules,
    KeysPart,
    RulesPart,
    Schedule,
    SchedulePart,
    SpecialDayGroup,
)
from tests.edge.parts import ADDRESS, GROUP, REFERENCE_KEY

BUILDING_KEY = b"b" * 32
CARD = bytes.fromhex("04a1b2c3d4e5f6")
HOLDER = b"h" * 16
More = dict[str, tuple[bytes, int]]


def right(
    now: int,
    *,
    credential: bytes = HOLDER,
    card: bytes = b"",
    pin: str = "",
    duress: str = "",
    key: bytes = BUILDING_KEY,
    state: CredentialState = CredentialState.ACTIVE,
    not_before: int | None = None,
    not_after: int | None = None,
    door_groups: Iterable[int] = (),
    schedule: str = "",
    release_ms: int = 0,
    open_ms: int = 0,
) -> CredentialRight:
    """A credential that is good around ``now`` (UTC ms), with a card, a PIN, or both."""
    salt = credential if card else building.salt_alone(GROUP)
    return CredentialRight(
        credential=credential.hex(),
        not_before=now // 1000 - 3600 if not_before is None else not_before,
        not_after=now // 1000 + 3600 if not_after is None else not_after,
        state=state,
        card=building.card_at_gate(REFERENCE_KEY, building.card_name(key, card)) if card else "",
        pin=building.pin_name(key, pin, salt=salt) if pin else "",
        duress=building.pin_name(key, duress, salt=salt) if duress else "",
        door_groups=list(door_groups),
        schedule=schedule,
        release_ms=release_ms,
        open_ms=open_ms,
    )


def more(
    *credentials: CredentialRight,
    withdrawn: Iterable[bytes] = (),
    schedules: Iterable[Schedule] = (),
    special_days: Iterable[SpecialDayGroup] = (),
    rules: DoorRules | None = None,
    key: bytes = BUILDING_KEY,
) -> More:
    """The parts of a list that say more than windows, for ``signed_list`` and ``trusted_list``."""
    keys = BuildingKeys(v=1, keys=[BuildingKey(door_group=GROUP, key=key.hex())])
    sealed = building.seal_keys(REFERENCE_KEY, ADDRESS, keys, nonce=b"n" * building.NONCE_BYTES)
    timetable, gone = list(schedules), sorted(one[:8] for one in withdrawn)
    return {
        "credentials-0": (encode(CredentialPart(v=1, entries=list(credentials))), len(credentials)),
        "withdrawals-0": (b"".join(gone), len(gone)),
        "schedules-0": (encode(SchedulePart(v=1, schedules=timetable, special_days=list(special_days))), len(timetable)),
        "rules-0": (encode(RulesPart(v=1, rules=rules or DoorRules())), 1),
        "keys-0": (encode(KeysPart(v=1, sealed=sealed)), 1),
    }
