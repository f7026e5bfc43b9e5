"""Screening: occupants whose occupancy was confirmed at the door are compared with the alerts in force, and a new alert with all of them.

Runs in the worker alone. Whatever the result, one screening leaves one line of the same shape in the register's log and no other trace;
only a hit seals a case. The queue's row goes in the transaction that handles it, so a crash repeats a screening and never loses one, and
the same person and alert can never have two cases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session, col, select

from hub.database import Database
from hub.kill_points import pass_through
from hub.screening import chance, sealing
from hub.screening.candidates import Index, InForce, hit, index, keys_of_read
from hub.screening.chance import Population
from hub.screening.compare import Comparison
from hub.screening.load import Known, Loaded, forget_lapsed, load, raise_alarm, sweeps
from hub.screening.occupants import Occupied, confirmed_ids, how_many_confirmed, occupied, opened
from hub.screening.pairs import Pair
from hub.screening.reading import Reading, read
from hub.screening.roll import Roll
from hub.screening.sealing import Hit
from hub.screening.tables import Outbox, Swept
from hub.screening.words import Match
from registry.audit import log
from registry.keys import KeyStore
from registry.register import Vault

OCCUPANTS_A_TURN = 100
ENTERED_A_TURN = 5_000


@dataclass(frozen=True)
class Screener:
    """What screens: the worker's database and keys, and what it keeps in memory: the roll of confirmed occupants, and verified alerts."""

    database: Database
    vault: Vault
    case_keys: KeyStore
    roll: Roll = field(default_factory=Roll)
    known: Known = field(default_factory=Known)


@dataclass(frozen=True)
class _Turn:
    """One turn's alerts, read and verified; the index over all of them is made when somebody waits to be compared with them all."""

    loaded: Loaded
    population: Population
    now: int

    @cached_property
    def index(self) -> Index:
        """The alerts by what they are found by."""
        return index(self.loaded.in_force, population=self.population)


@dataclass(frozen=True)
class _Possible:
    """A person and an alert that possibly are about the same, and how they compare."""

    person: Occupied
    reading: Reading
    alert: InForce
    comparison: Comparison


@dataclass(frozen=True)
class _Found:
    """What comparing came to: hits that become cases, and pairs that are settled already with how they match."""

    hits: list[Hit]
    again: list[tuple[Pair, Match]]


def run_once(screener: Screener, *, now: int) -> int:
    """Screen the occupants that wait and sweep new alerts; return how many occupants and alerts were handled. ``now`` is UTC ms.

    An alert is swept once the roll is whole: after a start it takes some turns, and the occupants that wait are not kept from theirs.
    """
    with screener.database.read() as session:
        waiting = session.exec(select(Outbox).order_by(col(Outbox.at), col(Outbox.id)).limit(OCCUPANTS_A_TURN)).all()
        due = sweeps(session, now=now)
        loaded = load(session, screener.case_keys, screener.known, now=now) if waiting or due.new else Loaded()
    screener.known.forget(due.lapsed)
    if due.lapsed or loaded.altered:
        with screener.database.begin() as session:
            forget_lapsed(session, due.lapsed)
            raise_alarm(session, loaded.altered, now=now)
    turn = _Turn(loaded, screener.roll.population, now)
    handled = sum(_screen(screener, row, turn) for row in waiting)
    new = [alert_id for alert_id in due.new if alert_id in loaded.rows]
    if not new and (waiting or screener.roll.whole):
        return handled
    return handled + (sum(_sweep(screener, alert_id, turn) for alert_id in new) if call_the_roll(screener) else 0)


