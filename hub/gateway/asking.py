"""When the hub asks a gate for entries that it misses: not while a backlog is on its way, but once a feed has stood still for a while.

Gates send what is new before what is old, so numbers beyond a hole are nothing unusual; a hole that stays is. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edge.protocol.messages import Range
from edge.protocol.topics import GateAddress

PATIENCE_MS = 5_000

FeedKey = tuple[GateAddress, str]


@dataclass(slots=True)
class Asking:
    """Since when each feed with a hole has stood where it stands, by its gate and epoch."""

    _since: dict[FeedKey, tuple[int, int]] = field(default_factory=dict)

    def due(self, committed: Mapping[FeedKey, int], missing: Mapping[FeedKey, list[Range]], *, now: int) -> dict[FeedKey, list[Range]]:
        """Return what to ask for now, of feeds that were just heard from: where each stands, and what it misses. ``now`` is UTC ms."""
        asked = {}
        for key, stands_at in committed.items():
            if key not in missing:
                self._since.pop(key, None)
                continue
            at, since = self._since.get(key, (-1, now))
            if at != stands_at:
                self._since[key] = stands_at, now
            elif now - since >= PATIENCE_MS:
                asked[key] = missing[key]
                self._since[key] = stands_at, now
        return asked
