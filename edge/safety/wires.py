"""What a door's wires can do, whatever they are made of."""

from typing import Protocol

from edge.config import GateConfig
from edge.safety.words import Said


class Wires(Protocol):
    """The lock's output and the door's inputs. No call waits for anything; an OSError ends the process, and the lock is at rest."""

    tick_ms: int
    """How long nobody need look at what cannot be watched."""

    def watched(self) -> dict[int, int]:
        """Return the file descriptors to wait on, each with its poll events."""

    def heard(self, now_ms: int) -> list[Said]:
        """Return what the inputs did since the last call, oldest first; at the first call how they stand."""

    def release(self) -> None:
        """Let the door go."""

    def secure(self) -> None:
        """Hold the door."""

    def are_gone(self, now_ms: int) -> bool:
        """Tell whether there is no door here any more: a pretend one was taken away."""

    def rest(self) -> None:
        """Leave the lock without current: a fail-safe door opens, a fail-secure one holds."""


def connect(config: GateConfig) -> Wires:
    """Return the wires that are configured; raise OSError if a line cannot be had."""
    is_fail_safe = config.door.lock == "fail_safe"
    if config.door.driver == "gpiod":
        from edge.safety.gpio import GpioWires  # a gate without GPIO need not have the library

        return GpioWires(config.pins, is_fail_safe=is_fail_safe)
    if config.door.driver == "modbus":
        from edge.safety.modbus import ModbusWires, open_line

        return ModbusWires(open_line(config.modbus), config.pins, unit=config.modbus.unit, is_fail_safe=is_fail_safe)
    from edge.safety.bench import BenchWires

    return BenchWires(config.bench.address, is_fail_safe=is_fail_safe)
