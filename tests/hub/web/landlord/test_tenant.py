"""The registration form: what it asks in the second round, what it keeps, and that all that is wrong is said at once."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.compare import Match, compare
from hub.screening.papers import Papers
from hub.web.landlord.registration import TenantForm
from hub.web.landlord.tenant import TenantTexts, read_tenant
from hub.web.layout.words import translator
from hub.web.people.papers import KINDS, LATER
from registry.identity.documents import KINDS as DOCUMENT_KINDS
from registry.refusals import Refusal, Refused
from tests.registry.parts import resident_number

TODAY = date(2026, 11, 24)
COUNTRY, BORN = Refusal("country-missing", "country"), Refusal("birth-date-missing", "birth_date")
LENGTH = Refusal("document-number-length", "document_number", shortest=5, longest=18)


def refused(typed: TenantTexts) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as raised:
        read_tenant(typed, today=TODAY)
    return [(refusal.code, refusal.field) for refusal in raised.value.refusals]


def test_person_and_lease_are_judged_together() -> None:
    typed = TenantTexts(name="", document_number=resident_number()[:-1] + "X", phone="12", starts_on="2026-12-01", ends_on="2026-11-30")
    assert refused(typed) == [
        ("name-missing", "name"),
        ("document-number-check", "document_number"),
        ("phone-unreadable", "phone"),
        ("ends-before-start", "ends_on"),
    ]


def test_three_typed_fields_are_enough_for_a_resident_card() -> None:
    identity, lease = read_tenant(TenantTexts(name="张三", document_number=resident_number(), phone="138 0013 8000"), today=TODAY)
    assert (identity.name, identity.birth_date, identity.country, identity.phone) == ("张三", "1991-03-07", "CHN", "13800138000")
    assert (lease.starts_on, lease.ends_on) == (TODAY, date(2027, 11, 23))


@pytest.mark.parametrize(("language", "names"), [("zh", ("王芳", "王小芳")), ("en", ("Maria Schmidt", "Maria Weber"))])
def test_a_former_name_that_is_written_as_the_hint_says_is_kept_and_compared(language: str, names: tuple[str, str]) -> None:
    hint = translator(language).gettext("As on the document, with a former name if it states one: Maria Schmidt (née Weber)")
    written = re.split("[:：]", hint)[-1].strip()
    identity, _lease = read_tenant(TenantTexts(name=written, document_number=resident_number(), phone="138 0013 8000"), today=TODAY)
    assert identity.name == written and identity.surname in names[0]
    person = Papers(name=identity.name, birth_date=identity.birth_date)
    for name in names:
        assert compare(person, Papers(name=name, birth_date=identity.birth_date)).match is Match.IDENTITY
    assert compare(person, Papers(name="王大芳", birth_date=identity.birth_date)).match is Match.NOTHING


def test_a_passport_is_asked_for_country_and_birth_date_and_for_nothing_when_it_has_them() -> None:
    passport = TenantTexts(name="Nguyễn Thị Hương", document_kind="passport", document_number="C1234567")
    assert refused(passport) == [("country-missing", "country"), ("birth-date-missing", "birth_date")]
    identity, _lease = read_tenant(passport.model_copy(update={"country": "VNM", "birth_date": "1991-03-07"}), today=TODAY)
    assert (identity.country, identity.birth_date) == ("VNM", "1991-03-07")


def test_what_was_not_asked_yet_is_asked_and_is_no_mistake() -> None:
    form = TenantForm(document_kind="passport")
    assert form.asks((COUNTRY, BORN)) == ["birth_date", "country"]
    assert form.tells((COUNTRY, BORN, LENGTH)) == (LENGTH,)


def test_what_was_asked_and_not_answered_is_a_mistake() -> None:
    form = TenantForm(document_kind="passport", asked="birth_date country")
    assert form.asks(()) == ["birth_date", "country"]
    assert form.tells((COUNTRY, BORN)) == (COUNTRY, BORN)


def test_a_country_chosen_for_another_document_does_not_stay() -> None:
    form = TenantForm(document_kind="resident_id", country="VNM", asked="birth_date country").current()
    assert (form.country, form.asks(())) == ("", ["birth_date"])
    assert TenantForm(document_kind="passport", country="VNM").current().country == "VNM"


def test_the_form_offers_every_kind_and_every_later_question_is_a_field() -> None:
    assert tuple(KINDS) == DOCUMENT_KINDS
    assert set(LATER.values()) <= set(TenantForm.model_fields)


def test_what_was_typed_cannot_be_printed() -> None:
    form = TenantForm(name="张三", document_number=resident_number())
    assert "张三" not in f"{form} {form!r}" and resident_number() not in f"{form} {form!r}"


@given(st.dictionaries(st.sampled_from(sorted(TenantTexts.model_fields)), st.text(max_size=40)))
def test_whatever_is_typed_comes_to_values_or_to_refusals(typed: dict[str, str]) -> None:
    fields: set[str | None] = set()
    try:
        read_tenant(TenantTexts(**typed), today=TODAY)
    except Refused as no:
        fields = {refusal.field for refusal in no.refusals}
    assert fields <= set(TenantTexts.model_fields)
