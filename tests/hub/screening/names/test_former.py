"""Who says what they were called is found by it; and who is called Nee or Born, or bears such characters, says nothing of the kind."""

import pytest

from hub.screening.names.former import former_names, without_former


@pytest.mark.parametrize(
    ("written", "now", "called"),
    [
        ("Maria Schmidt née Weber", "Maria Schmidt", "Maria Weber"),
        ("Maria Schmidt (née von der Heyden)", "Maria Schmidt", "Maria von der Heyden"),
        ("Schmidt, Maria (geb. Weber)", "Schmidt, Maria", "Maria Weber"),
        ("Anna Nowak z domu Kowalska", "Anna Nowak", "Anna Kowalska"),
        ("Иванова Мария (урожд. Петрова)", "Иванова Мария", "Мария Петрова"),
        ("John Smith a.k.a. Johnny Black", "John Smith", "Johnny Black"),
        ("李四（曾用名：李狗蛋）", "李四", "李狗蛋"),
        ("王丽 原名王小丽", "王丽", "王小丽"),
        ("王丽原名：王小丽", "王丽", "王小丽"),
        ("山田花子（旧姓：佐藤）", "山田花子", "佐藤花子"),
        ("Silvia Chávez de Calderón", "Silvia Chávez de Calderón", "Silvia Chávez"),
        ("Emilia Moreno de Maldonado", "Emilia Moreno de Maldonado", "Emilia Moreno"),
        ("María Pérez Vda. de Gómez", "María Pérez Vda. de Gómez", "María Pérez"),
        ("Marie Dupont épouse Martin", "Marie Dupont épouse Martin", "Marie Dupont"),
        ("Rossi Anna in Bianchi", "Rossi Anna in Bianchi", "Rossi Anna"),
    ],
)
def test_what_somebody_was_called_is_another_name(written: str, now: str, called: str) -> None:
    name, former = without_former(written)
    assert name == now
    assert called in former


@pytest.mark.parametrize(
    "name",
    [
        "Nee Soon",
        "Tan Nee Hua",
        "Ne Win",
        "Max Born",
        "葛原名子",
        "陈本名",
        "Yao Aka Jean",
        "Kumar s/o Raju",
        "原名",
        "",
        "Juan Carlos de Souza",
        "Ana de Jesús",
    ],
)
def test_a_name_that_only_looks_so_stays_whole(name: str) -> None:
    assert without_former(name) == (name, ())


def test_whose_son_somebody_is_is_not_the_name() -> None:
    assert without_former("Ajay Tamta son of Hari Prasad") == ("Ajay Tamta", ())


def test_an_alias_that_tells_a_surname_stands_with_the_given_name() -> None:
    assert "Maria Weber" in former_names("née Weber", "Maria Schmidt")
    assert former_names("Mitzi", "Maria Schmidt") == ("Mitzi",)


def test_a_label_that_was_typed_with_a_name_is_no_part_of_it() -> None:
    assert without_former("姓名：方颖月") == ("方颖月", ())
    assert without_former("Name: Max Born") == ("Max Born", ())
