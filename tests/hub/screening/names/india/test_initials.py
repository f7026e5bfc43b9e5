"""Initials in the scripts of India: spoken as English letters, joined, or the first syllable of the father's name.

The pairs are of well-known people and of common names; none was taken from a set by which the comparison is measured.
"""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

WRITTEN_OTHERWISE = """
    एम जे गप्टिल = MJ Guptill; के शाह = K Shah; केपी शर्मा ओली = KP Sharma Oli; केपी शर्मा ओली = K. P. Sharma Oli;
    একেএম ফজলুল হক = A. K. M. Fazlul Huq; এ কে এম ফজলুল হক = AKM Fazlul Huq; আ ফ ম রুহুল হক = A. F. M. Ruhul Haque;
    జి. వి. ఎల్. నరసింహారావు = GVL Narasimha Rao; జి వి యస్ రెడ్డి = GVS Reddy; எச். ராஜா = H. Raja; டபிள்யூ. டி. அமரதேவ = W. D. Amaradeva;
    എ. കെ. ആന്റണി = A. K. Antony; ඩී. එස්. සේනානායක = D. S. Senanayake; ச. ராமதாஸ் = S. Ramadoss
"""
STAND_FOR_A_WORD = """
    மு. கருணாநிதி = Muthuvel Karunanidhi; கே. ராஜன் = Kumar Rajan; சிவஞானம் சிறீதரன் = S. Shritharan;
    ಎಸ್. ಎಂ. ಕೃಷ್ಣ = Somanahalli Mallaiah Krishna; खड्ग प्रसाद शर्मा ओली = K. P. Sharma Oli;
    আবুল কাশেম ফজলুল হক = A. K. Fazlul Huq
"""
TWO_PEOPLE = """
    के शाह = Khushdil Shah; ಕೆ. ಪೋಲಾರ್ಡ್ = Kieron Pollard; एस. कुमार = R. Kumar; एस राम कुमार = S Ravi Kumar;
    எஸ். சுந்தர் = M. Sundar; எஸ். சுந்தர் = Murugan Sundar; எஸ். சுந்தர் = S. Sundari; சுனில் கைக்வாட் = S. R. Gaikwad;
    எஸ். செல்வகுமார சின்னயன் = S. Selvakumara Shinde; আর এস দাস = RM Das
"""

IN_LATIN = """
    R. Karthik = Karthik Ramasamy; Vijaya T. = Vijaya D/O Thangavelu; M. Karunanidhi = Muthuvel Karunanidhi;
    V. Prabhakaran = Velupillai Prabhakaran; MK Stalin = Muthuvel Karunanidhi Stalin;
    A. P. J. Abdul Kalam = Avul Pakir Jainulabdeen Abdul Kalam;
    AR Rahman = Allah Rakha Rahman; VT Mohan = Vignesh Thirumalai Mohan;
    D. M. Jayaratne = Disanayaka Mudiyanselage Jayarathna; T. V. Rajesh = Rajesh Thazhath Veettil
"""
TWO_IN_LATIN = """
    R. Karthik = Kavin Ramasamy; R. Karthik = Karthik Subramanian; K. Ramasamy = Kavitha Ramasamy; S. Kumar = Kumar Suresh;
    J. Smith = Smith Jones; Maria S. = Maria Silva; AR Rahman = Rakha Allah Rahman
"""


@pytest.mark.parametrize(("one", "other"), pairs(IN_LATIN))
def test_initials_in_latin_letters_stand_for_a_fathers_name_or_two_words(one: str, other: str) -> None:
    assert said(one, other) is Word.PART_MISSING


@pytest.mark.parametrize(("one", "other"), pairs(TWO_IN_LATIN))
def test_an_initial_in_latin_letters_is_not_a_twins(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(("one", "other"), pairs(WRITTEN_OTHERWISE))
def test_an_initial_is_spoken_as_english_calls_the_letter(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(STAND_FOR_A_WORD))
def test_an_initial_stands_for_a_word_beside_a_given_name(one: str, other: str) -> None:
    assert said(one, other) is Word.PART_MISSING


@pytest.mark.parametrize(("one", "other"), pairs(TWO_PEOPLE))
def test_an_initial_beside_a_surname_says_nothing(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT
