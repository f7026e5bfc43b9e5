"""What a list grants beyond windows, read from its parts and made ready to be asked in one step each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edge.gate.schedules import SpecialDays
from edge.protocol.building import open_keys
from edge.protocol.codec import Malformed, decode
from edge.protocol.rights import WITHDRAWAL_BYTES, CredentialPart, CredentialRight, DoorRules, KeysPart, RulesPart, Schedule, SchedulePart
from edge.protocol.topics import GateAddress


@dataclass(frozen=True, slots=True)
class PinOwner:
    """Whose PIN it is, and whether it is the one for duress."""

    credential: bytes
    duress: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Credentials by id, and the ways to find one: by a card's name, or a PIN's that opens alone. ``withdrawn`` holds 8 bytes of each."""

    credentials: Mapping[bytes, CredentialRight] = field(default_factory=dict)
    cards: Mapping[str, bytes] = field(default_factory=dict)
    pins: Mapping[str, PinOwner] = field(default_factory=dict)
    withdrawn: frozenset[bytes] = frozenset()
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    special_days: Mapping[str, SpecialDays] = field(default_factory=dict)
    rules: DoorRules = field(default_factory=DoorRules)
    building_keys: Mapping[int, bytes] = field(default_factory=dict)

    def is_withdrawn(self, credential: bytes) -> bool:
        """Tell whether a pass that needs no entry in the list was taken back."""
        return credential[:WITHDRAWAL_BYTES] in self.withdrawn


def read_credentials(data: bytes) -> dict[bytes, CredentialRight]:
    """Return what a part of kind ``credentials`` grants, by 16-byte credential; raise Malformed."""
    return {bytes.fromhex(one.credential): one for one in decode(CredentialPart, data).entries}


class RightsReader:
    """Takes a list's parts in any order; raises Malformed for one that is not what its name says, and for a name that is not known."""

    def __init__(self, reference_key: bytes, address: GateAddress) -> None:
        self._reference_key, self._address = reference_key, address
        self._credentials: dict[bytes, CredentialRight] = {}
        self._withdrawn: set[bytes] = set()
        self._schedules: dict[str, Schedule] = {}
        self._special_days: dict[str, SpecialDays] = {}
        self._rules = DoorRules()
        self._building_keys: dict[int, bytes] = {}

    def add(self, credentials: Mapping[bytes, CredentialRight]) -> None:
        """Take what :func:`read_credentials` found in a part."""
        self._credentials |= credentials

    def take(self, name: str, data: bytes) -> int:
        """Read one part of another kind and return how many entries it has, as the manifest counts them."""
        match name.rpartition("-")[0]:
            case "withdrawals":
                return self._take_withdrawals(data)
            case "schedules":
                part = decode(SchedulePart, data)
                self._schedules |= {one.token: one for one in part.schedules}
                self._special_days |= {one.token: SpecialDays.of(one) for one in part.special_days}
                return len(part.schedules)
            case "rules":
                self._rules = decode(RulesPart, data).rules
                return 1
            case "keys":
                keys = open_keys(self._reference_key, self._address, decode(KeysPart, data).sealed).keys
                self._building_keys |= {one.door_group: bytes.fromhex(one.key) for one in keys}
                return len(keys)
            case _:
                raise Malformed("a part that is not known here")

    def rights(self) -> Rights:
        """Return what was read; raise Malformed if something is named that is not there."""
        self._check_names()
        return Rights(
            credentials=self._credentials,
            cards={one.card: key for key, one in self._credentials.items() if one.card},
            pins=dict(self._pins_alone()),
            withdrawn=frozenset(self._withdrawn),
            schedules=self._schedules,
            special_days=self._special_days,
            rules=self._rules,
            building_keys=self._building_keys,
        )

    def _pins_alone(self) -> list[tuple[str, PinOwner]]:
        alone = [(key, one) for key, one in self._credentials.items() if not one.card]
        owners = [(one.pin, PinOwner(key, False)) for key, one in alone if one.pin]
        return owners + [(one.duress, PinOwner(key, True)) for key, one in alone if one.duress]

    def _take_withdrawals(self, data: bytes) -> int:
        count, rest = divmod(len(data), WITHDRAWAL_BYTES)
        if rest:
            raise Malformed("withdrawals that are not 8 bytes each")
        self._withdrawn |= {data[at : at + WITHDRAWAL_BYTES] for at in range(0, len(data), WITHDRAWAL_BYTES)}
        return count

    def _check_names(self) -> None:
        wanted = {one.schedule for one in self._credentials.values() if one.schedule}
        groups = {special.group for one in self._schedules.values() for special in one.special}
        if not wanted <= self._schedules.keys() or not groups <= self._special_days.keys():
            raise Malformed("a schedule or special days that the list does not hold")
