"""B14: a false hit is erased within 24 hours, and the cleared pair of a person and an alert never opens a second case, whatever happens in
whatever order: a stateful property, on both databases.
"""

import os
import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from hub.cases.envelope import key_name
from hub.cases.tables import Case, CaseChance, Shown
from hub.config import HubConfig
from hub.jobs import Rota, open_worker
from hub.screening.occupants import Occupied
from hub.screening.pairs import pair_of
from hub.screening.papers import Document, Papers
from hub.screening.tables import DAY_MS, Alert, CaseMark, CaseSubject, Clearance, Outbox
from registry.keys import KeyGone
from registry.register import Vault
from registry.tables import Disclosure
from tests.hub.screening.parts import NOW, Paper, Station, number, running_station

SOAK = os.environ.get("ANJU_SOAK") == "1"


@dataclass(frozen=True)
class Someone:
    """A person as they are: one birth date, an account of their own, names as clerks write them, and papers as they get them."""

    account: str
    born: str
    names: tuple[str, ...]
    papers: tuple[Paper, ...]


PEOPLE = (
    Someone(
        "account-1",
        "1991-03-07",
        ("张伟明", "張偉明", "张 伟明", "ZHANG WEIMING", "Weiming Zhang"),
        (Paper("resident_id", "CHN", number("1991-03-07")), Paper("passport", "CHN", "E12345678"), Paper("passport", "CHN", "E87654321")),
    ),
    Someone(
        "account-2",
        "1980-01-02",
        ("欧阳若兰", "歐陽若蘭", "OUYANG RUOLAN"),
        (Paper("resident_id", "CHN", number("1980-01-02")), Paper("passport", "CHN", "G11111111")),
    ),
)
REFERENCES = ("M-1", "M-2")
AGAIN = {"M-1": ("M-1", "m-1", "Ｍ－１"), "M-2": ("M-2", " M-2")}
INDEX = st.integers(0, 9)
ABOUT = st.sampled_from(["number", "name", "both"])


