"""Nothing lost and nothing doubled when link or broker is killed: what the gate journaled against what the database holds."""

import os
from collections import Counter

import pytest
from sqlalchemy import text

from hub.kill_points import EXIT_CODE
from tests.hub.gateway.parts import Hub, PretendGate, add_building, enrol, until
from tests.rig.databases import owner

ROUNDS = 100 if os.environ.get("ANJU_SOAK") == "1" else 1
ENTRIES_A_ROUND = 25

pytestmark = pytest.mark.timeout(1200 if ROUNDS > 1 else 900)


def ledger(hub: Hub) -> Counter[tuple[str, int, str]]:
    """Return what is stored, by epoch, sequence and event."""
    with owner(hub.config) as session:
        rows = session.connection().execute(text("SELECT epoch, seq, event_id FROM gateway_entry")).all()
    return Counter((epoch, seq, event) for epoch, seq, event in rows)


def journaled(*gates: PretendGate) -> Counter[tuple[str, int, str]]:
    return Counter((entry.epoch, entry.seq, entry.event_id) for gate in gates for entry in gate.journal.values())


def gate_of(hub: Hub) -> tuple[PretendGate, str]:
    with owner(hub.config) as session:
        place, (credential,) = add_building(session, claimed_at=1)
    return PretendGate(hub.config, enrol(hub.config, "gate-1", place)).connect(), credential


@pytest.mark.parametrize("kill_at", ["link.received", "link.committed"])
def test_the_link_may_die_before_and_after_its_commit(hub: Hub, kill_at: str) -> None:
    gate, credential = gate_of(hub)
    for _round in range(ROUNDS):
        assert hub.link is not None
        hub.link.release()
        dying = hub.start_link(kill_at=kill_at)
        before = gate.committed
        for _entry in range(ENTRIES_A_ROUND):
            gate.enter(credential)
        until(lambda link=dying: _sent(gate, link), pause=0.3)
        assert dying.wait(120) == EXIT_CODE
        assert gate.committed == before, "acknowledged before it was committed, or by a process that had died"
        hub.start_link()
        gate.send_until_committed()
    assert ledger(hub) == journaled(gate)
    assert confirmed_and_queued(hub) == (1, 1)
    gate.leave()


def test_the_link_may_be_killed_at_any_moment(hub: Hub) -> None:
    gate, credential = gate_of(hub)
    for _round in range(ROUNDS):
        for _entry in range(200):
            gate.enter(credential)
        gate.send(batch=1, window=200)
        until(lambda: gate.committed > len(gate.journal) - 200 or hub.link.poll() is not None, pause=0.001)
        hub.link.kill()
        hub.link.release()
        hub.start_link()
        gate.send_until_committed()
    assert ledger(hub) == journaled(gate)
    gate.leave()


def test_the_broker_may_be_killed_with_everything_it_had_acknowledged(hub: Hub) -> None:
    gate, credential = gate_of(hub)
    for _round in range(ROUNDS):
        for _entry in range(100):
            gate.enter(credential)
        gate.send(batch=5)
        hub.kill_broker()
        hub.start_broker()
        gate.leave()
        gate.connect()
        gate.send_until_committed()
        until(lambda: any(name.endswith("/lists") for name, _payload in gate.client.heard))  # published again: the broker had lost it
    assert ledger(hub) == journaled(gate)
    gate.leave()


def _sent(gate: PretendGate, link: object) -> bool:
    """Send until the link that is to die has died of it."""
    gate.send()
    return link.poll() is not None  # type: ignore[attr-defined]


def confirmed_and_queued(hub: Hub) -> tuple[int, int]:
    with owner(hub.config) as session:
        counts = [
            session.connection().execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("register_confirmation", "screening_outbox")
        ]
    return counts[0], counts[1]
