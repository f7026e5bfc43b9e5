"""Lists: signed for one gate, newer than the last, complete to the part, and due whenever the register says so."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import event, text
from sqlmodel import select

from edge.gate.decision import Decision, decide
from edge.gate.pass_list import TrustedPassList, accept, read_manifest
from edge.gate.presented import Card
from edge.protocol.building import card_name
from edge.protocol.codec import decode, encode, open_signed, seal
from edge.protocol.list_delta import ListDelta, apply
from edge.protocol.messages import MESSAGE_BYTES_MAX, ClockTrust, Reason
from edge.protocol.pass_list import LIST_ENTRIES_PER_PART, ListEntry, ListManifest, ListPart
from edge.protocol.rights import WITHDRAWAL_BYTES, WITHDRAWALS_PER_PART, AntiPassback, DoorRules
from edge.protocol.signing import Purpose, key_id
from edge.protocol.topics import GateAddress
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import lists
from hub.gateway.list_parts import split
from hub.gateway.tables import Gate, GateRules, PassListPart
from registry.tables import Credential, DoorKey, ListChange, Property, Visit
from tests.hub.gateway.parts import add_building
from tests.rig.databases import owner

NOW = 1_800_000_000_000
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
ADDRESS = GateAddress("town", "gate-1")


def gate_at(place: Property, name: str) -> Gate:
    """A gate in use at one of this building's doors."""
    return Gate(
        id=name.ljust(32, "g"), site="town", name=name, label="Door", property_id=place.id, door_group=place.door_group,
        state="approved", reference_key="11" * 32, created_by="a", created_at=NOW, approved_by="b", provisioned_at=NOW,
    )  # fmt: skip


class Ground:
    """A building with a gate and a list to sign."""

    def __init__(self, config: HubConfig, people: int) -> None:
        self.config = config
        self.database = Database(config, "gateway")
        with owner(config) as session:
            self.place, self.ids = add_building(session, people=people, now=NOW)
            session.add(gate_at(self.place, "gate-1"))

    def renew(self, now: int = NOW) -> list[lists.SignedList]:
        with self.database.begin() as session:
            return lists.renew(session, KEY, now=now, zone="Asia/Shanghai")

    def is_due(self, now: int = NOW) -> bool:
        with self.database.read() as session:
            return lists.has_changed(session) or lists.has_old(session, now=now)

    def change(self, statement: str = "SELECT 1") -> None:
        with owner(self.config) as session:
            session.connection().execute(text(statement))
            session.add(ListChange(id=hashlib.sha256(statement.encode()).hexdigest()[:32], door_group=self.place.door_group, at=NOW))

    def statements_of_a_change(self, now: int) -> list[str]:
        """What the database is asked while the lists of a change are signed."""
        self.change(f"UPDATE register_credential SET not_after = not_after - {now - NOW} WHERE id = '{self.ids[0]}'")
        asked: list[str] = []

        def note(*arguments: Any) -> None:
            asked.append(arguments[2])

        event.listen(self.database.engine, "before_cursor_execute", note)
        self.renew(now)
        event.remove(self.database.engine, "before_cursor_execute", note)
        return asked


@pytest.fixture
def ground(database_config: HubConfig) -> Iterator[Ground]:
    made = Ground(database_config, people=3)
    yield made
    made.database.close()


def opened(signed: lists.SignedList) -> tuple[ListManifest, list[ListEntry]]:
    head = open_signed(ListManifest, {key_id(PUBLIC): PUBLIC}, Purpose.LIST, signed.manifest)
    assert {digest.name: digest.sha256 for digest in head.parts} == {
        name: hashlib.sha256(part).hexdigest() for name, part in signed.parts.items()
    }
    entries = [entry for name, part in signed.parts.items() if name.startswith("passes-") for entry in decode(ListPart, part).entries]
    assert sum(digest.count for digest in head.parts if digest.name.startswith("passes-")) == len(entries)
    return head, entries


def test_a_list_holds_the_door_groups_credentials_and_its_pass_key(ground: Ground) -> None:
    with owner(ground.config) as session:
        add_building(session, people=2, now=NOW)  # a neighbour's
    (signed,) = ground.renew()
    head, entries = opened(signed)
    assert {entry.credential for entry in entries} == set(ground.ids)
    assert (head.site, head.gate, head.door_groups, head.expires_at) == (
        "town",
        "gate-1",
        [ground.place.door_group],
        NOW + lists.ACCEPTED_FOR_MS,
    )
    assert [(key.door_group, key.public_key) for key in head.pass_keys] == [(ground.place.door_group, ground.place.pass_key)]


