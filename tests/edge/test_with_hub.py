"""The real gate program and the real hub: a signed list comes in, a pass opens, the entry is stored, and the line may break in between."""

import time

import msgspec
from sqlmodel import select

from edge.protocol.enrolment import GateIdentity
from edge.protocol.messages import COMMAND_LIVES_MS_MAX, CommandAction, CommandResult
from hub.gateway import commands, keys
from hub.gateway.gates import GateView, list_gates
from hub.gateway.tables import EntryRow
from registry.tables import Property
from tests.edge.parts import PASS_KEY, Table, now_ms, pass_text, public, wait_for
from tests.edge.test_agent import entries
from tests.edge.test_remote import strikes
from tests.hub.gateway.conftest import hub
from tests.hub.gateway.parts import Hub, add_building, enrol
from tests.rig.databases import owner

__all__ = ["hub"]


def building(hub: Hub, people: int) -> tuple[GateIdentity, Property, list[str]]:
    """A building whose passes the tests' key signs, with a gate that is enrolled."""
    with owner(hub.config) as session:
        place, credentials = add_building(session, people=people, claimed_at=now_ms() - 5000)
        place.pass_key = public(PASS_KEY).hex()
        session.add(place)
        session.flush()
        session.refresh(place)
        session.expunge(place)
    return enrol(hub.config, "north-12", place), place, credentials


def stored(hub: Hub) -> list[tuple[str, int, str | None, str]]:
    with owner(hub.config) as session:
        rows = session.exec(select(EntryRow).order_by(EntryRow.epoch, EntryRow.seq)).all()
        return [(row.epoch, row.seq, row.credential_id, row.outcome) for row in rows]


def test_entries_reach_the_database_once_and_the_door_opens_while_the_broker_is_gone(table: Table, hub: Hub) -> None:
    identity, place, credentials = building(hub, people=3)
    (table.data / "identity.json").write_bytes(msgspec.json.encode(identity))
    table.settings = {"uplink": {"resend_ms": 1000}}
    table.start()
    wait_for(lambda: "list.accepted" in table.log and "credentials=3" in table.log, what="the signed list")

    def show(number: int) -> None:
        table.show(pass_text(bytes.fromhex(credentials[number]), now=now_ms(), group=place.door_group))

    show(0)
    wait_for(lambda: len(stored(hub)) == 1, what="the first entry at the hub")
    wait_for(lambda: entries(table) == [], what="the gate forgetting it")
    hub.kill_broker()
    show(1)
    wait_for(lambda: len(entries(table)) == 1, what="an entry without a broker")
    assert entries(table)[0].outcome == "granted"
    table.kill()
    table.start()
    show(2)
    hub.start_broker()
    # What is in the picture when the gate starts again is read again: the gate remembers passes in memory only.
    wait_for(lambda: {row[2] for row in stored(hub)} == set(credentials), what="everything at the hub")
    wait_for(lambda: entries(table) == [], what="an empty journal")
    numbers: dict[str, list[int]] = {}
    for epoch, seq, *_rest in stored(hub):
        numbers.setdefault(epoch, []).append(seq)
    assert len(numbers) == 2, "every start counts in an epoch of its own"
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def seen(hub: Hub) -> GateView:
    with owner(hub.config) as session:
        return list_gates(session)[0]


def test_alarms_and_the_door_s_three_facts_reach_the_hub_and_none_stays_raised_that_ended_unheard(table: Table, hub: Hub) -> None:
    identity, _place, _credentials = building(hub, people=1)
    (table.data / "identity.json").write_bytes(msgspec.json.encode(identity))
    table.settings = {"door": {"mode": "locked_down"}}
    table.show("a poster, so that the camera sees something")
    table.start()
    table.bench.say(part="door", state="closed")
    table.bench.say(part="tamper", state="alarm")
    wait_for(lambda: seen(hub).alarms == ("tamper",), what="the alarm at the hub")
    wait_for(lambda: (seen(hub).mode, seen(hub).strike, seen(hub).door) == ("locked_down", "secured", "closed"), what="the facts")
    view = seen(hub)
    assert view.mode_since and view.door_since and view.heard_at
    assert now_ms() - 600_000 < min(view.mode_since, view.door_since) <= max(view.mode_since, view.door_since) <= view.heard_at
    table.kill()
    table.bench.say(part="tamper", state="normal")
    table.start()
    wait_for(lambda: seen(hub).alarms == (), what="the alarm's end, which nobody was there to tell")


def step(hub: Hub, act: str) -> str:
    """Two operators have the list key followed, or the old one retired; return the name of the newest once the link has signed it."""
    with owner(hub.config) as session:
        keys.propose(session, act, hours=0, actor="first", now=now_ms())
        keys.agree(session, actor="second", now=now_ms())

    def is_signed() -> bool:
        with owner(hub.config) as session:
            return keys.standing(session).waiting is None

    wait_for(is_signed, what=f"the link signing: {act}")
    with owner(hub.config) as session:
        return keys.standing(session).newest


def ask(hub: Hub, action: CommandAction) -> str:
    """Give the gate a command and return what became of it; another, where a busy machine let the time pass for which it lives."""
    results: list[str] = []

    def is_answered() -> bool:
        with owner(hub.config) as session:
            number = commands.ask(session, list_gates(session)[0].id, action, actor="first", now=now_ms())
            lost_at = now_ms() + 2 * COMMAND_LIVES_MS_MAX
        while not results and now_ms() < lost_at:
            with owner(hub.config) as session:
                found = commands.find(session, number)
                results.extend([found.result] if found and found.result not in (None, CommandResult.EXPIRED) else [])
            time.sleep(0.02)
        return bool(results)

    wait_for(is_answered, what=action.value)
    return results[0]


def test_a_gate_follows_the_list_key_twice_while_it_is_there_and_twice_while_it_is_away(table: Table, hub: Hub) -> None:
    identity, place, credentials = building(hub, people=1)
    (table.data / "identity.json").write_bytes(msgspec.json.encode(identity))
    table.start()
    wait_for(lambda: seen(hub).list_version, what="the first list")
    for _rotation in range(2):
        newest = step(hub, keys.ROTATE)
        wait_for(lambda: (seen(hub).key, seen(hub).old_keys) == (newest, 1), what="following")  # noqa: B023 - asked at once
        wait_for(lambda: seen(hub).list_version == seen(hub).signed_version, what="a list under the new key")
        assert ask(hub, CommandAction.DRILL) == ask(hub, CommandAction.ROTATE_KEY) == "done"
        step(hub, keys.RETIRE)
        wait_for(lambda: seen(hub).old_keys == 0, what="the old key's end")
    assert strikes(table) == 0
    table.kill()
    for _rotation in range(2):
        step(hub, keys.ROTATE)
        newest = step(hub, keys.RETIRE)
    table.start()
    table.show(pass_text(bytes.fromhex(credentials[0]), now=now_ms(), group=place.door_group))
    wait_for(lambda: strikes(table) == 1, what="the door, by the list of a key that is retired")
    wait_for(lambda: (seen(hub).key, seen(hub).old_keys) == (newest, 0), what="following through all steps")
    wait_for(lambda: seen(hub).list_version == seen(hub).signed_version, what="the newest list")
    assert ask(hub, CommandAction.UNLOCK) == "done"
