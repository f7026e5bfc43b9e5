"""Registering costs the same whoever is registered: the same statements, and rows of the same size, for a stranger, a known document, a
long name and a short one (B9).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import event
from sqlmodel import SQLModel

from registry import homes, tenancies
from registry.audit.tables import RegisterEntry
from registry.identity import Identity, read_person
from registry.tables import Credential, ListChange, Occupant, Person, Tenancy
from tests.registry.parts import TODAY, Office, person, resident_number

KINDS = (Person, Tenancy, Occupant, Credential, ListChange, RegisterEntry)
PASSPORT = read_person(
    name="José María Muñoz Ibáñez",
    document_kind="passport",
    document_number="X1234567",
    country="ESP",
    birth_date="1980-01-02",
    phone="",
    today=TODAY,
)
PEOPLE = (person("尹", number=resident_number(1), phone=""), person("𠅤" * 50, number=resident_number(2)), PASSPORT)


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """Collect the statements of the people's process, without the number of values in a list."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(re.sub(r"\s+", " ", statement))

    event.listen(office.people.engine, "before_cursor_execute", hear)
    yield said
    event.remove(office.people.engine, "before_cursor_execute", hear)


def size(row: SQLModel) -> dict[str, int]:
    """Return the length of each value as it is stored."""
    return {name: len(value) if isinstance(value, bytes) else len(str(value).encode()) for name, value in row.model_dump().items()}


def cost(office: Office, unit_id: str, identity: Identity) -> tuple[list[str], dict[str, list[dict[str, int]]]]:
    before = {kind: {row.id for row in office.rows(kind)} for kind in KINDS}
    with statements(office) as said:
        office.let(unit_id, identity)
    rows = {kind.__name__: [size(row) for row in office.rows(kind) if row.id not in before[kind]] for kind in KINDS}
    return said, rows


def test_whoever_is_registered_the_statements_and_sizes_are_the_same(office: Office) -> None:
    _home, rooms = office.house(rooms=12)
    nth = count()
    costs = [cost(office, rooms[next(nth)].id, identity) for identity in (*PEOPLE, *PEOPLE)]  # the second time their documents are known
    assert len(costs[0][0]) > 5
    assert all(each == costs[0] for each in costs)


def test_a_resident_who_lives_elsewhere_costs_no_more(office: Office) -> None:
    _home, rooms = office.house("another landlord")
    office.claim(office.let(rooms[0].id, PEOPLE[0], actor="another landlord").claim_code)
    _home, own = office.house()
    known, stranger = cost(office, own[0].id, PEOPLE[0]), cost(office, own[1].id, PEOPLE[1])
    assert known == stranger


def test_lists_are_asked_for_in_as_many_statements_as_ever(office: Office) -> None:
    _home, rooms = office.house(rooms=12)
    office.house(address="another")
    asked = []
    for room in rooms[:9:4]:
        office.let(room.id)
        with statements(office) as said, office.open() as register:
            homes.list_properties(register)
            tenancies.overview(register)
        asked.append(len(said))
    assert len(set(asked)) == 1 and asked[0] <= 8
