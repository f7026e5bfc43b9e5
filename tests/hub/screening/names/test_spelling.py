"""A name in characters is set beside Latin letters quickly: what is refused at once, no system spells."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.china.hokkien import hokkien_spellings
from hub.screening.names.china.southern import southern_given, southern_surnames
from hub.screening.names.spelling import SYSTEMS, System, cantonese, macanese, pinyin, southern, taiwan
from hub.screening.words import Word

COMMON = bytes(each for row in range(0xB0, 0xD8) for place in range(0xA1, 0xFF) for each in (row, place)).decode("gb2312", "ignore")
SURNAME: dict[System, str] = {pinyin: "wang", taiwan: "wang", cantonese: "wong", macanese: "vong"}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("order", ["{surname} {given}", "{given} {surname}", "{surname} {given} Alastair"])
def test_no_spelling_of_a_common_character_is_refused(system: System, order: str) -> None:
    spelt = {spelling: each for each in COMMON for spelling in system(each) if spelling.isalpha()}
    assert len(spelt) > 300
    for spelling, each in spelt.items():
        assert _is_found(f"王{each}", order.format(surname=SURNAME[system], given=spelling)), (each, spelling)


def test_no_spelling_of_the_south_is_refused() -> None:
    for surname, spellings in southern_surnames().items():
        for spelling in spellings:
            assert _is_found(f"{surname}国伟", f"{spelling} Kokwee"), (surname, spelling)
            assert _is_found(f"{surname}国伟", f"Kokwee {spelling}"), (surname, spelling)
    for each in southern_given():
        for spelling in southern(each):
            assert _is_found(f"黄{each}", f"Oei {spelling}"), (each, spelling)


def _is_found(characters: str, letters: str) -> bool:
    return any(
        likeness(one, other) in (Word.ROMANISED, Word.PART_MISSING) for one in read_names(characters) for other in read_names(letters)
    )


@pytest.mark.parametrize(
    ("cantonese_reading", "mandarin", "spelt", "never"),
    [
        ("wing", "yong", "eng", "heng"),  # 永
        ("jin", "xian", "hian", "heng"),  # 賢
        ("jung", "yong", "iong", "hong"),  # 勇
        ("zi", "zhi", "chee", "choo"),  # 志
        ("zi", "zi", "choo", "chee"),  # 子
        ("zung", "zhong", "tiong", "teng"),  # 忠
        ("zeon", "jin", "chun", "tun"),  # 進
    ],
)
def test_hokkien_follows_from_cantonese_and_mandarin(cantonese_reading: str, mandarin: str, spelt: str, never: str) -> None:
    spellings = hokkien_spellings(cantonese_reading, mandarin)
    assert spelt in spellings
    assert never not in spellings
