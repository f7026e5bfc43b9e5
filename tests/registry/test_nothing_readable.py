"""Whoever reads the database's file, or dumps its tables, reads nothing about anybody: no name, number, date, telephone or code."""

from pathlib import Path

from hub.database import OWNER, Database
from hub.migrations.rows import metadata
from registry.identity import Identity
from tests.registry.parts import Office, person, resident_number

SOMEBODY = person("阿依古丽·买买提", number=resident_number(77), phone="19900007654")


def secrets_of(someone: Identity, *codes: str) -> list[bytes]:
    """Return what must not be found, each also as a database or a JSON text might write it."""
    words = [
        someone.name,
        someone.name.split("·")[0],
        someone.document_number,
        someone.document_number[:17],
        someone.phone,
        someone.birth_date,
    ]
    words += [*codes, *(code.replace("-", "") for code in codes), *(code.lower() for code in codes)]
    forms = [word.encode(form) for word in words for form in ("utf-8", "utf-16-le", "utf-16-be", "unicode_escape")]
    return [*forms, *(word.encode().hex().encode() for word in words)]


def found(content: bytes, wanted: list[bytes]) -> list[bytes]:
    return [word for word in wanted if word in content]


def live(office: Office) -> str:
    """Let somebody be registered, seen, claim, and be told; return the code of the claim."""
    _home, rooms = office.house()
    made = office.let(rooms[0].id, SOMEBODY)
    office.claim(made.claim_code)
    unclaimed = office.let(rooms[1].id, SOMEBODY)
    office.stay()
    return unclaimed.claim_code


def test_no_file_holds_anything_that_can_be_read(sqlite_office: Office) -> None:
    code = live(sqlite_office)
    files = [path for path in Path(sqlite_office.config.data_dir).rglob("*") if path.is_file()]
    assert {"anju.db", "register.db"} <= {path.name for path in files}
    assert any(b"register_person" in path.read_bytes() for path in files)
    for path in files:
        assert found(path.read_bytes(), secrets_of(SOMEBODY, code)) == [], path.name


def test_no_row_holds_anything_that_can_be_read(office: Office) -> None:
    code = live(office)
    owner = Database(office.config, OWNER)
    with owner.read() as session:
        tables = [table for table in metadata.sorted_tables if not table.name.startswith("cases_")]
        content = b"\n".join(repr(tuple(row)).encode() for table in tables for row in session.connection().execute(table.select()))
    owner.close()
    assert content.count(b"resident") and "北街12号".encode() in content
    assert found(content, secrets_of(SOMEBODY, code)) == []


def test_the_search_would_find_it(tmp_path: Path) -> None:
    assert found(f"x{SOMEBODY.document_number}y".encode(), secrets_of(SOMEBODY))
    assert found(SOMEBODY.name.encode("utf-16-le"), secrets_of(SOMEBODY))
