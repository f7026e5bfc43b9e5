"""B14: a false hit is erased within 24 hours, and the cleared pair of a person and an alert never opens a second case, whatever happens in
whatever order: a stateful property, on both databases.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from hub.cases.envelope import key_name
from hub.cases.tables import Case, CaseChance, Shown
from hub.config import HubConfig
from hub.jobs import Rota, open_worker
from hub.screening import alerts, issuers
from hub.screening.occupants import Occupied
from hub.screening.pairs import pair_of
from hub.screening.papers import Document, Papers
from hub.screening.tables import DAY_MS, Alert, CaseMark, CaseSubject, Clearance, Issuer, Outbox
from hub.screening.words import Match
from registry.keys import KeyGone
from registry.refusals import Refused
from registry.register import Vault
from registry.tables import Disclosure
from tests.hub.screening.parts import AUTHOR, COURT, NOW, Paper, Station, number, public, running_station, signed
from tests.rig.databases import owner

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


@dataclass(frozen=True)
class Life:
    """Somebody as they live here: with an account, a paper, and a name as it was written."""

    who: Someone
    account: str
    paper: Paper
    name: str

    @property
    def shows_the_number(self) -> bool:
        """Tell whether this is the paper whose number alerts about this person name."""
        return self.paper == self.who.papers[0]


@dataclass(frozen=True)
class Entered:
    """An alert as it was entered: about whom, by what, and with which key it was signed.

    It finds whoever it is about by name and date, which a resident number tells too, and by an equal number.
    """

    who: Someone
    reference: str
    about: str
    expires_at: int
    key: int

    def by_number(self, life: Life) -> bool:
        """Tell whether an equal number is what it finds them by."""
        return self.about != "name" and life.shows_the_number


@dataclass
class Held:
    """By what the person of a case is known again: rows, accounts and papers, and, where name and date alone match, names as written."""

    who: Someone
    reference: str
    rows: set[str]
    accounts: set[str]
    papers: set[Paper]
    scripts: set[bool]
    cleared: bool = False

    def is_the_very_same(self, row: str, life: Life) -> bool:
        """Tell whether this is the same row, account or paper: what is promised whatever a comparison says."""
        return row in self.rows or life.account in self.accounts or life.paper in self.papers

    def knows(self, row: str, life: Life, *, by_number: bool) -> bool:
        """Tell whether a match with this person makes no other case."""
        return self.is_the_very_same(row, life) or (not by_number and life.name.isascii() in self.scripts)

    def learn(self, row: str, life: Life) -> None:
        """Know them by all that they come with now."""
        self.rows.add(row)
        self.accounts.add(life.account)
        self.papers.add(life.paper)
        self.scripts.add(life.name.isascii())


class Town(RuleBasedStateMachine):
    """People who move in again and again with whatever paper and account they have, are renewed, corrected and imported anew; alerts that
    are signed again, with whatever key their court has by then; officers who decide; a worker that screens after every step, erases, and
    starts anew.

    What is promised: whoever was cleared has no second case as the same row, account or paper; nor under another of each where name and
    date alone match, as written in the same script. An equal number that none of them had shown is other evidence, and does make one.
    """

    station: Station

    def open(self) -> None:
        """Open a station on an empty database."""
        raise NotImplementedError

    @initialize(about=ABOUT, alert_name=INDEX, paper=INDEX, name=INDEX, reference=INDEX)
    def somebody_was_cleared(self, about: str, alert_name: int, paper: int, name: int, reference: int) -> None:
        """Begin where it can go wrong: an alert matched somebody, an officer found that it is not the same person, and all was erased."""
        self.now = NOW
        self.issuer = "court"
        self.keys = [COURT]
        self.disabled: set[int] = set()
        self.alerts: dict[str, Entered] = {}
        self.lives: dict[str, Life] = {}
        self.made: dict[str, Held] = {}
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
        expires_at = self.now + 20 * DAY_MS
        raw = signed(key=self.keys[-1], issuer=self.issuer, reference=written, expires_at=expires_at, subject=subject)
        alert = self.station.approve(self.station.submit(raw, now=self.now).id, now=self.now)
        self.alerts[alert.id] = Entered(who, reference, about, expires_at, len(self.keys) - 1)
        self.the_worker_screens([alert.id], self.lives)

    @rule(end=st.sampled_from([None, issuers.retire, issuers.disable]), again=st.booleans(), about=ABOUT, nth=INDEX)
    def the_court_renews_its_key_and_signs_again(self, end: Callable[..., Issuer] | None, again: bool, about: str, nth: int) -> None:
        self.now += 1  # what is entered in the very millisecond of a retirement is late
        older, newer = self.keys[-1], Ed25519PrivateKey.from_private_bytes(bytes([100 + len(self.keys)]) * 32)
        with owner(self.station.config) as session:
            self.issuer = issuers.renew(session, self.issuer, public_key=public(newer), now=self.now).authority
            if end:
                end(session, public(older), now=self.now)
        if end is issuers.disable:
            self.disabled.add(len(self.keys) - 1)
        self.keys.append(newer)
        if again:
            self.an_alert_is_entered_or_signed_again(PEOPLE[0], about, "M-1", nth)

    @rule(who=st.sampled_from(PEOPLE), name=INDEX, paper=INDEX)
    def somebody_moves_in_with_a_paper(self, who: Someone, name: int, paper: int) -> None:
        self._move_in(Life(who, who.account, who.papers[paper % len(who.papers)], who.names[name % len(who.names)]))

    @rule(who=st.sampled_from(PEOPLE), name=INDEX, paper=INDEX)
    def somebody_comes_back_under_a_new_account(self, who: Someone, name: int, paper: int) -> None:
        self._move_in(Life(who, f"new-{len(self.lives)}", who.papers[paper % len(who.papers)], who.names[name % len(who.names)]))

    @precondition(lambda self: self.lives)
    @rule(nth=INDEX)
    def a_row_is_imported_again_and_claimed_with_a_new_account(self, nth: int) -> None:
        self._move_in(replace(list(self.lives.values())[nth % len(self.lives)], account=f"new-{len(self.lives)}"))

    @precondition(lambda self: self.lives)
    @rule(nth=INDEX, name=INDEX, paper=INDEX)
    def papers_are_corrected(self, nth: int, name: int, paper: int) -> None:
        occupant, life = list(self.lives.items())[nth % len(self.lives)]
        who = life.who
        corrected = replace(life, paper=who.papers[paper % len(who.papers)], name=who.names[name % len(who.names)])
        self.station.correct(occupant, corrected.name, who.born, corrected.paper)
        self.lives[occupant] = corrected
        self._queue(occupant, "corrected")

    @precondition(lambda self: self.lives)
    @rule(nth=INDEX)
    def a_lease_goes_on(self, nth: int) -> None:
        self._queue(list(self.lives)[nth % len(self.lives)], "renewed")

    @rule()
    def the_worker_starts_anew(self) -> None:
        self.station.restart()

    def the_worker_screens(self, some: Iterable[str], rows: Iterable[str]) -> None:
        """Let the worker take a turn, in which it compares these alerts and these people, and judge every case that it made."""
        standing = [self.alerts[each] for each in some if self._stands(self.alerts[each])]
        compared = [(each, row, self.lives[row]) for each in standing for row in rows if each.who == self.lives[row].who]
        awaited = {(entered.reference, row) for entered, row, life in compared if self._is_other_evidence(entered, row, life)}
        self.station.screen(now=self.now)
        learnt = [(held, row, life) for entered, row, life in compared for held in self._held(entered) if held.is_the_very_same(row, life)]
        for held, row, life in learnt:
            held.learn(row, life)
        subjects = {row.case_id: row for row in self.station.rows(CaseSubject)}
        for case in [case for case in self.station.rows(Case, "police") if case.id not in self.made]:
            row, entered = subjects[case.id].occupant_id, self.alerts[case.alert_id]
            life = self.lives[row]
            known = [held for held in self._held(entered) if held.cleared and held.knows(row, life, by_number=case.basis == Match.DOCUMENT)]
            assert not known, "a cleared pair has a second case"
            assert (case.basis == Match.DOCUMENT) == entered.by_number(life)
            self.made[case.id] = Held(life.who, entered.reference, {row}, {life.account}, {life.paper}, {life.name.isascii()})
        has_case = {(held.reference, row) for held in self.made.values() for row in held.rows}
        assert awaited <= has_case, "whom an order names by number was kept from an officer"

    def _stands(self, entered: Entered) -> bool:
        return entered.expires_at > self.now and entered.key not in self.disabled

    def _held(self, entered: Entered) -> list[Held]:
        return [held for held in self.made.values() if (held.who, held.reference) == (entered.who, entered.reference)]

    def _is_other_evidence(self, entered: Entered, row: str, life: Life) -> bool:
        """Tell whether an alert finds somebody by a number that nobody who is known showed, in a row and under an account of their own."""
        others = [other for name, other in self.lives.items() if name != row and other.who == life.who]
        apart = all(other.paper != life.paper and other.account != life.account for other in others)
        return entered.by_number(life) and apart and not any(held.is_the_very_same(row, life) for held in self._held(entered))

    @rule(outcome=st.sampled_from(["same_person", "not_the_same_person", "not_the_same_person", "undecided"]))
    def officers_decide_whatever_waits(self, outcome: str) -> None:
        self.station.lapse(now=self.now)
        while case := self.station.take(now=self.now):
            if self.alerts[case.alert_id].key in self.disabled:
                self._nobody_looks_and_its_alert_is_withdrawn(case)
                continue
            self.station.open(case.id, now=self.now)
            self.station.decide(case.id, outcome, now=self.now)
            self.station.close(case.id, now=self.now)
            self.made[case.id].cleared = outcome == "not_the_same_person"

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

    def _nobody_looks_and_its_alert_is_withdrawn(self, case: Case) -> None:
        with pytest.raises(Refused, match="case-alert-unverified"):
            self.station.open(case.id, now=self.now)
        with self.station.police.begin("author") as session:
            alerts.withdraw(session, case.alert_id, officer=AUTHOR, now=self.now)
        self.station.lapse(now=self.now)

    def _figures(self) -> set[str]:
        with self.station.worker.read() as session:
            return set(session.exec(select(CaseChance.case_id)))

    def _move_in(self, life: Life) -> None:
        occupant = self.station.tenant(life.name, life.who.born, life.paper, now=self.now, account=life.account)
        self.lives[occupant] = life
        self.the_worker_screens(self.alerts, [occupant])

    def _queue(self, occupant: str, cause: str) -> None:
        self.station.add(Outbox(id=f"{cause}-{next(_numbers)}", occupant_id=occupant, cause=cause, at=self.now))
        self.the_worker_screens(self.alerts, [occupant])


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


@pytest.mark.parametrize(("first", "then"), [("张 伟明", "張偉明"), ("張偉明", "张 伟 明"), ("ZHANG WEI MING", "Zhang Weiming")])
def test_a_name_that_a_clerk_parted_is_the_same_name(database_config: HubConfig, first: str, then: str) -> None:
    with running_station(database_config) as station:
        cleared(station, BY_BOTH, PASSPORT, name=first)
        assert comes(station, then, RENEWED, "a new telephone") == 1


def test_an_alert_that_a_renewed_key_signed_again_is_the_same_alert(database_config: HubConfig) -> None:
    newer = Ed25519PrivateKey.from_private_bytes(b"\x0a" * 32)
    with running_station(database_config) as station:
        cleared(station, BY_BOTH, PASSPORT)
        with owner(database_config) as session:
            issuer = issuers.renew(session, "court", public_key=public(newer), now=NOW + DAY_MS).authority
            issuers.disable(session, public(COURT), now=NOW + DAY_MS)
        raw = signed(key=newer, issuer=issuer, subject=BY_BOTH, expires_at=NOW + 20 * DAY_MS)
        station.approve(station.submit(raw, now=NOW + DAY_MS).id, now=NOW + DAY_MS)
        assert comes(station, "张伟明", PASSPORT, "account-1") == 1


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
    assert {mark[:8] for mark in pair.weak} == {"160fe5c6", "ac3ee53a", "cc1dd033", "d1f3f50f"}
