"""Armenian names as east, west and Russian write them are one; their neighbours are not."""

import pytest

from hub.screening.names.europe.armenian import armenian_way, is_armenian, same_in_armenian

ONE_NAME = """
    hakob hagop акоп, grigor krikor, petros bedros, karapet garabed, hrant грант, hayk айк, poghos boghos, gevorg kevork геворк,
    tigran dikran, hovhannes oganes оганес, harutyunyan haroutiounian арутюнян arutiunian, shahinyan chahinian, mkrtchyan megerditchian,
    hovhannisyan оганесян, jhangiryan жангирян, viktor victor vigdor, zaven sawen, sargsyan sarkissjan саркисян, mkhitaryan mekhitarian,
    gnuni knouni, ajderian azhderyan, мхер mher
"""
TWO_NAMES = "aram ara, hakob haik, armine hermine, karen karine, vahan vahe, gor gohar, ani anahit, narek narine, levon levik"


@pytest.mark.parametrize("words", [entry.split() for entry in ONE_NAME.split(",")], ids=" ".join)
def test_spellings_of_one_name_have_a_form_in_common(words: list[str]) -> None:
    assert all(not armenian_way(words[0]).isdisjoint(armenian_way(each)) for each in words[1:])


@pytest.mark.parametrize("words", [entry.split() for entry in TWO_NAMES.split(",")], ids=" ".join)
def test_neighbouring_names_have_none(words: list[str]) -> None:
    assert armenian_way(words[0]).isdisjoint(armenian_way(words[1]))


def test_an_armenian_is_known_by_a_surname_that_is_no_given_name() -> None:
    assert is_armenian(("hagop", "bedrosian")) and is_armenian(("акоп", "назарян")) and is_armenian(("gurgen", "abelants"))
    assert not is_armenian(("sebastian", "koch")) and not is_armenian(("иван", "иванов"))


def test_a_fathers_name_may_be_missing_and_no_other_word() -> None:
    assert same_in_armenian(("акоп", "ашотович", "назарян"), ("hakob", "nazaryan"))
    assert not same_in_armenian(("акоп", "назарян"), ("hayk", "nazaryan"))
    assert not same_in_armenian(("назарян",), ("nazaryan",))


def test_a_word_of_many_doubtful_letters_has_few_forms() -> None:
    assert len(armenian_way("hchjz" * 40)) <= 32
