"""Tibetan, Uyghur, Kazakh and Mongol names in four writings: on the card, in a system that takes pinyin, in a passport, and at home."""

from itertools import combinations

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.words import Word

ONE_NAME = [
    ("扎西多吉", "ZHAXIDUOJI", "Tashi Dorje", "བཀྲ་ཤིས་རྡོ་རྗེ་"),
    ("才让卓玛", "Cairang Zhuoma", "Tsering Dolma", "ཚེ་རིང་སྒྲོལ་མ་"),
    ("阿卜杜热依木·吐尔逊", "Abudureyimu Tuerxun", "Abdureyim Tursun"),
    ("迪里拜尔·库尔班", "Dilibaier Kuerban", "Dilber Qurban"),
    ("额尔德尼朝鲁", "Eerdenichaolu", "Erdene Chuluu"),
    ("宝音其木格", "Baoyinqimuge", "Bayin Qimge", "Buyan Chimeg"),
    ("热依汗·艾山", "Reyhan Hesen"),
    ("阿迪力·尼亚孜", "Adili Niyazi", "Adil Niyaz", "ئادىل نىياز"),
    ("司马义·玉素甫", "Simayi Yusufu", "Ismayil Yusup", "ئىسمائىل يۈسۈپ"),
    ("哈吉·买合木提", "Haji Mehmut"),
]
TWO_NAMES = [
    ("扎西多吉", "Tashi Dolma"),
    ("Zhaxiduoji", "Tashi Dawa"),
    ("Tashi Dorje", "བཀྲ་ཤིས་ཟླ་བ་"),
    ("阿迪力·库尔班", "Adile Qurban"),
    ("Adili Kuerban", "Adalat Qurban"),
    ("Dawuti Kelimu", "Tohti Kerim"),
    ("宝音塔娜", "Bayan Tana"),
    ("其木格高娃", "Tsetseg Gua"),
    ("Hayashi Yoichi", "Hayashi Yoko"),
    ("Aikawa Mika", "Igawa Mika"),
    ("Abudureyimu Tuerxun", "Abdurahman Tursun"),
    ("Marina Lina", "Marin Lin"),
    ("Zhang Weiming", "Zhan Weimin"),
]


def word(one: str, other: str) -> Word:
    """Return how two names compare, whichever comes first."""
    (left,), (right,) = read_names(one), read_names(other)
    assert likeness(left, right) is likeness(right, left)
    return likeness(left, right)


@pytest.mark.parametrize(("one", "other"), [pair for writings in ONE_NAME for pair in combinations(writings, 2)])
def test_each_writing_of_a_name_is_the_name(one: str, other: str) -> None:
    assert word(one, other) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_brothers_and_sisters_stay_apart(one: str, other: str) -> None:
    assert word(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("格桑次仁", "格桑才仁"),
        ("拉姆多吉", "拉姆道吉"),
        ("吐尔洪·依明", "图尔洪•伊敏"),
        ("古丽纳尔•艾散", "古丽娜尔·艾山"),
        ("木拉提·吐尔逊", "穆拉提·图尔荪"),
        ("依布拉音·阿卜杜外力", "伊卜拉伊木·阿布都瓦力"),
        ("木再帕尔·买合木提", "木扎帕尔·马合木提"),
    ],
)
def test_two_tables_put_one_name_into_other_characters(one: str, other: str) -> None:
    (name,), (beside,) = read_names(one), read_names(other)
    assert likeness(name, beside) is likeness(beside, name) is Word.SAME_SOUND


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("艾力·买买提", "艾山·买买提"),
        ("艾山·吐尔洪", "玉山·吐鲁洪"),
        ("格桑次仁", "格桑卓玛"),
        ("安娜·伊万诺娃", "安妮·伊万诺娃"),
        ("欧阳明", "欧阳敏"),
        ("山田 明子", "山田 敏子"),
        ("欧阳 明华", "欧阳 敏华"),
    ],
)
def test_but_not_a_brothers_or_a_sisters(one: str, other: str) -> None:
    (name,), (beside,) = read_names(one), read_names(other)
    assert likeness(name, beside) in {Word.DIFFERENT, Word.ONE_CHARACTER}