class Town(RuleBasedStateMachine):
    """People who move in again and again with whatever paper they have, are renewed, corrected and imported anew; alerts that are signed
    again; officers who decide; a worker that screens after every step, erases, and starts anew.
    """

    station: Station

    def open(self) -> None:
        """Open a station on an empty database."""
        raise NotImplementedError

    @initialize(about=ABOUT, alert_name=INDEX, paper=INDEX, name=INDEX, reference=INDEX)
    def somebody_was_cleared(self, about: str, alert_name: int, paper: int, name: int, reference: int) -> None:
        """Begin where it can go wrong: an alert matched somebody, an officer found that it is not the same person, and all was erased."""
        self.now = NOW
        self.cleared: set[tuple[str, str]] = set()
        self.alerts: dict[str, str] = {}
        self.lives: dict[str, tuple[Someone, Paper, str]] = {}
        self.made: dict[str, tuple[str, str]] = {}
        self.imported: set[str] = set()
        self.open()
        self.an_alert_is_entered_or_signed_again(PEOPLE[0], about, "M-1", alert_name + reference)
        self.somebody_moves_in_with_a_paper(PEOPLE[0], name, paper)
        self.officers_decide_whatever_waits("not_the_same_person")
        self.time_goes_by_and_the_worker_erases(1)

    @rule(who=st.sampled_from(PEOPLE), about=ABOUT, reference=st.sampled_from(REFERENCES), nth=INDEX)
    def an_alert_is_entered_or_signed_again(self, who: Someone, about: str, reference: str, nth: int) -> None:
        self.now += DAY_MS // 10
        subject: dict[str, object] = {"name": who.names[nth % len(who.names)], "second_identifier": "a scar"}
        if about != "number":
            subject["birth_date"] = who.born
        if about != "name":
            subject["document"] = who.papers[0].plain()
        written = AGAIN[reference][nth % len(AGAIN[reference])]
        alert = self.station.alert(now=self.now, reference=written, expires_at=self.now + 20 * DAY_MS, subject=subject)
        self.alerts[alert.id] = reference
        self.the_worker_screens()

    @rule(who=st.sampled_from(PEOPLE), name=INDEX, paper=INDEX)
    def somebody_moves_in_with_a_paper(self, who: Someone, name: int, paper: int) -> None:
        self._move_in(who, who.papers[paper % len(who.papers)], who.names[name % len(who.names)], who.account)

    @precondition(lambda self: self.lives)
    @rule(nth=INDEX)
    def a_row_is_imported_again_and_claimed_with_a_new_account(self, nth: int) -> None:
        who, paper, name = list(self.lives.values())[nth % len(self.lives)]
        self.imported.add(self._move_in(who, paper, name, f"new-{len(self.lives)}"))

    @precondition(lambda self: self.lives)
    @rule(nth=INDEX, name=INDEX, paper=INDEX)
    def papers_are_corrected(self, nth: int, name: int, paper: int) -> None:
        occupant, (who, held, _name) = list(self.lives.items())[nth % len(self.lives)]
        written = who.names[name % len(who.names)]
        right = held if occupant in self.imported else who.papers[paper % len(who.papers)]  # another account and number is other evidence
        self.station.correct(occupant, written, who.born, right)
        self.lives[occupant] = who, right, written
        self._queue(occupant, "corrected")

    @precondition(lambda self: self.lives)
    @rule(nth=INDEX)
    def a_lease_goes_on(self, nth: int) -> None:
        self._queue(list(self.lives)[nth % len(self.lives)], "renewed")

    @rule()
    def the_worker_starts_anew(self) -> None:
        self.station.restart()

    def the_worker_screens(self) -> None:
        """Let the worker take a turn, and judge every case that it made."""
        self.station.screen(now=self.now)
        subjects = {row.case_id: row for row in self.station.rows(CaseSubject)}
        for case in self.station.rows(Case, "police"):
            if case.id not in self.made:
                pair = self.lives[subjects[case.id].occupant_id][0].account, self.alerts[case.alert_id]
                assert pair not in self.cleared, "a cleared pair has a second case"
                self.made[case.id] = pair

    @rule(outcome=st.sampled_from(["same_person", "not_the_same_person", "not_the_same_person", "undecided"]))
    def officers_decide_whatever_waits(self, outcome: str) -> None:
        self.station.lapse(now=self.now)
        while case := self.station.take(now=self.now):
            self.station.open(case.id, now=self.now)
            self.station.decide(case.id, outcome, now=self.now)
            self.station.close(case.id, now=self.now)
            if outcome == "not_the_same_person":
                self.cleared.add(self.made[case.id])

    @rule(days=st.sampled_from([0, 1, 1, 31]))
    def time_goes_by_and_the_worker_erases(self, days: int) -> None:
        self.now += days * DAY_MS
        self.station.erase(now=self.now)
        kept = {row.case_id for kind in (CaseSubject, CaseMark, Shown) for row in self.station.rows(kind)} | self._figures()
        for case in self.station.rows(Case, "police"):
            if case.outcome == "not_the_same_person" and case.decided_at <= self.now - DAY_MS:
                assert case.sealed is None
                assert case.id not in kept

    @rule()
    def cleared_pairs_are_kept_without_a_name(self) -> None:
        for clearance in self.station.rows(Clearance):
            assert len(clearance.pair) == 64
            int(clearance.pair, 16)

    def _figures(self) -> set[str]:
        with self.station.worker.read() as session:
            return set(session.exec(select(CaseChance.case_id)))

    def _move_in(self, who: Someone, paper: Paper, name: str, account: str) -> str:
        occupant = self.station.tenant(name, who.born, paper, now=self.now, account=account)
        self.lives[occupant] = who, paper, name
        self.the_worker_screens()
        return occupant

    def _queue(self, occupant: str, cause: str) -> None:
        self.station.add(Outbox(id=f"{cause}-{next(_numbers)}", occupant_id=occupant, cause=cause, at=self.now))
        self.the_worker_screens()


