"""Words for nothing are no name and no number: two people who both have none have nothing in common."""

import pytest

from hub.screening.nothing import is_no_name, is_no_number
from hub.screening.papers import Document, Papers
from hub.screening.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "N/A",
        "n/a",
        "None",
        "UNKNOWN UNKNOWN",
        "无",
        "不详",
        "姓名不详",
        "FNU LNU",
        "нет",
        ". -",
        "XX",
        "xxxx",
        "王某某",
        "张*三",
        "J*** Doe",
        "Carter *",
        "Emily C. *",
        "王某 *",
        "Emily Carter **",
        "*mily Carter",
        "*嘉敏",
        "(unknown)",
        "{name}",
        "Dr.",
        "X",
    ],
)
def test_words_for_nothing_are_no_name(text: str) -> None:
    assert is_no_name(text)
    assert read(Papers(name=text, aliases=(text,))).names == read(Papers(name=text, aliases=(text,))).aliases == ()


@pytest.mark.parametrize(
    "text", ["Nil Kaya", "FNU Singh", "无忌", "Null Paul", "Na", "吴明", "Nette", "Xxenia", "Max Dux", "*Emily Carter"]
)
def test_a_name_with_such_a_word_in_it_is_a_name(text: str) -> None:
    assert not is_no_name(text)
    assert read(Papers(name=text, aliases=(text,))).aliases


@pytest.mark.parametrize(
    "number", ["", "-", "N/A", "0", "000000000", "UNKNOWN", "not known", "无", "12", "9999999", "123456789", "87654321"]
)
def test_words_for_nothing_and_one_sign_again_and_again_are_no_number(number: str) -> None:
    assert is_no_number(number)
    assert read(Papers(document=Document("passport", "CHN", number))).numbers == ()


@pytest.mark.parametrize("number", ["E1234", "１２３４５", "A 00 00 01", "99000019900101001X"])
def test_a_number_is_a_number(number: str) -> None:
    assert not is_no_number(number)
    assert len(read(Papers(document=Document("passport", "CHN", number))).numbers) == 1


@pytest.mark.parametrize("text", ["Emily Carter *", "João Pereira *", "Jean-Luc D'Arcy *"])
def test_a_sign_that_leads_to_a_note_is_no_part_of_a_name(text: str) -> None:
    assert read(Papers(name=text)).names == read(Papers(name=text.removesuffix(" *"))).names != ()
