"""Whether the story came out right: judged from the gates' journals, the hub's database and a verified audit export.

No program's own counter is believed.
"""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.demo.installation import Installation

Told = Mapping[str, Any]

LET_IN = {"watched tenant", "namesake", "stranger", "lodger", "resident"}
WITH_CASE = {"watched tenant"}
PATIENCE_S = 120.0
LOOK_S = 0.1
COUNTS = {
    "gates": "SELECT count(DISTINCT gate_id) FROM gateway_entry",
    "entries_stored": "SELECT count(*) FROM gateway_entry",
    "duplicates_dropped": "SELECT coalesce(sum(duplicates), 0) FROM gateway_feed",
    "occupancies_confirmed": "SELECT count(*) FROM register_confirmation",
    "screened": "SELECT count(*) FROM audit_register_entry WHERE act LIKE 'screening%'",
    "cases_opened": "SELECT count(*) FROM cases_case WHERE opened_at IS NOT NULL",
    "cases_closed": "SELECT count(*) FROM cases_case WHERE state = 'closed'",
    "audit_leaves": "SELECT count(*) FROM audit_leaf",
}
UNSETTLED = (
    "SELECT count(*) FROM screening_outbox",
    "SELECT count(*) FROM audit_register_entry WHERE seq IS NULL",
    "SELECT count(*) FROM audit_cases_entry WHERE seq IS NULL",
    """SELECT count(*) FROM audit_leaf AS leaf
       WHERE NOT EXISTS (SELECT 1 FROM audit_checkpoint AS head WHERE head.log = leaf.log AND head.size > leaf.seq AND head.witnessed)""",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The figures of the one line, and a sentence for each thing that did not come out right."""

    figures: dict[str, int | bool]
    errors: list[str]


class Evidence:
    """The hub's database, read as no process of the hub may: everything, and nothing changed."""

    def __init__(self, place: Installation) -> None:
        self._file = place.config.sqlite_file

    def number(self, query: str, *values: object) -> int:
        """Return the one number that a query asks for."""
        return int(self.rows(query, *values)[0][0])

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True, timeout=PATIENCE_S)) as database:
            return database.execute(query, values).fetchall()


def settle(place: Installation) -> None:
    """Wait until the hub has worked off what the town left it: screening, audit trees, the witness. What is not done in time will show."""
    evidence, deadline = Evidence(place), time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and any(evidence.number(query) for query in UNSETTLED):
        time.sleep(LOOK_S)


def judge(place: Installation, told: Told) -> Judgement:
    """Return the figures and what is wrong with them; ``told`` is what the town did, in its own words."""
    evidence = Evidence(place)
    figures: dict[str, int | bool] = {"gates": 0, "entries_published": journaled(place.town_dir)}
    figures |= {name: evidence.number(query) for name, query in COUNTS.items()}
    figures["audit_verified"] = verified(place)
    errors = [*told["troubles"], *_counts(figures, told), *_people(evidence, told), *_cases(evidence, told)]
    return Judgement({**figures, "errors": len(errors)}, errors)


def verified(place: Installation) -> bool:
    """Export both logs and verify them with the standalone verifier, the log's public key and the witness's."""
    export, key, witness = (place.folder / name for name in ("export", "log.pub", "witness.pub"))
    key.write_text(place.log_key + "\n")
    witness.write_text(place.config.witness_key + "\n")
    cli = [sys.executable, "-m", "hub.cli", "audit"]
    for command in ([*cli, "export", export, "--config", place.config_file], [*cli, "verify", export, "--key", key, "--witness", witness]):
        if subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, check=False).returncode:
            return False
    return True


def journaled(town: Path) -> int:
    """Return how many distinct entries the gates have ever journaled: each epoch's highest sequence number, as the journals say."""
    return sum(highest for journal in town.glob("*/data/journal.db") for highest in _highest(journal))


def _highest(journal: Path) -> list[int]:
    """Return the highest number of each epoch: that of the counter, and of entries that an earlier epoch has left."""
    numbers = "SELECT max(seq) FROM (SELECT epoch, seq FROM counter UNION ALL SELECT epoch, seq FROM entry) GROUP BY epoch"
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True, timeout=PATIENCE_S)) as database:
        return [int(highest) for (highest,) in database.execute(numbers)]


def _counts(figures: Mapping[str, int | bool], told: Told) -> list[str]:
    doors = len({walk["gate"] for walk in told["walks"]})
    expected = {
        f"{doors} gates delivered entries": figures["gates"] == doors,
        "the hub stored every entry that gates journaled, and no other": figures["entries_stored"] == figures["entries_published"] > 0,
        "every confirmed occupancy was screened once": figures["screened"] == figures["occupancies_confirmed"] > 0,
        "one case was opened and closed": figures["cases_opened"] == figures["cases_closed"] == 1,
        "the audit export verifies": figures["audit_verified"],
        "the cut-off gate kept opening its door": told["entered_while_cut"] > 0,
    }
    return _unmet(expected)


def _people(evidence: Evidence, told: Told) -> list[str]:
    """Each pass by what its holder's part is to lead to; the last walk of each is what counts."""
    last = {walk["credential_id"]: walk for walk in told["walks"]}
    return [wrong for walk in last.values() for wrong in _one_pass(evidence, walk)]


def _one_pass(evidence: Evidence, walk: Mapping[str, Any]) -> list[str]:
    who, credential = walk["who"], walk["credential_id"]
    confirmed = evidence.number("SELECT count(*) FROM register_confirmation WHERE credential_id = ?", credential)
    newest = evidence.rows(
        "SELECT outcome FROM gateway_entry WHERE credential_id = ? AND occurred_at >= ? ORDER BY seq DESC LIMIT 1", credential, walk["at"]
    )
    subject = (
        "SELECT count(*) FROM screening_case_subject AS subject JOIN register_credential AS pass USING (occupant_id) WHERE pass.id = ?"
    )
    expected = {
        f"{who}: the door {'opened' if who in LET_IN else 'stayed shut'}": walk["let_in"] == (who in LET_IN),
        f"{who}: the hub has that entry": newest == [("granted" if who in LET_IN else "refused",)],
        f"{who}: the occupancy was confirmed exactly if the pass was claimed": confirmed == walk["claimed"],
        f"{who}: cases are {int(who in WITH_CASE)}": evidence.number(subject, credential) == (who in WITH_CASE),
    }
    return _unmet(expected)


def _cases(evidence: Evidence, told: Told) -> list[str]:
    found = evidence.rows("SELECT id, alert_id, owner_id, author_id, approver_id, closed_by, erase_on FROM cases_case")
    if len(found) != 1:
        return [f"there are {len(found)} cases where one was expected"]
    case, alert, owner, author, approver, closed_by, erase_on = found[0]
    expected = {
        "the case is the one the officer worked on": case == told["case"],
        "the case is about the watched tenant's alert": alert == told["alerts"]["watched tenant"],
        "the case was verified and closed by two who neither wrote nor approved the alert": len({owner, closed_by, author, approver}) == 4,
        "the case has its erasure date": erase_on is not None,
        "the alert's author never saw the case": not told["author_saw_case"],
        "looks were logged": evidence.number("SELECT count(*) FROM audit_cases_entry WHERE subject LIKE '%' || ? || '%'", case) > 0,
    }
    return _unmet(expected)


def _unmet(expected: Mapping[str, object]) -> list[str]:
    return [f"not so: {sentence}" for sentence, came_out in expected.items() if not came_out]
