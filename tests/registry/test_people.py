"""A person's row: sealed under a key of its own, of one size whoever it holds, and found equal without being read."""

import json

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from registry.identity import Identity, from_plain, read_person
from registry.people import SEALED_BYTES, document_hmac, make_person, open_person, padded, shred
from registry.refusals import Refused
from registry.register import Vault
from tests.registry.parts import NOON, TODAY, Office, person, resident_number

ANYBODY = st.builds(
    Identity,
    name=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=50),
    birth_date=st.dates().map(str),
    document_kind=st.sampled_from(["resident_id", "hk_macao_permit", "passport", "foreign_permanent_id"]),
    country=st.sampled_from(["CHN", "VNM"]),
    document_number=st.text(alphabet="ABC0123456789", min_size=5, max_size=18),
    phone=st.text(alphabet="0123456789+", max_size=16),
)


@given(ANYBODY)
def test_whoever_it_holds_a_row_has_one_size(someone: Identity) -> None:
    text = padded(someone.plain())
    assert len(text) == SEALED_BYTES
    assert from_plain(json.loads(text)) == someone


def test_what_is_longer_than_any_form_takes_the_next_size() -> None:
    assert len(padded({"name": "x" * SEALED_BYTES})) == 2 * SEALED_BYTES


def test_the_longest_that_a_form_admits_has_the_size_of_the_shortest(sqlite_office: Office) -> None:
    numbers = ("A" + "1" * 17, "12345")
    people = [
        read_person(
            name=name, document_kind="passport", document_number=number, country="VNM", birth_date="1991-03-07", phone=phone, today=TODAY
        )
        for name, number, phone in zip(("𠅤" * 50, "尹"), numbers, ("+861990000123456"[:16], ""), strict=True)
    ]
    rows = [make_person(sqlite_office.vault, each, now=NOON) for each in people]
    assert len({len(row.sealed) for row in rows}) == 1


def test_a_row_opens_with_its_own_key_and_about_itself_only(sqlite_office: Office) -> None:
    vault = sqlite_office.vault
    one, other = (make_person(vault, person(name), now=NOON) for name in ("李四", "王五"))
    assert open_person(vault, one) == person("李四")
    swapped = other.model_copy(update={"sealed": one.sealed})
    with pytest.raises(InvalidTag):
        open_person(vault, swapped)
    shred(vault.keys, one.id)
    assert open_person(vault, one) is None
    assert open_person(vault, other) == person("王五")


def test_a_document_is_equal_to_itself_however_it_was_typed(sqlite_office: Office) -> None:
    vault = sqlite_office.vault
    spaced = f"{resident_number()[:6]} {resident_number()[6:].lower()}"
    assert document_hmac(vault, person(number=spaced)) == document_hmac(vault, person("another name"))
    assert document_hmac(vault, person(number=resident_number(2))) != document_hmac(vault, person())
    assert resident_number() not in document_hmac(vault, person())


def test_the_number_says_nothing_to_who_lacks_the_key(sqlite_office: Office) -> None:
    other = Vault(sqlite_office.vault.keys, b"\x01" * 32)
    assert document_hmac(other, person()) != document_hmac(sqlite_office.vault, person())
    assert repr(other) == "<Vault>"


def test_a_person_that_was_refused_has_no_key(sqlite_office: Office) -> None:
    _home, rooms = sqlite_office.house()
    sqlite_office.let(rooms[0].id)
    before = sqlite_office.vault.keys.names()
    with pytest.raises(Refused):
        sqlite_office.let(rooms[0].id)
    assert sqlite_office.vault.keys.names() == before
