"""Names come back as they were typed, but for the dot; what holds no name is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.names import read_name, surname_of
from registry.refusals import Refused
from simulator.people import sixty
from tests.registry.identity.parts import ANYTHING, says_only, tried


def code(text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_name(text)
    (refusal,) = refused.value.refusals
    assert refusal.field == "name"
    return refusal.code


@pytest.mark.parametrize(
    "name",
    [
        "张三", "尹", "欧阳䶮", "刘𬱖", "司马𠅤", "阿依古丽·买买提", "玛依拉·沙吾列提·努尔兰",
        "Nguyễn Thị Hương", "JOSÉ maría", "O’Connor", "D'Angelo",
        "Müller-Østergård", "Oʻktam", "Жанар Әбілқызы", "محمد علي", "김철수", "たなか　さくら".replace("\u3000", " "), "〇一", "々木",
        "X Æ A-12", "J. R. R. Martin", "𰻝", "\U000323b0", "\ue815", "葛\U000e0100城", "ﾀﾅｶ", "Dr. Lee 3rd", "آرش\u200cپور",
    ],
)  # fmt: skip
def test_a_name_comes_back_unchanged(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize("person", sixty(), ids=lambda person: person.document_number[-4:])
def test_the_towns_people_keep_their_names(person: object) -> None:
    assert read_name(person.name) == person.name  # type: ignore[attr-defined]


@pytest.mark.parametrize("dot", [*"・•．.·･‧∙⋅", " · ", "・ ", " •", "\u200b·"])
def test_between_han_characters_there_is_one_kind_of_dot(dot: str) -> None:
    assert read_name(f"阿依{dot}买买提{dot}江") == "阿依·买买提·江"


@pytest.mark.parametrize("name", ["J.R. Lee", "A・B", "张.", "张. Lee", "Jr. 张"])
def test_a_dot_beside_another_script_stays(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  张三\n", "张三"),
        ("张　三", "张 三"),
        ("Nguyễn  Thị \u00a0 Hương", "Nguyễn Thị Hương"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("\u202a张三\u202c\ufeff", "张三"),
        ("张\u200b三", "张三"),
    ],
)
def test_spaces_and_invisible_marks_are_tidied(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize("text", ["", " ", "\u3000\n", "\u200b", "\ufeff "])
def test_an_empty_name_is_missing(text: str) -> None:
    assert code(text) == "name-missing"


@pytest.mark.parametrize(
    "text",
    [
        "1234567", "１２３", "٣٤", "张\n三", "张\t三", "张\x00三", "\x7f张三", "张\u2028三", "张\ud800三", "\udfff", "·", "...", "-", "—",
        "😀", "\u200c", "张\ufffd", "张\uffff", "\U0001fffe张", "\ufdd0张", "\u0301",
    ],
)  # fmt: skip
def test_what_cannot_be_a_name_is_refused(text: str) -> None:
    assert code(text) == "name-characters"


def test_a_name_has_fifty_characters_at_most() -> None:
    assert read_name("𬱖" * 50) == "𬱖" * 50
    assert code("张" * 51) == "name-too-long"
    assert code("1" * 10_000) == "name-too-long"


@given(ANYTHING | st.text("张三·.・ e\u0301\u0300\u200b\u200d\u1100\u1161", max_size=30))
def test_to_read_what_is_kept_changes_nothing(text: str) -> None:
    name, refusals = tried(lambda: read_name(text))
    assert says_only(refusals, {"name-missing", "name-too-long", "name-characters"})
    assert name or refusals
    if name:
        assert read_name(name) == name
        assert 1 <= len(name) <= 50
        assert surname_of(name) and surname_of(name) in name


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("张三", "张"), ("尹", "尹"), ("欧阳", "欧"), ("欧阳䶮", "欧阳"), ("尉迟犇", "尉迟"), ("司马𠅤", "司马"),
        ("司馬遷", "司馬"), ("𠅤三", "𠅤"), ("张 三", "张"),
        ("欧阳 娜", "欧阳"), ("阿依古丽·买买提", "阿依古丽"), ("玛依拉·沙吾列提·努尔兰", "玛依拉"),
        ("Nguyễn Thị Hương", "Nguyễn"), ("Müller-Østergård Zoë", "Müller-Østergård"),
        ("김철수", "김"), ("남궁민수", "남궁"), ("Madonna", "Madonna"), ("葛\U000e0100城", "葛\U000e0100"), ("王Peter", "王"),
        ("李昺", "李"),
    ],
)  # fmt: skip
def test_the_surname_is_what_a_pass_shows(name: str, surname: str) -> None:
    assert surname_of(name) == surname
