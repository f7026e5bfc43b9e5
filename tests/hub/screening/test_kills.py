"""No case lost and none doubled when the worker is killed: a real worker dies at each named place, and at any moment, and starts again."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hub import oversight
from hub.cases.tables import Case
from hub.clock import now_ms
from hub.config import HubConfig
from hub.kill_points import EXIT_CODE, VARIABLE
from hub.lifeline import Child
from hub.screening.tables import DAY_MS, CaseMark, CaseSubject, Outbox, Swept
from hub.secrets import read_signing_key
from registry.audit.tables import CasesEntry, RegisterEntry
from tests.hub.screening.parts import Station, number, running_station
from tests.promises.test_b18_watched_or_no_screening import AUDITOR, AUDITOR_KEY, WITNESS
from tests.rig.nursery import fork
from tests.rig.processes import log_file, settings_file, until, with_free_ports

SOAK = os.environ.get("ANJU_SOAK") == "1"
PLACES = ("screening.compared", "screening.sealed", "screening.committed", "sweep.compared", "sweep.sealed", "sweep.committed")
SAMPLE = [("sqlite", place) for place in PLACES] + [("postgresql", "screening.sealed"), ("postgresql", "sweep.committed")]
RUNS = [(kind, place) for kind in ("sqlite", "postgresql") for place in PLACES] if SOAK else SAMPLE
MOMENTS = 40 if SOAK else 3
BORN = "1991-03-07"

pytestmark = pytest.mark.timeout(1800 if SOAK else 900)


@contextmanager
def watched_station(request: pytest.FixtureRequest, kind: str) -> Iterator[Station]:
    """A station whose worker is allowed to screen, on one of the databases."""
    config: HubConfig = request.getfixturevalue(f"{kind}_config")
    placed = with_free_ports(config.model_copy(update={"auditor_key": AUDITOR_KEY, "work_pause_ms": 10, **WITNESS}))
    log_key = read_signing_key(placed.secrets_dir / "audit.key").public_key().public_bytes_raw()
    oversight.statement_file(placed).write_text(oversight.statement(AUDITOR, log_key))
    settings_file(placed)
    with running_station(placed) as station:
        yield station


def work(station: Station, *, kill_at: str = "") -> Child:
    command = "hub", "run", "work"
    with log_file(station.config, *command).open("ab") as log:
        return fork(*command, "--config", settings_file(station.config), env={**os.environ, VARIABLE: kill_at}, log=log)


def work_until_done(station: Station) -> None:
    """Let a worker live until nobody waits and every alert was swept."""
    worker = work(station)
    until(lambda: worker.poll() is not None or is_done(station))
    assert worker.poll() is None, log_file(station.config, "hub", "run", "work").read_text()
    worker.release()


def is_done(station: Station) -> bool:
    swept = {row.alert_id for row in station.rows(Swept)}
    return station.rows(Outbox) == [] and len(swept) == alerts_of(station)


def alerts_of(station: Station) -> int:
    return len({row.subject for row in station.rows(CasesEntry) if row.act == "alert.approved"})


def alert(station: Station, sequence: int) -> str:
    subject = {"name": "李四", "document": {"kind": "resident_id", "country": "CHN", "number": number(BORN, sequence)}}
    return station.alert(now=now_ms(), reference=f"M-{sequence}", expires_at=now_ms() + DAY_MS, subject=subject).id


def move_in(station: Station, sequence: int) -> str:
    return station.tenant(birth_date=BORN, document=number(BORN, sequence), now=now_ms())


def check_nothing_is_lost(station: Station, hits: set[tuple[str, str]], screened: list[str]) -> None:
    """Compare what is stored with what must be: one case for each pair of occupant and alert, one line for each screening."""
    subjects = station.rows(CaseSubject)
    assert Counter((row.occupant_id, row.alert_id) for row in subjects) == Counter(hits)
    assert sorted(row.case_id for row in subjects) == sorted(row.id for row in station.rows(Case, "police"))
    assert {row.case_id for row in station.rows(CaseMark)} == {row.case_id for row in subjects}
    lines = [row.subject for row in station.rows(RegisterEntry) if row.act == "screening.done"]
    assert Counter(lines) == Counter(screened)
    made = [row.subject for row in station.rows(CasesEntry) if row.act == "case.made"]
    assert sorted(made) == sorted(row.case_id for row in subjects)
    swept = [row.subject for row in station.rows(CasesEntry) if row.act == "alert.swept"]
    assert Counter(swept) == Counter(row.alert_id for row in station.rows(Swept))


@pytest.mark.parametrize(("kind", "place"), RUNS)
def test_the_worker_may_die_anywhere(kind: str, place: str, request: pytest.FixtureRequest) -> None:
    with watched_station(request, kind) as station:
        first, second = alert(station, 1), alert(station, 2)
        occupants = [move_in(station, sequence) for sequence in (1, 2, 3)]
        dying = work(station, kill_at=place)
        assert dying.wait(120) == EXIT_CODE, log_file(station.config, "hub", "run", "work").read_text()
        dying.release()
        third = alert(station, 3)
        work_until_done(station)
        check_nothing_is_lost(station, {(occupants[0], first), (occupants[1], second), (occupants[2], third)}, occupants)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"] if SOAK else ["sqlite"])
def test_the_worker_may_be_killed_at_any_moment(kind: str, request: pytest.FixtureRequest) -> None:
    with watched_station(request, kind) as station:
        hits, occupants = set(), []
        for turn in range(MOMENTS):
            for sequence in range(10 * turn, 10 * turn + 10):
                occupants.append(move_in(station, sequence))
                if sequence % 3 == 0 and len(hits) < 20:  # twenty alerts a day are an issuer's limit
                    hits.add((occupants[-1], alert(station, sequence)))
            worker, before = work(station), len(station.rows(Outbox))
            until(lambda: worker.poll() is not None or len(station.rows(Outbox)) < before)  # noqa: B023
            time.sleep(0.005 * turn)
            worker.kill()
            worker.wait(120)
            worker.release()
        work_until_done(station)
        check_nothing_is_lost(station, hits, occupants)
