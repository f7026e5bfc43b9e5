"""What a door is wired to: its lock and inputs by the process below, its lamps and card reader, or a bench that pretends."""

from pathlib import Path

from edge.config import GateConfig
from edge.drivers.cards import NoReader, connect_reader
from edge.ports import Clock, CredentialReader, Hardware, Indicator
from edge.safety.link import SafetyLink, Starter
from edge.safety.words import socket_path


def connect(config: GateConfig, config_file: Path, *, clock: Clock) -> Hardware:
    """Return the hardware that is configured; raise OSError if a line cannot be had."""
    start = Starter(config_file) if config.safety.spawn else None
    wires = SafetyLink(socket_path(config.data_dir, config.safety.socket), now=clock.monotonic_ms, start=start)
    wires.heard()  # starts the process below while the rest of the gate is put together
    return Hardware(wires, *_front(config))


def _front(config: GateConfig) -> tuple[Indicator, CredentialReader]:
    indicator, reader = _beside(config)
    if config.reader.kind != "osdp":
        return indicator, reader
    from edge.drivers.osdp_face import face_of  # a gate without OSDP need not have the library
    from edge.drivers.together import Together

    return Together(indicator, face_of(reader, config)), reader


def _beside(config: GateConfig) -> tuple[Indicator, CredentialReader]:
    reader = connect_reader(config)
    if config.door.driver != "simulated":
        from edge.drivers.display import Display
        from edge.drivers.gpio import Lamps  # a gate without GPIO need not have the library

        return Lamps(config.pins, Display(config.display)), reader
    from edge.drivers.simulated import Bench

    bench = Bench(config.bench.address)
    return bench, bench if isinstance(reader, NoReader) else reader
