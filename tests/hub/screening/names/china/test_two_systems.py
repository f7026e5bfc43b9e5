"""Two Latin names of one Chinese person, each by another system; and what twins are called stays apart."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.china.two_systems import same_in_chinese
from hub.screening.words import Word

ONE_NAME = """
    chen weiming = chan wai ming; guorong zhang = cheung kwok wing; liu dehua = lau tak wah; zhou run fa = chow yun fat;
    li jiacheng = li ka shing;
    su gui fang = su kuei fang; chien ying li = jian ying li; zhao min chen = chao min chen;
    huang hsiu fang = shiou fang huang; chang chien chih = jhang jian jhih; liau shu jen = liao shu chen; guo li cin = kuo li chin;
    zoeng leoi = cheung lui; lv xiulian = lu hsiu lien; tsai ying wen = choi ying man; chang kuo jung = cheung kwok wing;
    hu zhiwei = wu chi wai; wen jiabao = wan ka bo; lei qianer = lui sin yee; liu dingan = lau ding on; li daren = lee tat yan;
    chen hsien hao = chan yin ho; yu tien pai = yu tin pak;
    keh jiann chen = chen kejian; soo chang pei = pei suzhang
"""
TWO_NAMES = """
    li ding = li ting; ding li = ting li; li wei = li mei; li bing = li ping; chen jiahui = chan ka ming; zhang guorong = cheung kwok wai;
    chan wing = chan ming; chan tai man = chan tai ming; liu dehua = liang tak wah; john smith = jon smyth; li jian = li qian;
    jhang jia ding = jhang jia ting; yuan wen jong = bin jhong yuan; tsuei jr wen = tsui i wen; huang hsiu fang = shiou fen huang;
    tsai ying wen = choi ying ming; chang kuo jung = cheung kwok wai; lin ta = lam tai; liao meiling = liu mei ling;
    ho chi ming = ho kai ming; sung wei ming = sung wai ming;
    yun jin woo = yoon kunwoo; park ji eun = park ji eon; han ji eun = han ji eon
"""


def _pairs(text: str) -> list[list[list[str]]]:
    return [[name.split() for name in each.strip().split(" = ")] for each in text.split(";")]


@pytest.mark.parametrize(("one", "other"), _pairs(ONE_NAME))
def test_some_characters_are_written_so_on_both_sides(one: list[str], other: list[str]) -> None:
    assert same_in_chinese(one, other)
    assert same_in_chinese(other, one)


@pytest.mark.parametrize(("one", "other"), _pairs(TWO_NAMES))
def test_twins_and_other_names_stay_apart(one: list[str], other: list[str]) -> None:
    assert not same_in_chinese(one, other)
    assert not same_in_chinese(other, one)


@pytest.mark.parametrize(
    ("characters", "latin", "expected"),
    [
        ("陆丹", "Lu Tan-li", Word.DIFFERENT),
        ("吳永剛", "Wu Yongkang", Word.DIFFERENT),
        ("蘇麗珍", "Lijun Su", Word.DIFFERENT),
        ("吳永剛", "Wu Yung-kang", Word.ROMANISED),
        ("吕博", "Lv Lu-bo", Word.DIFFERENT),
        ("李伟", "Tom LI Wei", Word.PART_MISSING),
        ("陈大文", "CHAN Tai Man Ken", Word.PART_MISSING),
        ("廖长江", "Martin LIAO Cheung-kong", Word.PART_MISSING),
        ("萧美琴", "Hsiao Bi-khim", Word.ROMANISED),
        ("萧美珠", "Hsiao Bi-khim", Word.DIFFERENT),
        ("姜花炳", "Chiang Hua-pin", Word.DIFFERENT),
        ("刘世全", "Shyh-chyuan Liou", Word.ROMANISED),
        ("刘世全", "Shyh-shyan Liou", Word.DIFFERENT),
        ("陈赖素美", "Su-Mei Chen Lai", Word.ROMANISED),
        ("陈黄美玲", "Wong Mei-ling", Word.PART_MISSING),
        ("陈黄美玲", "Wong Mei-lai", Word.DIFFERENT),
        ("莊堯棠", "Yau-Tarng Juang", Word.ROMANISED),
        ("江簡富", "Jean-Fu Kiang", Word.ROMANISED),
        ("陳克健", "Keh-Jiann Chen", Word.ROMANISED),
        ("陳克健", "Keh-Jeng Chen", Word.DIFFERENT),
        ("張智星", "Jyh-Shing Roger Jang", Word.PART_MISSING),
        ("張智星", "Jyh-Shing Ann Jang", Word.PART_MISSING),
        ("張智星", "Jyh-Sheng Roger Jang", Word.DIFFERENT),
        ("林啟明", "Chih-ming Lin", Word.DIFFERENT),
        ("吳作棟", "Goh Chok Tong", Word.ROMANISED),
        ("楊肅斌", "Francis Yeoh Sock Pin", Word.PART_MISSING),
        ("王瑞杰", "Heng Swee Keat", Word.ROMANISED),
        ("王瑞杰", "Heng Swee Kok", Word.DIFFERENT),
        ("吳作棟", "Goh Chok Tin", Word.DIFFERENT),
        ("吳作棟", "Smith Chok Tong", Word.DIFFERENT),
        ("歐文龍", "Ao Man-long", Word.ROMANISED),
        ("張國華", "Cheong Kuoc-va", Word.ROMANISED),
        ("李子龍", "Lee Tsz Long", Word.DIFFERENT),
        ("李子朗", "Lee Tsz Long", Word.ROMANISED),
        ("陈黄美玲", "黃美玲", Word.PART_MISSING),
        ("陈黄美玲", "黃美丽", Word.DIFFERENT),
        ("김강륜", "Kim Gangnyun", Word.ROMANISED),
        ("김길남", "Gillam Kim", Word.ROMANISED),
        ("김강륜", "Kim Gangnam", Word.DIFFERENT),
        ("卞在一", "BYUN JAEILL", Word.ROMANISED),
        ("洪宜洛", "HONG EUIRAK", Word.ROMANISED),
        ("洪宜洛", "HONG EUIRAN", Word.DIFFERENT),
    ],
)
def test_characters_and_letters_are_one_name_as_papers_spell_it(characters: str, latin: str, expected: Word) -> None:
    assert likeness(read_names(characters)[0], read_names(latin)[0]) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Tse Wai Chun", "Paul TSE Wai-chun", Word.PART_MISSING),
        ("Tran Thi Mai", "Tran Thi Mai Linh", Word.DIFFERENT),
        ("Tse Wai Chun", "Paul TSE Wai-man", Word.DIFFERENT),
        ("Yuan Wen-Jong", "Bin-Jhong Yuan", Word.DIFFERENT),
        ("Tsuei Jr-Wen", "Tsui I-Wen", Word.DIFFERENT),
        ("Wang Yishi", "Wang I-chun", Word.DIFFERENT),  # no -un of Malaysia's Arabic names
        ("Ma Gendeng", "Ma Qahtan", Word.DIFFERENT),
    ],
)
def test_a_name_in_letters_is_its_bearers_alone(one: str, other: str, expected: Word) -> None:
    assert likeness(read_names(one)[0], read_names(other)[0]) is expected
