"""Screening: occupants whose occupancy was confirmed at the door are compared with the alerts in force, and a new alert with all of them.

Runs in the worker alone. Whatever the result, one screening leaves one line of the same shape in the register's log and no other trace;
only a hit seals a case. The queue's row goes in the transaction that handles it, so a crash repeats a screening and never loses one, and
the same person and alert can never have two cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from hub.database import Database
from hub.kill_points import pass_through
from hub.screening import chance, sealing
from hub.screening.candidates import Index, index, keys_of
from hub.screening.load import Loaded, forget_lapsed, load, sweeps
from hub.screening.occupants import Occupied, confirmed_ids, occupied, opened
from hub.screening.pairs import Pair
from hub.screening.reading import read
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
    """What screens: the worker's database and keys, and the roll of confirmed occupants that it keeps in memory."""

    database: Database
    vault: Vault
    case_keys: KeyStore
    roll: Roll = field(default_factory=Roll)


@dataclass(frozen=True)
class _Turn:
    """One turn's alerts, read and verified once, and the index over all of them."""

    loaded: Loaded
    index: Index
    now: int


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
    if not (waiting or due.new or due.lapsed):
        if not screener.roll.whole:
            call_the_roll(screener)
        return 0
    with screener.database.begin() as session:
        forget_lapsed(session, due.lapsed)
        loaded = load(session, screener.case_keys, now=now)
    turn = _Turn(loaded, index(loaded.in_force, population=screener.roll.population), now)
    handled = sum(_screen(screener, row, turn) for row in waiting)
    new = [alert_id for alert_id in due.new if alert_id in loaded.rows]
    if not new or not call_the_roll(screener):
        return handled
    return handled + sum(_sweep(screener, alert_id, turn) for alert_id in new)


def call_the_roll(screener: Screener) -> bool:
    """Bring the roll up to the confirmed occupants, 5,000 at most in a turn; return whether everybody is on it.

    Whoever is confirmed after this waits in the queue, and is compared with every alert in force from there.
    """
    with screener.database.read() as session:
        there = confirmed_ids(session)
        missing = screener.roll.missing(there)
        for person in opened(session, screener.vault, missing[:ENTERED_A_TURN]):
            _enter(screener.roll, person)
    screener.roll.keep(there)
    screener.roll.whole = len(missing) <= ENTERED_A_TURN
    return screener.roll.whole


def _screen(screener: Screener, row: Outbox, turn: _Turn) -> int:
    """Compare an occupant who waits with every alert in force."""
    with screener.database.read() as session:
        person = occupied(session, screener.vault, row.occupant_id)
        found = _compared(screener, session, [person] if person else [], turn)
    if person:
        _enter(screener.roll, person)
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
    alert = next(each for each in turn.loaded.in_force if each.alert_id == alert_id)
    with screener.database.read() as session:
        people = opened(session, screener.vault, screener.roll.find(keys_of(alert.papers)))
        found = _compared(screener, session, people, turn, only=alert_id)
    pass_through("sweep.compared")
    with screener.database.begin() as session:
        session.add(Swept(alert_id=alert_id, at=turn.now))
        log.write(session, "cases", at=turn.now, actor="screening", role="worker", act="alert.swept", subject=alert_id, purpose="alert")
        _seal(screener, session, found, turn)
        pass_through("sweep.sealed")
    pass_through("sweep.committed")
    return 1


def _compared(screener: Screener, session: Session, people: Iterable[Occupied], turn: _Turn, *, only: str = "") -> _Found:
    """Compare people with all alerts or with one of them. Pairs that were cleared or have a case get no other."""
    found = _Found([], [])
    for person in people:
        reading = read(person.papers)
        for alert, comparison in turn.index.matches_read(reading):
            if only not in ("", alert.alert_id):
                continue
            pair = sealing.pair(person, alert, turn.loaded, screener.vault)
            if sealing.is_settled(session, pair, comparison.match):
                found.again.append((pair, comparison.match))
                continue
            named = read(alert.papers)
            figure = chance.expected(comparison, reading, named, screener.roll.population, alerts=len(turn.index))
            found.hits.append(sealing.prepare(screener.case_keys, person, alert, comparison, expected_by_chance=figure))
    return found


def _seal(screener: Screener, session: Session, found: _Found, turn: _Turn) -> None:
    sealing.remember(session, found.again, now=turn.now)
    sealing.seal_all(session, screener.vault, found.hits, turn.loaded, now=turn.now)


def _enter(roll: Roll, person: Occupied) -> None:
    if roll.enter(person.occupant_id, keys_of(person.papers)):
        roll.population.add(read(person.papers))
