"""The demo's witness and auditor are enrolled for good: what the hub logs is cosigned, exported and verified as the judge does it."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from hub import oversight
from hub.clock import now_ms
from hub.database import migrate
from hub.demo import judge
from hub.demo.installation import Installation, lay_out
from hub.demo.ports import claimed
from hub.jobs import Rota, open_worker
from hub.lifeline import spawn
from registry.audit import log
from registry.audit.note import origin_of
from registry.audit.tables import LOGS
from registry.audit.witness import KEY_FILE, open_witness
from tests.rig.processes import REPOSITORY, until


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """A laid-out demo whose witness runs, and nothing else."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with claimed() as ports:
        laid = lay_out(tmp_path, ports)
        migrate(laid.config)
        witness = [sys.executable, "-m", "hub.cli", "witness", "run"]
        with (tmp_path / "witness.log").open("wb") as said:
            child = spawn(
                [*witness, "--data", laid.witness_dir, "--log-key", laid.log_key, "--port", str(ports["witness_port"])],
                cwd=REPOSITORY,
                stdout=said,
                stderr=said,
            )
        yield laid
        child.release()


def test_the_witness_has_the_key_that_the_hub_expects(place: Installation) -> None:
    assert (place.witness_dir / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert open_witness(place.witness_dir, bytes.fromhex(place.log_key)).public_key.hex() == place.config.witness_key
    assert oversight.missing(place.config, bytes.fromhex(place.log_key)) == ()


def test_what_is_logged_settles_and_verifies_and_what_is_changed_does_not(place: Installation) -> None:
    worker, rota, evidence = open_worker(place.config), Rota(), judge.Evidence(place)
    for name in LOGS:
        with worker.database.begin() as session:
            log.write(session, name, at=now_ms(), actor="a", role="r", act="x", subject="s", purpose="p", reason="因为")
    assert [evidence.number(query) for query in judge.UNSETTLED] == [0, 1, 1, 0]

    def settled() -> bool:
        rota.turn(worker, now_ms())
        return not any(evidence.number(query) for query in judge.UNSETTLED)

    until(settled)
    assert worker.failing == {}
    assert evidence.number(judge.COUNTS["audit_leaves"]) == 2
    assert judge.verified(place)
    assert verified_with_what_the_witness_has(place) == {"ok": True, "records": 1, "witnessed": 1}
    shutil.rmtree(place.folder / "export")
    with closing(sqlite3.connect(place.config.sqlite_file)) as database, database:
        database.execute("UPDATE audit_cases_entry SET reason = ''")
    assert not judge.verified(place)


def verified_with_what_the_witness_has(place: Installation) -> dict[str, object]:
    """Verify the judge's export by the command line with a checkpoint that the witness itself gave away."""
    origin = origin_of(bytes.fromhex(place.log_key), "cases")
    with urlopen(f"{place.config.witness_url}/checkpoint/{origin}") as answer:
        (place.folder / "kept").write_bytes(answer.read())
    keys = ["--key", place.folder / "log.pub", "--witness", place.folder / "witness.pub", "--kept", place.folder / "kept"]
    command = [sys.executable, "-m", "hub.cli", "audit", "verify", place.folder / "export", *keys, "--json"]
    said = json.loads(subprocess.run([str(part) for part in command], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout)
    return {"ok": said["ok"], **{name: said["logs"]["cases"][name] for name in ("records", "witnessed")}}
