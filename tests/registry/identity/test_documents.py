"""Numbers as they are typed, and the one form in which they are kept; what is wrong with the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.countries import ISO_3166, ISSUERS, TRAVEL_DOCUMENTS
from registry.identity.documents import (
    FOREIGN_PERMANENT_ID,
    HK_MACAO_PERMIT,
    ISSUED_BY_CHINA,
    KINDS,
    OTHER,
    PASSPORT,
    RESIDENT_ID,
    TAIWAN_PERMIT,
    read_document,
)  # fmt: skip
from registry.refusals import Refused
from tests.registry.identity.parts import ANYTHING, FULL_WIDTH, NUMBERS, number, says_only, tried

RIGHT = number(born="19910307", sequence="014")
WITH_X = next(text for nth in range(50) if (text := number(sequence=f"{nth:03}")).endswith("X"))
CODES = {
    "document-kind-unknown", "document-number-missing", "document-number-length", "document-number-characters", "document-number-check",
    "document-number-date", "country-missing", "country-unknown",
}  # fmt: skip


def codes(kind: str, text: str, country: str = "") -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        read_document(kind=kind, number=text, country=country)
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def kept(kind: str, text: str, country: str = "") -> str:
    return read_document(kind=kind, number=text, country=country).number


@pytest.mark.parametrize(
    "typed",
    [
        RIGHT,
        f"  {RIGHT}\n",
        f"{RIGHT[:6]} {RIGHT[6:14]} {RIGHT[14:]}",
        f"{RIGHT[:6]}-{RIGHT[6:14]}-{RIGHT[14:]}",
        f"{RIGHT[:6]}\u2014{RIGHT[6:14]}\uff0d{RIGHT[14:]}",
        f"{RIGHT[:6]}\t{RIGHT[6:]}\u3000",
        f"\u202d{RIGHT}\u202c\ufeff",
        RIGHT.translate(FULL_WIDTH),
    ],
)
def test_a_number_is_found_again_however_it_was_typed(typed: str) -> None:
    assert kept(RESIDENT_ID, typed) == RIGHT


@pytest.mark.parametrize("typed", [WITH_X, WITH_X.lower(), WITH_X.translate(FULL_WIDTH), WITH_X.lower().replace("x", "ｘ")])
def test_the_check_character_may_be_a_small_x(typed: str) -> None:
    assert kept(RESIDENT_ID, typed) == WITH_X


@pytest.mark.parametrize(
    ("kind", "country", "typed", "number_kept"),
    [
        (RESIDENT_ID, "", number(area="810000"), number(area="810000")),
        (RESIDENT_ID, "CHN", number(area="820000"), number(area="820000")),
        (RESIDENT_ID, " chn ", number(area="830000"), number(area="830000")),
        (HK_MACAO_PERMIT, "", "h 1234 5678", "H12345678"),
        (HK_MACAO_PERMIT, "CHN", "M87654321", "M87654321"),
        (HK_MACAO_PERMIT, "", "H1234567801", "H1234567801"),
        (TAIWAN_PERMIT, "", "0123 4567", "01234567"),
        (TAIWAN_PERMIT, "CHN", "0123456701(b)", "0123456701B"),
        (TAIWAN_PERMIT, "", "0123456701", "0123456701"),
        (FOREIGN_PERMANENT_ID, "", number(area="911840"), number(area="911840")),
        (FOREIGN_PERMANENT_ID, "", "usa110062102001", "USA110062102001"),
        (PASSPORT, "vnm", "c1234567", "C1234567"),
        (PASSPORT, "ＵＳＡ", "12345", "12345"),
        (PASSPORT, "XXB", "a" * 18, "A" * 18),
        (OTHER, "CHN", "军字第 1234567 号", "军字第1234567号"),
        (OTHER, "HKG", "a123456(7)", "A1234567"),
        (OTHER, "GBN", "AB12", "AB12"),
    ],
)
def test_every_kind_has_one_way_of_writing(kind: str, country: str, typed: str, number_kept: str) -> None:
    document = read_document(kind=kind, number=typed, country=country)
    assert (document.kind, document.number) == (kind, number_kept)
    assert document.country in ISSUERS and (document.country == "CHN" or kind not in ISSUED_BY_CHINA)


def test_the_numbers_that_carry_a_birth_date_give_it() -> None:
    assert read_document(kind=RESIDENT_ID, number=RIGHT, country="").birth_date == "1991-03-07"
    assert read_document(kind=FOREIGN_PERMANENT_ID, number=number(area="911840"), country="").birth_date == "1991-03-07"
    for kind, text, country in ((FOREIGN_PERMANENT_ID, "USA110091030701", ""), (PASSPORT, RIGHT, "CHN"), (OTHER, RIGHT, "CHN")):
        assert read_document(kind=kind, number=text, country=country).birth_date == ""


@pytest.mark.parametrize(
    ("kind", "typed", "what"),
    [
        (RESIDENT_ID, "", "missing"),
        (RESIDENT_ID, " - \u200b ", "missing"),
        (RESIDENT_ID, RIGHT[:-1], "length"),
        (RESIDENT_ID, RIGHT + "0", "length"),
        (RESIDENT_ID, "1.1010519491231e+17", "characters"),
        (RESIDENT_ID, "A" + RIGHT[1:], "characters"),
        (RESIDENT_ID, RIGHT[:8] + "X" + RIGHT[9:], "characters"),
        (RESIDENT_ID, RIGHT[:-1] + "Х", "characters"),  # a Cyrillic letter
        (RESIDENT_ID, RIGHT[:-1] + "Y", "characters"),
        (RESIDENT_ID, RIGHT[:-1] + "٤", "characters"),  # an Arabic digit
        (RESIDENT_ID, RIGHT[:-1] + "\ud800", "characters"),
        (RESIDENT_ID, RIGHT[:-1] + str((int(RIGHT[-1]) + 1) % 10), "check"),
        (RESIDENT_ID, "990000910230001", "date"),
        (RESIDENT_ID, "990000911340001", "date"),
        (HK_MACAO_PERMIT, "C12345678", "characters"),
        (HK_MACAO_PERMIT, "H1234567", "length"),
        (HK_MACAO_PERMIT, "H123456789", "length"),
        (HK_MACAO_PERMIT, "123456789", "characters"),
        (TAIWAN_PERMIT, "1234567", "length"),
        (TAIWAN_PERMIT, "123456789", "length"),
        (TAIWAN_PERMIT, "T1234567", "characters"),
        (FOREIGN_PERMANENT_ID, number(area="811840"), "characters"),
        (FOREIGN_PERMANENT_ID, number(area="911840")[:-1] + "Z", "characters"),
        (FOREIGN_PERMANENT_ID, "US1110062102001", "characters"),
        (FOREIGN_PERMANENT_ID, "USA1100621020", "length"),
        (FOREIGN_PERMANENT_ID, number(area="911840", born="19910230"), "date"),
        (PASSPORT, "1234", "length"),
        (PASSPORT, "1" * 19, "length"),
        (PASSPORT, "护照12345", "characters"),
        (PASSPORT, "AB_1234", "characters"),
        (PASSPORT, "straße1", "characters"),
        (OTHER, "123", "length"),
        (OTHER, "1" * 33, "length"),
        (OTHER, "<b>1234</b>", "characters"),
    ],
)
def test_what_is_wrong_with_a_number_is_told_apart(kind: str, typed: str, what: str) -> None:
    country = "" if kind in ISSUED_BY_CHINA else "VNM"
    assert codes(kind, typed, country) == [(f"document-number-{what}", "document_number")]


def test_a_wrong_length_says_which_lengths_are_right() -> None:
    with pytest.raises(Refused) as refused:
        read_document(kind=PASSPORT, number="1234", country="VNM")
    assert dict(refused.value.refusals[0].detail) == {"shortest": 5, "longest": 18}


@pytest.mark.parametrize("kind", ["", "library_card", "RESIDENT_ID", "resident_id "])
def test_only_six_kinds_are_known(kind: str) -> None:
    assert codes(kind, RIGHT) == [("document-kind-unknown", "document_kind")]


def test_what_china_issues_is_not_issued_elsewhere() -> None:
    for kind in ISSUED_BY_CHINA:
        assert ("country-unknown", "country") in codes(kind, RIGHT, "VNM")


@pytest.mark.parametrize("kind", [PASSPORT, OTHER])
def test_other_documents_have_an_issuer(kind: str) -> None:
    assert codes(kind, "A12345678", "") == [("country-missing", "country")]
    for wrong in ("VN", "D", "UTO", "ZZZ", "越南", "VNMM", "\ud800"):
        assert codes(kind, "A12345678", wrong) == [("country-unknown", "country")]


def test_everything_wrong_is_said_at_once() -> None:
    assert codes(PASSPORT, "1", "ZZZ") == [("country-unknown", "country"), ("document-number-length", "document_number")]


def test_the_issuers_are_the_countries_and_what_travel_documents_have_besides() -> None:
    assert len(ISO_3166) == 249 and not ISO_3166 & TRAVEL_DOCUMENTS
    assert {
        "CHN",
        "HKG",
        "MAC",
        "TWN",
        "VNM",
        "DEU",
        "SSD",
        "XXA",
        "XXB",
        "XXC",
        "UNO",
        "RKS",
        "GBN",
        "GBO",
        "GBD",
        "GBP",
        "GBS",
    } <= ISSUERS
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in ISSUERS)


def test_a_document_cannot_be_printed() -> None:
    document = read_document(kind=PASSPORT, number="C1234567", country="VNM")
    assert f"{document} {document!r} {[document]} {ValueError(document)!r}" == "<Document> <Document> [<Document>] ValueError(<Document>)"
    with pytest.raises(TypeError) as raised:
        format(document, "s")
    assert document.number not in str(raised.value)


@given(st.sampled_from(KINDS) | ANYTHING, ANYTHING | NUMBERS, ANYTHING | st.sampled_from(("", "CHN", "VNM")))
def test_whatever_is_typed_gives_a_document_or_a_refusal_that_repeats_nothing(kind: str, text: str, country: str) -> None:
    document, refusals = tried(lambda: read_document(kind=kind, number=text, country=country))
    assert says_only(refusals, CODES)
    assert document or refusals
    if document:
        assert read_document(kind=kind, number=document.number, country=document.country) == document


NEARLY = st.one_of(
    st.tuples(st.just(RESIDENT_ID), st.from_regex(r"[0-9０-９]{15}|[0-9]{6}(19|20)[0-9]{8}[0-9]{1}[0-9xX]", fullmatch=True)),
    st.tuples(st.just(HK_MACAO_PERMIT), st.from_regex(r"[HhMmＨ] ?[0-9]{8}([0-9]{2})?", fullmatch=True)),
    st.tuples(st.just(TAIWAN_PERMIT), st.from_regex(r"[0-9]{8}|[0-9]{10}\(?[a-zA-Z]?\)?", fullmatch=True)),
    st.tuples(st.just(FOREIGN_PERMANENT_ID), st.from_regex(r"[a-zA-Z]{3}[0-9]{12}", fullmatch=True)),
    st.tuples(st.sampled_from((PASSPORT, OTHER)), st.from_regex(r"[A-Za-z0-9 -]{3,20}|\w{3,34}", fullmatch=True)),
)


@given(NEARLY)
def test_to_read_what_is_kept_changes_nothing(typed: tuple[str, str]) -> None:
    kind, text = typed
    country = "" if kind in ISSUED_BY_CHINA else "VNM"
    document, _refusals = tried(lambda: read_document(kind=kind, number=text, country=country))
    if document:
        assert read_document(kind=kind, number=document.number, country=document.country) == document
