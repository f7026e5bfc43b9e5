"""The wires of a door: real lines by gpiod, or a bench that pretends."""

from edge.config import GateConfig
from edge.ports import Hardware


def connect(config: GateConfig) -> Hardware:
    """Return the hardware that is configured; raise OSError if a line cannot be had."""
    if config.door.driver == "gpiod":
        from edge.drivers.gpio import Lines  # a gate without GPIO need not have the library

        lines = Lines(config.pins)
        return Hardware(lines, lines, lines, lines)
    from edge.drivers.simulated import Bench

    bench = Bench(config.bench.address)
    return Hardware(bench, bench, bench, bench)
