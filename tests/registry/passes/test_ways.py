"""Everything that opens for a resident, seen and changed by them alone: another PIN, what is lost, a card that goes on to somebody else."""

import pytest

from edge.protocol.building import pin_name, salt_alone
from registry import passes
from registry.passes.life import TIMES, set_times, times_of
from registry.refusals import Refused
from registry.tables import Credential, DoorKey
from tests.registry.parts import Office, codes, person
from tests.registry.passes.test_life import CARD, refused, row, settled, told


def kinds(office: Office) -> list[tuple[str, str, bool]]:
    with office.resident() as register:
        return [(way.kind, way.state, way.contact) for way in passes.own_ways(register)]


def key(office: Office) -> str:
    (kept,) = office.rows(DoorKey)
    return str(kept.key)


def with_card(office: Office, *, with_pin: bool = True) -> tuple[str, str]:
    """Let somebody in with a pass and a card; return the ids of both."""
    mine = settled(office)
    with office.resident() as register:
        return mine, passes.add_card(register, mine, number=CARD, with_pin=with_pin).credential_id


def test_what_opens_comes_first_and_what_is_over_is_not_there(office: Office) -> None:
    mine, card = with_card(office)
    with office.resident() as register:
        plain = passes.add_card(register, mine, number="0012345678", with_pin=False).credential_id
        passes.add_pin(register, mine, takes_pin_alone=lambda _group: True)
        passes.report_lost(register, card)
        passes.suspend(register, plain, suspended=True)
    assert kinds(office) == [
        ("pass", "active", False),
        ("pin", "active", False),
        ("card", "suspended", False),
        ("card_and_pin", "lost", False),
    ]
    with office.resident() as register:
        passes.revoke(register, card)
    assert ("card_and_pin", "lost", False) not in kinds(office)
    with office.resident("another") as register:
        assert passes.own_ways(register) == ()
    with pytest.raises(Refused), office.open() as register:
        passes.own_ways(register)


def test_another_pin_is_drawn_and_the_one_before_is_no_more(office: Office) -> None:
    _mine, card = with_card(office)
    before, doors = row(office, card).pin_name, told(office)
    with office.resident() as register:
        made = passes.draw_again(register, card, contact="", takes_pin_alone=lambda _group: False)
    found = row(office, card)
    assert found.pin_name != before and (found.duress_name, made.duress_pin) == (None, "")
    assert found.pin_name == pin_name(bytes.fromhex(key(office)), made.pin, salt=bytes.fromhex(card))
    assert told(office) > doors


def test_a_card_gets_a_pin_and_a_contact_stays_is_changed_and_goes(office: Office) -> None:
    _home, rooms = office.house()
    mine = office.claimed(rooms[0].id).credential_id
    friend = office.claimed(rooms[1].id, person("李四"), account="friend")
    with office.resident() as register:
        card = passes.add_card(register, mine, number=CARD, with_pin=False).credential_id
    for contact, expected in ((friend.short_number, "friend"), (None, "friend"), ("", None), (None, None)):
        with office.resident() as register:
            made = passes.draw_again(register, card, contact=contact, takes_pin_alone=lambda _group: False)
        found = row(office, card)
        assert (found.duress_contact, bool(found.duress_name), bool(made.duress_pin)) == (expected, bool(expected), bool(expected))
    with pytest.raises(Refused) as error, office.resident() as register:
        passes.draw_again(register, card, contact="0000 0000", takes_pin_alone=lambda _group: False)
    assert codes(error.value) == [("contact-unknown", "contact")]


def test_a_pin_alone_is_drawn_again_where_a_door_takes_one(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        alone = passes.add_pin(register, mine, takes_pin_alone=lambda _group: True).credential_id
        made = passes.draw_again(register, alone, contact=None, takes_pin_alone=lambda _group: True)
    found = row(office, alone)
    assert found.pin_name == pin_name(bytes.fromhex(key(office)), made.pin, salt=salt_alone(found.door_group))
    again = lambda register, one: passes.draw_again(register, one, contact=None, takes_pin_alone=lambda _group: False)  # noqa: E731
    assert refused(office, again, alone) == "no-pin-alone"
    assert refused(office, again, mine) == "absent", "a pass has no PIN"
    assert refused(office, again, alone, actor="another") == "absent"


def test_what_is_lost_opens_nothing_and_is_not_changed_any_more(office: Office) -> None:
    _mine, card = with_card(office)
    with office.resident() as register:
        passes.report_lost(register, card)
    assert (row(office, card).state, row(office, card).state_by) == ("lost", "resident")
    assert refused(office, passes.report_lost, card) == "pass-lost"
    again = lambda register, one: passes.draw_again(register, one, contact="", takes_pin_alone=lambda _group: True)  # noqa: E731
    assert refused(office, again, card) == "pass-lost"


def test_a_card_that_was_ended_can_be_added_again(office: Office) -> None:
    mine, card = with_card(office)
    with office.resident() as register:
        passes.revoke(register, card)
        again = passes.add_card(register, mine, number=CARD, with_pin=False).credential_id
    assert (row(office, card).card_name, row(office, card).pin_name) == (None, None)
    assert row(office, again).card_name


def test_more_time_at_the_door_holds_for_every_way(office: Office) -> None:
    mine, card = with_card(office)
    with office.resident() as register:
        set_times(register, card, "longer")
        assert times_of(register, mine) == "longer"
    assert {(one.release_ms, one.open_ms) for one in office.rows(Credential)} == {TIMES["longer"]}
