"""B14: a false hit is erased within 24 hours, and the cleared pair of a person and an alert never opens a second case, whatever happens in
whatever order: a stateful property, on both databases.
"""

import shutil
from contextlib import AbstractContextManager
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from hub.cases.envelope import key_name
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.jobs import Rota, open_worker
from hub.screening.tables import DAY_MS, CaseSubject, Clearance
from registry.keys import KeyGone
from registry.tables import Disclosure
from tests.hub.screening.parts import NOW, Station, number, running_station

PEOPLE = ("1991-03-07", "1980-01-01")
REFERENCES = ("M-1", "M-2")


class Town(RuleBasedStateMachine):
    """People who move in again and again, alerts that are renewed, officers who decide, a worker that screens and erases."""

    station: Station

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.cleared: set[tuple[str, str]] = set()
        self.alerts: dict[str, tuple[str, str]] = {}
        self.made: dict[str, tuple[str, str]] = {}

    @rule(born=st.sampled_from(PEOPLE), reference=st.sampled_from(REFERENCES))
    def an_alert_is_entered_or_renewed(self, born: str, reference: str) -> None:
        self.now += DAY_MS // 10
        document = {"kind": "resident_id", "country": "CHN", "number": number(born)}
        alert = self.station.alert(
            now=self.now, reference=reference, expires_at=self.now + DAY_MS, subject={"name": "李四", "document": document}
        )
        self.alerts[alert.id] = (born, reference)

    @rule(born=st.sampled_from(PEOPLE))
    def somebody_moves_in(self, born: str) -> None:
        self.station.tenant(birth_date=born, now=self.now)

    @rule()
    def the_worker_screens(self) -> None:
        self.station.screen(now=self.now)
        for case in self.station.rows(Case, "police"):
            if case.id not in self.made:
                pair = self.alerts[case.alert_id]
                assert pair not in self.cleared, "a cleared pair has a second case"
                self.made[case.id] = pair

    @rule(outcome=st.sampled_from(["same_person", "not_the_same_person", "undecided"]))
    def an_officer_decides(self, outcome: str) -> None:
        case = self.station.take(now=self.now)
        if case is None:
            return
        self.station.open(case.id, now=self.now)
        self.station.decide(case.id, outcome, now=self.now)
        self.station.close(case.id, now=self.now)
        if outcome == "not_the_same_person":
            self.cleared.add(self.made[case.id])

    @rule(days=st.sampled_from([0, 1, 31]))
    def time_goes_by_and_the_worker_erases(self, days: int) -> None:
        self.now += days * DAY_MS
        self.station.erase(now=self.now)
        kept = {subject.case_id for subject in self.station.rows(CaseSubject)}
        for case in self.station.rows(Case, "police"):
            if case.outcome == "not_the_same_person" and case.decided_at <= self.now - DAY_MS:
                assert case.sealed is None
                assert case.id not in kept

    @precondition(lambda self: self.cleared)
    @rule()
    def cleared_pairs_are_kept_without_a_name(self) -> None:
        for clearance in self.station.rows(Clearance):
            assert len(clearance.pair) == 64
            int(clearance.pair, 16)


_numbers = count()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_cleared_pair_stays_cleared(kind: str, request: pytest.FixtureRequest) -> None:
    config: HubConfig = request.getfixturevalue(f"{kind}_config")
    clean = config.data_dir / "clean.db"
    if config.on_sqlite:
        shutil.copyfile(config.sqlite_file, clean)

    class Run(Town):
        _context: AbstractContextManager[Station] | None = None

        @initialize()
        def open_station(self) -> None:
            fresh = config if not config.on_sqlite else config.model_copy(update={"data_dir": config.data_dir / f"run{next(_numbers)}"})
            if config.on_sqlite:
                shutil.copytree(config.secrets_dir, fresh.secrets_dir)
                shutil.copyfile(clean, fresh.sqlite_file)
            else:
                request.getfixturevalue("cluster").empty(config)
            self._context = running_station(fresh)
            self.station = self._context.__enter__()

        def teardown(self) -> None:
            if self._context:  # a run may end before its station opened
                self._context.__exit__(None, None, None)

    examples = 12 if kind == "sqlite" else 6
    run_state_machine_as_test(
        Run, settings=settings(max_examples=examples, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
    )


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_worker_by_itself_erases_a_false_hit_within_a_day_and_first_tells_the_person(database_config: HubConfig, hour: int) -> None:
    decided_at = NOW - NOW % DAY_MS + hour * 3_600_000 + 1
    with running_station(database_config) as station:
        case = hit(station, decided_at)
        station.decide(case.id, "not_the_same_person", now=decided_at)
        Rota().turn(open_worker(database_config), decided_at + DAY_MS)
        assert [kept.sealed for kept in station.rows(Case, "police")] == [None]
        assert station.rows(CaseSubject) == []
        with pytest.raises(KeyGone):
            station.keys.get(key_name(case.id))
        assert len(station.rows(Disclosure)) == 1
        station.tenant(now=decided_at + DAY_MS)
        station.alert(now=decided_at + DAY_MS, expires_at=decided_at + 9 * DAY_MS)
        station.screen(now=decided_at + DAY_MS)
        assert len(station.rows(Case, "police")) == 1


def hit(station: Station, now: int) -> Case:
    """Have an alert match somebody, and the case taken and looked into."""
    station.alert(now=now, expires_at=now + 9 * DAY_MS)
    station.tenant(now=now)
    station.screen(now=now)
    taken = station.take(now=now)
    assert taken is not None
    return station.open(taken.id, now=now).case


def test_somebody_else_of_the_same_number_of_another_alert_is_no_cleared_pair(database_config: HubConfig) -> None:
    with running_station(database_config) as station:
        case = hit(station, NOW)
        station.decide(case.id, "not_the_same_person")
        station.erase(now=NOW + DAY_MS)
        station.alert(now=NOW + DAY_MS, reference="another", expires_at=NOW + 9 * DAY_MS)
        station.screen(now=NOW + DAY_MS)
        assert len(station.rows(Case, "police")) == 2
