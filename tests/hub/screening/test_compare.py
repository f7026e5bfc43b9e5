"""The rules of comparison: the flat table of pairs, and what must hold for every pair there can be (B13)."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.screening.candidates import InForce, Residents, index, keys_of
from hub.screening.chance import Population, is_explained_by_chance
from hub.screening.compare import FIRM_DATES, LOOSE_DATES, Match, Word, compare
from hub.screening.papers import Document, Papers, from_plain
from hub.screening.reading import read
from registry.identity.resident_id import is_right
from tests.hub.screening.parts import number

PAIRS = tomllib.loads((Path(__file__).parents[2] / "screening_pairs.toml").read_text("utf-8"))["pair"]


def papers(row: list[str]) -> Papers:
    """Return the papers of a row: name, birth date, documents (``/`` between two), and perhaps aliases."""
    name, birth_date, stated, *aliases = row
    first, *further = [Document(*each.split()) for each in stated.split("/")] if stated else [None]
    return Papers(name=name, birth_date=birth_date, document=first, aliases=tuple(aliases), further_documents=tuple(filter(None, further)))


def outcome(person: Papers, alert: Papers, *, about_document: bool, alerts: int) -> Match:
    """Return what comes of two papers with so many alerts in force, by the rules alone."""
    found = compare(person, alert, about_document=about_document)
    return Match.NOTHING if is_explained_by_chance(found, read(person), read(alert), Population(), alerts=alerts) else found.match


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_the_table_of_pairs(pair: dict[str, list[str]]) -> None:
    about = pair.get("ground") == "lost_document"
    assert outcome(papers(pair["person"]), papers(pair["alert"]), about_document=about, alerts=10_000) == pair["match"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["why"])
def test_the_index_loses_no_pair_of_the_table(pair: dict[str, list[str]]) -> None:
    about = pair.get("ground") == "lost_document"
    alerts = [InForce("a", papers(pair["alert"]), about), InForce("other", Papers(name="旁人", birth_date="1900-01-01"))]
    expected = outcome(papers(pair["person"]), papers(pair["alert"]), about_document=about, alerts=2)
    found = [comparison.match for _alert, comparison in index(alerts).matches(papers(pair["person"]))]
    turned = [comparison.match for _id, comparison in Residents([("p", papers(pair["person"]))]).matches(alerts[0], alerts=2)]
    assert found == turned == ([expected] if expected is not Match.NOTHING else [])
    assert expected is Match.NOTHING or keys_of(papers(pair["person"])) & keys_of(papers(pair["alert"]))


NAMES = st.sampled_from(["李四", "李思", "王小明", "Wang Xiaoming", "XIAOMING WANG", "Maria Santos", "Santos, Maria", "马丽", ""])
DATES = st.sampled_from(["1991-03-07", "1991-07-03", "1991-04-21", "2000-02-29", "1991", ""])
DOCUMENTS = st.none() | st.builds(
    Document,
    st.sampled_from(["resident_id", "passport"]),
    st.sampled_from(["CHN", "PRT"]),
    st.sampled_from([number("1991-03-07"), number("1991-03-07", 2), number("1991-03-07")[:-1] + "0"]),
)
PAPERS = st.builds(Papers, name=NAMES, birth_date=DATES, document=DOCUMENTS, aliases=st.lists(NAMES, max_size=1).map(tuple))


@settings(deadline=None)
@given(PAPERS, PAPERS, st.booleans())
def test_a_name_alone_is_never_a_hit(person: Papers, alert: Papers, about: bool) -> None:
    found = compare(person, alert, about_document=about)
    if found.match is not Match.NOTHING:
        assert found.document in (Word.SAME, Word.ONE_DIGIT) or found.birth_date in FIRM_DATES | LOOSE_DATES


@settings(deadline=None)
@given(PAPERS, PAPERS)
def test_two_different_numbers_with_right_check_characters_are_a_veto(person: Papers, alert: Papers) -> None:
    one, other = person.document, alert.document
    if one and other and one.kind == other.kind == "resident_id" and one.country == other.country and one.number != other.number:
        assert compare(person, alert).match is Match.NOTHING or not (is_right(one.number) and is_right(other.number))


@settings(deadline=None)
@given(PAPERS, PAPERS)
def test_an_equal_number_is_always_a_hit(person: Papers, alert: Papers) -> None:
    if person.document and person.document == alert.document:
        assert compare(person, alert).match in (Match.DOCUMENT, Match.DOCUMENT_CONFLICT)
        assert compare(person, alert, about_document=True).match is Match.LOST_DOCUMENT


@settings(deadline=None)
@given(PAPERS, PAPERS)
def test_who_is_compared_with_whom_makes_no_difference(person: Papers, alert: Papers) -> None:
    assert compare(person, alert).match is compare(alert, person).match


@settings(deadline=None)
@given(PAPERS, st.lists(PAPERS, max_size=12), st.booleans())
def test_the_index_finds_what_comparing_with_every_alert_finds(person: Papers, alerts: list[Papers], about: bool) -> None:
    in_force = [InForce(str(number), alert, about) for number, alert in enumerate(alerts)]
    everyone = {(each.alert_id, outcome(person, each.papers, about_document=about, alerts=len(in_force))) for each in in_force}
    found = {(alert.alert_id, comparison.match) for alert, comparison in index(in_force).matches(person)}
    assert found == {(name, match) for name, match in everyone if match is not Match.NOTHING}


@settings(deadline=None)
@given(st.builds(Papers, name=st.text(), birth_date=DATES, document=DOCUMENTS))
def test_papers_survive_sealing_and_cannot_be_printed(held: Papers) -> None:
    assert from_plain(held.plain()) == held
    assert repr(held) == str(held) == "<Papers>"
    assert repr(held.document) in ("None", "<Document>")


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_a_name(one: str, other: str) -> None:
    born = {"birth_date": "1991-03-07"}
    assert compare(Papers(name=one, **born), Papers(name=other, **born)).match in (Match.IDENTITY, Match.NOTHING)
