"""A line is plain JSON in one fixed way of writing, and says of each act what no other line says."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.audit import record
from registry.audit.tables import CasesEntry, RegisterEntry

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.tuples(WORDS, st.integers(-(2**63), 2**63 - 1), *[WORDS] * 8)


@given(VALUES)
def test_a_line_is_the_json_of_its_fields(values: tuple[str | int, ...]) -> None:
    said = {"log": "cases", **dict(zip(record.FIELDS, values, strict=True))}
    made = record.line("cases", values)
    assert made == json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    assert json.loads(made) == said
    assert b"\n" not in made
    assert record.leaf("cases", values) == hashlib.sha256(made).digest()


@given(VALUES, VALUES)
def test_two_acts_have_two_leaves(one: tuple[str | int, ...], other: tuple[str | int, ...]) -> None:
    assert (record.leaf("register", one) == record.leaf("register", other)) == (one == other)
    assert record.leaf("register", one) != record.leaf("cases", one)


def test_fields_cannot_be_shifted_from_one_to_the_next() -> None:
    values = ["id", 1, "actor", "role", "", "act", "subject", "purpose", "reason", "salt"]
    shifted = [["i", *values[1:]], [*values[:2], "actorrole", "", *values[4:]], ['id","at":1', *values[1:]], [*values[:9], "SALT"]]
    assert len({record.leaf("register", each) for each in [values, *shifted]}) == 5
    with pytest.raises(ValueError):
        record.line("register", values[:-1])


def test_the_lines_of_both_logs_have_these_fields() -> None:
    for kind in (RegisterEntry, CasesEntry):
        assert {*kind.model_fields} == {*record.FIELDS, "seq"}
