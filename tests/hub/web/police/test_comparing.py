"""The comparison in words: what stands on each side, which characters differ, and what is left to the officer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.cases.envelope import Envelope
from hub.screening.compare import compare
from hub.screening.papers import Document, Papers
from hub.web.police.comparing import Line, Value, compared, text_of
from hub.web.police.waiting import waited
from hub.web.police.words import VERDICTS
from tests.hub.screening.parts import number

NUMBER = number("1991-03-07")
PERSON = Papers(name="李四", birth_date="1991-03-07", document=Document("resident_id", "CHN", NUMBER))
DOCUMENTS = st.none() | st.builds(
    Document, st.sampled_from(["resident_id", "passport"]), st.sampled_from(["CHN", "VNM"]), st.sampled_from([NUMBER, "C1234567"])
)
PAPERS = st.builds(Papers, name=st.text(max_size=6), birth_date=st.sampled_from(["", "1991-03-07", "1991-03-08"]), document=DOCUMENTS)


def lines(alert: Papers, *, person: Papers = PERSON, second: str = "", about_document: bool = False) -> dict[str, Line]:
    found = compared(Envelope(person=person, alert=alert, second_identifier=second), compare(person, alert, about_document=about_document))
    return {line.field: line for line in found.lines}


def marked(value: Value) -> str:
    return "".join(piece.text for group in value for piece in group if piece.differs)


def test_digits_stand_in_groups_of_six_eight_and_four() -> None:
    line = lines(PERSON)["document_number"]
    assert [[piece.text for piece in group] for group in line.person] == [["990000"], ["19910307"], [NUMBER[14:]]]
    assert (line.verdict, line.differs) == ("same", False)


@pytest.mark.parametrize(
    ("field", "alert", "verdict", "sides"),
    [
        ("name", Papers(name="李思", birth_date="1991-03-07"), "same_sound", ("四", "思")),
        ("name", Papers(name="李四方", birth_date="1991-03-07"), "different", ("", "方")),
        ("birth_date", Papers(name="李四", birth_date="1991-03-17"), "one_digit", ("0", "1")),
        ("birth_date", Papers(name="李四", birth_date="1992-03-17"), "different", ("10", "21")),
        ("name", Papers(birth_date="1991-03-07"), "not_in_alert", ("", "")),
        ("document_kind", Papers(name="李四", document=Document("passport", "VNM", "C1234567")), "other_kind", None),
        ("document_number", Papers(name="李四", document=Document("passport", "VNM", "C1234567")), "other_kind", ("", "")),
        ("document_number", Papers(name="李四", birth_date="1991-03-07"), "not_in_alert", ("", "")),
    ],
)
def test_each_line_says_how_the_sides_compare(field: str, alert: Papers, verdict: str, sides: tuple[str, str] | None) -> None:
    line = lines(alert)[field]
    assert line.verdict == verdict
    assert sides is None or (marked(line.person), marked(line.alert)) == sides


def test_a_birth_date_that_only_the_number_tells_is_shown() -> None:
    line = lines(Papers(name="李四", document=Document("resident_id", "CHN", NUMBER)), person=Papers(name="李四", birth_date="1991-03-07"))
    assert (text_of(line["birth_date"].alert), line["birth_date"].verdict) == ("1991-03-07", "same")


def test_the_second_identifier_stands_where_a_number_would() -> None:
    without = lines(Papers(name="李四", birth_date="1991-03-07"), second="a scar")
    assert (text_of(without["document_number"].alert), without["document_number"].verdict) == ("a scar", "to_verify")
    assert "second_identifier" not in without
    beside = lines(PERSON, second="a scar")
    assert (text_of(beside["second_identifier"].alert), beside["second_identifier"].verdict) == ("a scar", "to_verify")
    assert text_of(beside["document_number"].alert) == NUMBER


def test_each_further_name_of_the_alert_has_its_line_and_one_that_is_another_speaks_for_nothing() -> None:
    alert = Papers(name="王铁柱", birth_date="1991-03-07", aliases=("孙大圣", "Li Si", "李四"))
    found = compared(Envelope(person=PERSON, alert=alert, second_identifier="a scar"), compare(PERSON, alert)).lines
    names = [(line.field, text_of(line.person), text_of(line.alert), line.verdict, line.differs) for line in found[:4]]
    assert names == [
        ("name", "李四", "王铁柱", "alias", False),
        ("alias", "李四", "孙大圣", "other_name", False),
        ("alias", "李四", "Li Si", "romanised", False),
        ("alias", "李四", "李四", "same", False),
    ]
    assert [line.field for line in found[4:]] == ["birth_date", "document_kind", "document_number"]
    assert all(not marked(line.person) + marked(line.alert) for line in found)


def test_a_further_name_that_tells_a_surname_alone_is_read_with_the_given_name() -> None:
    alert = Papers(name="Maria Schmidt", birth_date="1991-03-07", aliases=("née Weber",))
    found = lines(alert, person=Papers(name="Maria Weber", birth_date="1991-03-07"))
    assert (found["name"].verdict, found["alias"].verdict) == ("alias", "same")


def test_each_document_of_the_alert_is_compared_as_if_it_were_the_only_one() -> None:
    passport, older = Document("passport", "VNM", "C4018235"), Document("passport", "VNM", "B2750014")
    person = Papers(name="Nguyen Van An", birth_date="1991-03-07", document=passport)
    alert = Papers(name="Nguyen Van An", document=Document("resident_id", "CHN", NUMBER), further_documents=(older, passport))
    found = compared(Envelope(person=person, alert=alert, second_identifier="a scar"), compare(person, alert)).lines
    documents = [(line.field, text_of(line.alert), line.verdict) for line in found[2:]]
    assert documents == [
        ("document_kind", "resident_id CHN", "other_kind"),
        ("document_number", NUMBER, "other_kind"),
        ("document_kind", "passport VNM", "same"),
        ("document_number", "B2750014", "another_number"),
        ("document_kind", "passport VNM", "same"),
        ("document_number", "C4018235", "same"),
        ("second_identifier", "a scar", "to_verify"),
    ]


def test_of_a_lost_document_only_the_number_counts() -> None:
    alert = Papers(document=PERSON.document)
    found = compared(Envelope(person=PERSON, alert=alert, second_identifier=""), compare(PERSON, alert, about_document=True))
    assert found.match == "lost_document"


@given(PAPERS, PAPERS, st.text(max_size=5), st.booleans())
def test_nothing_is_lost_or_printed_whatever_is_compared(person: Papers, alert: Papers, second: str, about: bool) -> None:
    found = lines(alert, person=person, second=second, about_document=about)
    assert (text_of(found["name"].person), text_of(found["name"].alert)) == (person.name, alert.name)
    assert text_of(found["document_number"].person) == (person.document.number if person.document else "")
    assert {line.verdict for line in found.values()} <= set(VERDICTS)
    for line in found.values():
        assert repr(line) == f"<Line {line.field}>"
        assert {repr(piece) for group in (*line.person, *line.alert) for piece in group} <= {"<Piece>"}
        assert line.differs or not marked(line.person) + marked(line.alert)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(-5, (0, 0, 0, False)), (0, (0, 0, 0, False)), (38, (0, 0, 38, False)), (340, (0, 5, 40, False)), (4319, (2, 23, 0, False)),
     (4320, (3, 0, 0, True)), (4560, (3, 4, 0, True))],
)  # fmt: skip
def test_waiting_is_said_in_the_two_largest_units(minutes: int, expected: tuple[int, int, int, bool]) -> None:
    found = waited(1_000_000, 1_000_000 + minutes * 60_000)
    assert (found.days, found.hours, found.minutes, found.overdue) == expected
