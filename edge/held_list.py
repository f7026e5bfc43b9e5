"""The pass list that a gate holds: what the hub sends is tried by the pure rules, and what they accept is put on the disk and used.

It lies in a file of its own, so that a damaged journal locks nobody out; it is verified again when it is loaded.
"""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from edge import log
from edge.clock import TrustedClock
from edge.files import write_whole
from edge.gate.pass_list import ListRefused, TrustedPassList, Why, accept, read_manifest, restore
from edge.gate.time_trust import Believed
from edge.keyring import Keyring
from edge.protocol.codec import Malformed, open_signed
from edge.protocol.list_delta import ListDelta, apply
from edge.protocol.pass_list import ListManifest
from edge.protocol.signing import BadSignature, Purpose, key_id
from edge.protocol.topics import GateAddress

FILE_NAME = "pass-list.json"
CHANNEL = "lists"
DELTAS = "changes"


class _Kept(msgspec.Struct, frozen=True):
    manifest: bytes
    parts: dict[str, bytes]


class HeldList:
    """``current`` is the list to decide by, or None; ``refused`` says why the newest that came was not taken.

    ``zone`` is the door's own time, as its list names it; ``keyring`` says by whom a list has to be signed.
    """

    def __init__(self, folder: Path, *, address: GateAddress, keyring: Keyring, reference_key: bytes, clock: TrustedClock) -> None:
        self._path = folder / FILE_NAME
        self._address, self.keyring, self._reference_key, self._clock = address, keyring, reference_key, clock
        self.zone = ZoneInfo("UTC")
        self._envelope = b""
        self._parts: dict[str, bytes] = {}
        self._held_parts: dict[str, bytes] = {}
        self.refused: Why | None = None
        self.current: TrustedPassList | None = None
        self._load()

    @property
    def version(self) -> int:
        """The version that is held, 0 for none."""
        return self.current.version if self.current else 0

    def believed(self) -> Believed:
        """Return the time to decide by: never earlier than the signing of the list that is held."""
        return self._clock.believed(floor_ms=self.current.issued_at if self.current else 0)

    def offer(self, channel: str, payload: bytes) -> bool:
        """Take a manifest (``lists``), a part (``lists/{part}``) or a delta (``changes``) as it comes, in any order; return whether a newer
        list is now held.
        """
        if channel == DELTAS:
            return self._step(payload)
        if channel != CHANNEL:
            self._parts[channel.removeprefix(CHANNEL + "/")] = payload
        elif payload:
            self._envelope = payload
        return self.try_again()

    def try_again(self) -> bool:
        """Look at the newest manifest that came once more; return whether a newer list is now held."""
        if not self._envelope:
            return False
        try:
            manifest = self._read(self._envelope)
            if manifest.version == self.version:
                self.refused = None
                return False
            self._take(manifest, self._envelope, self._parts)
        except ListRefused as refusal:
            self._refuse(refusal.why)
            return False
        return True

    def _step(self, payload: bytes) -> bool:
        """Go on from the version that is held, if this delta starts there. Whatever is wrong with it, the whole list comes after it."""
        try:
            delta = open_signed(ListDelta, {key_id(key): key for key in self.keyring.ring.believed}, Purpose.DELTA, payload)
            if delta.since != self.version:
                return False
            manifest = self._read(delta.manifest)
            self._take(manifest, delta.manifest, apply(self._held_parts, delta.parts))
        except (BadSignature, Malformed, ListRefused) as error:
            log.tell("list.delta_left", why=error.why.value if isinstance(error, ListRefused) else type(error).__name__)
            return False
        return True

    def _read(self, envelope: bytes) -> ListManifest:
        manifest = read_manifest(envelope, address=self._address, list_keys=self.keyring.ring.believed)
        if not self.keyring.may_sign(envelope, issued_at=manifest.issued_at):
            raise ListRefused(Why.FOREIGN_SIGNATURE)
        return manifest

    def _take(self, manifest: ListManifest, envelope: bytes, parts: Mapping[str, bytes]) -> None:
        now_ms, key = self.believed().now_ms, self._reference_key
        newer = accept(manifest, parts, newer_than=self.version, now_ms=now_ms, reference_key=key, before=self.current)
        zone = _zone_of(newer)
        wanted = {part.name: parts[part.name] for part in manifest.parts}
        try:
            write_whole(self._path, msgspec.json.encode(_Kept(envelope, wanted)))
        except OSError as error:  # who was withdrawn does not go on entering because a disk is full: after a start the hub sends it again
            log.tell("list.not_kept", kind=type(error).__name__)
        self.current, self.zone, self.refused = newer, zone, None
        self._envelope, self._held_parts, self._parts = envelope, wanted, dict(wanted)
        log.tell("list.accepted", version=newer.version, credentials=newer.size)

    def _refuse(self, why: Why) -> None:
        if why is not self.refused:
            log.tell("list.refused", why=why.value)
        self.refused = why

    def _load(self) -> None:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
            manifest = read_manifest(kept.manifest, address=self._address, list_keys=self.keyring.ring.known)
            held = restore(manifest, kept.parts, reference_key=self._reference_key)
            self.current, self.zone, self._held_parts = held, _zone_of(held), kept.parts
        except FileNotFoundError:
            return
        except (OSError, msgspec.MsgspecError, ListRefused) as error:
            self.refused = error.why if isinstance(error, ListRefused) else Why.MALFORMED
            log.tell("list.unreadable", why=self.refused.value)


def _zone_of(held: TrustedPassList) -> ZoneInfo:
    try:
        return ZoneInfo(held.rights.rules.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ListRefused(Why.UNKNOWN_ZONE) from error
