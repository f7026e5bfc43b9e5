"""Which passes a gate may open for: a list in parts, and its signed head, which names each part by the digest of its bytes."""

from typing import Annotated

from msgspec import Meta, Struct

from edge.protocol.messages import Count, Hex16, Millis, Sequence, Sha256Hex, ShortText

LIST_ENTRIES_PER_PART = 400


class ListEntry(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"not_before": "nb", "not_after": "na", "credential": "c"}
):
    """One resident credential that a gate may open for, within whole UTC seconds ``[not_before, not_after)``."""

    credential: Hex16
    not_before: Count
    not_after: Count


class ListPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One retained part of a list, at most ``LIST_ENTRIES_PER_PART`` entries; the manifest holds the digest of its bytes."""

    v: int
    entries: Annotated[list[ListEntry], Meta(max_length=LIST_ENTRIES_PER_PART)]


class PassKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A public key whose passes the gate accepts for one door group."""

    door_group: Count
    public_key: Sha256Hex


class PartDigest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which retained message belongs to a list version: its channel below ``lists/``, SHA-256 and number of entries."""

    name: ShortText
    sha256: Sha256Hex
    count: Count


class ListManifest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The signed head of a pass list. ``expires_at`` is tested when a list is *accepted*; a held list serves on."""

    v: int
    site: ShortText
    gate: ShortText
    version: Sequence
    issued_at: Millis
    expires_at: Millis
    door_groups: list[Count]
    pass_keys: list[PassKey]
    parts: list[PartDigest]
