"""Foreign names by ear in Cyrillic, Greek, Armenian and Georgian letters: each language's spelling is read as it is spoken there."""

import pytest

from hub.screening.names.europe.foreign import as_heard
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

HEARD = """
    Αλμπέρ Καμύ = Albert Camus; Ντιντιέ Ντεσάν = Didier Deschamps; Πιερ Κιουρί = Pierre Curie; Ντέιβιντ Μπάουι = David Bowie;
    Ռասել Քրոու = Russell Crowe; Ալբեր Կամյու = Albert Camus; ალბერ კამიუ = Albert Camus; გია ყანჩელი = Gija Kantscheli;
    Жан Жингра = Jean Gingraz; Карл Зейдель = Karl Seydel; Колин МакКрадден = Colin McCrudden; Джон Хайланд = John Highland;
    Норман Джуисон = Norman Jewison; Карлуш Гимарайнс = Carlos Guimarães; Паулу Леитан = Paulo Leitão; Ларс Бюркнес = Lars Byrknes;
    Торбьёрн Столберг = Torbjörn Stålberg; Имре Майор = Imre Malyor; Эдвард Кардель = Edvard Kardelj; Фёдор Достоевский = Fyodor Dostoevsky;
    Ли Кећанг = Li Keqiang; Չժոու Էնլայ = Zhou Enlai; ჩჟოუ ენლაი = Zhou Enlai; Τζανγκ Γιμού = Zhang Yimou; סתיו שפיר = Stav Shafir;
    Χρυσαυγή Μαυράκη = Khrisavyi Mavraki; Дженни Карези = Tzeni Karezi; Шауль Мофаз = Schaul Mofas; Игаль Амир = Jigal Amir
"""
TWO = """
    Джон Миллер = Joan Miller; Харри Уилсон = Charly Wilson; Надя Соколова = Nada Sokolova; خديجه احراري = Hedayat Ahrari;
    Жан Дюваль = Joan Duval; Иванна Новак = Ivanas Novak;
    Չժան Իմոու = Zhang Yimei; Γιώργος Μαυράκης = Orestis Mavrakis; זיו שפיר = Stav Shafir; Дана Новак = Tzana Novak
"""


@pytest.mark.parametrize(("one", "other"), pairs(HEARD))
def test_a_foreign_name_is_heard_as_it_is_spoken(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_what_is_a_letter_away_is_another_name(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("camus", "camu"), ("deschamps", "dechan"), ("auteuil", "otey"), ("bellard", "bellar"), ("seydel", "zeydel"), ("leitao", "leitan"),
        ("mccrudden", "makcradden"), ("guimaraes", "guimarains"), ("byrknes", "burknes"), ("popovici", "popovich"),
        ("korzeniowski", "kozheniowski"), ("kuijper", "keyper"),
    ],
)  # fmt: skip
def test_each_orthography_has_its_sounds(word: str, heard: str) -> None:
    assert heard in as_heard(word)


@pytest.mark.parametrize(("name", "sister"), [("joan", "joun"), ("marat", "mara"), ("jana", "hana"), ("lucas", "luca")])
def test_a_known_given_name_is_not_heard_as_a_sisters(name: str, sister: str) -> None:
    assert sister not in as_heard(name)