def test_a_list_is_due_once_for_each_change_and_then_once_a_day(ground: Ground) -> None:
    assert ground.is_due()
    assert len(ground.renew()) == 1
    assert not ground.is_due()
    assert ground.renew() == []
    ground.change()
    assert ground.is_due()
    assert len(ground.renew()) == 1
    with owner(ground.config) as session:
        assert session.exec(select(ListChange)).all() == []
    assert not ground.is_due(NOW + lists.RENEWED_AFTER_MS)
    assert ground.is_due(NOW + lists.RENEWED_AFTER_MS + 1)


def test_each_list_is_newer_than_the_last_even_by_a_clock_that_stands_or_a_database_that_was_restored(ground: Ground) -> None:
    (first,) = ground.renew()
    ground.change()
    (second,) = ground.renew()
    assert first.version < second.version
    with owner(ground.config) as session:
        session.connection().execute(text("DELETE FROM gateway_list"))
    (third,) = ground.renew(NOW + 5_000)
    assert second.version < third.version


def test_what_ended_is_gone_and_an_early_end_is_in_the_list(ground: Ground) -> None:
    ended, early, _other = ground.ids
    ground.change(f"UPDATE register_credential SET ended_at = {NOW} WHERE id = '{ended}'")
    ground.change(f"UPDATE register_credential SET not_after = {NOW // 1000 + 60} WHERE id = '{early}'")
    (signed,) = ground.renew()
    _head, entries = opened(signed)
    assert {entry.credential: entry.not_after for entry in entries}[early] == NOW // 1000 + 60
    assert ended not in {entry.credential for entry in entries}
    (later,) = ground.renew(NOW + lists.RENEWED_AFTER_MS + 1)
    assert early not in {entry.credential for entry in opened(later)[1]}


def test_parts_go_before_their_manifest_and_what_is_no_more_is_taken_back() -> None:
    entries = [ListEntry(credential=f"{number:032x}", not_before=0, not_after=1) for number in range(2 * LIST_ENTRIES_PER_PART + 1)]
    parts = split("passes", entries, LIST_ENTRIES_PER_PART, lambda chunk: encode(ListPart(v=1, entries=chunk)))
    assert [(part.name, part.count) for part in parts] == [("passes-0", 400), ("passes-1", 400), ("passes-2", 1)]
    assert [len(decode(ListPart, part.data).entries) for part in parts] == [part.count for part in parts]
    assert max(len(part.data) for part in parts) < 48 * 1024
    signed = lists.SignedList(ADDRESS, 2, b"head", {"passes-0": parts[0].data}, gone=("passes-1", "passes-2"))
    assert signed.publications() == [
        ("lists/passes-0", parts[0].data),
        ("lists", b"head"),
        ("lists/passes-1", b""),
        ("lists/passes-2", b""),
    ]


def test_ten_thousand_withdrawn_passes_are_a_list_of_less_than_a_hundred_kilobytes_and_exact() -> None:
    def visit(number: int) -> bytes:
        return hashlib.sha256(number.to_bytes(4)).digest()[:16]

    count = 10_000
    gone = sorted(visit(number)[:WITHDRAWAL_BYTES] for number in range(count))
    parts = list(split("withdrawals", gone, WITHDRAWALS_PER_PART, b"".join))
    head = lists.manifest(ADDRESS, parts, version=1, pass_keys=[], door_group=12, now=NOW)
    signed = lists.SignedList(ADDRESS, 1, seal(KEY, Purpose.LIST, head), {part.name: part.data for part in parts})
    assert sum(len(payload) for _channel, payload in signed.publications()) <= 100_000
    assert max(len(payload) for _channel, payload in signed.publications()) <= MESSAGE_BYTES_MAX
    withdrawn = held_by_gate(signed).rights.withdrawn
    assert all(visit(number)[:WITHDRAWAL_BYTES] in withdrawn for number in range(count))
    assert not any(visit(number)[:WITHDRAWAL_BYTES] in withdrawn for number in range(count, 2 * count)), "nobody else is kept out"


