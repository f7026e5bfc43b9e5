"""The worker's loop: each job in its time, and a job that fails keeps no other from its work."""

from hub.config import HubConfig
from hub.jobs import JOBS, Job, Rota, Worker, open_worker


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
    assert worker.state() == {"ok": False, "turns": 1, "failing": ["fragile"], "screening_lacks": []}
    broken[0] = False
    rota.turn(worker, 2)
    assert worker.state() == {"ok": True, "turns": 2, "failing": [], "screening_lacks": []}
    assert done == [1, 2]


def test_every_job_runs_on_an_empty_hub(database_config: HubConfig) -> None:
    worker, rota = worker_of(database_config), Rota()
    rota.turn(worker, 1_800_000_000_000)
    assert worker.failing == {}
    assert len({job.name for job in JOBS}) == len(JOBS)
