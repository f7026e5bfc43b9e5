"""Who came and went is read by the gateway, the resident's own desk, jobs and migrations only: the row's name stands nowhere else."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READERS = ("hub/gateway/", "hub/web/resident/", "hub/upkeep.py", "hub/migrations/", "hub/walls.py", "hub/demo/judge.py")
PRACTICE = "simulator/practice/hub.py"  # judges what its own made-up hub stored
ENTRIES = re.compile(r"\bEntryRow\b|\bgateway_entry\b")


def test_entries_are_named_where_they_may_be_read() -> None:
    sources = [path for room in ("edge", "registry", "hub", "simulator") for path in (ROOT / room).rglob("*.py")]
    naming = {path.relative_to(ROOT).as_posix() for path in sources if ENTRIES.search(path.read_text("utf-8"))}
    assert "hub/gateway/tables.py" in naming
    assert {name for name in naming if not name.startswith(READERS)} == {PRACTICE}
