"""Words of India in several spellings, and the neighbours that they must not become; all are common names."""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE_NAME = """
    Lachhman Das = Lakshman Das; Mohinder Rana = Mahendra Rana; Jatinder Rana = Jitendra Rana; Jogendra Jha = Yogendra Jha;
    Kabita Das = Kavita Das; Nabin Rai = Naveen Rai; Bidhan Rai = Vidhan Rai; Rabindra Rana = Ravindra Rana;
    Pragya Jha = Prajna Jha; Pradnya Joshi = Pragya Joshi;
    Narmada Nayak = Narmada Naik; Leela Nair = Leela Nayar; Pawan Agrawal = Pavan Aggarwal; Uma Chowdhury = Uma Chaudhry;
    Sita Acharjee = Seeta Acharya; Narmada Dwivedi = Narmada Diwedi; Narmada Shukla = Narmada Shukul; Krishn Pandey = Krishna Pandey;
    ಮಹೇಂದ್ರ ಗೌಡ = Mohinder Gowda; उमा चौधरी = Uma Chowdhry; लक्ष्मण दास = Lachhman Das; सीता आचार्य = Sita Acharjee
"""
TWO_NAMES = """
    Bina Rahman = Rina Rahman; Mahendra Rana = Manindra Rana; Lakshmi Das = Lakhi Das; Jatin Roy = Nitin Roy;
    Bahim Khan = Fahim Khan; Sabina Rossi = Savina Rossi; Babita Das = Savita Das;
    Nayan Das = Naina Das; Surinder Rana = Sudhindra Rana; Alexandra Petrova = Alexandr Petrov; Amrit Das = Amrita Das
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_a_word_of_india_is_known_in_its_spellings(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_a_neighbouring_name_of_india_is_another(one: str, other: str) -> None:
    assert said(one, other) is not Word.ROMANISED
