"""A whole form: everything wrong at once, nothing repeated, nothing printable, and sixty people who must get in."""

import random
import traceback
from dataclasses import FrozenInstanceError, dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity import Identity, from_plain, read_person
from registry.identity.documents import KINDS
from registry.refusals import Refused
from simulator.people import MadeUp, namesake_of, plain_person, sixty
from tests.registry.identity.parts import ANYTHING, NUMBERS, number, says_only, tried

TODAY = date(2026, 11, 24)
FORM = {"name": "张三", "document_kind": "resident_id", "document_number": number(), "birth_date": "", "phone": ""}
PASSPORT = FORM | {"document_kind": "passport", "document_number": "C1234567", "country": "VNM", "birth_date": "1991-03-07"}
CODES = {
    "name-missing", "name-too-long", "name-characters", "document-kind-unknown", "document-number-missing", "document-number-length",
    "document-number-characters", "document-number-check", "document-number-date", "country-missing", "country-unknown",
    "birth-date-missing", "birth-date-unreadable", "birth-date-future", "birth-date-conflict", "phone-unreadable",
}  # fmt: skip
FIELDS = {"name", "document_kind", "document_number", "country", "birth_date", "phone"}


def read(**changes: Any) -> Identity:
    return read_person(**(FORM | changes), today=TODAY)


def codes(**changes: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        read(**changes)
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


@pytest.mark.parametrize("seed", range(5))
def test_everybody_in_the_town_gets_in_under_their_own_name(seed: int) -> None:
    for person in sixty(seed):
        form = {"birth_date": "", "country": "", "phone": "", **person.form()}
        identity = read_person(**form, today=TODAY)
        assert (identity.name, identity.document_number, identity.phone) == (person.name, person.document_number, person.phone)
        assert (identity.document_kind, identity.country) == (person.document_kind, person.country or "CHN")
        born = person.document_number[6:14] if person.document_kind == "resident_id" else person.birth_date.replace("-", "")
        assert identity.birth_date.replace("-", "") == born


def test_visitors_and_namesakes_get_in_too() -> None:
    chance = random.Random(1)
    for _ in range(50):
        person = plain_person(chance)
        for each in (person, namesake_of(person, chance)):
            assert isinstance(each, MadeUp)
            assert read(name=each.name, document_number=each.document_number, phone=each.phone).name == each.name


def test_three_fields_are_enough_with_a_resident_card() -> None:
    identity = read(name=" 欧阳娜 ", document_number=number().lower(), phone="138 0013 8000")
    assert identity.plain() == {
        "name": "欧阳娜", "birth_date": "1991-03-07", "document_kind": "resident_id", "country": "CHN", "document_number": number(),
        "phone": "13800138000",
    }  # fmt: skip
    assert (identity.last_four, identity.surname) == (number()[-4:], "欧阳")


def test_everything_wrong_is_said_at_once() -> None:
    wrong = {"name": "", "document_kind": "passport", "document_number": "1", "birth_date": "1991-02-30", "phone": "x", "country": "ZZZ"}
    assert codes(**wrong) == [
        ("name-missing", "name"),
        ("country-unknown", "country"),
        ("document-number-length", "document_number"),
        ("birth-date-unreadable", "birth_date"),
        ("phone-unreadable", "phone"),
    ]


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, False),
        ({"document_number": "1"}, False),
        ({"document_kind": "library_card"}, False),
        ({"document_kind": "foreign_permanent_id", "document_number": number(area="911840")}, False),
        ({"document_kind": "foreign_permanent_id", "document_number": "USA110062102001"}, True),
        ({"document_kind": "foreign_permanent_id", "document_number": "1"}, False),
        ({"document_kind": "passport", "document_number": "C1234567", "country": "VNM"}, True),
        ({"document_kind": "passport", "document_number": "1", "country": ""}, True),
        ({"document_kind": "hk_macao_permit", "document_number": "H12345678"}, True),
        ({"document_kind": "taiwan_permit", "document_number": "12345678"}, True),
        ({"document_kind": "other", "document_number": "12345678", "country": "CHN"}, True),
    ],
)
def test_a_birth_date_is_asked_for_only_when_the_document_does_not_carry_it(changes: dict[str, str], asked: bool) -> None:
    _identity, refusals = tried(lambda: read(**changes))
    assert (("birth-date-missing", "birth_date") in [(refusal.code, refusal.field) for refusal in refusals]) == asked


