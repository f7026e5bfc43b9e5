"""A Japanese name in characters is read in many ways, and none of them is its brother's."""

import pytest

from hub.screening.names import read_names
from hub.screening.names.japan.japanese import is_read_in_japanese
from hub.screening.names.two_scripts import latin_of
from tests.hub.screening.tables.kanji import cuts, folded, learnt

READ = [
    ("山田太郎", "Taro Yamada"),
    ("山田 太郎", "YAMADA Tarou"),
    ("渡辺 翔太", "Shota Watanabe"),
    ("渡边翔太", "Shota Watanabe"),
    ("斎藤健", "Ken Saito"),
    ("斎藤健", "Takeshi Saitoh"),
    ("佐々木希", "Nozomi Sasaki"),
    ("井上陽水", "Inoue Yosui"),
    ("大野 真央", "Mao Ohno"),
    ("伊藤 新一", "Shin'ichi Ito"),
    ("浜崎あゆみ", "Ayumi Hamasaki"),
    ("財津太郎", "Taro Zaitsu"),
    ("毛里 次郎", "Mouri Jiro"),
    ("設楽花子", "Hanako Shitara"),
    ("長与千種", "Nagayo Chigusa"),
    ("山田正明", "Shomei Yamada"),
    ("灰谷健次郎", "ハイタニケンジロウ"),
    ("増島みどり", "マスジマミドリ"),
    ("中山蛙", "Nakayama Kaeru"),
]
NOT_READ = [
    ("山田太郎", "Jiro Yamada"),
    ("山田太郎", "Taro Tanaka"),
    ("小林敬二", "Keiichi Kobayashi"),
    ("山田太郎", "Taro"),
    ("王伟", "Wei Wang"),
    ("三上恵子", "Mikami Emi"),
    ("高橋正樹", "Takahashi Takashi"),
    ("中曽根弘文", "Nakasone Hiromi"),
    ("山田和子", "Atsuko Yamada"),
    ("増島みどり", "マスジマミトリ"),
    ("和田好司", "ワダタカシ"),
]


def is_read(characters: str, latin: str) -> bool:
    """Tell whether the one is read as the other."""
    (name,), (beside,) = read_names(characters), read_names(latin)
    return is_read_in_japanese(name, tuple(map(latin_of, beside.parts)))


@pytest.mark.parametrize(("characters", "latin"), READ)
def test_a_name_is_read_as_its_bearer_may_read_it(characters: str, latin: str) -> None:
    assert is_read(characters, latin)


@pytest.mark.parametrize(("characters", "latin"), NOT_READ)
def test_a_brothers_name_is_not_read_so(characters: str, latin: str) -> None:
    assert not is_read(characters, latin)


def test_every_way_to_cut_a_reading_gives_each_character_something() -> None:
    assert cuts("太郎", "たろう") == [(("太", "た"), ("郎", "ろう")), (("太", "たろ"), ("郎", "う"))]
    assert cuts("太郎", "た") == []


def test_what_a_character_is_read_as_is_learnt_from_the_company_it_keeps() -> None:
    counted = learnt(
        [("太郎", "たろう"), ("太一", "たいち"), ("一郎", "いちろう"), ("次郎", "じろう"), ("次", "じ"), (folded("太々"), "たた")]
    )
    assert counted["郎", "ろう"] > 2.9
    assert counted["太", "たろ"] < 0.1
