"""Strangers are refused by how the words of their names begin: no two words that are one may be among them, and most others are."""

from itertools import combinations
from random import Random

import pytest

from hub.screening.names import europe
from hub.screening.names.beginnings import can_be_one
from hub.screening.names.china.mandarin import pinyin_spellings, taiwan_spellings
from hub.screening.names.korea.korean import families
from hub.screening.names.listed import rows
from hub.screening.names.name import read_names
from hub.screening.names.variants import _CALLED, _EVERY, _WHOLE, are_forms_of_one_name
from tests.hub.screening.made_up import material as m

LEAST_REFUSED = 0.5


def test_no_form_of_a_name_is_refused() -> None:
    called = [(name, each) for name, shorts in _CALLED.items() for each in shorts]
    bearing = [(whole, form) for whole, numbers in _WHOLE.items() for form, others in _EVERY.items() if numbers & others]
    assert len(called) > 1000 and len(bearing) > 1000
    refused = [pair for pair in (*called, *bearing) if not can_be_one((pair[0], "x"), (pair[1], "x"))]
    assert [pair for pair in refused if are_forms_of_one_name(*pair)] == []


def test_no_spelling_of_a_korean_surname_is_refused() -> None:
    spelt = families()
    pairs = [pair for pair in combinations(spelt, 2) if spelt[pair[0]] & spelt[pair[1]]]
    assert [pair for pair in pairs if not can_be_one((pair[0], "minjun"), ("minjun", pair[1]))] == []


def test_no_name_in_two_slavic_languages_is_refused() -> None:
    translated = list(rows(europe.__name__, "calendar.txt"))
    pairs = [pair for entry in translated for pair in combinations(entry, 2)]
    assert len(pairs) > 40
    assert [pair for pair in pairs if not can_be_one((pair[0], "ivanova"), (pair[1], "ivanova"))] == []


@pytest.mark.parametrize("syllable", ["rong", "ren", "xi", "qi", "zhang", "ju", "cong", "zi", "er", "wu", "yu"])
def test_no_syllable_is_refused_in_taiwans_spelling(syllable: str) -> None:
    for one in pinyin_spellings(syllable):
        for other in taiwan_spellings(syllable):
            assert can_be_one(("wang", one), ("wang", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ahmed bouzid", "ahmed abu zaid"),  # what is apart is laid beside what is joined
        ("fujita kenji", "huzita kenzi"),
        ("ng siu ming", "wu xiaoming"),
        ("volha navitskaya", "olga novitskaya"),
        ("jorge perez", "orge perez"),  # the first letter was not typed
        ("ann lee", "zann lee"),
        ("nikos mpotsaris", "nikos botsaris"),
    ],
)
def test_what_rules_find_is_not_refused(one: str, other: str) -> None:
    assert can_be_one(tuple(one.split()), tuple(other.split()))
    assert can_be_one(tuple(other.split()), tuple(one.split()))


def test_most_strangers_are_refused() -> None:
    r = Random(7)
    names = [read_names(f"{given[0]} {surname[0]}")[0].parts for given in m.WESTERN_GIVEN for surname in m.WESTERN_SURNAMES]
    pairs = [(one, other) for one, other in (r.sample(names, 2) for _pair in range(2000)) if set(one).isdisjoint(other)]
    refused = sum(not can_be_one(*pair) for pair in pairs)
    assert refused / len(pairs) >= LEAST_REFUSED
