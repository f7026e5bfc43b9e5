"""What the hub is given of a journal: as many entries as one message carries, and a word on each number that it asked for in vain. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edge.journal_rows import Epoch
from edge.protocol.codec import VERSION
from edge.protocol.messages import MESSAGE_BYTES_MAX, Gap, Lost, Range

BATCH_BYTES = MESSAGE_BYTES_MAX - 12 * 1024

Row = tuple[int, str, int, bytes, bytes]
"""Place, epoch, number, body and digest of an entry."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Encoded entries in journal order, and the place of the last of them."""

    bodies: list[bytes]
    last_place: int


def parcel(found: Sequence[Row], after_place: int) -> Waiting:
    """Return what one message carries of these rows, from the first on."""
    bodies = fitting([bytes(body) for _place, _epoch, _seq, body, _head in found])
    return Waiting(bodies, found[len(bodies) - 1][0] if bodies else after_place)


def fitting(bodies: list[bytes]) -> list[bytes]:
    """Return as many of these, from the first on, as one message carries; each is far smaller than a message."""
    size = 0
    for count, body in enumerate(bodies):
        size += len(body) + 1
        if size > BATCH_BYTES:
            return bodies[:count]
    return bodies


def not_here(asked: Range, account: Epoch, known: Iterable[Gap]) -> list[Gap]:
    """Return why numbers that were asked for cannot be given: the ``known`` gaps, what the hub has had already, and what never was."""
    told = [gap for gap in known if gap.epoch == account.name and gap.first <= asked.last and asked.first <= gap.last]
    if asked.first <= account.base:
        told.append(Gap(v=VERSION, epoch=account.name, first=asked.first, last=min(asked.last, account.base), why=Lost.ACKNOWLEDGED))
    if asked.last > account.seq:
        told.append(Gap(v=VERSION, epoch=account.name, first=max(asked.first, account.seq + 1), last=asked.last, why=Lost.NEVER_HERE))
    return told
