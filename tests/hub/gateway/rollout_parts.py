"""A town of buildings with gates that say what they are told to say, and a release whose bundle nobody fetches."""

from collections.abc import Sequence

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import select

from edge.protocol.codec import decode, seal
from edge.protocol.messages import DesiredConfig, Release, Signed
from edge.protocol.signing import Purpose
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import configuration, rollout_steps, rollouts
from hub.gateway.rollout import Act
from hub.gateway.rollout_pace import Pace
from hub.gateway.rollout_standing import Standing, standing
from hub.gateway.rollouts import MINUTE_MS
from hub.gateway.tables import Gate, GateStatus, GateWish
from registry.refusals import Refused
from registry.tables import Property
from tests.hub.gateway.parts import add_building
from tests.rig.databases import owner

NOW = 1_795_000_000_000
KEY = Ed25519PrivateKey.generate()


def release(number: int = 5) -> bytes:
    """The signed head of a release whose bundle nobody fetches here."""
    head = Release(v=1, number=number, name=f"0.{number}.0", minimum=1, url="https://example.org/x.zip", sha256="0" * 64, size=1)
    return seal(KEY, Purpose.RELEASE, head)


def bare_building(config: HubConfig) -> Property:
    """A building in which nobody lives."""
    with owner(config) as session:
        place, _ids = add_building(session, people=0)
        session.expunge(place)
    return place


class Town:
    """Buildings with gates that say what they are told to say; ``link`` looks after the roll-out and signs, with its own rights."""

    def __init__(self, config: HubConfig, *sizes: int) -> None:
        self.link, self.desk, self.now = Database(config, "gateway"), Database(config, "people"), NOW
        self.config = config
        self.buildings: list[str] = []
        self.gates: list[str] = []
        for size in sizes:
            self.build(size)

    def build(self, gates: int) -> None:
        place = bare_building(self.config)
        self.buildings.append(place.id)
        for _ in range(gates):
            self.put_up(place.id)

    def put_up(self, building: str) -> str:
        name = f"gate-{len(self.gates)}"
        with owner(self.config) as session:
            gate = Gate(
                id=name, site="town", name=name, label=name, property_id=building, door_group=self.buildings.index(building),
                state="approved", created_by="a", created_at=NOW, approved_by="b", approved_at=NOW,
            )  # fmt: skip
            session.add(gate)
        self.gates.append(name)
        self.says(name)
        return name

    def says(self, gate: str, **changes: object) -> None:
        words: dict[str, object] = {
            "clock": "synced",
            "strike": "secured",
            "door": "closed",
            "faults": "[]",
            "software": "1",
            "mode": "locked",
        }
        words |= {"received_at": self.now, "online": True, "list_version": 1, "journal_depth": 0} | changes
        with owner(self.config) as session:
            session.merge(GateStatus(gate_id=gate, **words))  # type: ignore[arg-type]

    def says_again(self, *gates: str, minutes: int = 0, **changes: object) -> None:
        """Let minutes pass, and have these gates say this then."""
        self.now += minutes * MINUTE_MS
        for gate in gates:
            self.says(gate, **changes)
        self.look()

    def prepare(self, *, buildings: Sequence[int] = (0,), number: int = 5, per_stage: int = 1, actor: str = "first", **more: int) -> int:
        with self.desk.begin() as session:
            places = [self.buildings[one] for one in buildings]
            pace = Pace(per_stage=per_stage, **{"well_minutes": 60, "patience_minutes": 30, **more})
            return rollout_steps.prepare(session, release(number), buildings=places, pace=pace, actor=actor, now=self.now)

    def take(self, act: str, gate: str = "", *, actor: str = "second") -> None:
        with self.desk.begin() as session:
            rollout_steps.take(session, act, gate_id=gate, actor=actor, now=self.now)

    def begin(self, **how: int) -> None:
        self.prepare(**how)  # type: ignore[arg-type]
        self.take(Act.START)
        self.look()

    def refused(self, act: str, gate: str = "", *, actor: str = "second") -> str:
        with pytest.raises(Refused) as caught:
            self.take(act, gate, actor=actor)
        return caught.value.refusals[0].code

    def look(self) -> None:
        with self.link.begin() as session:
            rollouts.advance(session, now=self.now)
        with self.link.begin() as session:
            configuration.sign_new(session, KEY, now=self.now)

    def at(self) -> Standing:
        with self.desk.read() as session:
            found = standing(session)
            session.expunge_all()
        assert found is not None
        return found

    @property
    def state(self) -> str:
        return self.at().row.state

    @property
    def phases(self) -> dict[str, str]:
        return {each.gate.id: str(each.trace.phase) for stage in self.at().stages for each in stage.gates}

    def wished(self) -> dict[str, int]:
        """The number of the release in each wish that was signed, 0 for none."""
        with owner(self.config) as session:
            return {wish.gate_id: number_of(wish) for wish in session.exec(select(GateWish).where(GateWish.envelope != b""))}

    def versions(self) -> dict[str, int]:
        with owner(self.config) as session:
            return {wish.gate_id: wish.version for wish in session.exec(select(GateWish))}

    def close(self) -> None:
        self.link.close()
        self.desk.close()


def number_of(wish: GateWish) -> int:
    sent = decode(DesiredConfig, decode(Signed, wish.envelope).body).release
    found = rollouts.read_release(sent)
    return found.number if found else 0
