"""The worker's loop: each job in its time, and a job that fails keeps no other from its work."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlmodel import select

from hub.config import HubConfig
from hub.jobs import JOBS, Job, Rota, Worker, delete_what_is_over, grow_logs, open_worker, sweep_keys
from hub.screening import alerts
from registry import passes, retention, tenancies
from registry.audit import log
from registry.audit.tables import LOGS
from registry.audit.verify import ERASED_AFTER_S
from registry.keys import UNUSED_MS
from registry.passes.windows import Window
from registry.tables import Notice, Person, Tenancy, Visit
from tests.hub.screening.parts import AUTHOR, running_station, signed
from tests.hub.screening.parts import NOW as STATION_NOW
from tests.registry.parts import DAY_MS, LAST, NOON, TODAY, at, person, running_office


def worker_of(config: HubConfig) -> Worker:
    return open_worker(config)


def test_each_job_runs_when_it_is_due(sqlite_config: HubConfig) -> None:
    ran: list[tuple[str, int]] = []

    def note(name: str, every_ms: int) -> Job:
        def run(_worker: Worker, now: int) -> int:
            ran.append((name, now))
            return 0

        return Job(name, every_ms, run)

    worker, rota = worker_of(sqlite_config), Rota((note("often", 0), note("seldom", 1000)))
    for now in (5000, 5200, 5999, 6000):
        rota.turn(worker, now)
    assert [now for name, now in ran if name == "often"] == [5000, 5200, 5999, 6000]
    assert [now for name, now in ran if name == "seldom"] == [5000, 6000]
    assert worker.turns == 4


def test_a_job_that_fails_is_named_and_the_others_go_on(sqlite_config: HubConfig) -> None:
    broken = [True]
    done: list[int] = []

    def fragile(_worker: Worker, _now: int) -> int:
        if broken[0]:
            raise ValueError("something about a person")
        return 1

    def steady(_worker: Worker, now: int) -> int:
        done.append(now)
        return 1

    worker, rota = worker_of(sqlite_config), Rota((Job("fragile", 0, fragile), Job("steady", 0, steady)))
    rota.turn(worker, 1)
    assert worker.state() == {"ok": False, "site": "anju", "turns": 1, "failing": ["fragile"], "screening_lacks": []}
    broken[0] = False
    rota.turn(worker, 2)
    assert worker.state() == {"ok": True, "site": "anju", "turns": 2, "failing": [], "screening_lacks": []}
    assert done == [1, 2]


def test_logs_to_which_nothing_was_added_are_only_read(sqlite_config: HubConfig) -> None:
    worker = worker_of(sqlite_config)
    with closing(sqlite3.connect(sqlite_config.sqlite_file, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")  # whoever wants to write now waits, and fails
        assert grow_logs(worker, 1) == 0
        another.execute("ROLLBACK")
    with worker.database.begin() as session:
        for name in LOGS:
            log.write(session, name, at=1, actor="a", role="r", act="x", subject="s", purpose="p")
    assert (grow_logs(worker, 1), grow_logs(worker, 2)) == (2, 0)


def test_retention_erases_what_lines_said_three_years_ago_in_both_logs(database_config: HubConfig) -> None:
    worker = worker_of(database_config)
    for when, lines in ((1_000, 3), (2_000, 1)):
        with worker.database.begin() as session:
            for name in LOGS * lines:
                log.write(session, name, at=when, actor="a", role="r", act="x", subject="s", purpose="p")
        grow_logs(worker, when)
    assert delete_what_is_over(worker, 1_999 + 1000 * ERASED_AFTER_S) == 6
    with worker.database.read() as session:
        assert [len(session.exec(select(log.ENTRIES[name].id)).all()) for name in LOGS] == [1, 1]


def test_every_job_runs_on_an_empty_hub(database_config: HubConfig) -> None:
    worker, rota = worker_of(database_config), Rota()
    rota.turn(worker, 1_800_000_000_000)
    assert worker.failing == {}
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_the_site_has_days_of_its_own(sqlite_config: HubConfig) -> None:
    last_hour_of_the_year_in_london = 1_798_756_200_000
    for zone, day in (("Europe/London", "2026-12-31"), ("Asia/Shanghai", "2027-01-01")):
        worker = worker_of(sqlite_config.model_copy(update={"time_zone": zone}))
        assert worker.today(last_hour_of_the_year_in_london).isoformat() == day


def test_retention_deletes_tenancies_on_the_sites_own_day_however_many(database_config: HubConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "TENANCIES_A_TURN", 5)
    with running_office(database_config) as office:
        _home, rooms = office.house(rooms=retention.TENANCIES_A_TURN + 1)
        for room in rooms:
            office.let(room.id, ends_on=TODAY + timedelta(days=1))
        worker = worker_of(database_config)
        due = at(TODAY + timedelta(days=1 + database_config.tenancy_days + 1), 0)
        assert delete_what_is_over(worker, due - 1) == 0
        assert delete_what_is_over(worker, due) == retention.TENANCIES_A_TURN + 1
        assert office.rows(Tenancy) == office.rows(Person) == []
        assert [name for name in office.vault.keys.names() if name.startswith("person:")] == []


def test_retention_deletes_a_visit_thirty_days_after_its_end(database_config: HubConfig) -> None:
    with running_office(database_config) as office:
        _home, rooms = office.house()
        host = office.claimed(rooms[0].id).credential_id
        begun, hour = NOON // 1000, 3600
        for kind, end in (("one_time", begun + hour), ("courier", begun + 2 * hour)):
            with office.resident() as register:
                passes.invite(register, host, kind=kind, window=Window(not_before=begun, not_after=end))
        worker = worker_of(database_config)
        due = (begun + hour) * 1000 + 30 * DAY_MS
        assert delete_what_is_over(worker, due - 1000) == 0
        assert delete_what_is_over(worker, due) == 1
        assert [row.kind for row in office.rows(Visit)] == ["courier"]


def test_retention_takes_the_shorter_limit_of_the_settings(database_config: HubConfig) -> None:
    with running_office(database_config) as office:
        _home, rooms = office.house()
        office.undo(office.claimed(rooms[0].id).tenancy_id)
        office.let(rooms[1].id, ends_on=TODAY + timedelta(days=1))
        worker = worker_of(database_config.model_copy(update={"tenancy_days": 2}))
        assert delete_what_is_over(worker, at(TODAY + timedelta(days=3))) == 0
        assert delete_what_is_over(worker, at(TODAY + timedelta(days=4))) == 1
        assert office.rows(Tenancy) == office.rows(Notice) == []


def test_a_registration_that_is_rolled_back_leaves_no_key_for_longer_than_a_day(database_config: HubConfig) -> None:
    with running_office(database_config) as office, running_station(database_config) as station:
        _home, rooms = office.house()
        office.let(rooms[0].id)
        station.alert()
        with pytest.raises(ZeroDivisionError), office.open() as register:
            tenancies.register_tenant(register, person(), unit_id=rooms[1].id, starts_on=TODAY, ends_on=LAST)
            1 / 0  # noqa: B018
        with pytest.raises(ZeroDivisionError), station.police.begin("author") as session:
            alerts.submit(session, signed(reference="M-2"), officer=AUTHOR, keys=station.keys, now=STATION_NOW)
            1 / 0  # noqa: B018
        before = [*office.vault.keys.names(), *station.keys.names()]
        worker = worker_of(database_config)
        assert [sweep_keys(worker, int(day * UNUSED_MS)) for day in (0, 0.99, 1, 5)] == [0, 0, 2, 0]
        kept = [*office.vault.keys.names(), *station.keys.names()]
        assert [name.partition(":")[0] for name in before] == ["property", "person", "person", "alert", "alert"]
        assert kept == [before[0], before[1], before[3]]
