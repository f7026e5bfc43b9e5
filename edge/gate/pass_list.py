"""Which pass list a gate believes: signed by the hub, for this very gate, newer than the one it holds, unexpired and whole.

Expiry is tested when a list is accepted. One that is held serves on when it grows old: a hub that is away locks nobody out. Each part of
each list is held against its digest; to read it again is left out where the list before had a part of just that digest.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from edge.gate.rights import Rights, RightsReader, read_credentials
from edge.protocol.codec import Malformed, decode, open_signed
from edge.protocol.list_delta import CREDENTIALS, PASSES
from edge.protocol.pass_list import ListManifest, ListPart, PartDigest, PassKey
from edge.protocol.rights import CredentialRight
from edge.protocol.signing import BadSignature, Purpose, key_id
from edge.protocol.topics import GateAddress


class Why(StrEnum):
    """Why a list was refused."""

    FOREIGN_SIGNATURE = "foreign_signature"
    MALFORMED = "malformed"
    ANOTHER_GATE = "another_gate"
    NOT_NEWER = "not_newer"
    EXPIRED = "expired"
    PART_MISSING = "part_missing"
    PART_ALTERED = "part_altered"
    UNKNOWN_ZONE = "unknown_zone"


class ListRefused(ValueError):
    """The list is not believed; ``why`` says what is wrong with it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Window(NamedTuple):
    """Whole UTC seconds, half open."""

    not_before: int
    not_after: int


class TrustedKey(NamedTuple):
    """A public key whose passes open this door group."""

    door_group: int
    public_key: bytes


@dataclass(frozen=True, slots=True)
class ReadPart:
    """Whom a part names, by 16-byte credential: ``passes-N`` with a window, ``credentials-N`` with a right that says more."""

    windows: Mapping[bytes, Window] = field(default_factory=dict)
    rights: Mapping[bytes, CredentialRight] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many it names."""
        return len(self.windows) + len(self.rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPassList:
    """A list that was verified whole. Instants are UTC ms; ``entries`` maps 16-byte credentials to their windows, ``rights`` says the rest.

    ``reference_key`` is the gate's own, by which its list names cards. ``read`` is what each part said, for the list that comes after it.
    """

    version: int
    issued_at: int
    expires_at: int
    door_groups: frozenset[int]
    pass_keys: Mapping[bytes, TrustedKey]
    entries: Mapping[bytes, Window]
    rights: Rights = field(default_factory=Rights)
    reference_key: bytes = field(default=b"", repr=False)
    read: Mapping[PartDigest, ReadPart] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> int:
        """How many credentials it holds."""
        return len(self.entries) + len(self.rights.credentials)

    def is_stale(self, now_ms: int) -> bool:
        """Tell whether the hub should have sent a newer one by now."""
        return now_ms >= self.expires_at


def read_manifest(envelope: bytes, *, address: GateAddress, list_keys: tuple[bytes, ...]) -> ListManifest:
    """Return the head of a list that is signed for this gate; raise ListRefused."""
    keys = {key_id(key): key for key in list_keys}
    try:
        manifest = open_signed(ListManifest, keys, Purpose.LIST, envelope)
    except BadSignature as error:
        raise ListRefused(Why.FOREIGN_SIGNATURE) from error
    except Malformed as error:
        raise ListRefused(Why.MALFORMED) from error
    if (manifest.site, manifest.gate) != address:
        raise ListRefused(Why.ANOTHER_GATE)
    return manifest


def accept(
    manifest: ListManifest,
    parts: Mapping[str, bytes],
    *,
    newer_than: int,
    now_ms: int,
    reference_key: bytes = b"",
    before: TrustedPassList | None = None,
) -> TrustedPassList:
    """Return the list if it may replace the version that is held; raise ListRefused. The manifest comes from :func:`read_manifest`.

    ``before`` is the list that is held.
    """
    if manifest.version <= newer_than:
        raise ListRefused(Why.NOT_NEWER)
    if now_ms >= manifest.expires_at:
        raise ListRefused(Why.EXPIRED)
    return restore(manifest, parts, reference_key=reference_key, before=before)


def restore(
    manifest: ListManifest, parts: Mapping[str, bytes], *, reference_key: bytes = b"", before: TrustedPassList | None = None
) -> TrustedPassList:
    """Return a list that was accepted before, whatever its age; raise ListRefused if a part is not the one that was signed for.

    ``reference_key`` opens what was sealed for this gate; a list without such parts needs none. Nothing is read until all parts are there.
    """
    if any(wanted.name not in parts for wanted in manifest.parts):
        raise ListRefused(Why.PART_MISSING)
    entries: dict[bytes, Window] = {}
    read: dict[PartDigest, ReadPart] = {}
    reader = RightsReader(reference_key, GateAddress(manifest.site, manifest.gate))
    try:
        for wanted in manifest.parts:
            data = _whole(parts, wanted)
            if wanted.name.startswith((PASSES, CREDENTIALS)):
                part = read[wanted] = (before.read.get(wanted) if before else None) or _read(wanted.name, data)
                entries |= part.windows
                reader.add(part.rights)
                count = part.count
            else:
                count = reader.take(wanted.name, data)
            if count != wanted.count:
                raise ListRefused(Why.MALFORMED)
        rights = reader.rights()
    except Malformed as error:
        raise ListRefused(Why.MALFORMED) from error
    return TrustedPassList(
        version=manifest.version,
        issued_at=manifest.issued_at,
        expires_at=manifest.expires_at,
        door_groups=frozenset(manifest.door_groups),
        pass_keys={key_id(bytes.fromhex(key.public_key)): _trusted(key) for key in manifest.pass_keys},
        entries=entries,
        rights=rights,
        reference_key=reference_key,
        read=read,
    )


def _whole(parts: Mapping[str, bytes], wanted: PartDigest) -> bytes:
    data = parts[wanted.name]
    if hashlib.sha256(data).hexdigest() != wanted.sha256:
        raise ListRefused(Why.PART_ALTERED)
    return data


def _read(name: str, data: bytes) -> ReadPart:
    if name.startswith(CREDENTIALS):
        return ReadPart(rights=read_credentials(data))
    return ReadPart(
        windows={bytes.fromhex(one.credential): Window(one.not_before, one.not_after) for one in decode(ListPart, data).entries}
    )


def _trusted(key: PassKey) -> TrustedKey:
    return TrustedKey(key.door_group, bytes.fromhex(key.public_key))