def call_the_roll(screener: Screener) -> bool:
    """Bring the roll up to the confirmed occupants, 5,000 at most in a turn; return whether everybody is on it.

    Whoever is confirmed after this waits in the queue, is compared with every alert in force from there, and is entered then. So once it is
    whole their number is enough to tell that it still is; somebody who has left, and whose place another takes, is taken off when that one
    is entered. While it is not, who is confirmed is looked up for the first and again for the last, not in each of the turns between.
    """
    roll = screener.roll
    with screener.database.read() as session:
        if roll.whole and len(roll) == how_many_confirmed(session):
            return True
        if len(roll.awaited) <= ENTERED_A_TURN:
            there = confirmed_ids(session)
            roll.keep(there)
            roll.awaited = roll.missing(there)
        some, roll.awaited = roll.awaited[:ENTERED_A_TURN], roll.awaited[ENTERED_A_TURN:]
        for person in opened(session, screener.vault, some):
            _enter(roll, person, read(person.papers))
    for occupant_id in roll.missing(some):
        roll.enter(occupant_id, ())  # whose key was shredded: nobody finds them, and nobody waits for them
    roll.whole = not roll.awaited
    if roll.whole:
        roll.settle()
    return roll.whole


def _screen(screener: Screener, row: Outbox, turn: _Turn) -> int:
    """Compare an occupant who waits with every alert in force."""
    with screener.database.read() as session:
        person = occupied(session, screener.vault, row.occupant_id)
        found = _found(screener, session, _with_all_alerts(person, turn) if person else (), turn)
    if person:
        _enter(screener.roll, person, read(person.papers))
    pass_through("screening.compared")
    with screener.database.begin() as session:
        session.delete(session.get_one(Outbox, row.id))
        log.write(
            session,
            "register",
            at=turn.now,
            actor="screening",
            role="worker",
            act="screening.done",
            subject=row.occupant_id,
            purpose="alert",
        )
        _seal(screener, session, found, turn)
        pass_through("screening.sealed")
    pass_through("screening.committed")
    return 1


def _sweep(screener: Screener, alert_id: str, turn: _Turn) -> int:
    """Compare one alert that has just come into force with everybody who is confirmed already."""
    alert = turn.loaded.named(alert_id)
    named = read(alert.papers)
    with screener.database.read() as session:
        people = opened(session, screener.vault, screener.roll.find(keys_of_read(named)))
        found = _found(screener, session, _with_all_people(alert, named, people, turn), turn)
    pass_through("sweep.compared")
    with screener.database.begin() as session:
        session.add(Swept(alert_id=alert_id, at=turn.now))
        log.write(session, "cases", at=turn.now, actor="screening", role="worker", act="alert.swept", subject=alert_id, purpose="alert")
        _seal(screener, session, found, turn)
        pass_through("sweep.sealed")
    pass_through("sweep.committed")
    return 1


def _with_all_alerts(person: Occupied, turn: _Turn) -> Iterator[_Possible]:
    reading = read(person.papers)
    for alert, comparison in turn.index.matches_read(reading):
        yield _Possible(person, reading, alert, comparison)


def _with_all_people(alert: InForce, named: Reading, people: Iterable[Occupied], turn: _Turn) -> Iterator[_Possible]:
    in_force = len(turn.loaded.rows)
    for person in people:
        reading = read(person.papers)
        comparison = hit(reading, named, about_document=alert.about_document, population=turn.population, alerts=in_force)
        if comparison:
            yield _Possible(person, reading, alert, comparison)


def _found(screener: Screener, session: Session, possible: Iterable[_Possible], turn: _Turn) -> _Found:
    """Prepare a case for each pair. Those that were cleared or have a case get no other."""
    found = _Found([], [])
    for each in possible:
        pair = sealing.pair(each.person, each.alert, turn.loaded, screener.vault)
        if sealing.is_settled(session, pair, each.comparison.match):
            found.again.append((pair, each.comparison.match))
            continue
        named = read(each.alert.papers)
        figure = chance.expected(each.comparison, each.reading, named, turn.population, alerts=len(turn.loaded.rows))
        found.hits.append(sealing.prepare(screener.case_keys, each.person, each.alert, each.comparison, expected_by_chance=figure))
    return found


def _seal(screener: Screener, session: Session, found: _Found, turn: _Turn) -> None:
    sealing.remember(session, found.again, now=turn.now)
    sealing.seal_all(session, screener.vault, found.hits, turn.loaded, now=turn.now)


def _enter(roll: Roll, person: Occupied, reading: Reading) -> None:
    if roll.enter(person.occupant_id, keys_of_read(reading)):
        roll.population.add(reading)
