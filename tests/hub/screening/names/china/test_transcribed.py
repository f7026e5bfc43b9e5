"""Foreign names in Han characters are those that they were transcribed from, and no brother's or sister's."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.china.transcribed import are_one_word
from hub.screening.words import Word

ONE = [
    ("杰弗里·威廉姆斯", "Jeffrey Williams"),
    ("杰弗里·威廉姆斯", "WILLIAMS JEFFREY"),
    ("約翰·史密斯", "John Smith"),
    ("阿诺德·施瓦辛格", "Arnold Schwarzenegger"),
    ("伊丽莎白·汤普森", "Elizabeth Thompson"),
    ("佐藤·达芙内", "Dafne Sato"),
    ("让-皮埃尔·迪比松", "Jean Pierre Dubison"),
    ("塞巴斯蒂安·穆勒", "Sebastian Müller"),
    ("叶卡捷琳娜·费多托娃", "Ekaterina Fedotova"),
    ("何塞·埃尔南德斯", "José Hernández"),
    ("强尼·戴普曼", "Johnny Deppman"),
    ("汤玛斯·柯林頓", "Thomas Clinton"),
    ("阿兰布朗特纳", "Alan Brontner"),
    ("伯纳德·金斯堡", "Bernard Ginsburg"),
    ("保罗·科尔多瓦", "Paulo Córdoba"),
    ("达芙妮·古铁雷斯", "Daphne Gutierrez"),
    ("索莱达·卡马戈", "Soledad Camargo"),
    ("伊娃·宋氏", "Eva Song"),
    ("伊莎贝拉·颜", "Isabella Ngan"),
    ("海森堡·水口", "Heisenberg Mizukuchi"),
    ("约翰·布莱克伯尔纳", "John Blackburne"),
    ("保罗·波伦伯格", "Bohnenberger, Paul"),
    ("约瑟夫·雷诺阿", "Joseph Renoir"),
    ("艾伯特·爱因斯坦", "Albert Einstein"),
    ("阿尔贝里希·阿姆斯壮", "Alberich Armstrong"),
    ("大卫·碧咸", "David Beckham"),
    ("佐治·布殊", "George Bush"),
    ("米高·奧雲", "Owen, Michael"),
    ("维吉尔·范戴克", "Virgil van Dijk"),
    ("弗伦基·德容", "Frenkie de Jong"),
    ("凯文·德布劳内", "Kevin De Bruyne"),
    ("若昂·坎塞洛", "João Cancelo"),
    ("皮耶罗·因卡皮耶", "Piero Hincapié"),
    ("塞巴斯蒂安·阿莱", "Sébastien Haller"),
    ("穆罕默德·萨拉赫", "Mohamed Salah"),
    ("萨勒曼·法拉杰", "Salman Al-Faraj"),
]
TWO = [
    ("安娜·史密斯", "Anne Smith"),
    ("卡伦·米勒", "Karin Miller"),
    ("马里奥·罗西", "Maria Rossi"),
    ("玛丽亚·罗西", "Mario Rossi"),
    ("杰弗里·威廉姆斯", "Jeremy Williams"),
    ("丹尼尔·布朗", "Daniela Brown"),
    ("丹尼尔·布朗", "David Brown"),
    ("马丁·韦伯", "Martina Weber"),
    ("马克·韦伯", "Marco Weber"),
    ("谢尔盖·伊万诺夫", "Andrei Ivanov"),
    ("李伟", "Lee Wei-Ming"),
    ("伊娃·宋氏", "Eva Wang"),
    ("马尔科·加里森", "Marcos Garrison"),
    ("萨比娜·韦伯", "Sabine Weber"),
    ("萨比妮·韦伯", "Sabina Weber"),
    ("海森堡·水口", "Heisenberg Kawaguchi"),
    ("罗伯特·威廉姆斯", "Rupert Williams"),
    ("杰里米·史密斯", "Jerome Smith"),
    ("奥德丽·史密斯", "Andrew Smith"),
    ("大卫·碧咸", "David Bates"),
    ("约翰·赫尔南德斯", "John Fernandez"),
    ("约翰·伊万诺娃", "John Ivanov"),
    ("基普乔盖·布莱克", "Kipchumba Black"),
    ("布莱克伯尔纳·约翰逊", "Blackburne Thompson"),
    ("弗伦基·德容", "Frenkie de Boer"),
    ("萨拉·萨拉赫", "Salma Salah"),
]


def word(one: str, other: str) -> Word:
    """Return how two names compare, whichever comes first."""
    (left,), (right,) = read_names(one), read_names(other)
    assert likeness(left, right) is likeness(right, left)
    return likeness(left, right)


@pytest.mark.parametrize(("characters", "letters"), ONE)
def test_a_name_is_what_it_was_transcribed_from(characters: str, letters: str) -> None:
    assert word(characters, letters) is Word.ROMANISED


@pytest.mark.parametrize(("characters", "letters"), TWO)
def test_brothers_and_sisters_stay_apart(characters: str, letters: str) -> None:
    assert word(characters, letters) is Word.DIFFERENT


def test_a_middle_name_may_stand_on_one_side() -> None:
    assert word("约翰·肯尼迪", "John Fitzgerald Kennedy") is Word.PART_MISSING
    assert word("约翰", "John Kennedy") is Word.DIFFERENT


@pytest.mark.parametrize(("characters", "letters"), [("玛丽", "mary"), ("玛丽亚", "maria"), ("安妮", "ann"), ("爱德华", "edward")])
def test_what_is_conventional_is_known_and_keeps_its_likes_away(characters: str, letters: str) -> None:
    assert are_one_word(characters, letters)
    assert not are_one_word(characters, {"mary": "maria", "maria": "mary", "ann": "anna", "edward": "eduardo"}[letters])
