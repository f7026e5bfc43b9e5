"""The worker: a short pause, then every job that is due, for as long as the hub runs.

Nothing waits for it: doors, register and pages go on without. Each job is a transaction of its own and can be repeated, so a crash between
two costs nothing; a job that fails is logged and tried again while the others go on. Screening alone has a condition (B18): an auditor
outside has signed for the audit log, and a witness is named.
"""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub import logs, messages, oversight, upkeep
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database, migrate
from hub.health import serve_health
from hub.screening import erasure, screen
from hub.screening.screen import Screener
from hub.secrets import make_secrets, read_signing_key
from registry import objections, retention
from registry.audit import commitments, erasing, log
from registry.audit.tables import LOGS
from registry.days import day_of
from registry.keys import KeyStore, derive, load_kek
from registry.register import Vault

SECOND_MS = 1_000
HOUR_MS = 3_600_000


@dataclass
class Worker:
    """What jobs work with: settings, the database as the worker may use it, the keys it holds, and how each job went last."""

    config: HubConfig
    database: Database
    vault: Vault
    case_keys: KeyStore
    signer: Ed25519PrivateKey
    failing: dict[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] | None = None
    turns: int = 0

    def __post_init__(self) -> None:
        """Hold the roll of confirmed occupants in this process's memory, and nowhere else; and have somebody who waits for answers."""
        self.screener = Screener(self.database, self.vault, self.case_keys)
        self.aside = messages.Aside()

    @property
    def log_key(self) -> bytes:
        """The audit logs' public key, 32 bytes."""
        return self.signer.public_key().public_bytes_raw()

    def today(self, now: int) -> date:
        """Return the day of an instant (UTC ms) on the site's own calendar."""
        return day_of(now, ZoneInfo(self.config.time_zone))

    def state(self) -> dict[str, object]:
        """Return how the worker is doing, for ``/health``."""
        lacks = list(self.lacks or ())
        return {
            "ok": not self.failing,
            "site": self.config.site,
            "turns": self.turns,
            "failing": sorted(self.failing),
            "screening_lacks": lacks,
        }


def open_worker(config: HubConfig) -> Worker:
    """Open the database and the key stores with the worker's keys."""
    register_kek = load_kek(config.secrets_dir / "registry.kek")
    case_kek = load_kek(config.secrets_dir / "cases.kek")
    return Worker(
        config=config,
        database=Database(config, "worker"),
        vault=Vault(KeyStore(config.register_keys_file, register_kek), derive(register_kek, "documents")),
        case_keys=KeyStore(config.case_keys_file, case_kek),
        signer=read_signing_key(config.secrets_dir / "audit.key"),
    )


def screen_occupants(worker: Worker, now: int) -> int:
    """Compare the confirmed occupants that wait with the alerts in force, if somebody outside is watching."""
    lacks = oversight.missing(worker.config, worker.log_key)
    if lacks != worker.lacks:
        worker.lacks = lacks
        logs.warn("screening.refused", lacks=",".join(lacks)) if lacks else logs.tell("screening.allowed")
    return 0 if lacks else screen.run_once(worker.screener, now=now)


def grow_logs(worker: Worker, now: int) -> int:
    """Put new lines of both logs into their trees, sign the heads, and have the witness cosign them."""
    grown = 0
    for name in LOGS:
        if _has_waiting(worker, name):
            with worker.database.begin() as session:
                grown += log.sequence(session, name, worker.signer, now)
    return grown


def _has_waiting(worker: Worker, name: str) -> bool:
    """Look before writing: a write transaction that finds nothing to do makes everybody else wait for it."""
    with worker.database.read() as session:
        return log.has_waiting(session, name)


def witness_logs(worker: Worker, now: int) -> int:
    """Ask the witness to cosign the newest head of each log that it has not cosigned."""
    if not (worker.config.witness_url and worker.config.witness_key):
        return 0
    return sum(log.publish(worker.database, name, url=worker.config.witness_url, key=worker.config.witness_key, now=now) for name in LOGS)


def announce_head(worker: Worker, now: int) -> int:
    """Put this hour's head of the register's log where everybody reads it."""
    with worker.database.begin() as session:
        return log.announce(session, now=now)


def commit_to_cases(worker: Worker, now: int) -> int:
    """Commit to the log of cases for each day that is over, and open the days whose time has come."""
    with worker.database.begin() as session:
        return commitments.commit_days(session, worker.signer, now=now) + commitments.open_days(session, now=now)


def show_looks(worker: Worker, _now: int) -> int:
    """Write what residents read about looks at their data."""
    with worker.database.begin() as session:
        return upkeep.write_disclosures(session)


def hand_over_messages(worker: Worker, now: int) -> int:
    """Have whoever was chosen as contact texted that somebody entered under duress, if this hub is told how; say what the last try did."""
    url = worker.config.message_url
    return worker.aside.run(lambda: messages.hand_over(worker.database, worker.vault, url=url, now=now)) if url else 0


