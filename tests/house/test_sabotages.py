"""The table of sabotages fits the source: each can still be applied, names a check that exists, and no import contract is without one."""

import ast
import tomllib

import pytest

from tests.prove import CONTRACTS, ROOT, Sabotage, read_table

TABLE = read_table()
BOUNDS = (*range(1, 15), 17, 18, 19)
"""Those that the main job can break; the others come with what they are about."""


@pytest.mark.parametrize("sabotage", TABLE, ids=lambda sabotage: sabotage.promise)
def test_a_sabotage_can_be_applied_and_leaves_python(sabotage: Sabotage) -> None:
    text = (ROOT / sabotage.file).read_text("utf-8")
    assert not sabotage.old or text.count(sabotage.old) == 1
    assert sabotage.new != sabotage.old
    damaged = text.replace(sabotage.old, sabotage.new) if sabotage.old else f"{text}\n{sabotage.new}\n"
    assert not sabotage.file.endswith(".py") or ast.parse(damaged)
    assert sabotage.red == CONTRACTS or (ROOT / sabotage.red.split("::")[0]).exists()


def test_every_import_contract_has_its_sabotage() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {sabotage.contract for sabotage in TABLE if sabotage.contract}


def test_no_sabotage_is_told_twice() -> None:
    assert len({sabotage.promise for sabotage in TABLE}) == len(TABLE)


@pytest.mark.parametrize("bound", BOUNDS)
def test_every_bound_is_a_promise_and_has_its_sabotage(bound: int) -> None:
    assert list((ROOT / "tests" / "promises").glob(f"test_b{bound:02}_*.py"))
    assert [sabotage for sabotage in TABLE if sabotage.promise.startswith(f"B{bound}: ")]
