"""From one version of a list to the next: enough to make the new parts out of the old ones, to the byte.

A delta is believed for its outcome: the parts that it makes must fit the digests of the new manifest, which is the hub's own. Whoever holds
another version, or gets other bytes, leaves it alone and takes the whole list, which the broker keeps.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta, Struct

from edge.protocol.codec import VERSION, decode, encode
from edge.protocol.messages import Hex16, Sequence, ShortText
from edge.protocol.pass_list import LIST_ENTRIES_PER_PART, ListEntry, ListPart
from edge.protocol.rights import CREDENTIALS_PER_PART, CredentialPart, CredentialRight

PASSES, CREDENTIALS = "passes-", "credentials-"


class PartDelta(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What becomes of one part: of ``passes-N`` and ``credentials-N`` who is dropped and who put in, of any other its ``whole`` bytes."""

    name: ShortText
    drop: Annotated[list[Hex16], Meta(max_length=LIST_ENTRIES_PER_PART)] = []
    put: Annotated[list[ListEntry], Meta(max_length=LIST_ENTRIES_PER_PART)] = []
    rights: Annotated[list[CredentialRight], Meta(max_length=CREDENTIALS_PER_PART)] = []
    whole: bytes = b""


class ListDelta(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The step from version ``since`` to the one that ``manifest``, a sealed :class:`ListManifest`, is the head of."""

    v: int
    since: Sequence
    manifest: bytes
    parts: list[PartDelta]


def between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[PartDelta]:
    """Return what makes the parts of a list out of those of the one before; raise Malformed if either cannot be read."""
    return [_difference(name, before.get(name), data) for name, data in after.items() if before.get(name) != data]


def apply(before: Mapping[str, bytes], changes: Iterable[PartDelta]) -> dict[str, bytes]:
    """Return the parts with these changes made; raise Malformed if one of the old cannot be read. The outcome still has to be verified."""
    return {**before, **{change.name: _changed(before.get(change.name), change) for change in changes}}


def _difference(name: str, before: bytes | None, after: bytes) -> PartDelta:
    if name.startswith(PASSES):
        old, new = _passes(before), _passes(after)
        return PartDelta(name=name, drop=sorted(old.keys() - new.keys()), put=[one for key, one in new.items() if old.get(key) != one])
    if name.startswith(CREDENTIALS):
        had, has = _credentials(before), _credentials(after)
        return PartDelta(name=name, drop=sorted(had.keys() - has.keys()), rights=[one for key, one in has.items() if had.get(key) != one])
    return PartDelta(name=name, whole=after)


def _changed(before: bytes | None, change: PartDelta) -> bytes:
    if change.name.startswith(PASSES):
        passes = _passes(before) | {one.credential: one for one in change.put}
        return encode(ListPart(v=VERSION, entries=[passes[key] for key in sorted(passes.keys() - set(change.drop))]))
    if change.name.startswith(CREDENTIALS):
        rights = _credentials(before) | {one.credential: one for one in change.rights}
        return encode(CredentialPart(v=VERSION, entries=[rights[key] for key in sorted(rights.keys() - set(change.drop))]))
    return change.whole


def _passes(data: bytes | None) -> dict[str, ListEntry]:
    return {one.credential: one for one in decode(ListPart, data).entries} if data else {}


def _credentials(data: bytes | None) -> dict[str, CredentialRight]:
    return {one.credential: one for one in decode(CredentialPart, data).entries} if data else {}
