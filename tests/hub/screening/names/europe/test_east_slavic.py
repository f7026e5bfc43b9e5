"""Names of one person in Russian, Ukrainian and Belarusian are one, in Cyrillic and in Latin letters; brothers and sisters are not."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.europe.east_slavic import same_in_east_slavic
from hub.screening.words import Word

ONE_NAME = """
    Дмитро Гриценко = Дмитрий Гриценко; Hryhorii Hrytsenko = Grigoriy Gritsenko; Олена Білецька = Елена Белецкая;
    Ганна Коваленко = Анна Коваленко; Алег Гарбачоў = Олег Горбачев; Siarhei Marozau = Сергей Морозов; Volha Navitskaya = Olga Novitskaya;
    Уладзімір Каваленка = Vladimir Kovalenko; Микола Шевченко = Nikolay Shevchenko; Ігор Ткачук = Игорь Ткачук;
    Олексій Миколайович Бондаренко = Алексей Николаевич Бондаренко; Євген Васильович Мельник = Евгений Мельник;
    Наталія Юріївна Кравченко = Наталья Юрьевна Кравченко; Каламіец Гірний = Kołomijec Hirnyi; Конашук Мілютін = Kanashuk Miliutin;
    Arkadiy Dsjanissau = Arkadiy Dzyanisaw; Михаил Прокопеня = Mikhail Prakapenya;
    Аляксандр Лукашэнка = Александр Лукашенко; Alexander Lukashenko = Aliaksandr Lukashenka;
    Алёна Навіцкая = Elena Novitskaya; Ilya Pchelintsev = ILLIA PCHALINTSAU
"""
TWO_NAMES = """
    Дмитро Гриценко = Данило Гриценко; Марина Бондаренко = Ірина Бондаренко; Hanna Kowalska = Anna Kowalska; Алина Петрова = Елена Петрова;
    Иван Орлов = Иван Орлова; Олексій Петренко = Олександр Петренко; Иван Петрович Орлов = Иван Павлович Орлов; Ганна Мюллер = Анна Мюллер;
    Антон Коваленко = Антоніна Коваленко; Даніла Прокопеня = Danuta Prakapenya; Олег Конашук = Alena Kanashuk; Таня Петрова = Тоня Петрова;
    الين الجيزاني = ليان الجيزاني
"""


def _read(pairs: str) -> list[list[str]]:
    return [pair.strip().split(" = ") for pair in pairs.split(";")]


@pytest.mark.parametrize(("one", "other"), _read(ONE_NAME))
def test_two_languages_of_one_person_are_one_name(one: str, other: str) -> None:
    ours, theirs = read_names(one)[0], read_names(other)[0]
    assert likeness(ours, theirs) is likeness(theirs, ours) is not Word.DIFFERENT


@pytest.mark.parametrize(("one", "other"), _read(TWO_NAMES))
def test_brothers_and_sisters_are_two(one: str, other: str) -> None:
    assert likeness(read_names(one)[0], read_names(other)[0]) is Word.DIFFERENT


def test_a_surname_alone_is_no_name() -> None:
    assert not same_in_east_slavic(("коваленко",), ("kovalenko",))
