"""The bound on chance: what a name with a loosely agreeing date may come to, and that the figure stays with the auditor."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.screening.candidates import Index, InForce
from hub.screening.chance import BOUND, COMMONEST, Population, expected, is_explained_by_chance
from hub.screening.compare import Comparison, Match, Word, compare
from hub.screening.papers import Document, Papers
from hub.screening.reading import read
from tests.hub.screening.parts import number


def figure(name: str, born: str, stated: str, *, alerts: int = 10_000, population: Population | None = None, other: str = "") -> float:
    person, alert = Papers(name=name, birth_date=born), Papers(name=other or name, birth_date=stated)
    return expected(compare(person, alert), read(person), read(alert), population or Population(), alerts=alerts)


@pytest.mark.parametrize(
    ("name", "stated", "is_a_case"),
    [
        ("张伟", "1991-03-07", True),
        ("张伟", "1991-07-03", True),
        ("张伟", "1991-03-08", False),
        ("张伟", "1991", False),
        ("郝瀚骁", "1991-03-08", True),
        ("郝瀚骁", "1991", True),
        ("郝瀚骁", "1991-03", True),
        ("Nguyễn Thị Hoa", "1991", False),
        ("佐藤健", "1991", False),
        ("佐藤健", "1991-01-01", False),
        ("Satoh Ken", "1991", False),
        ("小鳥遊健", "1991", True),
        ("Oluwaseun Fitzgerald Castellanos", "1991", True),
    ],
)
def test_a_loose_date_counts_with_a_rare_name_only(name: str, stated: str, is_a_case: bool) -> None:
    assert (figure(name, "1991-03-07", stated) <= BOUND) == is_a_case
    index = Index([InForce("a", Papers(name=name, birth_date=stated))])
    assert bool(list(index.matches(Papers(name=name, birth_date="1991-03-07")))) == is_a_case


def test_a_namesake_in_the_register_makes_a_rare_name_a_common_one() -> None:
    person = read(Papers(name="郝瀚骁", birth_date="1991-03-07"))
    alone, two = Population.of([person]), Population.of([person, person, *(read(Papers(name=f"王{each}")) for each in "甲乙丙丁")])
    assert figure("郝瀚骁", "1991-03-07", "1991", population=alone) <= BOUND < figure("郝瀚骁", "1991-03-07", "1991", population=two)


def test_a_whole_date_is_enough_however_small_and_odd_the_register() -> None:
    crowd = Population.of([read(Papers(name="Van Minh Nguyen"))] * 50)
    assert figure("Van Minh Nguyen", "1991-03-07", "1991-03-07", population=crowd) <= BOUND
    assert figure("Van Minh Nguyen", "1991-03-07", "1991-03-07", population=crowd, alerts=1_000_000) > BOUND


def test_the_first_of_january_is_many_peoples_day() -> None:
    people = [Papers(name="Ali Hassan", birth_date="1980-05-05")] * 30 + [Papers(name="陈家明", birth_date="1980-05-05")] * 9_970
    here = Population.of(map(read, people))
    assert (
        figure("Ali Hassan", "1980-01-01", "1980-01-01", population=here)
        > BOUND
        >= figure("Ali Hassan", "1980-01-02", "1980-01-02", population=here)
    )
    assert figure("Zachary Owerko", "1980-01-01", "1980-01-01", population=here) <= BOUND
    told = Papers(name="Ali Hassan", birth_date="1980-01-01", document=Document("resident_id", "CHN", number("1980-01-01", 7)))
    alert = Papers(name="Ali Hassan", birth_date="1980-01-01")
    assert expected(compare(told, alert), read(told), read(alert), here, alerts=10_000) <= BOUND


def test_a_name_in_han_tells_more_than_its_romanisation() -> None:
    assert figure("郝瀚骁", "1991-03-07", "1991-03-08", other="HAO HAN XIAO") == figure(
        "HAO HAN XIAO", "1991-03-07", "1991-03-08", other="郝瀚骁"
    )


@settings(deadline=None)
@given(st.sampled_from(["张伟", "郝瀚骁", "Maria Santos", "김민준", "محمد أحمد"]), st.integers(1, 10**7), st.integers(1, 10**7))
def test_more_alerts_never_make_chance_smaller(name: str, few: int, more: int) -> None:
    one, other = (figure(name, "1991-03-07", "1991-03-08", alerts=each) for each in sorted((few, more)))
    assert 0 < one <= other


@settings(deadline=None)
@given(st.sampled_from(list(Match)), st.sampled_from(list(Word)))
def test_only_an_identity_can_be_explained_by_chance(match: Match, word: Word) -> None:
    """However common a name is, an equal number is a case."""
    if match is not Match.IDENTITY:
        found = Comparison(match=match, name=word, birth_date=word, document=word)
        person = read(Papers(name="张伟", birth_date="1991"))
        assert expected(found, person, person, Population(), alerts=10**9) == 0
        assert not is_explained_by_chance(found, person, person, Population(), alerts=10**9)


def test_the_figure_is_no_part_of_a_comparison_and_counts_hold_no_person() -> None:
    """It goes to the auditor apart; what an officer reads are words."""
    found = compare(Papers(name="张伟", birth_date="1991-03-07"), Papers(name="张伟", birth_date="1991-03-07"))
    assert all(value is None or isinstance(value, str) for value in vars(found).values())
    population = Population.of([read(Papers(name="张伟", birth_date="1991-03-07"))])
    assert (population.people, dict(population.whole)) == (1, {"张伟": 1})
    assert population.share(read(Papers(name="张伟")).names[0]) <= COMMONEST
