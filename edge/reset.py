"""Back to how the gate came out of its box: no identity, no list, no entry, no software from afar. Its settings file stays.

Entries that the hub has not confirmed would be lost, so a gate that still has some says so and does nothing, unless it is told to.
"""

import shutil
from pathlib import Path

from edge.holding import FILE_NAME, hold
from edge.journal import Journal
from edge.safety.latch import LATCHED, QUIET
from edge.safety.words import SOCKET_NAME
from edge.words import say

STAYS = {FILE_NAME, QUIET, LATCHED, SOCKET_NAME, Path(SOCKET_NAME).with_suffix(".lock").name}
"""Life safety goes on below: who resets a gate neither ends a fire alarm nor takes the lock from the process that drives it."""


class EntriesWait(RuntimeError):
    """The hub has not confirmed every entry; the text says how many are left and what to do."""


def reset(folder: Path, *, loses_entries: bool) -> list[str]:
    """Delete everything that this gate has kept and return what that was, by name; raise EntriesWait or Held, and nothing is gone."""
    with hold(folder):
        waiting = 0 if loses_entries else _waiting(folder)
        if waiting:
            why = say("{count} entries wait for the hub: connect the gate until they are sent, or add --lose-entries", count=waiting)
            raise EntriesWait(why)
        gone = []
        for path in sorted(folder.iterdir()):
            if path.name in STAYS:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            gone.append(path.name)
    return gone


def _waiting(folder: Path) -> int:
    if not (folder / "journal.db").exists():
        return 0
    journal = Journal(folder)
    try:
        return journal.depth()
    finally:
        journal.close()