def test_one_pass_that_changes_is_news_of_one_delta_one_part_and_the_manifest(ground: Ground) -> None:
    (first,) = ground.renew()
    assert first.news() == first.publications(), "there was nothing before it"
    ground.change(f"UPDATE register_credential SET not_after = not_after - 60 WHERE id = '{ground.ids[0]}'")
    (second,) = ground.renew(NOW + 1)
    assert [channel for channel, _payload in second.news()] == ["changes", "lists/passes-0", "lists"]
    delta = open_signed(ListDelta, {key_id(PUBLIC): PUBLIC}, Purpose.DELTA, second.delta)
    assert (delta.since, delta.manifest) == (first.version, second.manifest)
    assert [(part.name, [one.credential for one in part.put], part.drop) for part in delta.parts] == [("passes-0", [ground.ids[0]], [])]
    assert apply(first.parts, delta.parts) == second.parts
    ground.change()
    (third,) = ground.renew(NOW + 2)
    assert [channel for channel, _payload in third.news()] == ["changes", "lists"], "the same again but for its date"


def test_a_change_costs_as_much_among_thirty_buildings_as_alone(ground: Ground) -> None:
    ground.renew()
    alone = ground.statements_of_a_change(NOW + 1)
    with owner(ground.config) as session:
        for number in range(30):
            place, _ids = add_building(session, people=1, now=NOW)
            session.add(gate_at(place, f"other-{number}"))
    while ground.is_due():
        ground.renew()
    assert ground.statements_of_a_change(NOW + 2) == alone


def test_all_gates_of_a_building_are_told_from_one_look_at_its_passes(ground: Ground) -> None:
    ground.renew()
    one = ground.statements_of_a_change(NOW + 1)
    with owner(ground.config) as session:
        session.add(gate_at(ground.place, "gate-2"))
    ground.renew()
    two = ground.statements_of_a_change(NOW + 2)
    assert [statement for statement in two if "register_credential" in statement] == [
        statement for statement in one if "register_credential" in statement
    ]
    assert sum("UPDATE gateway_list SET" in statement for statement in two) == 2


def test_what_is_the_same_is_not_written_again_and_what_was_damaged_keeps_no_list_from_being_signed(ground: Ground) -> None:
    (first,) = ground.renew()
    assert set(first.parts) == {"passes-0", "rules-0"}
    with owner(ground.config) as session:
        for part in session.exec(select(PassListPart)):
            part.data *= 2
    ground.change("UPDATE register_credential SET not_after = not_after + 864000")
    (second,) = ground.renew(NOW + 1)
    assert second.delta == b"" and len(opened(second)[1]) == 3
    with ground.database.read() as session:
        (kept,) = lists.stored(session)
    assert kept.parts == {"passes-0": second.parts["passes-0"], "rules-0": first.parts["rules-0"] * 2}
    (mended,) = ground.renew(NOW + lists.RENEWED_AFTER_MS + 2)
    assert [channel for channel, _payload in mended.news() if channel != "changes"] == ["lists/passes-0", "lists/rules-0", "lists"]
    with ground.database.read() as session:
        assert lists.stored(session)[0].parts == mended.parts == second.parts


def test_a_change_that_fits_in_no_message_is_told_without_a_delta(database_config: HubConfig) -> None:
    many = Ground(database_config, people=600)
    (_first,) = many.renew()
    many.change("UPDATE register_credential SET not_after = not_after - 60")
    (second,) = many.renew(NOW + 1)
    assert second.delta == b"" and [channel for channel, _payload in second.news()] == ["lists/passes-0", "lists/passes-1", "lists"]
    many.database.close()


def test_the_stored_list_is_published_again_as_it_was_signed(ground: Ground) -> None:
    (signed,) = ground.renew()
    with ground.database.read() as session:
        (again,) = lists.stored(session, [ADDRESS])
        assert lists.stored(session, [GateAddress("town", "gate-2")]) == []
    assert (again.manifest, again.parts, again.version) == (signed.manifest, signed.parts, signed.version)


def test_a_gate_without_an_account_gets_no_list(ground: Ground) -> None:
    with owner(ground.config) as session:
        session.connection().execute(text("UPDATE gateway_gate SET provisioned_at = NULL"))
        assert session.exec(select(Property)).first()
    assert ground.renew() == []