def close_what_is_over(worker: Worker, now: int) -> int:
    """End passes whose time is over."""
    with worker.database.begin() as session:
        return upkeep.end_credentials(session, now=now)


def forget_cases(worker: Worker, now: int) -> int:
    """Close cases whose alert is over and erase what is due. Every look is first written for the person: afterwards nobody knows whom."""
    today = worker.today(now)
    with worker.database.begin() as session:
        while upkeep.write_disclosures(session):
            pass
    closed = erasure.close_lapsed(worker.database, today=today, now=now)
    return closed + erasure.erase_due(worker.database, worker.case_keys, today=today, now=now)


def delete_what_is_over(worker: Worker, now: int) -> int:
    """Keep the limits of retention."""
    with worker.database.begin() as session:
        gone = upkeep.delete_entries(session, worker.config, now=now)
        gone += upkeep.delete_set_aside(session, now=now) + upkeep.delete_gate_accounts(session, now=now)
        gone += upkeep.delete_sign_ins(session, now=now)
        gone += retention.delete_old_visits(session, days=worker.config.visit_days, now=now)
        gone += objections.delete_old(session, days=worker.config.tenancy_days, now=now)
        retention.delete_old_notices(session, days=worker.config.tenancy_days, now=now)
    return gone + delete_tenancies(worker, now) + erase_lines(worker, now)


def delete_tenancies(worker: Worker, now: int) -> int:
    """Delete tenancies that ended long enough ago, with their people and keys, in as many transactions as it takes."""
    gone, turn, days, today = 0, retention.TENANCIES_A_TURN, worker.config.tenancy_days, worker.today(now)
    while turn == retention.TENANCIES_A_TURN:
        with worker.database.begin() as session:
            turn = retention.delete_ended_tenancies(session, worker.vault.keys, days=days, today=today, now=now)
        gone += turn
    return gone


def sweep_keys(worker: Worker, now: int) -> int:
    """Destroy keys of people, buildings, cases and alerts that no row was ever kept for: their transaction was rolled back."""
    swept = 0
    for keys, kinds, used_ids in (
        (worker.vault.keys, ("person", "property"), retention.used_ids),
        (worker.case_keys, ("case", "alert"), upkeep.used_ids),
    ):
        for kind in kinds:
            with worker.database.read() as session:
                used = used_ids(session, kind)
            swept += keys.sweep(kind, used, now=now)
    return swept


def erase_lines(worker: Worker, now: int) -> int:
    """Erase what lines of both logs say, three years after the witness cosigned them, in as many transactions as it takes."""
    gone = 0
    for name in LOGS:
        turn = erasing.LINES_A_TURN
        while turn == erasing.LINES_A_TURN:
            with worker.database.begin() as session:
                turn = erasing.erase_old(session, name, witness_key=bytes.fromhex(worker.config.witness_key), now=now)
            gone += turn
    return gone


@dataclass(frozen=True)
class Job:
    """One job, how often it runs, and what it does; ``run`` returns how much it did, and is called again at once while it finds work."""

    name: str
    every_ms: int
    run: Callable[[Worker, int], int]


JOBS = (
    Job("screening", 0, screen_occupants),
    Job("audit", 0, grow_logs),
    Job("witness", SECOND_MS, witness_logs),
    Job("public head", 60 * SECOND_MS, announce_head),
    Job("commitment", 60 * SECOND_MS, commit_to_cases),
    Job("looks", SECOND_MS, show_looks),
    Job("messages", SECOND_MS, hand_over_messages),
    Job("passes", 10 * SECOND_MS, close_what_is_over),
    Job("cases", 10 * SECOND_MS, forget_cases),
    Job("retention", HOUR_MS, delete_what_is_over),
    Job("keys", HOUR_MS, sweep_keys),
)


class Rota:
    """Which job is due when."""

    def __init__(self, jobs: tuple[Job, ...] = JOBS) -> None:
        self._due = dict.fromkeys(jobs, 0)

    def turn(self, worker: Worker, now: int) -> None:
        """Run every job that is due; one that fails does not keep the others from running."""
        for job, due in self._due.items():
            if now >= due:
                self._due[job] = now + job.every_ms
                _run(job, worker, now)
        worker.turns += 1


def _run(job: Job, worker: Worker, now: int) -> None:
    try:
        done = job.run(worker, now)
    except Exception as error:  # noqa: BLE001  the work loop is one of the three outermost loops: nothing may end it
        logs.warn("job.failed", job=job.name)
        worker.failing[job.name] = type(error).__name__
        return
    worker.failing.pop(job.name, None)
    if done:
        logs.tell("job.done", job=job.name, count=done)


def main(config: HubConfig) -> int:
    """Work until told to stop; return the exit code."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    make_secrets(config)
    migrate(config)
    worker = open_worker(config)
    health = serve_health(config.host, config.work_port, worker.state)
    rota = Rota()
    while not stop.wait(config.work_pause_ms / 1000):
        rota.turn(worker, now_ms())
    health.shutdown()
    return 0
