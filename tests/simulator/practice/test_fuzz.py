"""The deterministic runs: what holds in hundreds of them, that faults put in on purpose are found, and that a seed is a whole run."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from edge.journal import Journal
from edge.outbox import Outbox
from hub.gateway.feed import Arrival, Feed
from hub.gateway.inbox import Stored
from hub.gateway.receiving import Receiver
from hub.gateway.wire import Message
from hub.kill_points import pass_through
from simulator.practice.hub import Cabinet
from simulator.practice.ledger import Broken, Ledger
from simulator.practice.plans import any_plan
from simulator.practice.world import World

SEEDS = 3_000 if os.environ.get("ANJU_SOAK") else 30
FOUND_WITHIN = 60

pytestmark = pytest.mark.timeout(7_200 if os.environ.get("ANJU_SOAK") else 900)


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Cabinet]:
    made = Cabinet()
    yield made
    made.close()


def run(cabinet: Cabinet, seed: int, **options: Any) -> Ledger:
    return World(any_plan(seed), seed, cabinet, **options).run()


def test_nothing_is_lost_doubled_or_obeyed_twice_in_any_run(cabinet: Cabinet) -> None:
    happened = sum((run(cabinet, seed).happened for seed in range(SEEDS)), start=Ledger().happened)
    faults = {"power_cut", "program_killed", "hub_killed", "broker_crashed", "parted", "disk_read_only", "disk_damaged", "replayed"}
    assert faults | {"fire", "mode_asked_in_fire", "covered", "copied", "forced"} <= happened.keys()


@pytest.mark.parametrize(
    "seed",
    [519, 959, 1806, 2283],
    ids=[
        "gave up what lay on a read-only disk",
        "sent for ever what a damaged index hid from deletion",
        "went to memory and back for ever over a column that a flipped bit had renamed",
        "noticed a read-only disk when it could be written again",
    ],
)
def test_a_run_that_once_found_something_holds(cabinet: Cabinet, seed: int) -> None:
    assert run(cabinet, seed).stored


def test_a_seed_is_a_whole_run(cabinet: Cabinet) -> None:
    first, again, other = run(cabinet, 7), run(cabinet, 7), run(cabinet, 8)
    assert (first.figures(), first.stored, first.gone) == (again.figures(), again.stored, again.gone)
    assert other.stored != first.stored


class Hasty(Receiver):
    """Tells the gate that its entries are committed, and then commits."""

    def _store(self, messages: list[Message]) -> Stored:
        with self._database.begin() as session:
            stored = self._inbox.store(session, messages, now=self._clock())
            self._confirm(messages, stored)
            pass_through("link.received")
        return stored

    def take(self, messages: list[Message]) -> dict[Any, int]:
        return self._store(messages).holding


class Forgetful(Receiver):
    """Takes everything to be new, and lets the database say what is not: and then counts from what it was given."""

    def _store(self, messages: list[Message]) -> Stored:
        stored = super()._store(messages)
        for key in stored.committed:
            stored.committed[key] += 1
        return stored


def finds(cabinet: Cabinet, seeds: Sequence[int], **options: Any) -> str:
    for seed in seeds:
        try:
            run(cabinet, seed, **options)
        except Broken as broken:
            return f"seed {seed}: {broken}"
    return ""


def test_an_acknowledgement_before_the_commit_is_found(cabinet: Cabinet) -> None:
    assert "entries are lost" in finds(cabinet, range(FOUND_WITHIN), make=Hasty)


def test_an_acknowledgement_of_one_too_many_is_found(cabinet: Cabinet) -> None:
    assert finds(cabinet, range(FOUND_WITHIN), make=Forgetful)


def test_a_gate_that_takes_the_brokers_word_for_the_hubs_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    def trusting(outbox: Outbox, **now: int) -> Any:
        parcel = upright(outbox, **now)
        journal: Journal = outbox._journal
        if parcel is not None and parcel.channel == "entries":
            journal.forget(journal.epoch, 2**40)
        return parcel

    upright = Outbox.next
    monkeypatch.setattr(Outbox, "next", trusting)
    assert finds(cabinet, range(FOUND_WITHIN))


def test_a_hub_that_takes_no_gap_for_an_answer_is_found(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Feed, "skip", lambda *_arguments: None)
    assert "does not grow quiet" in finds(cabinet, range(FOUND_WITHIN))


def test_a_hub_that_stores_what_came_twice_anew_is_found_or_refused_by_its_database(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Feed, "arrive", lambda feed, seq: setattr(feed, "committed", max(feed.committed, seq)) or Arrival.NEW)
    assert finds(cabinet, range(FOUND_WITHIN))


def test_the_command_says_what_it_did() -> None:
    done = subprocess.run([sys.executable, "-m", "simulator.practice", "fuzz", "--seeds", "3", "--json"], capture_output=True, text=True)
    told = json.loads(done.stdout)
    assert (done.returncode, told["seeds"], told["broken"]) == (0, 3, 0)
    assert told["journaled"] > 20
