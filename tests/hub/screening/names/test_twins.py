"""Two children of one family are two: their names differ in one given name alone, and share the surname as one hand spelt it."""

from importlib.resources import files

import pytest

from hub.screening import names
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said
from tests.hub.screening.tables.given import ANYWHERE, by_hand

TWO = """
    Hussein Ibrahim = Ghassan Ibrahim; Kirill Lõhmus = Kaarel Lõhmus; Alda Malaj = Elda Malaj; Sunita Parmar = Sangeeta Parmar;
    Jette Henriksen = Jytte Henriksen; Maria Martin = Marta Martin; Kazuki Goto = Kosuke Goto; Mizuki Nakagawa = Misaki Nakagawa;
    Mario Valente = Mara Valente;
    Milan Milic = Miljan Milic; Wan Kitty = Wan Cindy; Olʹha Avramenko = Oleh Avramenko; Марʼяна Іщенко = Марина Іщенко;
    Jen Manalo = Mary Ann Manalo; Micallef Aquilina = John M Aquilina; Carlos J Nazario = Jomar Nazario;
    Ben Riehl de la Lindner = Sonia Riehl de la Lindner; Ben Doehn de la Staude = Britt Döhn de la Staude;
    Maria Papadopoulou = Mariana Papadopoulou; Katrin Raud = Kätlin Raud; Rajeshkumar Murugan = Rameshkumar Murugan;
    Malini Subramaniam = Nalini Subramaniam; Manimaran Murugan = Manoharan Murugan;
    Jawad Siddiqui = Fawad Siddiqui; Majid Chaudhry = Wajid Chaudhry; Sajid Chaudhry = Shahid Chaudhry; Femi Okonkwo = Kemi Okonkwo;
    Habibullah Stanekzai = Hamidullah Stanekzai; Abdelhamid Kenzi = Abdelhafid Kenzi; Azlan bin Yaakob = Azwan bin Yaakob;
    Azman bin Hafiz = Osman bin Hafiz; Bandara Nuwan = Bandara Ruwan; Denny Wibowo = Benny Wibowo; Houshang Dibaian = Hassan Dibaian;
    Marilene Gouveia = Marlene Gouveia; Edilson Borges = Adilson Borges; Gino Meli = Pino Meli; Raimondas Kazlauskas = Raimundas Kazlauskas
"""
ONE = """
    Sergei Ivanov = Sergey Ivanov; Emanuel O'Brien = Emmanuel O'Brien; Mohammed Khan = Muhammad Khan; Dzhamila Aliyeva = Jamila Aliyeva;
    Kavita Das = Kabita Das; Jackie Ferjani = Jacky Ferjani; Geonhu Oxtoby = Konhu Oxtoby; Oussim Zerrouki = Wassim Zerrouki;
    Radnaagiin Burmaa = Burmaa Radnaa; Ben Ali Zine = Zine Benali; Rihany Sagit = Rechani Sagit; Evgeny Kim = Yevgenii Kim;
    Jaouad Kenzi = Jawad Kenzi; Riadh Chehbour = Riad Chehbour; Faisal Yaakob = Faizal Yaakob; Fawzi Kenzi = Faouzi Kenzi;
    Achmad Wibowo = Ahmad Wibowo; Abdurahman Shammari = Abdulrahman Shammari
"""
SLIPS = "Elena Ele = Elena Lee; Virgina Haering = Virginia Haering"
MISSING = """
    Jhenry Anariba = J Marcelo Anariba; KOVACEVIC JENNIFER JUERGEN CHARLOTTE E = Jennifer Jürgen Charlotte Elizabeth Kovačević;
    Carlos J Nazario = Carlos Nazario
"""


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_children_of_one_family_are_two(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_one_given_name_is_known_by_another_system(one: str, other: str) -> None:
    assert said(one, other) in {Word.ROMANISED, Word.SAME, Word.REORDERED}


@pytest.mark.parametrize(("one", "other"), pairs(SLIPS))
def test_a_slip_that_makes_no_other_childs_name_is_one(one: str, other: str) -> None:
    assert said(one, other) is Word.TYPO


@pytest.mark.parametrize(("one", "other"), pairs(MISSING))
def test_an_initial_stands_first_or_beside_two_words_that_agree(one: str, other: str) -> None:
    assert said(one, other) is Word.PART_MISSING


def test_the_table_of_given_names_has_what_was_gathered_by_hand() -> None:
    lines = files(names).joinpath("given.txt").read_text("utf-8").splitlines()
    table = dict(line.split(" ") for line in lines)
    assert all(ANYWHERE in table[name] and of_the_east in table[name] for name, of_the_east in by_hand())
    assert list(table) == sorted(table)
