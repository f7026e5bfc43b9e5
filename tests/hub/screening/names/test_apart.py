"""A surname that differs by a vowel across scripts, behind a given name that is certain; and what twins and fathers are called."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.apart import differ_by_a_vowel
from hub.screening.names.sound import latin_sound, lie_together
from hub.screening.words import Word


@pytest.mark.parametrize(
    ("latin", "native"),
    [("Berha Aboneh", "በርሄ አባይነህ"), ("Yodit Tsegu", "ዮዲት ፀጋ"), ("Ossama Boughanmi", "أسامة البوغانيمي"), ("Kelly Bondel", "Келли Бандел")],
)
def test_a_vowel_of_a_surname_may_be_another_behind_a_certain_given_name(latin: str, native: str) -> None:
    assert _words(latin, native) == {Word.TYPO}


@pytest.mark.parametrize(
    ("latin", "native"),
    [
        ("Tsegu Yodit", "ፀጋ ዮዲት"),  # two given names beside one father's
        ("Xasan Cali", "حسين علي"),
        ("Cali Xasan", "علي حسين"),  # two fathers
        ("Yodit Tsegu", "ዮሃና ፀጋ"),
        ("Yodit Tsegu", "ዮዲት ፀጋ በቀለ"),
        ("Kelly Zazulov", "Келли Зазулова"),  # a man and a woman
        ("Kurosawo Yoshinuri", "Куросава Ёшинори"),  # a people's surname that stands first
    ],
)
def test_but_not_of_a_given_name_nor_where_a_surname_may_stand_first(latin: str, native: str) -> None:
    assert Word.TYPO not in _words(latin, native)


@pytest.mark.parametrize(("one", "other"), [("basnet", "basniat"), ("aregawi", "aragaw"), ("basnet", "bosnt")])
def test_one_vowel_is_another_or_missing_and_no_more(one: str, other: str) -> None:
    mine, yours = latin_sound(one), latin_sound(other)
    expected = other != "bosnt"
    assert not lie_together(mine, yours)
    assert differ_by_a_vowel(mine, yours) is differ_by_a_vowel(yours, mine) is expected


def _words(one: str, other: str) -> set[Word]:
    (mine,), (yours,) = read_names(one), read_names(other)
    return {likeness(mine, yours), likeness(yours, mine)}