def test_a_birth_date_that_is_given_must_agree_with_the_document() -> None:
    assert read(birth_date="1991年3月7日").birth_date == "1991-03-07"
    assert codes(birth_date="1991-03-08") == [("birth-date-conflict", "birth_date")]
    assert codes(birth_date="soon") == [("birth-date-unreadable", "birth_date")]
    assert codes(birth_date="2027-01-01") == [("birth-date-future", "birth_date")]


def test_a_document_of_somebody_not_yet_born_is_refused() -> None:
    assert codes(document_number=number(born="20261125")) == [("document-number-date", "document_number")]
    assert read(document_number=number(born="20261123")).birth_date == "2026-11-23"


def test_what_was_kept_comes_back_the_same() -> None:
    for form in (FORM, PASSPORT):
        identity = read(**form)
        assert from_plain(identity.plain()) == identity
        assert read(**identity.plain()) == identity
        assert list(identity.plain()) == ["name", "birth_date", "document_kind", "country", "document_number", "phone"]


def test_a_telephone_may_be_absent_from_what_was_kept_and_nothing_else() -> None:
    plain = read().plain()
    assert from_plain({name: value for name, value in plain.items() if name != "phone"}) == read()
    with pytest.raises(KeyError, match="document_number"):
        from_plain({name: value for name, value in plain.items() if name != "document_number"})


def test_an_identity_cannot_be_printed_nor_changed() -> None:
    @dataclass
    class Holder:
        tenant: Identity

    identity = read(**PASSPORT)
    said = f"{identity} {identity!r} {identity!s:>12} {[identity]} {Holder(identity)} {ValueError(identity)!r}"
    assert not any(value in said for value in identity.plain().values() if value)
    assert repr(identity) == str(identity) == "<Identity>"
    with pytest.raises(FrozenInstanceError) as raised:
        identity.name = "李四"  # type: ignore[misc]
    assert "张三" not in str(raised.value)


SECRET = "Qx7Zqx7ZQ"


@pytest.mark.parametrize("field", [*FORM, "country"])
def test_no_refusal_repeats_what_was_typed(field: str) -> None:
    for text in (SECRET, SECRET * 20, SECRET + "\x00", "\ud800" + SECRET):
        try:
            read(**(PASSPORT | {field: text}))
        except Refused as refused:
            told = [*traceback.format_exception(refused), repr(refused), *(f"{each!r} {dict(each.detail)}" for each in refused.refusals)]
            assert SECRET not in "".join(told)


def fields_or(**likely: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[str]]:
    return {name: ANYTHING | strategy for name, strategy in likely.items()}


@given(
    st.fixed_dictionaries(
        fields_or(
            name=st.sampled_from(("张三", "阿依・买买提", "Nguyễn  Thị")),
            document_kind=st.sampled_from(KINDS),
            document_number=NUMBERS | st.from_regex(r"[A-Z]?[0-9]{5,18}", fullmatch=True),
            birth_date=st.sampled_from(("", "1991-03-07", "1991年3月7日")),
            phone=st.sampled_from(("", "138 0013 8000")),
            country=st.sampled_from(("", "CHN", "vnm")),
        )
    )
)
def test_whatever_a_form_holds_it_gives_an_identity_or_refusals(form: dict[str, str]) -> None:
    identity, refusals = tried(lambda: read_person(**form, today=TODAY))
    assert says_only(refusals, CODES) and {refusal.field for refusal in refusals} <= FIELDS
    assert identity or refusals
    if identity:
        assert read_person(**identity.plain(), today=TODAY) == identity
        assert all(identity.plain()[name] for name in ("name", "birth_date", "document_kind", "country", "document_number"))
