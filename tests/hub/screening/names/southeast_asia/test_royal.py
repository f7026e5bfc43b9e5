"""Thai names as an office writes them by the Royal System, beside what the family prints.

The pairs are of public life; none was taken from a set by which the comparison is measured.
"""

import pytest

from hub.screening.names.southeast_asia.royal import are_neighbours_in_thai, are_one_in_thai, is_royal, royal_sound
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE_NAME = """
    Jirayu Tangsrisuk = Chirayu Tangsisuk; Bhokin Bhalakula = Phokhin Phalakun; Paradorn Srichaphan = Pharadon Sichaphan;
    Kiradech Aphibarnrat = Kiradet Aphibanrat; Keeree Kanjanapas = Khiri Kanchanaphat; Prasert Vejjajiva = Prasoet Wetchachiwa;
    Abhakara Devakula = Aphakon Thewakun; Supun Kittikachorn = Suphan Kittikhachon; Nuttapong Asavabhokhin = Natthaphong Atsawaphokhin;
    Sakdichai Svasti = Sakchai Sawat; Jatuporn Vudhijaya = Chatuphon Wutthichai; Ittipol Busakorn = Itthiphon Butsakon;
    Opasjaroen Kasemsub = Ophatcharoen Kasemsap
"""
TWO_NAMES = """
    Wilaiporn Suwannarat = Wilaiphan Suwannarat; Natthawat Kaewmanee = Nattawut Kaewmanee;
    Piyapan Wongthong = Piyaphon Wongthong; Suriya Wongthong = Siriya Wongthong; Thita Wongthong = Sita Wongthong;
    Ramita Wongthong = Ramida Wongthong; Kanta Sato = Genta Sato; Yasan Siregar = Yasar Siregar
"""

TWO_WORDS = """
    suthimon = jutimon; natthawut = nattawatt; wilaiphan = wilaiporn; pharita = pareeda; phaisit = paichit; chalit = jalita;
    chiranan = jiranunai; chirat = jeeradet; aranchai = arunjai; phatthida = phattiya
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_what_an_office_writes_is_what_a_family_spells(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_a_neighbour_of_a_given_name_is_another_name(one: str, other: str) -> None:
    assert said(one, other) not in (Word.SAME, Word.ROMANISED)


@pytest.mark.parametrize(("royal", "family"), pairs(TWO_WORDS))
def test_what_sounds_apart_in_thai_is_two_words(royal: str, family: str) -> None:
    assert not are_one_in_thai(royal, family)


@pytest.mark.parametrize("spelt", ["jirayu", "abhakara", "prasert", "vejjajiva", "kaewmanee", "sri", "wongs"])
def test_what_the_royal_system_cannot_have_written_is_not_read_by_it(spelt: str) -> None:
    assert royal_sound(spelt) is None


def test_a_name_is_royal_in_all_of_its_words_and_thai_in_one() -> None:
    assert is_royal(("chirayu", "tangsisuk"))
    assert not is_royal(("chirayu", "tangsrisuk"))
    assert not is_royal(("anita", "sato"))


@pytest.mark.parametrize(
    ("one", "other"), pairs("natthawut = natthawit; phongthep = phongphet; wilaiporn = wilaiphon; vorachai = vorachan")
)
def test_words_that_are_both_well_formed_are_neighbours(one: str, other: str) -> None:
    assert are_neighbours_in_thai([one], [other])


@pytest.mark.parametrize(("one", "other"), pairs("natthawut = natthaxut; kanda = kanta; somchai = smchai; phongthep = phomgthxp"))
def test_what_is_no_thai_word_or_as_long_is_none(one: str, other: str) -> None:
    assert not are_neighbours_in_thai([one], [other])


@pytest.mark.parametrize(
    ("one", "other"), pairs("Kanchanapha Wongthong = Kanchanaphon Wongthong; Saengchai Wongthong = Songchai Wongthong")
)
def test_no_slip_makes_one_given_name_of_thailand_another(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


def test_a_slip_makes_letters_that_no_name_of_thailand_has_beside_each_other() -> None:
    assert said("Somchai Wongthong", "Somchbai Wongthong") is Word.TYPO
