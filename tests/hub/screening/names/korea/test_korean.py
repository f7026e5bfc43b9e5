"""Korean names as their bearers spell them, after the Revised system, McCune and Reischauer, or by ear; and what twins are called."""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE = """
    Kim Jeongho = Kim Chongho; Choi Myeonggil = Choe Myoungkil; 조승래 = JO SEOUNGLAE; 현경 박 = Park Hyenkyeng; 김화숙 = Kim Hoasook;
    Yoo Jinyoung = Yu Jinyeong; Dukap Oxtoby = Doogap Oxtoby; Geonhu Oxtoby = Konhu Oxtoby; 건후 옥스토비 = Geonhu Oxtoby;
    Gilu Miller = Gilwoo Miller; 성혁 이 = Lee Sunghyuck; 태영호 = Thae Yong-ho; 강경화 = Kang Kyung-wha; 노신영 = Lho Shin-yong;
    지학순 = Tji Hak-soun;
    신동엽 = Shin Dong-yup; 남궁민 = Namkoong Min; Namkung Min = Min Namgoong; Han Min-koo = Han Mingu; Kim Seulgi = Kim Sulki;
    Kwon Ah-yoon = Gwon Ayun; 류길재 = Ryoo Kihl-jae
"""
TWO = """
    Kim Jeongho = Kim Jeonghu; Son Minsu = Son Minseo; Kim Jungho = Kim Yoonho; Bae Sujin = Bae Sujeong; Kwon Sohyon = Kwon Soyon;
    Na Yoojin = Na Joojin; Seo Jeongsun = Seo Yunsun; Song Jeonghun = Song Jonghoon; Yoo Donghyoun = Yoo Dongjin; 박예진 = Park Yeojin;
    건후 옥스토비 = Geonmin Oxtoby; 김하나 = Kim Hara; 김다윤 = Kim Dahyun; 김인경 = Kim Minkyoung; Kim Dayoon = Kim Daeun;
    김지혜 = Kim Ji-hae; Kim Ji-hye = Kim Ji-hae; 정유진 = Ryujin Jung; Han Hao = Han Hou
"""

FOREIGN = """
    안토닌 드보르자크 = Antonin Dvorak; 페르난두 히베이루 = Fernando Ribeiro; 안드레 로렌수 = Andre Lourenco;
    카를 융크비스트 = Karl Ljungqvist; 마리아 카리요 = Maria Carrillo;
    라슬로 러커토시 = Laszlo Lakatos; 페테르 코바르시 = Peter Kovář; 토마시 미워시 = Tomasz Milosz;
    요한 슈바프 = Johann Svab; 니클라스 엥베리 = Niklas Engberg
"""
NOT_FOREIGN = """
    리나 로시 = Lana Rossi; 베르나르두 코스타 = Bernardino Costa; 마리아 로시 = Mario Rossi; 아나 페레이라 = Anita Pereira;
    토마시 노바크 = Tomek Novak; 이온 유방 = Eunjun Yubang
"""


@pytest.mark.parametrize(("one", "other"), pairs(FOREIGN))
def test_a_foreign_name_in_hangul_is_read_as_its_own_language_reads_it(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(NOT_FOREIGN))
def test_a_foreign_sister_or_brother_is_another_person(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_a_name_is_one_however_it_is_spelt(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_twins_are_two_in_any_spelling(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@pytest.mark.parametrize("latin", ["Kevin Minjun Kim", "Kim Min Jun Kevin", "KIM Kevin Min-joon"])
def test_another_given_name_may_stand_beside_a_whole_korean_one(latin: str) -> None:
    assert said("김민준", latin) is Word.PART_MISSING


def test_beside_two_syllables_a_third_one_makes_another_name() -> None:
    assert said("김준", "Kim Jun Ho") is Word.DIFFERENT
