"""A small town for the promises: a landlord's house with a gate, met by HTTP, and beside it a police station with the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hub import upkeep
from hub.config import HubConfig
from hub.gateway.tables import Gate
from tests.hub.screening.parts import DAY_MS, Station, running_station, signed
from tests.hub.web.front import Front, House, add_house, running_front
from tests.registry.parts import resident_number

WATCHED = {"name": "李四", "document_number": resident_number(31), "phone": "13800138000"}


@dataclass
class Town:
    """One database as everybody has it who works with it."""

    front: Front
    station: Station
    house: House
    gate: Gate

    def watch(self, *, name: str = WATCHED["name"], document_number: str = WATCHED["document_number"], reference: str = "M-0031") -> None:
        """Put an alert on somebody's exact document in force."""
        subject = {"name": name, "document": {"kind": "resident_id", "country": "CHN", "number": document_number}}
        alert = signed(subject=subject, reference=reference, expires_at=self.front.now + 30 * DAY_MS)
        self.station.approve(self.station.submit(alert, now=self.front.now).id, now=self.front.now)

    def enter(self, made: dict[str, Any], **how: Any) -> None:
        """Let a pass be read at the door."""
        self.front.hold_up(self.gate, made["credential_id"], **how)

    def work(self) -> None:
        """Let the worker screen whoever is to be screened, and write for people who looked."""
        self.station.screen(now=self.front.now)
        with self.station.worker.begin() as session:
            upkeep.write_disclosures(session)


@contextmanager
def running_town(config: HubConfig) -> Iterator[Town]:
    """Run a town on these settings."""
    with running_front(config) as front, running_station(config) as station:
        house = add_house(front.landlord())
        gate = front.fit_gate(house.property_id, house.door_group)
        front.heard(gate, online=True)
        yield Town(front, station, house, gate)
