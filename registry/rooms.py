"""Rooms made floor by floor: floors 1 to 5 with 4 rooms each are 101–104 up to 501–504; pure.

The last two digits count the rooms of a floor, so that no two floors can make the same label.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from registry.refusals import Refusal, Refused

FLOOR_MAX = 99
ROOMS_PER_FLOOR_MAX = 99
ROOMS_AT_ONCE_MAX = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRange:
    """Rooms to be added; raises Refused with each field that is out of its range.

    The codes are ``floor-out-of-range``, ``floors-reversed``, ``rooms-out-of-range`` and ``too-many-rooms``; details say the limits.
    """

    first_floor: int
    last_floor: int
    rooms_per_floor: int

    def __post_init__(self) -> None:
        """Refuse what is out of range, all of it at once."""
        wrong = [
            Refusal("floor-out-of-range", name, limit=FLOOR_MAX)
            for name in ("first_floor", "last_floor")
            if not 1 <= getattr(self, name) <= FLOOR_MAX
        ]
        if not wrong and self.last_floor < self.first_floor:
            wrong.append(Refusal("floors-reversed", "last_floor"))
        if not 1 <= self.rooms_per_floor <= ROOMS_PER_FLOOR_MAX:
            wrong.append(Refusal("rooms-out-of-range", "rooms_per_floor", limit=ROOMS_PER_FLOOR_MAX))
        if not wrong and self.count > ROOMS_AT_ONCE_MAX:
            wrong.append(Refusal("too-many-rooms", "rooms_per_floor", limit=ROOMS_AT_ONCE_MAX))
        if wrong:
            raise Refused(*wrong)

    @property
    def count(self) -> int:
        """How many rooms it asks for."""
        return (self.last_floor - self.first_floor + 1) * self.rooms_per_floor

    def rooms(self) -> Iterator[tuple[int, str]]:
        """Yield each room's floor and label, lowest first."""
        for floor in range(self.first_floor, self.last_floor + 1):
            for room in range(1, self.rooms_per_floor + 1):
                yield floor, f"{floor}{room:02}"

    def labels(self) -> tuple[str, ...]:
        """Return the labels, lowest floor first."""
        return tuple(label for _floor, label in self.rooms())
