"""GPIO lines that a test holds in its hand, as gpiod gives them."""

import os
from types import SimpleNamespace
from typing import Any

from gpiod.line import Value


class Chip:
    """Remembers levels, hands over the events it was given; its descriptor is readable while there are any."""

    def __init__(self) -> None:
        self.levels: dict[int, Value] = {}
        self.driven: list[Value] = []
        self.events: list[Any] = []
        self.asked: dict[str, Any] = {}
        self.fd = os.eventfd(0, os.EFD_NONBLOCK)

    def request(self, chip: str, **asked: Any) -> "Chip":
        self.asked = {"chip": chip, **asked}
        return self

    def set_value(self, pin: int, value: Value) -> None:
        self.levels[pin] = value
        self.driven.append(value)

    def get_value(self, pin: int) -> Value:
        return self.levels.get(pin, Value.INACTIVE)

    def wait_edge_events(self, _timeout: float) -> bool:
        return bool(self.events)

    def read_edge_events(self) -> list[Any]:
        os.eventfd_read(self.fd)
        events, self.events = self.events, []
        return events

    def edge(self, pin: int, *, rising: bool) -> None:
        self.levels[pin] = Value.ACTIVE if rising else Value.INACTIVE
        kinds = SimpleNamespace(RISING_EDGE=1, FALLING_EDGE=2)
        self.events.append(SimpleNamespace(line_offset=pin, Type=kinds, event_type=1 if rising else 2))
        os.eventfd_write(self.fd, 1)
