"""Gwoyeu Romatzyh spells the four tones, and people of Taiwan spell freely, but never as a system spells another syllable."""

import pytest

from hub.screening.names.china.characters import all_readings
from hub.screening.names.china.mandarin import systematic_spellings, taiwan_spellings
from hub.screening.names.china.romatzyh import romatzyh

TONES = """
    jian jian jyan jean jiann, zhi jy jyr jyy jyh, li lhi li lii lih, wang uang wang woang wanq, yao iau yau yeau yaw, shou shou shour shoou
    show, hui huei hwei hoei huey, tang tang tarng taang tanq, yuan iuan yuan yeuan yuann, guo guo gwo goo guoh, ming mhing ming miing minq,
    liu lhiou liou leou liow, jie jie jye jiee jieh, xue shiue shyue sheue shiueh, si sy syr syy syh
"""


@pytest.mark.parametrize("row", [each.split() for each in TONES.split(",")], ids=lambda row: row[0])
def test_a_syllable_has_a_spelling_for_each_tone(row: list[str]) -> None:
    syllable, *spelt = row
    assert romatzyh(syllable) == set(spelt)


def test_what_a_system_gives_to_another_syllable_is_no_free_spelling() -> None:
    syllables = all_readings()[0]
    for syllable in syllables:
        free = taiwan_spellings(syllable) - systematic_spellings(syllable)
        assert free.isdisjoint(syllables)
        assert all(free.isdisjoint(systematic_spellings(other)) for other in syllables)


def test_a_free_spelling_takes_of_every_system() -> None:
    assert {"jiann", "jien", "tsien"} <= taiwan_spellings("jian")
    assert "chih" not in taiwan_spellings("qi")  # of 志, and 啓's fourth tone
