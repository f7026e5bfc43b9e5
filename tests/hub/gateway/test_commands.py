"""Commands on the hub's side: written by a person, sent once and only while fresh, answered by the gate that they were for."""

from collections.abc import Iterator

import pytest

from edge.protocol.codec import encode, open_signed
from edge.protocol.messages import FREE_MS_MAX, Command, CommandAction, CommandResult, Receipt
from edge.protocol.signing import Purpose, key_id
from hub.config import HubConfig
from hub.gateway import commands
from hub.gateway.keys import HOUR_MS
from hub.gateway.tables import Gate
from registry.refusals import Refused
from tests.edge.parts import LIST_KEY, public
from tests.hub.gateway.test_inbox import ADDRESS, NOW, Ground
from tests.rig.databases import owner

GATE = "g" * 32
KEYS = {key_id(public(LIST_KEY)): public(LIST_KEY)}


@pytest.fixture
def ground(database_config: HubConfig) -> Iterator[Ground]:
    made = Ground(database_config)
    yield made
    made.database.close()


def ask(ground: Ground, *, now: int = NOW) -> str:
    with owner(ground.config) as session:
        return commands.ask(session, GATE, CommandAction.UNLOCK, actor="manager", now=now)


def take(ground: Ground, *, now: int = NOW) -> list[Command]:
    with ground.database.read() as session:
        due = commands.is_due(session, now=now)
    with ground.database.begin() as session:
        signed = commands.take_due(session, LIST_KEY, now=now)
    assert due or not signed
    assert {one.address for one in signed} <= {ADDRESS}
    return [open_signed(Command, KEYS, Purpose.COMMAND, one.envelope) for one in signed]


def answer(ground: Ground, number: str, result: CommandResult, *, gate: str = ADDRESS.gate) -> None:
    ground.store(encode(Receipt(v=1, gate=gate, number=number, at=NOW, result=result, took_ms=3)), channel="receipts", now=NOW + 50)


def result(ground: Ground, number: str) -> str | None:
    with owner(ground.config) as session:
        found = commands.find(session, number)
        assert found
        return found.result


def test_a_command_is_signed_for_its_gate_and_sent_once(ground: Ground) -> None:
    number = ask(ground)
    (command,) = take(ground)
    assert (command.site, command.gate, command.number, command.action) == (*ADDRESS, number, CommandAction.UNLOCK)
    assert (command.issued_at, command.lives_ms) == (NOW, 10_000)
    assert take(ground) == []
    answer(ground, number, CommandResult.DONE)
    assert result(ground, number) == "done"


def test_what_could_not_be_sent_in_time_is_never_sent(ground: Ground) -> None:
    number = ask(ground)
    assert take(ground, now=NOW + 10_000) == []
    assert result(ground, number) is None


def test_the_first_receipt_counts_and_only_from_the_commands_own_gate(ground: Ground) -> None:
    number = ask(ground)
    take(ground)
    with owner(ground.config) as session:
        session.add(
            Gate(
                id="h" * 32,
                site="town",
                name="gate-2",
                label="Door",
                property_id="p",
                door_group=2,
                state="approved",
                reference_key="22" * 32,
                created_by="a",
                created_at=NOW,
                approved_by="b",
                provisioned_at=NOW,
            )
        )
    receipt = encode(Receipt(v=1, gate="gate-2", number=number, at=NOW, result=CommandResult.DONE, took_ms=0))
    ground.store(receipt, name="anju/v1/town/gate-2/receipts")
    assert result(ground, number) is None
    answer(ground, number, CommandResult.EXPIRED)
    answer(ground, number, CommandResult.DONE)
    assert result(ground, number) == "expired"


def test_a_gate_that_is_not_in_use_takes_no_command(ground: Ground) -> None:
    ask(ground)
    with owner(ground.config) as session:
        session.get_one(Gate, GATE).state = "revoked"
    assert take(ground) == []
    with pytest.raises(Refused):
        ask(ground)


def test_the_walls_let_a_desk_ask_and_nobody_rewrite_what_was_asked(ground: Ground) -> None:
    ask(ground)
    with pytest.raises(Exception, match=r"(?i)denied|prohibited|not authorized"), ground.database.begin() as session:
        session.connection().exec_driver_sql("UPDATE gateway_command SET action = 'drill'")


@pytest.mark.parametrize("mode", ["unlock", "lock_open"])
def test_a_door_is_asked_to_stand_free_until_a_time_that_is_signed(ground: Ground, mode: str) -> None:
    with owner(ground.config) as session:
        commands.ask(session, GATE, CommandAction.MODE, actor="manager", now=NOW, mode=mode)
        commands.ask(session, GATE, CommandAction.MODE, actor="manager", now=NOW, mode=mode, hours=12)
        commands.ask(session, GATE, CommandAction.MODE, actor="manager", now=NOW, mode="lock", hours=99)
    assert [command.until for command in take(ground)] == [NOW + 4 * HOUR_MS, NOW + FREE_MS_MAX, 0]
    for hours in (0, 13, -1):
        with owner(ground.config) as session, pytest.raises(Refused) as caught:
            commands.ask(session, GATE, CommandAction.MODE, actor="manager", now=NOW, mode=mode, hours=hours)
        assert [refusal.code for refusal in caught.value.refusals] == ["door-hours"]
