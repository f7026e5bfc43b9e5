"""When the link signs which lists: a change at once, and those that are old or not there a few at a time beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text

from edge.protocol.topics import GateAddress, parse_topic
from hub.config import HubConfig
from hub.database import Database
from hub.gateway.keys import Signer
from hub.gateway.link import DUTY_MS, LOOK_FOR_OLD_MS, LOOK_MS, Link
from hub.gateway.lists import RENEWED_AFTER_MS, RENEWED_AT_ONCE
from hub.gateway.provisioning import Place
from hub.gateway.wire import Message
from registry.tables import ListChange, Property
from tests.hub.gateway.parts import add_building
from tests.hub.gateway.test_lists import NOW, gate_at
from tests.rig.databases import owner

GATES = RENEWED_AT_ONCE + 5


class Quiet:
    """A line on which nobody says anything, an account list that nobody changes, and what was published of lists."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def open(self) -> None:
        """Be there."""

    def close(self) -> None:
        """Be there no more."""

    def receive(self, wait_seconds: float) -> list[Message]:
        """Hear nothing."""
        return []

    def acknowledge(self, message: Message) -> None:
        """Have nothing to acknowledge."""

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Write down whose list it is."""
        address, channel = parse_topic(topic)
        if channel == "lists":
            self.told.append(address.gate)

    def put(self, address: GateAddress, password: str) -> None:
        """Let everybody speak."""

    def remove(self, address: GateAddress) -> None:
        """Let everybody speak."""


@dataclass
class Hour:
    """A link whose clock is moved by hand, and a town of buildings with one gate each, none of which has a list."""

    config: HubConfig
    now: int = NOW
    line: Quiet = field(default_factory=Quiet)

    def __post_init__(self) -> None:
        """Build the town."""
        self.homes: list[Property] = []
        with owner(self.config) as session:
            for number in range(GATES):
                place, _ids = add_building(session, now=NOW)
                session.add(gate_at(place, f"g-{number}"))
                self.homes.append(place)
            session.connection().execute(text("DELETE FROM register_list_change"))
        self.groups = [place.door_group for place in self.homes]
        self.database = Database(self.config, "gateway")
        place_of_broker = Place(broker_host="127.0.0.1", broker_port=1, list_keys=())
        signer = Signer(self.config.secrets_dir)
        self.link = Link(
            self.line, self.database, self.line, site="town", signer=signer, place=place_of_broker, clock=lambda: self.now  # type: ignore[arg-type]
        )  # fmt: skip
        self.link.open()

    def turn(self, ms: int = DUTY_MS) -> list[str]:
        """Let time pass and the link take a turn; return whose lists it published."""
        self.now += ms
        self.line.told.clear()
        self.link.turn()
        return list(self.line.told)

    def change(self, number: int) -> None:
        with owner(self.config) as session:
            session.add(ListChange(id=f"{self.now + number:032}", door_group=self.groups[number], at=self.now))


@pytest.fixture
def hour(sqlite_config: HubConfig) -> Iterator[Hour]:
    made = Hour(sqlite_config)
    yield made
    made.database.close()


def test_a_change_goes_before_all_that_is_due_besides(hour: Hour) -> None:
    hour.change(GATES - 1)
    first, *others = hour.turn()
    assert first == f"g-{GATES - 1}" and len(others) == RENEWED_AT_ONCE
    hour.change(GATES - 1)
    assert hour.turn(ms=LOOK_MS - 1) == [], "while entries come without a pause, not after each of them"
    assert hour.turn(ms=1) == [f"g-{GATES - 1}"], "and nobody else in it"


def test_a_town_without_lists_has_them_in_a_few_turns_and_new_ones_a_day_later(hour: Hour) -> None:
    everybody = {f"g-{number}" for number in range(GATES)}
    assert {*hour.turn(), *hour.turn()} == everybody
    assert [hour.turn() for _ in range(5)] == [[]] * 5
    assert hour.turn(RENEWED_AFTER_MS - 10 * DUTY_MS) == []
    told = {name for _ in range(LOOK_FOR_OLD_MS // DUTY_MS + 12) for name in hour.turn()}
    assert told == everybody
