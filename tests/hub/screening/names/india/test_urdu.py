"""Names of India in Arabic letters as two peoples write them, and names of Arabic origin that a vowel tells apart; all are public figures
or common names.
"""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE_NAME = """
    اندرا گاندھی = إنديرا غاندي; منموہن سنگھ = مانموهان سينغ; راجیو گاندھی = راجيف غاندي;
    جواہر نہرو = جواهر نهرو; رنبیر کپور = رانبير كابور
"""
TWO_NAMES = """
    سلیم گل = سالم گل; کریم گل = کرم گل; حسن گل = حسین گل; مینا گل = منا گل; رمیش شرما = راجیش شرما; سمیر خان = سمر خان;
    ظہیر خان = ظاہر خان; کمل شرما = کملا شرما
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_a_name_of_india_is_one_in_urdu_and_arabic(one: str, other: str) -> None:
    assert said(one, other) in (Word.ROMANISED, Word.SAME)


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_a_vowel_tells_two_names_apart(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT
