"""Korean names as their bearers spell them, after the Revised system, McCune and Reischauer, or by ear; and what twins are called."""

import pytest

from hub.screening.words import Word
from tests.hub.screening.likenesses import pairs, said

ONE = """
    Kim Jeongho = Kim Chongho; Choi Myeonggil = Choe Myoungkil; 조승래 = JO SEOUNGLAE; 현경 박 = Park Hyenkyeng; 김화숙 = Kim Hoasook;
    Yoo Jinyoung = Yu Jinyeong; Dukap Oxtoby = Doogap Oxtoby; Geonhu Oxtoby = Konhu Oxtoby; 건후 옥스토비 = Geonhu Oxtoby;
    Gilu Miller = Gilwoo Miller; 성혁 이 = Lee Sunghyuck
"""
TWO = """
    Kim Jeongho = Kim Jeonghu; Son Minsu = Son Minseo; Kim Jungho = Kim Yoonho; Bae Sujin = Bae Sujeong; Kwon Sohyon = Kwon Soyon;
    Na Yoojin = Na Joojin; Seo Jeongsun = Seo Yunsun; Song Jeonghun = Song Jonghoon; Yoo Donghyoun = Yoo Dongjin; 박예진 = Park Yeojin;
    건후 옥스토비 = Geonmin Oxtoby
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_a_name_is_one_however_it_is_spelt(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_twins_are_two_in_any_spelling(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT
