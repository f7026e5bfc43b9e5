"""Names of China, Korea, Japan and Vietnam as Russian papers have them, beside Latin letters and their own script; and what twins are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.names.china.characters import all_readings
from hub.screening.names.europe.in_cyrillic import MOST_WORDS
from hub.screening.names.europe.palladius import kontsevich, of_a_korean_family, palladius, vietnamese_in_russian
from hub.screening.names.korea.korean import FAMILIES, hanja_readings
from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE = """
    Цзян Цзэминь = Jiang Zemin; Си Цзиньпин = 习近平; Ван Цишань = 王岐山; Чжу Жунцзи = Zhu Rongji; Люй Чжэнцао = 吕正操; Люй Бу = Lu Bu;
    Ху Цзинь-тао = Hu Jintao; Сыма Цянь = Sima Qian; Мао Цзедун = Mao Zedong; Лі Кецян = Li Keqiang; Чжан Цзыи = Ziyi Zhang;
    Чжэн Чанъань = 郑长安;
    Пак Чон Хи = Park Chung-hee; Пак Чон Хи = 박정희; Ким Чен Ир = 김정일; Ким Тэ Чжун = 金大中; Чхве Мин Сик = Choi Min-sik;
    Но Му Хён = Roh Moo-hyun;
    Нгуен Фу Чонг = Nguyen Phu Trong; Во Нгуен Зяп = Vo Nguyen Giap; Нго Динь Зьем = Ngo Dinh Diem; Нгуен Минь Чьет = 阮明哲;
    Дзюнъитиро Коидзуми = 小泉純一郎; Такеси Китано = 北野武
"""
TWO = """
    Цзян Цзэминь = Jiang Zemei; Ван Цишань = 王岐生; Чжан Минхуа = Zhang Minghui; Чжан Цзымин = Zhang Jiming; Линь Дань = Lin Tan;
    Пак Чон Хи = 박정수; Ким Тхэ У = Kim Dae-woo; Пак Чи Сон = 박치성; Нгуен Ван Зунг = Nguyen Van Hung; Чан Тхи Лан = Tran Thi Linh;
    Юкио Мисима = 三島由紀子; Чэнь Янлэй = Chen Enlei; Сюй Юньхэ = Xu Yunhui; Чжан Цисы = Zhang Shisi
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_a_name_in_russian_letters_is_read_by_the_system_of_its_people(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_twins_are_two(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT


@given(st.sampled_from(sorted(all_readings()[0] - {"ng", "n", "m", "hm", "hng", "wong"})))
def test_every_syllable_of_pinyin_has_its_letters_and_e_for_a_broad_e(syllable: str) -> None:
    written = palladius(syllable)
    assert written >= {each.replace("э", "е") for each in written} != set()


@given(st.sampled_from(sorted({*"".join(hanja_readings().values())})), st.sampled_from(sorted({*"".join(FAMILIES)})))
def test_every_syllable_of_korea_has_its_letters(syllable: str, family: str) -> None:
    assert kontsevich(syllable)
    assert of_a_korean_family(family) >= kontsevich(family) != frozenset()


@pytest.mark.parametrize(
    ("syllable", "written"),
    [
        ("nguyen", "нгуен"), ("giap", "зяп"), ("truong", "чыонг"), ("triet", "чьет"), ("chinh", "тинь"), ("duong", "зыонг"),
        ("quang", "куанг"), ("nhat", "нят"), ("thich", "тхить"), ("phuong", "фыонг"),
    ],
)  # fmt: skip
def test_vietnamese_as_russian_writes_it(syllable: str, written: str) -> None:
    assert written in vietnamese_in_russian(syllable)


def test_more_words_than_a_name_has_are_none() -> None:
    name = "Мао Цзэ Дун Ань Ин"
    assert said(name, "Mao Zedonganying") is Word.DIFFERENT
    assert name.count(" ") >= MOST_WORDS
