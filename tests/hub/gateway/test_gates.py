"""A gate's way in: a one-time code, its own key, two persons, an identity that is given until the gate was heard, and never after."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import select

from edge.protocol.enrolment import EnrolmentRequest, EnrolmentState, GateIdentity
from edge.protocol.signing import Purpose, sign
from edge.protocol.topics import GateAddress
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import gates, provisioning
from hub.gateway.brokers import AccountsFile, password_matches, read_accounts
from hub.gateway.tables import Gate, GateAlarm, GateStatus
from registry.refusals import Refused
from tests.rig.databases import owner

NOW = 1_800_000_000_000
HOUR = 3_600_000
PLACE = provisioning.Place(broker_host="127.0.0.1", broker_port=1883, list_keys=("ab" * 32,))


class Desk:
    """The operator's side and the link's, each with its own role."""

    def __init__(self, config: HubConfig) -> None:
        self.config = config
        self.people, self.link = Database(config, "people"), Database(config, "gateway")
        self.accounts = AccountsFile(config.accounts_file)
        self.key = Ed25519PrivateKey.generate()

    def create(self, name: str = "gate-1", actor: str = "first") -> gates.GateCreated:
        with self.people.begin() as session:
            return gates.create_gate(session, site="town", name=name, label="Front", property_id="p", door_group=1, actor=actor, now=NOW)

    def ask(self, code: str, key: Ed25519PrivateKey | None = None, *, now: int = NOW, proof: str | None = None) -> gates.EnrolmentAnswer:
        key = key or self.key
        public = key.public_key().public_bytes_raw()
        proof = proof or sign(key, Purpose.ENROLMENT, code.encode() + public).hex()
        with self.people.begin() as session:
            return gates.request(session, EnrolmentRequest(code=code, public_key=public.hex(), proof=proof), now=now)

    def approve(self, gate_id: str, actor: str = "second") -> None:
        with self.people.begin() as session:
            gates.approve(session, gate_id, actor=actor, now=NOW)

    def settle(self) -> provisioning.Changed:
        return provisioning.settle(self.link, self.accounts, PLACE, now=NOW)

    def views(self) -> list[gates.GateView]:
        with self.people.read() as session:
            return gates.list_gates(session)


@pytest.fixture
def desk(database_config: HubConfig) -> Iterator[Desk]:
    made = Desk(database_config)
    yield made
    made.people.close()
    made.link.close()


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"^{code}$")


def test_a_gate_is_enrolled_by_two_persons_and_its_own_key(desk: Desk) -> None:
    made = desk.create()
    assert desk.ask(made.code).state is EnrolmentState.WAITING_FOR_APPROVAL
    desk.approve(made.gate_id)
    assert desk.ask(made.code).state is EnrolmentState.WAITING_FOR_APPROVAL  # the broker does not know it yet
    assert desk.settle().admitted == (GateAddress("town", "gate-1"),)
    identity = desk.ask(made.code).identity
    assert isinstance(identity, GateIdentity)
    assert desk.ask(made.code).identity == identity  # an answer lost on the way does no harm
    assert (identity.list_keys, identity.broker_port) == (["ab" * 32], 1883)
    assert password_matches(identity.broker_password, read_accounts(desk.config.accounts_file)["town.gate-1"])
    assert desk.settle() == provisioning.Changed()


def test_who_created_a_gate_cannot_approve_it(desk: Desk) -> None:
    made = desk.create()
    desk.ask(made.code)
    with refused("second-person-needed"):
        desk.approve(made.gate_id, actor="first")
    assert desk.views()[0].state == "requested"


def test_only_a_gate_that_asked_can_be_approved(desk: Desk) -> None:
    with refused("gate-not-waiting"):
        desk.approve(desk.create().gate_id)
    with refused("gate-not-waiting"):
        desk.approve("unknown")
    assert [view.state for view in desk.views()] == ["created"]


def test_a_code_is_bound_to_the_first_key(desk: Desk) -> None:
    made = desk.create()
    desk.ask(made.code)
    with refused("enrolment-code"):
        desk.ask(made.code, Ed25519PrivateKey.generate())
    assert desk.ask(made.code).state is EnrolmentState.WAITING_FOR_APPROVAL, "the first key goes on"


def test_wrong_late_and_unproven_codes_are_refused_alike(desk: Desk) -> None:
    made = desk.create()
    with refused("enrolment-code"):
        desk.ask("AAAA-AAAA-AAAA")
    with refused("enrolment-code"):
        desk.ask(made.code, now=NOW + gates.CODE_HOURS * HOUR)
    with refused("enrolment-code"):
        desk.ask(made.code, proof="00" * 64)
    assert desk.views()[0].state == "created"
    assert desk.ask(made.code, now=NOW + gates.CODE_HOURS * HOUR - 1).state is EnrolmentState.WAITING_FOR_APPROVAL
    assert desk.ask(made.code, now=NOW + gates.CODE_HOURS * HOUR).state is EnrolmentState.WAITING_FOR_APPROVAL  # bound in time


def test_codes_and_passwords_stand_nowhere(desk: Desk) -> None:
    made = desk.create()
    desk.ask(made.code)
    desk.approve(made.gate_id)
    desk.settle()
    identity = desk.ask(made.code).identity
    with owner(desk.config) as session:
        session.connection().exec_driver_sql("UPDATE gateway_gate SET identity = NULL")
        row = session.get_one(Gate, made.gate_id)
        kept = repr(row.model_dump())
    assert made.code not in kept
    assert identity.broker_password not in kept + desk.config.accounts_file.read_text()
    assert desk.config.accounts_file.stat().st_mode & 0o077 == 0
    with refused("enrolment-code"):
        desk.ask(made.code)  # the gate was heard: nothing more to give


def test_a_revoked_gate_loses_everything(desk: Desk) -> None:
    made = desk.create()
    desk.ask(made.code)
    desk.approve(made.gate_id)
    desk.settle()
    with desk.people.begin() as session:
        gates.revoke(session, made.gate_id)
    assert desk.settle().removed == (GateAddress("town", "gate-1"),)
    assert read_accounts(desk.config.accounts_file) == {}
    with refused("enrolment-code"):
        desk.ask(made.code)
    assert desk.settle() == provisioning.Changed()
    with owner(desk.config) as session:
        (gate,) = session.exec(select(Gate)).all()
        assert (gate.code_hash, gate.identity, gate.reference_key) == (None, None, None)


@pytest.mark.parametrize("name", ["", "#", "a/b", "Gate", "+", "x" * 41, "gate.1"])
def test_a_name_that_could_be_read_as_something_else_is_refused(desk: Desk, name: str) -> None:
    with refused("gate-name"):
        desk.create(name)
    assert desk.views() == []


def test_a_name_is_taken_once(desk: Desk) -> None:
    desk.create()
    with refused("gate-name-taken"):
        desk.create()
    assert len(desk.views()) == 1


def test_the_view_shows_problems_first_and_the_age_of_a_state(desk: Desk) -> None:
    for name in ("gate-1", "gate-2", "gate-3"):
        made = desk.create(name)
        desk.ask(made.code)
        desk.approve(made.gate_id)
        with owner(desk.config) as session:
            clock = "unknown" if name == "gate-3" else "synced"
            session.add(
                GateStatus(
                    gate_id=made.gate_id, received_at=NOW, online=True, list_version=7, journal_depth=2, clock=clock, strike="secured",
                    door="closed", faults="[]", software="1",
                )
            )  # fmt: skip
            session.flush()
            if name == "gate-2":
                session.add(GateAlarm(gate_id=made.gate_id, kind="forced", raised=True, at=NOW))
    views = desk.views()
    assert {view.name for view in views[:2]} == {"gate-2", "gate-3"}
    assert [view.has_problem for view in views] == [True, True, False]
    assert (views[2].heard_at, views[2].list_version, views[2].journal_depth) == (NOW, 7, 2)
    assert {view.name: view.alarms for view in views}["gate-2"] == ("forced",)
