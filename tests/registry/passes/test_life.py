"""What residents do with their own passes, and that the doors are told; nobody else can do it (B19)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.protocol.building import card_name, code_key, pin_name, salt_alone
from registry import passes
from registry.passes.life import WAYS_MAX, NewWay
from registry.passes.pins import COMBINATIONS_PER_PIN_MIN, below_of, digits_alone, draw_two_pins
from registry.refusals import Refused
from registry.register import Register
from registry.tables import Credential, DoorKey, ListChange
from tests.registry.parts import NOON, Office, codes, person

CARD = "04 A1:B2-c3"
Act = Callable[[Register, str], object]
ACTS: dict[str, Act] = {
    "suspend": lambda register, one: passes.suspend(register, one, suspended=True),
    "resume": lambda register, one: passes.suspend(register, one, suspended=False),
    "replace": passes.replace,
    "revoke": passes.revoke,
    "card": lambda register, one: passes.add_card(register, one, number=CARD, with_pin=True),
    "pin": lambda register, one: passes.add_pin(register, one, takes_pin_alone=lambda _group: True),
    "phone": passes.phone_key,
}


def settled(office: Office) -> str:
    """Let somebody in, and forget that the doors were told of it."""
    _home, rooms = office.house()
    return office.claimed(rooms[0].id).credential_id


def told(office: Office) -> int:
    return len(office.rows(ListChange))


def row(office: Office, credential_id: str) -> Credential:
    return next(one for one in office.rows(Credential) if one.id == credential_id)


def refused(office: Office, act: Act, credential_id: str, *, actor: str = "resident", role: str = "resident") -> str:
    with pytest.raises(Refused) as error, office.open(actor, role) as register:
        act(register, credential_id)
    return codes(error.value)[0][0]


@pytest.mark.parametrize("name", ACTS)
def test_nobody_but_its_resident_touches_a_pass(office: Office, name: str) -> None:
    mine = settled(office)
    before, doors = row(office, mine), told(office)
    for actor, role in (("landlord", "landlord"), ("another", "resident"), ("resident", "landlord"), ("m", "manager")):
        assert refused(office, ACTS[name], mine, actor=actor, role=role) == "absent"
    assert refused(office, ACTS[name], "none") == "absent"
    assert (row(office, mine), told(office), len(office.rows(Credential))) == (before, doors, 1)


def test_a_pass_is_suspended_and_taken_up_again(office: Office) -> None:
    mine = settled(office)
    for suspended, state in ((True, "suspended"), (True, "suspended"), (False, "active")):
        before = told(office)
        with office.resident() as register:
            passes.suspend(register, mine, suspended=suspended)
        assert (row(office, mine).state, told(office) > before) == (state, True)


def test_a_lost_pass_is_replaced_by_another_that_is_claimed_and_ends_with_it(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        made = passes.replace(register, mine)
        (shown,) = passes.own_passes(register)
    assert shown.credential_id == made.credential_id != mine
    old, new = row(office, mine), row(office, made.credential_id)
    assert (old.state, old.state_by, old.ended_at) == ("lost", "resident", None)
    assert (new.occupant_id, new.not_before, new.not_after) == (old.occupant_id, old.not_before, old.not_after)
    assert (new.claimed_at, new.claim_hash) == (NOON, None)
    assert {refused(office, ACTS[act], mine) for act in ("suspend", "resume", "replace", "phone")} == {"pass-lost"}


def test_a_pass_that_was_ended_is_over_for_its_resident_too(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        passes.revoke(register, mine)
    assert row(office, mine).ended_at == NOON
    assert {refused(office, act, mine) for act in ACTS.values()} == {"absent"}


def test_a_card_opens_beside_a_pass_and_its_number_is_kept_nowhere(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        card = passes.add_card(register, mine, number=CARD, with_pin=True)
        plain = passes.add_card(register, mine, number="00 11 22 33", with_pin=False)
        assert len(passes.own_passes(register)) == 1, "a card is no code to be shown"
    (kept,) = office.rows(DoorKey)
    key = bytes.fromhex(kept.key)
    made = row(office, card.credential_id)
    assert made.card_name == card_name(key, bytes.fromhex("04A1B2C3")).hex()
    assert made.pin_name == pin_name(key, card.pin, salt=bytes.fromhex(made.id))
    assert (len(card.pin), plain.pin, row(office, plain.credential_id).pin_name) == (6, "", None)
    assert (made.not_before, made.not_after, made.claimed_at) == (row(office, mine).not_before, row(office, mine).not_after, NOON)
    assert "04A1B2C3" not in repr([one.model_dump() for one in office.rows(Credential)]).upper()
    assert repr(card) == "<NewWay>"


@pytest.mark.parametrize("number", ["", "04A1", "04A1B", "not a card", "00" * 17, "٠١٢٣"])
def test_what_is_no_card_number_is_said_beside_the_field(office: Office, number: str) -> None:
    mine = settled(office)
    assert refused(office, lambda register, one: passes.add_card(register, one, number=number, with_pin=False), mine) == "card-number"


def test_one_card_is_one_persons_and_nobody_has_a_drawer_full(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        for number in range(WAYS_MAX):
            passes.add_card(register, mine, number=f"AABBCC{number:02}", with_pin=False)
    assert refused(office, ACTS["card"], mine) == "too-many-ways"
    again = lambda register, one: passes.add_card(register, one, number="aabbcc00", with_pin=False)  # noqa: E731
    assert refused(office, again, mine) == "card-taken"


def test_a_pin_alone_is_found_by_the_building(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        first, second = (passes.add_pin(register, mine, takes_pin_alone=lambda _group: True) for _each in range(2))
    (kept,) = office.rows(DoorKey)
    for made in (first, second):
        found = row(office, made.credential_id)
        assert found.pin_name == pin_name(bytes.fromhex(kept.key), made.pin, salt=salt_alone(found.door_group))
    assert first.pin != second.pin


def test_a_contact_is_somebody_elses_pass_and_gives_a_second_pin(office: Office) -> None:
    _home, rooms = office.house()
    mine = office.claimed(rooms[0].id)
    friend = office.claimed(rooms[1].id, person("李四"), account="friend")
    number = friend.short_number.replace(" ", "")
    with office.resident() as register:
        card = passes.add_card(register, mine.credential_id, number=CARD, with_pin=True, contact=number)
        alone = passes.add_pin(register, mine.credential_id, takes_pin_alone=lambda _group: True, contact=friend.short_number)
        plain = passes.add_card(register, mine.credential_id, number="AABBCC", with_pin=True)
    (kept,) = office.rows(DoorKey)
    key = bytes.fromhex(kept.key)
    for made, salt in ((card, bytes.fromhex(card.credential_id)), (alone, salt_alone(row(office, alone.credential_id).door_group))):
        found = row(office, made.credential_id)
        assert found.duress_contact == "friend"
        assert found.duress_name == pin_name(key, made.duress_pin, salt=salt) != found.pin_name
        assert len(made.duress_pin) == len(made.pin)
    assert (plain.duress_pin, row(office, plain.credential_id).duress_name) == ("", None)
    for wrong in (mine.short_number, "0000 0000", "nobody", "'"):
        act = lambda register, one, wrong=wrong: passes.add_card(register, one, number="DDEEFF", with_pin=True, contact=wrong)  # noqa: E731
        assert refused(office, act, mine.credential_id) == "contact-unknown"


def test_a_form_that_is_sent_twice_says_one_pin_twice(office: Office) -> None:
    _home, rooms = office.house()
    mine = office.claimed(rooms[0].id).credential_id
    friend = office.claimed(rooms[1].id, person("李四"), account="friend").short_number

    def pin(token: str, contact: str = "") -> NewWay:
        with office.resident() as register:
            return passes.add_pin(register, mine, takes_pin_alone=lambda _group: True, contact=contact, token=token)

    def card(token: str) -> NewWay:
        with office.resident() as register:
            return passes.add_card(register, mine, number=CARD, with_pin=True, token=token)

    first, again, other = pin("one", friend), pin("one", friend), pin("two")
    assert first == again and first.duress_pin and first.pin != first.duress_pin
    assert other.credential_id != first.credential_id and other.pin != first.pin
    assert pin("one").credential_id != first.credential_id, "other answers under the same token are a form of their own"
    assert card("one") == card("one") and len([one for one in office.rows(Credential) if not one.pass_text]) == 4


def test_a_form_sent_again_after_another_pin_was_drawn_says_none(office: Office) -> None:
    mine = settled(office)

    def pin() -> NewWay:
        with office.resident() as register:
            return passes.add_pin(register, mine, takes_pin_alone=lambda _group: True, token="one")

    made = pin()
    with office.resident() as register:
        passes.draw_again(register, made.credential_id, contact=None, takes_pin_alone=lambda _group: True)
    assert pin() == NewWay(credential_id=made.credential_id, pin="")
    with office.resident() as register:
        passes.revoke(register, made.credential_id)
    with pytest.raises(Refused) as over:
        pin()
    assert codes(over.value) == [("absent", None)]


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=20), max_size=4))
def test_what_is_drawn_for_a_form_follows_from_its_words_and_the_key(words: list[str], others: list[str]) -> None:
    drawn = [draw_two_pins(below=below_of(said, key)) for said, key in ((words, b"k"), (words, b"k"), (others, b"k"), (words, b"l"))]
    assert drawn[0] == drawn[1] != drawn[3]
    assert drawn[0] == drawn[2] or words != others


def test_there_is_no_pin_that_no_door_takes(office: Office) -> None:
    asked = []
    act = lambda register, one: passes.add_pin(register, one, takes_pin_alone=lambda group: bool(asked.append(group)))  # noqa: E731
    mine = settled(office)
    assert refused(office, act, mine) == "no-pin-alone"
    assert asked == [row(office, mine).door_group]


@given(st.integers(1, 100_000))
def test_a_pin_alone_is_so_long_that_hardly_any_combination_opens(pins: int) -> None:
    digits = digits_alone(pins)
    assert digits >= 6
    assert 10**digits >= pins * COMBINATIONS_PER_PIN_MIN
    assert digits == 6 or 10 ** (digits - 1) < pins * COMBINATIONS_PER_PIN_MIN


def test_a_phone_is_given_its_own_key_and_not_the_buildings(office: Office) -> None:
    mine = settled(office)
    with office.resident() as register:
        key = passes.phone_key(register, mine)
    (kept,) = office.rows(DoorKey)
    assert key == code_key(bytes.fromhex(kept.key), bytes.fromhex(mine)) != bytes.fromhex(kept.key)
