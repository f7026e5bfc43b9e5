"""Puts a gate together from its settings and its identity, and takes it apart in the right order."""

import dataclasses
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from edge.agent import SOFTWARE, Agent
from edge.certificates import context_for
from edge.clock import SystemClock, TrustedClock, is_disciplined
from edge.commands import Commands
from edge.config import GateConfig
from edge.desired import Desired
from edge.drivers import connect
from edge.enrolment import load_identity, load_key
from edge.held_list import HeldList
from edge.holding import hold
from edge.home_assistant.entities import Seen, Topics, wired
from edge.home_assistant.line import HouseholdLine
from edge.home_assistant.place import place_of
from edge.journal import Journal
from edge.kept_memory import KeptMemory
from edge.kept_mode import KeptMode
from edge.keyring import load_keyring
from edge.ports import Wires
from edge.probation import Probation
from edge.protocol.topics import GateAddress, gate_address
from edge.readers.camera import Camera
from edge.readers.qr import QrReader
from edge.renewal import Renewal
from edge.software import Releases
from edge.uplink import Broker, MqttUplink
from edge.walk_test import Step, Tried, Walk


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that is ready to run."""

    agent: Agent
    camera: Camera
    uplink: MqttUplink
    household: HouseholdLine
    journal: Journal
    probation: Probation
    wires: Wires
    held: IO[bytes]

    def run(self, stop: threading.Event) -> bool:
        """Serve the door until told to stop; return whether the program is to be started again."""
        self.uplink.open()
        self.household.open()
        self.agent.run(stop)
        if not self.probation.starts_again:
            self.wires.goodbye()
        self.uplink.close()
        self.household.close()
        self.camera.close()
        self.journal.close()
        self.held.close()
        return self.probation.starts_again


def walk_test(config: GateConfig, config_file: Path, *, wait_s: float, tell: Callable[[Step], None]) -> Iterator[Tried]:
    """Have each part of the door tried by hand, in place of the gate; raise Held while the gate runs."""
    with hold(config.data_dir):
        hardware = connect(config, config_file, clock=SystemClock())
        camera = Camera(config.camera.source, deadline_ms=config.camera.deadline_ms)
        try:
            yield from Walk(config, hardware, camera, QrReader(), wait_s=wait_s).run(tell)
        finally:
            hardware.wires.goodbye()
            camera.close()


def assemble(config: GateConfig, config_file: Path) -> Gate:
    """Return a gate that is ready to run; raise NotEnrolled, BadCertificate, OSError (Held) or sqlite3.Error. Needs no network.

    ``config_file`` is where the settings came from: the process below the agent reads them there, as they were set at the gate.
    """
    identity, held_folder = load_identity(config.data_dir), hold(config.data_dir)
    address = gate_address(identity.site, identity.gate)
    clock = SystemClock()
    keyring = load_keyring(config.data_dir, identity)
    desired = Desired(config.data_dir, address=address, keyring=keyring, base=config)
    config = desired.start()
    releases = Releases(config)
    probation = Probation(desired, releases, Renewal(config, identity), started_ms=clock.monotonic_ms())
    hardware = connect(config, config_file, clock=clock)
    journal = Journal(config.data_dir, entries_max=config.journal.entries_max)
    reference_key = bytes.fromhex(identity.reference_key)
    trusted = TrustedClock(clock, config.data_dir, is_kept=is_disciplined)
    held = HeldList(config.data_dir, address=address, keyring=keyring, reference_key=reference_key, clock=trusted)
    camera = Camera(config.camera.source, deadline_ms=config.camera.deadline_ms)
    agent = Agent(
        address,
        reference_key,
        config=config.door,
        clock=clock,
        camera=camera,
        reader=QrReader(),
        hardware=hardware,
        journal=journal,
        held=held,
        memory=KeptMemory(config.data_dir),
        kept_mode=KeptMode(config.data_dir, first=config.door.mode),
        desired=desired,
        releases=releases,
        probation=probation,
    )
    broker = Broker(
        host=config.uplink.host or identity.broker_host,
        port=config.uplink.port or identity.broker_port,
        password=identity.broker_password,
        protocol=config.uplink.protocol or identity.mqtt,
        resend_ms=config.uplink.resend_ms,
        context=context_for(identity, load_key(config.data_dir)),
    )
    commands = Commands(
        config.data_dir,
        address=address,
        keyring=keyring,
        door=agent.from_afar,
        clock=clock,
        believed=agent.believed,
        witness=trusted.witness,
        answer=agent.answer,
    )
    uplink = MqttUplink(
        broker,
        address,
        journal,
        status=agent.status,
        on_list=held.offer,
        on_config=probation.hear,
        on_keys=lambda payload: _follow(payload, held, probation),
        on_command=commands.hear,
        on_connected=commands.connected,
    )
    agent.attach(uplink, commands)
    household = _household_line(config, address, agent=agent, uplink=uplink, held=held)
    return Gate(agent, camera, uplink, household, journal, probation, hardware.wires, held_folder)


def _follow(payload: bytes, held: HeldList, probation: Probation) -> None:
    """Follow the hub's keys, and look once more at what had come before its key was known."""
    held.keyring.follow(payload)
    held.try_again()
    probation.hear_again()


def _household_line(config: GateConfig, address: GateAddress, *, agent: Agent, uplink: MqttUplink, held: HeldList) -> HouseholdLine:
    def see() -> Seen:
        signed_at = held.current.issued_at if held.current else None
        return Seen(status=agent.status(True), is_hub_reached=uplink.is_online(), list_signed_at=signed_at)

    return HouseholdLine(
        config.data_dir,
        place_of(config.home_assistant),
        topics=Topics(address, config.home_assistant.prefix),
        entities=wired(None if config.door.driver == "simulated" else dataclasses.asdict(config.pins)),
        language=config.home_assistant.language,
        software=SOFTWARE,
        see=see,
    )