def test_cards_states_and_withdrawals_go_into_parts_of_their_own_and_a_gate_takes_them(ground: Ground) -> None:
    suspended, carded, plain = ground.ids
    key, group, number = bytes(range(32)), ground.place.door_group, b"04a1b2"
    pins = f"pin_name = '{'aa' * 16}', duress_name = '{'bb' * 16}'"
    ground.change(f"UPDATE register_credential SET state = 'suspended', state_by = 'r', {pins} WHERE id = '{suspended}'")
    ground.change(f"UPDATE register_credential SET card_name = '{card_name(key, number).hex()}', open_ms = 90000 WHERE id = '{carded}'")
    with owner(ground.config) as session:
        session.add(DoorKey(door_group=group, key=key.hex()))
        occupant = session.get_one(Credential, plain).occupant_id
        for visit, withdrawn, until in ((b"w" * 16, NOW, 60), (b"g" * 16, None, 60), (b"o" * 16, NOW, -60)):
            session.add(
                Visit(
                    id=visit.hex(), occupant_id=occupant, door_group=group, kind="one_time", not_before=NOW // 1000 - 90,
                    not_after=NOW // 1000 + until, pass_text="AJ1:", created_at=NOW, withdrawn_at=withdrawn,
                )
            )  # fmt: skip
    (signed,) = ground.renew()
    held = held_by_gate(signed)
    assert set(signed.parts) == {"passes-0", "credentials-0", "withdrawals-0", "rules-0", "keys-0"}
    assert {one.hex() for one in held.entries} == {plain}
    assert {one.hex(): right.state.value for one, right in held.rights.credentials.items()} == {suspended: "suspended", carded: "active"}
    assert decide(Card(number), held, now_ms=NOW, clock=ClockTrust.SYNCED) == Decision(
        True, Reason.VALID, bytes.fromhex(carded), open_ms=90_000
    )
    owners = {name: (owner.credential.hex(), owner.duress) for name, owner in held.rights.pins.items()}
    assert owners == {"aa" * 16: (suspended, False), "bb" * 16: (suspended, True)}
    assert held.rights.withdrawn == {b"w" * 8}
    assert held.rights.rules.zone == "Asia/Shanghai"
    assert key not in b"".join(signed.parts.values()) and key.hex().encode() not in b"".join(signed.parts.values())
    ground.change("UPDATE register_credential SET state = 'active', card_name = NULL, pin_name = NULL, duress_name = NULL, open_ms = 0")
    (later,) = ground.renew(NOW + 1)
    assert later.gone == ("credentials-0",)
    assert later.parts["keys-0"] == signed.parts["keys-0"], "what did not change is the same bytes"


def test_a_visitor_s_pass_is_withdrawn_while_its_host_could_not_enter_for_as_long(ground: Ground) -> None:
    host, *_others = ground.ids
    ends = NOW // 1000 + 3600
    with owner(ground.config) as session:
        session.add(
            Visit(
                id="aa" * 16,
                occupant_id=session.get_one(Credential, host).occupant_id,
                door_group=ground.place.door_group,
                kind="one_time",
                not_before=NOW // 1000,
                not_after=ends,
                pass_text="AJ1:",
                created_at=NOW,
            )
        )
    suspended, taken_up = "state = 'suspended', state_by = 'r'", "state = 'active'"
    gone = {}
    for later, change in enumerate([suspended, taken_up, f"not_after = {ends - 1}", f"not_after = {ends}", f"ended_at = {NOW}"]):
        ground.change(f"UPDATE register_credential SET {change} WHERE id = '{host}'")
        (signed,) = ground.renew(NOW + later)
        gone[change] = bool(held_by_gate(signed).rights.withdrawn)
    assert list(gone.values()) == [True, False, True, False, True]


def test_a_door_has_the_rules_that_were_set_for_it(ground: Ground) -> None:
    rules = DoorRules(zone="Europe/Berlin", pin_alone=True, anti_passback=AntiPassback.SOFT)
    with owner(ground.config) as session:
        session.add(GateRules(gate_id="gate-1".ljust(32, "g"), rules=encode(rules).decode()))
    (signed,) = ground.renew()
    assert held_by_gate(signed).rights.rules == rules


def held_by_gate(signed: lists.SignedList) -> TrustedPassList:
    head = read_manifest(signed.manifest, address=ADDRESS, list_keys=(PUBLIC,))
    return accept(head, signed.parts, newer_than=0, now_ms=NOW, reference_key=bytes.fromhex("11" * 32))
