"""The succession of list keys at the hub: two persons for each step, one step at a time, and a link that dies goes on with the same key."""

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from edge.gate.keyring import Ring, first_ring, follow
from edge.protocol.codec import decode, open_signed, seal
from edge.protocol.keys import KeyChain
from edge.protocol.messages import Command, CommandAction, DesiredConfig, Signed
from edge.protocol.signing import Purpose, key_id
from hub.clock import now_ms
from hub.config import HubConfig
from hub.gateway import commands, configuration, keys
from hub.gateway.keys import HOUR_MS, RETIRE, ROTATE, Signer
from hub.gateway.tables import Gate, GateWish, KeyStep, PassList
from hub.secrets import make_secrets
from registry.refusals import Refused
from tests.edge.parts import public
from tests.hub.gateway.parts import Hub, PretendGate, add_building, enrol, until
from tests.hub.gateway.test_inbox import ADDRESS, NOW, Ground
from tests.rig.databases import owner

GATE = "g" * 32


class Desk(Ground):
    """A hub's database with one gate, the keys' files, and two operators."""

    def __init__(self, config: HubConfig) -> None:
        super().__init__(config)
        make_secrets(config)
        self.signer, self.now = Signer(config.secrets_dir), NOW
        with self.database.begin() as session:
            keys.note_first(session, self.signer, now=self.now)

    def propose(self, act: str, *, hours: int = 0, actor: str = "first", anyway: bool = False, behind: int = 0) -> int:
        with owner(self.config) as session:
            return keys.propose(session, act, hours=hours, is_anyway=anyway, behind=behind, actor=actor, now=self.now)

    def agree(self, actor: str = "second") -> int:
        with owner(self.config) as session:
            return keys.agree(session, actor=actor, now=self.now)

    def sign(self) -> None:
        with self.database.read() as session:
            assert keys.is_due(session)
        with self.database.begin() as session:
            keys.sign_next(session, self.signer, site=ADDRESS.site, now=self.now)
        with self.database.read() as session:
            self.signer.load(session)

    def step(self, act: str, **how: object) -> None:
        self.propose(act, **how)  # type: ignore[arg-type]
        self.agree()
        self.sign()

    def standing(self) -> keys.Standing:
        with owner(self.config) as session:
            return keys.standing(session)

    def chain(self) -> KeyChain:
        with self.database.read() as session:
            return decode(KeyChain, keys.chain(session))

    def ring(self, first: bytes) -> Ring:
        """What a gate believes that began with this key and hears what is retained now."""
        return follow(first_ring([first]), self.chain(), site=ADDRESS.site)


@pytest.fixture
def desk(database_config: HubConfig) -> Iterator[Desk]:
    made = Desk(database_config)
    yield made
    made.database.close()


def refused(desk: Desk, act: str, **how: object) -> str:
    with pytest.raises(Refused) as caught:
        desk.propose(act, **how)  # type: ignore[arg-type]
    return caught.value.refusals[0].code


def test_a_new_key_needs_two_persons_and_is_announced_before_it_begins(desk: Desk) -> None:
    first = public(desk.signer.at(NOW))
    assert desk.standing().newest == key_id(first).hex()
    desk.propose(ROTATE, hours=24)
    with desk.database.read() as session:
        assert (keys.is_due(session), keys.chain(session)) == (False, b"")
    with pytest.raises(Refused) as caught:
        desk.agree("first")
    assert caught.value.refusals[0].code == "key-second-person"
    desk.agree()
    desk.sign()
    ring = desk.ring(first)
    assert ring.believed == (first, public(desk.signer.at(NOW + 24 * HOUR_MS)))
    assert public(desk.signer.at(NOW + 24 * HOUR_MS - 1)) == first
    assert desk.standing().old == key_id(first).hex()
    assert (desk.standing().has_begun(NOW), desk.standing().has_begun(NOW + 24 * HOUR_MS)) == (False, True)


def test_one_step_at_a_time_and_in_order(desk: Desk) -> None:
    assert refused(desk, RETIRE) == "key-not-now"
    assert [refused(desk, ROTATE, hours=hours) for hours in (-1, 337)] == ["key-hours"] * 2
    desk.propose(ROTATE, hours=1)
    assert refused(desk, ROTATE) == "key-step-waiting"
    with owner(desk.config) as session:
        keys.withdraw(session)
    desk.step(ROTATE, hours=1)
    assert refused(desk, ROTATE) == "key-old-first"
    assert refused(desk, RETIRE) == "key-not-now"
    desk.now += HOUR_MS
    assert refused(desk, RETIRE, behind=1) == "key-gates-behind"
    desk.step(RETIRE, behind=1, anyway=True)
    assert desk.standing().old == ""
    for nothing_waits in (lambda session: keys.withdraw(session), lambda session: keys.agree(session, actor="second", now=NOW)):
        with owner(desk.config) as session, pytest.raises(Refused):
            nothing_waits(session)


def test_the_database_itself_wants_a_second_person(desk: Desk) -> None:
    for agreed_by in (None, "first"):
        with pytest.raises(IntegrityError), owner(desk.config) as session:
            session.add(KeyStep(number=1, act=ROTATE, asked_by="first", asked_at=NOW, agreed_by=agreed_by, signed_at=NOW))


