"""The link as a process: what arrives is committed, then acknowledged, and an occupancy is confirmed once."""

from sqlalchemy import text
from sqlmodel import select

from edge.protocol.codec import decode, encode, encode_entries, join_entries
from edge.protocol.messages import COMMAND_LIVES_MS_MAX, Ack, Command, CommandAction, CommandResult, Gap, Lost, Receipt, Signed
from edge.protocol.topics import topic
from hub.clock import now_ms
from hub.database import Database
from hub.gateway import commands, gates
from hub.gateway.tables import CommandRow, EntryRow, GapRow, Gate, GateStatus, SetAsideRow
from hub.screening.tables import Outbox
from registry.tables import Confirmation, ListChange
from tests.hub.gateway.parts import Hub, PretendGate, add_building, enrol, in_a_town, until
from tests.rig.databases import owner
from tests.rig.processes import health


def test_an_entry_is_stored_acknowledged_and_confirms_the_occupancy(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, (claimed, unclaimed) = add_building(session, people=2, claimed_at=None)
    identity = enrol(hub.config, "gate-1", place)
    gate = PretendGate(hub.config, identity).connect()
    with owner(hub.config) as session:
        session.connection().exec_driver_sql(f"UPDATE register_credential SET claimed_at = {now_ms() - 5000} WHERE id = '{claimed}'")
    gate.enter(claimed)
    gate.enter(unclaimed)
    gate.enter(claimed)
    gate.send_until_committed()
    gate.report()
    until(lambda: _rows(hub, GateStatus))
    entries = _rows(hub, EntryRow)
    assert [entry.credential_id for entry in entries] == [claimed, unclaimed, claimed]
    assert [row.credential_id for row in _rows(hub, Confirmation)] == [claimed]
    assert [row.occupant_id for row in _rows(hub, Outbox)] == [row.occupant_id for row in _rows(hub, Confirmation)]
    assert [row.identity for row in _rows(hub, Gate)] == [None]
    until(lambda: {name.rsplit("/", 1)[-1] for name, _payload in gate.client.heard} >= {"lists", "passes-0"})
    gate.leave()


MALFORMED = [
    b"", b"null", b"{", b"\xff\xfe\x00", b"[" * 30_000, b'{"v":1,"entries":[{"seq":NaN}]}', b'{"v":1,"entries":[null,7,"x"]}',
    b"x" * 60_000,
    b'{"v":9,"entries":[]}', b'{"v":1,"entries":[{"v":1,"gate":"gate-2","epoch":"' + b"a" * 32 + b'","seq":1}]}',
]  # fmt: skip


def test_malformed_messages_are_set_aside_and_the_good_ones_beside_them_stored(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, (credential,) = add_building(session)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    link = hub.link.pid
    for payload in MALFORMED:
        for channel in ("entries", "status", "alarms"):
            gate.client.publish(topic(gate.address, channel), payload, qos=1)
        gate.enter(credential)
        gate.send()
    gate.send_until_committed()
    until(lambda: len(_rows(hub, SetAsideRow)) >= 3 * len(MALFORMED) <= _health(hub).get("set_aside", 0))
    assert [row.seq for row in _rows(hub, EntryRow)] == list(range(1, len(MALFORMED) + 1))
    assert all(row.why for row in _rows(hub, SetAsideRow))
    assert (hub.link.poll(), hub.link.pid) == (None, link)
    gate.leave()


@in_a_town
def test_a_gate_that_reports_an_older_list_is_told_again(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, _ids = add_building(session)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    lists = topic(gate.address, "lists")
    until(lambda: lists in [name for name, _payload in gate.client.heard])
    gate.client.heard.clear()

    def told_again() -> bool:
        gate.report(list_version=1)
        return lists in [name for name, _payload in gate.client.heard]

    until(told_again, pause=0.3)
    assert b"" not in [payload for name, payload in gate.client.heard if name == lists]
    gate.leave()


def test_a_change_in_the_register_reaches_the_gate_as_a_newer_list(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, (credential,) = add_building(session)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    lists, part = topic(gate.address, "lists"), topic(gate.address, "lists/passes-0")
    until(lambda: part in dict(gate.client.heard) and lists in dict(gate.client.heard))
    before = dict(gate.client.heard)[lists]
    with owner(hub.config) as session:
        session.connection().execute(text(f"UPDATE register_credential SET ended_at = 1 WHERE id = '{credential}'"))
        session.add(ListChange(id="1" * 32, door_group=place.door_group, at=now_ms()))
    until(lambda: dict(gate.client.heard)[lists] != before)
    until(lambda: dict(gate.client.heard)[part] == b"")  # the part that is no more is taken back
    assert dict(gate.client.heard)[lists] not in (before, b"")
    gate.leave()


def test_a_change_is_told_as_a_delta_that_the_broker_does_not_keep(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, (credential, *_others) = add_building(session, people=3)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    lists, changes = topic(gate.address, "lists"), topic(gate.address, "changes")
    until(lambda: lists in dict(gate.client.heard))
    assert changes not in dict(gate.client.heard)
    with owner(hub.config) as session:
        session.connection().execute(text(f"UPDATE register_credential SET ended_at = 1 WHERE id = '{credential}'"))
        session.add(ListChange(id="1" * 32, door_group=place.door_group, at=now_ms()))
    until(lambda: changes in dict(gate.client.heard))
    gate.leave()
    late = PretendGate(hub.config, gate.identity).connect()
    until(lambda: lists in dict(late.client.heard))
    assert changes not in dict(late.client.heard)
    late.leave()


def test_a_revoked_gate_is_cut_off(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, _ids = add_building(session)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    people = Database(hub.config, "people")
    with people.begin() as session:
        gates.revoke(session, _rows(hub, Gate)[0].id)
    people.close()
    until(lambda: not gate.client.is_connected())
    assert [gate.state for gate in _rows(hub, Gate)] == ["revoked"]
    gate.leave()


def test_the_link_heals_when_the_broker_was_away(hub: Hub) -> None:
    until(lambda: _health(hub).get("ok"))
    hub.kill_broker()
    until(lambda: not _health(hub).get("ok"))
    hub.start_broker()
    until(lambda: _health(hub).get("ok"))
    assert hub.link.poll() is None


def _health(hub: Hub) -> dict:
    return health(hub.config, "link") or {}


def _rows(hub: Hub, kind: type) -> list:
    with owner(hub.config) as session:
        rows = session.exec(select(kind)).all()
        session.expunge_all()
        return sorted(rows, key=lambda row: getattr(row, "seq", 0))


def test_a_command_goes_out_at_once_is_never_kept_by_the_broker_and_its_receipt_is_noted(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, _ids = add_building(session)
        session.expunge_all()
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    name = topic(gate.address, "commands")
    gate.client.listen(name)
    people = Database(hub.config, "people")

    def is_sent() -> bool:
        """Ask, and again if it lapsed: a command lives ten seconds, and a busy link may not come to it before."""
        with people.begin() as session:
            commands.ask(session, _rows(hub, Gate)[0].id, CommandAction.UNLOCK, actor="manager", now=now_ms())
        lapses_at = now_ms() + COMMAND_LIVES_MS_MAX
        until(lambda: name in dict(gate.client.heard) or now_ms() > lapses_at)
        return name in dict(gate.client.heard)

    until(is_sent)
    people.close()
    number = decode(Command, decode(Signed, dict(gate.client.heard)[name]).body).number
    receipt = Receipt(v=1, gate="gate-1", number=number, at=now_ms(), result=CommandResult.DONE, took_ms=1)
    gate.client.say(topic(gate.address, "receipts"), encode(receipt))
    until(lambda: [row.result for row in _rows(hub, CommandRow) if row.number == number] == ["done"])
    gate.leave()
    gate.connect().client.listen(name)
    gate.report()
    assert name not in dict(gate.client.heard)
    gate.leave()


@in_a_town
def test_the_hub_asks_for_what_stays_away_and_takes_the_gates_word_for_it(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, (credential,) = add_building(session)
    gate = PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect()
    for _entry in range(5):
        gate.enter(credential)
    kept = encode_entries([gate.journal[seq] for seq in (1, 4, 5)])

    def asked() -> list[Ack]:
        gate.client.publish(topic(gate.address, "entries"), kept, qos=1)
        return [ack for ack in gate.acks if ack.missing]

    until(asked, pause=0.3)
    assert [(one.first, one.last) for one in asked()[0].missing] == [(2, 3)]
    gap = Gap(v=1, epoch=gate.epoch, first=2, last=3, why=Lost.OVERFLOW)
    gate.client.publish(topic(gate.address, "entries"), join_entries([], [gap]), qos=1)
    until(lambda: gate.committed == 5)
    assert [(row.first_seq, row.last_seq, row.why) for row in _rows(hub, GapRow)] == [(2, 3, "overflow")]
    gate.leave()
