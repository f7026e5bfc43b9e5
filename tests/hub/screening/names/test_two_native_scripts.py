"""A name in two scripts of which neither is Latin is one name, and a brother's or sister's is none."""

import pytest

from hub.screening.words import Word
from tests.hub.screening.names.likenesses import pairs, said

ONE = """
    나렌드라 모디 = Narendra Modi; 나렌드라 모디 = नरेन्द्र मोदी; 블라디미르 푸틴 = Владимир Путин; 버락 오바마 = バラク・オバマ;
    모하메드 카림 = محمد كريم; 올가 코발렌코 = Ольга Коваленко; ナレンドラ・モディ = Нарендра Моди; ナレンドラ・モディ = نارندرا مودي;
    ラーフル・ガンディー = राहुल गांधी; タクシン・シナワット = ทักษิณ ชินวัตร; マヒンダ・ラージャパクサ = මහින්ද රාජපක්ෂ;
    Таксин Чинават = ทักษิณ ชินวัตร; Хун Сен = ฮุน เซน; Амир Кхан = आमिर ख़ान; Манмохан Сингх = מנמוהאן סינג; Кэндзи Такаси = เคนจิ ทากาชิ;
    סוניה גנדי = सोनिया गांधी; سونيا غاندي = सोनिया गांधी; تاكسين شيناوات = ทักษิณ ชินวัตร; 쏨차이 짜이디 = สมชาย ใจดี;
    ハイメ・モハメド = Хайме Мохамед; 철훈 유슈키에비치 = Cheolhun Juszkiewicz; 빅토리아 부르크하르트 = Victoria Burkhard;
    애덤 우드 = Adam Wood; 토마스 그라츠 = Thomas Graz; 미셸 보베 = Michel Beauvais; 케네스 벌링턴 = Kenneth Burlington
"""
TWO = """
    엘레나 코발렌코 = Irina Kovalenko; 엘레나 코발렌코 = Ирина Коваленко; 아닐 파틸 = सुनील पाटिल; レナ・コワレンコ = Лина Коваленко;
    リナ・コワレンコ = Нина Коваленко; ユキ・タナカ = Юка Танака; ハルキ・タナカ = Харука Танака; ロヒト・パティル = Рахул Патил;
    Анил Патил = सुनील पाटिल; สุนีล ปาติล = Сунита Патил; 남궁 민정 = Намгун Минджу; 독고 민준 = Dokgo Minjin; 제갈 수현 = Jegal Suhyeok;
    김 은주 = Kim Inju; 마리아 로시 = Mario Rossi; 마르코 로시 = Marcos Rossi; 애덤 우드 = Adam Ward
"""


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_a_name_is_known_in_two_scripts(one: str, other: str) -> None:
    assert said(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_brothers_and_sisters_are_two_in_two_scripts(one: str, other: str) -> None:
    assert said(one, other) is Word.DIFFERENT