_numbers = count()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_cleared_pair_stays_cleared(kind: str, request: pytest.FixtureRequest) -> None:
    config: HubConfig = request.getfixturevalue(f"{kind}_config")
    clean = config.data_dir / "clean.db"
    if config.on_sqlite:
        shutil.copyfile(config.sqlite_file, clean)

    class Run(Town):
        _context: AbstractContextManager[Station] | None = None

        def open(self) -> None:
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

    examples = (400 if kind == "sqlite" else 60) if SOAK else 14 if kind == "sqlite" else 5
    run_state_machine_as_test(
        Run,
        settings=settings(
            max_examples=examples, stateful_step_count=24, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck)
        ),
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


BY_BOTH = {"name": "张伟明", "birth_date": "1991-03-07", "second_identifier": "a scar"} | {"document": PEOPLE[0].papers[0].plain()}


def cleared(station: Station, subject: dict[str, object], paper: Paper, *, name: str = "张伟明", account: str = "account-1") -> None:
    """Have somebody found by an alert and cleared, and all of it erased; the alert stands."""
    station.alert(subject=subject, expires_at=NOW + 20 * DAY_MS)
    station.tenant(name, "1991-03-07", paper, account=account)
    station.screen()
    taken = station.take()
    assert taken is not None
    station.open(taken.id)
    station.decide(taken.id, "not_the_same_person")
    assert station.erase(now=NOW + DAY_MS) == 1


def comes(station: Station, name: str, paper: Paper, account: str) -> int:
    """Let somebody move in, and return how many cases there are then."""
    station.tenant(name, "1991-03-07", paper, account=account, now=NOW + DAY_MS)
    station.screen(now=NOW + DAY_MS)
    return len(station.rows(Case, "police"))


RESIDENT, PASSPORT, RENEWED = PEOPLE[0].papers


@pytest.mark.parametrize(
    ("name", "paper", "account"),
    [("張偉明", RENEWED, "a new telephone"), ("ZHANG WEIMING", RENEWED, "account-1"), ("WEIMING ZHANG", PASSPORT, "a new telephone"),
     ("张伟明", RESIDENT, "account-1"), ("ZHANG WEIMING", RESIDENT, "account-1")],
    ids=["another passport and account", "in letters", "the same passport", "with the very number", "with the very number, in letters"],
)  # fmt: skip
def test_who_was_cleared_is_known_again(database_config: HubConfig, name: str, paper: Paper, account: str) -> None:
    with running_station(database_config) as station:
        cleared(station, BY_BOTH, PASSPORT)
        assert comes(station, name, paper, account) == 1


def test_whoever_is_known_by_one_paper_is_known_by_the_next(database_config: HubConfig) -> None:
    with running_station(database_config) as station:
        cleared(station, BY_BOTH, PASSPORT)
        assert comes(station, "张伟明", RESIDENT, "account-1") == 1
        assert comes(station, "张伟明", RESIDENT, "a new telephone") == 1


def test_an_equal_number_is_other_evidence_than_the_one_that_was_cleared(database_config: HubConfig) -> None:
    with running_station(database_config) as station:
        cleared(station, BY_BOTH, PASSPORT)
        assert comes(station, "张伟明", RENEWED, "somebody else of this name and date") == 1
        assert comes(station, "张伟明", RESIDENT, "somebody else of this name and date") == 2


def test_a_twin_who_shares_the_telephone_is_found_by_the_number(database_config: HubConfig) -> None:
    with running_station(database_config) as station:
        cleared(station, BY_BOTH, PASSPORT)
        assert comes(station, "张晓明", RESIDENT, "account-1") == 2


def test_marks_are_the_same_tomorrow_as_today() -> None:
    """What is cleared is cleared for good: marks that came out otherwise after a change of ours would forget everybody."""
    vault = Vault(None, b"\x05" * 32)  # type: ignore[arg-type]
    alert = Alert(issuer_id="court", reference="（2026）M-1", **dict.fromkeys(("id", "ground", "legal_basis", "state"), ""))
    person = Occupied("o", "p", Papers(name="张 伟明", birth_date="1991-03-07", document=Document("passport", "CHN", "e-123 45678")), "a")
    pair = pair_of(person, alert, vault=vault)
    assert {mark[:8] for mark in pair.strong} == {"4b94e3d9", "92024b19", "e9b8b9b6"}
    assert {mark[:8] for mark in pair.weak} == {"ac3ee53a", "cc1dd033", "d1f3f50f"}