def test_gates_follow_through_any_number_of_steps_from_whichever_key_they_know(desk: Desk) -> None:
    known = [public(desk.signer.at(NOW))]
    for _rotation in range(3):
        desk.step(ROTATE)
        known.append(public(desk.signer.at(desk.now)))
        desk.now += HOUR_MS
        desk.step(RETIRE)
    for key in known:
        assert desk.ring(key).believed == (known[-1],)
    assert desk.ring(known[0]).retired == tuple(known[:-1])
    assert len(desk.standing().ever) == 4


def test_a_hub_that_lost_its_newest_rows_comes_to_the_same_key_again(desk: Desk) -> None:
    desk.step(ROTATE)
    lost = public(desk.signer.at(desk.now))
    with owner(desk.config) as session:
        session.delete(session.get_one(KeyStep, 1))
    desk.signer = Signer(desk.config.secrets_dir)
    desk.step(ROTATE)
    assert public(desk.signer.at(desk.now)) == lost


def test_settings_are_signed_again_under_the_same_version(desk: Desk) -> None:
    with owner(desk.config) as session:
        configuration.wish(session, GATE, {"door.release_ms": 4000}, actor="first", now=NOW)
    with desk.database.begin() as session:
        (before,) = configuration.sign_new(session, desk.signer.at(NOW), now=NOW)
    desk.now += HOUR_MS
    desk.step(ROTATE)
    new = desk.signer.at(desk.now)
    with desk.database.begin() as session:
        assert configuration.sign_again(session, desk.signer.key(0), now=desk.now) == []
        (after,) = configuration.sign_again(session, new, now=desk.now)
        assert configuration.sign_again(session, new, now=desk.now) == []
    wishes = [decode(DesiredConfig, decode(Signed, one.envelope).body) for one in (before, after)]
    assert (wishes[0].version, wishes[0].settings) == (wishes[1].version, wishes[1].settings)
    assert (wishes[1].issued_at, decode(Signed, after.envelope).key) == (desk.now, key_id(public(new)).hex())


def test_a_command_carries_the_end_of_the_chain(desk: Desk) -> None:
    first = public(desk.signer.at(NOW))
    desk.step(ROTATE, hours=1)
    with owner(desk.config) as session:
        commands.ask(session, GATE, CommandAction.ROTATE_KEY, actor="first", now=NOW)
    with desk.database.begin() as session:
        (signed,) = commands.take_due(session, desk.signer.at(NOW), now=NOW)
    command = open_signed(Command, {key_id(first): first}, Purpose.COMMAND, signed.envelope)
    assert decode(KeyChain, command.keys) == desk.chain()
    assert len(seal(desk.signer.at(NOW), Purpose.COMMAND, command)) < 4_096


def lists_by(hub: Hub) -> list[str]:
    with owner(hub.config) as session:
        return [decode(Signed, row.manifest).key for row in session.exec(select(PassList))]


def wishes_by(hub: Hub) -> list[str]:
    with owner(hub.config) as session:
        return [decode(Signed, row.envelope).key for row in session.exec(select(GateWish)) if row.envelope]


def test_killed_at_any_step_the_link_goes_on_with_the_same_key_and_signs_everything_anew(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, _ids = add_building(session)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place))
    until(lambda: lists_by(hub))
    with owner(hub.config) as session:
        gate_id = session.exec(select(Gate.id)).one()
        configuration.wish(session, gate_id, {"door.release_ms": 4000}, actor="first", now=now_ms())
        keys.propose(session, ROTATE, hours=0, actor="first", now=now_ms())
    assert hub.link
    for place_of_death in ("keys.made", "keys.signed"):
        hub.link.kill()
        hub.link.release()
        link = hub.start_link(kill_at=place_of_death)
        if place_of_death == "keys.made":
            with owner(hub.config) as session:
                keys.agree(session, actor="second", now=now_ms())
        until(lambda: link.poll() is not None)  # noqa: B023 - asked at once
    made = Signer(hub.config.secrets_dir).key(1)
    with owner(hub.config) as session:
        assert [step.signed_at is not None for step in session.exec(select(KeyStep).order_by(KeyStep.number))] == [True, False]
    hub.link.release()
    hub.start_link()
    new = key_id(public(made)).hex()
    until(lambda: lists_by(hub) == [new])
    until(lambda: wishes_by(hub) == [new])
    gate.connect()
    assert gate.client
    gate.client.listen(f"anju/v1/{gate.address.site}/{gate.address.gate}/keys")
    until(lambda: any(name.endswith("/keys") for name, _payload in gate.client.heard))  # type: ignore[union-attr]
    (retained,) = {payload for name, payload in gate.client.heard if name.endswith("/keys")}
    ring = follow(first_ring([bytes.fromhex(gate.identity.list_keys[0])]), decode(KeyChain, retained), site=gate.address.site)
    assert ring.newest == public(made)
    gate.client.leave()
    assert enrol(hub.config, "gate-2", place).list_keys == [public(made).hex()]
