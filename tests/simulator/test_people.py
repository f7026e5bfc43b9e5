"""The made-up people: as many as promised, each acceptable to the register's own rules, hard names among the first dozen."""

import random
from datetime import date

from registry.identity import read_person
from simulator.people import PEOPLE, namesake_of, plain_person, resident_number, sixty
from simulator.settlement import FIRST_TO_MOVE_IN

TODAY = date(2026, 11, 24)


def test_there_are_sixty_with_sixty_documents_and_always_the_same() -> None:
    people = sixty()
    assert len(people) == PEOPLE == len({person.document_number for person in people})
    assert people == sixty() != sixty(seed=1)


def test_the_register_accepts_everybody() -> None:
    for person in sixty():
        values = {"birth_date": "", "country": "", "phone": "", **person.form()}
        assert read_person(**values, today=TODAY).name == person.name


def test_a_dozen_shows_every_kind_of_name_and_paper() -> None:
    dozen = sixty()[:FIRST_TO_MOVE_IN]
    assert any("·" in person.name for person in dozen)
    assert any(person.name.isascii() is False and person.document_kind == "passport" for person in dozen)
    assert {"resident_id", "passport", "hk_macao_permit"} <= {person.document_kind for person in dozen}
    assert any(ord(character) > 0xFFFF for person in sixty() for character in person.name)


def test_resident_numbers_are_right_and_nobodys() -> None:
    for _ in range(50):
        number = resident_number(random.Random())
        assert number.startswith("99")
        assert sum((10 if digit == "X" else int(digit)) * 2 ** (17 - place) for place, digit in enumerate(number)) % 11 == 1


def test_a_namesake_shares_the_name_only() -> None:
    chance = random.Random(3)
    person = plain_person(chance)
    other = namesake_of(person, chance)
    assert other.name == person.name
    assert other.document_number[6:14] != person.document_number[6:14]
