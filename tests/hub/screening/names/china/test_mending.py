"""Names that software spoilt come back as they were, and no other name is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.names import likeness, read_names
from hub.screening.names.china.characters import LOST_CHARACTER
from hub.screening.names.china.mending import mended
from hub.screening.words import Word

LETTERS = st.sampled_from("aeioubcdlnrstzAEKMSàâäåçèéêëîïñóôöøùûüÿßœšžÀÁÂÄÅÇÈÉÊËÍÎÏÑÓÔÖØÙÛÜŸŒŠŽğışİłżőűčřě")
NAMES = st.text(st.one_of(LETTERS, st.sampled_from(" -'’.")), min_size=1, max_size=30)


@given(NAMES)
def test_a_name_of_letters_stays_as_it_is(name: str) -> None:
    assert mended(name) == name


@pytest.mark.parametrize(
    "name", ["Günther Schröder", "Müller", "Gonçalo Lefèvre", "Žižek", "Åse Åkesson", "François", "欧阳修", "Владимир"]
)
def test_utf8_that_was_read_as_latin_comes_back(name: str) -> None:
    once = name.encode().decode("latin-1")
    assert mended(once) == mended(once.encode().decode("latin-1")) == name


@pytest.mark.parametrize(
    "name", ["Günther Schröder", "Müller", "Weiß", "Voilà", "Gonçalo Lefèvre", "Åse Åkesson", "Œuvrard Noël", "欧阳修"]
)
def test_so_it_does_where_a_western_machine_read_it(name: str) -> None:
    assert mended(name.encode().decode("cp1252")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Bj&#246;rn Wei&#xDF;", "Björn Weiß"), ("&Uuml;nal", "Ünal"), ("AT&T", "AT&T"), ("Nu&ntilde;ez &amp; Cie", "Nuñez & Cie")],
)
def test_entities_of_a_page_are_letters_again(text: str, name: str) -> None:
    assert mended(text) == name


@pytest.mark.parametrize(
    "name", ["李四", "欧阳娜娜", "ئابدۇرېھىم", "Łukasz Żółć", "Émile-Zoé d’Été", "ÉŠ", "Groß\u00a0Jan", "Nguyễn Thị Ánh", "박지민"]
)
def test_what_looks_a_little_like_it_is_left(name: str) -> None:
    assert mended(name) == name


@pytest.mark.parametrize(("text", "name"), [("韩艳SHENG", "韩艳昇"), ("邵庆(yao)", "邵庆垚"), ("覃（chong）娜", "覃翀娜")])
def test_a_syllable_in_the_place_of_a_character_sounds_like_it(text: str, name: str) -> None:
    (one,), (other,) = read_names(text), read_names(name)
    assert likeness(one, other) is Word.SAME_SOUND


def test_how_a_character_is_read_is_no_character() -> None:
    assert mended("李(li)明") == "李(li)明"


@pytest.mark.parametrize(
    "text",
    ["任?平", "任□平", "任·平", "任\ue5a2平", "任⿰王莹平", "任⿰王⿱艹平平", "任⿲王王王平", "任王+莹平", "任(莹加王旁)平", "任[王莹]平"],
)
def test_what_stands_for_a_character_that_no_font_has_is_one(text: str) -> None:
    assert mended(text) == f"任{LOST_CHARACTER}平"


@pytest.mark.parametrize("name", ["李○○", "艾力·买买提", "李明（小明）平", "阿·卜杜拉", "李[明]"])
def test_what_stands_for_more_or_for_nothing_is_left(name: str) -> None:
    assert mended(name) == name


def test_what_gbk_had_for_private_use_is_the_character() -> None:
    assert mended("刘\ue863") == "刘䶮"
