"""A name as its own language and as Russian spells it, both in Cyrillic letters, is one; brothers and sisters are two."""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE = """
    Қасым-Жомарт Тоқаев = Касым-Жомарт Токаев; Димаш Құдайберген = Димаш Кудайберген; Күләш Байсейітова = Куляш Байсеитова;
    Новак Ђоковић = Новак Джокович; Немања Видић = Неманья Видич; Ҷамшед Исмоилов = Джамшед Исмаилов; Ғофур Ғуломов = Гафур Гулямов;
    Kulyash Baiseitova = Күләш Байсейітова; Islom Karimov = Ислам Каримов; Ислом Каримов = Islam Karimov
"""
TWO = """
    Айгүл Жұмабаева = Айнур Жумабаева; Гүлнар Сәрсенова = Гульнур Сарсенова; Ана Ђорђевић = Аня Джорджевич;
    Нұржан Сәрсенов = Нурлан Сарсенов; Ҳамид Қосимов = Хамза Касымов; Соня Ғуломова = Саня Гулямова; Ҳасан Раҳмонов = Хусейн Рахмонов;
    Асқат Жұмабаев = Асхат Жұмабаев; Tonya Petrova = Таня Петрова;
    Гүлнар Жұмабаева = Гүлнұр Жұмабаева; Марија Недељковић = Марина Недељковић; Μαρίνα Παππά = Μαρίκα Παππά; Կարինե Գնունի = Մարինե Գնունի
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_a_name_is_known_in_two_languages_letters(one: str, other: str) -> None:
    assert said(one, other) in {Word.ROMANISED, Word.NICKNAME}


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_brothers_and_sisters_are_two(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT
