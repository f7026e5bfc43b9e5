"""Pure rooms read no clock, file, environment or chance: what import contracts cannot see, read from the syntax tree."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = (
    "edge/protocol",
    "edge/gate",
    "edge/home_assistant/entities.py",
    "registry/identity",
    "registry/refusals.py",
    "registry/access.py",
    "registry/audit/chain.py",
    "registry/audit/note.py",
    "registry/audit/record.py",
    "registry/audit/submission.py",
    "hub/screening/compare.py",
    "hub/screening/candidates.py",
    "hub/screening/chance.py",
    "hub/screening/dates.py",
    "hub/screening/lunar.py",
    "hub/screening/numbers.py",
    "hub/screening/reading.py",
    "hub/screening/words.py",
    "hub/cases/case.py",
)
READERS = {
    "clock": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "now", "utcnow", "today", "localtime", "gmtime", "sleep"},
    "file": {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "exists", "unlink", "mkdir"},
    "environment": {"environ", "getenv"},
    "chance": {"uuid4", "token_bytes", "token_hex", "token_urlsafe", "urandom", "random", "randint", "choice"},
}
MODULES = {"time", "os", "random", "secrets", "pathlib", "io", "socket", "subprocess", "threading", "importlib", "sqlite3", "builtins"}
OBJECTS = {"datetime", "date", "time", "os", "path", "Path", "random", "secrets", "uuid", "io"}
SOURCES = sorted(path for room in PURE for path in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py")))


def impurities(source: str) -> list[str]:
    """Return every reading of a clock, file, environment or chance in a module."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found += [name.name for name in names if name.name.split(".")[0] in MODULES]
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES:
                found.append(module)
            case ast.Call(func=ast.Name(id=name)) if name in {"open", "input", "print", "eval", "exec", "__import__", "uuid4"}:
                found.append(name)
            case ast.Attribute(value=value, attr=name) if _named(value) in OBJECTS:
                found += [f"{_named(value)}.{name} ({kind})" for kind, names in READERS.items() if name in names]
    return found


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_pure_module_reads_nothing_but_its_arguments(path: Path) -> None:
    assert impurities(path.read_text("utf-8")) == []


def test_every_pure_room_is_there() -> None:
    assert [room for room in PURE if not (ROOT / room).exists()] == []


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "from datetime import datetime\ndatetime.now()",
        "open('x')",
        "import os\nos.environ",
        "from uuid import uuid4\nuuid4()",
        "date.today()",
    ],
)
def test_the_scan_would_see_it(source: str) -> None:
    assert impurities(source) != []
