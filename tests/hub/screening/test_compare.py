"""The rules of comparison: the flat table of pairs, and what must hold for every pair there can be (B13)."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.candidates import InForce, index
from hub.screening.compare import Match, Word, compare
from hub.screening.papers import Document, Papers, from_plain

PAIRS = tomllib.loads((Path(__file__).parents[2] / "screening_pairs.toml").read_text("utf-8"))["pair"]


def papers(row: list[str]) -> Papers:
    name, birth_date, document = row
    return Papers(name=name, birth_date=birth_date, document=Document(*document.split()) if document else None)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_the_table_of_pairs(pair: dict[str, list[str]]) -> None:
    about = pair.get("ground") == "lost_document"
    found = compare(papers(pair["person"]), papers(pair["alert"]), about_document=about)
    assert found.match == pair["match"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_the_index_loses_no_pair_of_the_table(pair: dict[str, list[str]]) -> None:
    about = pair.get("ground") == "lost_document"
    alerts = index([InForce("a", papers(pair["alert"]), about), InForce("other", Papers(name="旁人", birth_date="1900-01-01"))])
    found = [comparison.match for _alert, comparison in alerts.matches(papers(pair["person"]))]
    assert found == ([pair["match"]] if pair["match"] != "nothing" else [])


NAMES = st.sampled_from(["李四", "李思", "王小明", "Wang Xiaoming", "XIAOMING WANG", "Maria Santos", "Santos, Maria", "马丽", ""])
DATES = st.sampled_from(["1991-03-07", "1991-07-03", "2000-02-29", ""])
DOCUMENTS = st.none() | st.builds(
    Document, st.sampled_from(["resident_id", "passport"]), st.sampled_from(["CHN", "PRT"]), st.sampled_from(["1", "2"])
)
PAPERS = st.builds(Papers, name=NAMES, birth_date=DATES, document=DOCUMENTS)


@given(PAPERS, PAPERS, st.booleans())
def test_a_name_alone_is_never_a_hit(person: Papers, alert: Papers, about: bool) -> None:
    found = compare(person, alert, about_document=about)
    if found.match is not Match.NOTHING:
        assert found.document is Word.SAME or (person.birth_date == alert.birth_date != "")


@given(PAPERS, PAPERS)
def test_two_different_numbers_of_one_kind_are_a_veto(person: Papers, alert: Papers) -> None:
    one, other = person.document, alert.document
    if one and other and (one.kind, one.country) == (other.kind, other.country) and one.number != other.number:
        assert compare(person, alert).match is Match.NOTHING


@given(PAPERS, PAPERS)
def test_an_equal_number_is_always_a_hit(person: Papers, alert: Papers) -> None:
    if person.document and person.document == alert.document:
        assert compare(person, alert).match in (Match.DOCUMENT, Match.DOCUMENT_CONFLICT)
        assert compare(person, alert, about_document=True).match is Match.LOST_DOCUMENT


@given(PAPERS, PAPERS)
def test_who_is_compared_with_whom_makes_no_difference(person: Papers, alert: Papers) -> None:
    assert compare(person, alert).match is compare(alert, person).match


@given(PAPERS, st.lists(PAPERS, max_size=12), st.booleans())
def test_the_index_finds_what_comparing_with_every_alert_finds(person: Papers, alerts: list[Papers], about: bool) -> None:
    in_force = [InForce(str(number), alert, about) for number, alert in enumerate(alerts)]
    everyone = {(alert.alert_id, compare(person, alert.papers, about_document=about)) for alert in in_force}
    found = {(alert.alert_id, comparison) for alert, comparison in index(in_force).matches(person)}
    assert found == {(name, comparison) for name, comparison in everyone if comparison.match is not Match.NOTHING}


@given(st.builds(Papers, name=st.text(), birth_date=DATES, document=DOCUMENTS))
def test_papers_survive_sealing_and_cannot_be_printed(held: Papers) -> None:
    assert from_plain(held.plain()) == held
    assert repr(held) == str(held) == "<Papers>"
    assert repr(held.document) in ("None", "<Document>")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_a_name(one: str, other: str) -> None:
    born = {"birth_date": "1991-03-07"}
    assert compare(Papers(name=one, **born), Papers(name=other, **born)).match in (Match.IDENTITY, Match.NOTHING)
