"""The link as a process: what arrives is committed, then acknowledged, and an occupancy is confirmed once."""

from sqlmodel import select

from hub.clock import now_ms
from hub.gateway.tables import EntryRow, Gate, GateStatus
from hub.screening.tables import Outbox
from registry.tables import Confirmation
from tests.hub.gateway.parts import Hub, PretendGate, add_building, enrol, owner, until


def test_an_entry_is_stored_acknowledged_and_confirms_the_occupancy(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, (claimed, unclaimed) = add_building(session, people=2, claimed_at=None)
    identity = enrol(hub.config, "gate-1", place)
    gate = PretendGate(hub.config, identity).connect()
    with owner(hub.config) as session:
        session.connection().exec_driver_sql(f"UPDATE register_credential SET claimed_at = {now_ms() - 5000} WHERE id = '{claimed}'")
    gate.enter(claimed)
    gate.enter(unclaimed)
    gate.enter(claimed)
    gate.send_until_committed()
    gate.report()
    until(lambda: _rows(hub, GateStatus))
    entries = _rows(hub, EntryRow)
    assert [entry.credential_id for entry in entries] == [claimed, unclaimed, claimed]
    assert [row.credential_id for row in _rows(hub, Confirmation)] == [claimed]
    assert [row.occupant_id for row in _rows(hub, Outbox)] == [row.occupant_id for row in _rows(hub, Confirmation)]
    assert [row.identity for row in _rows(hub, Gate)] == [None]
    until(lambda: {name.rsplit("/", 1)[-1] for name, _payload in gate.client.heard} >= {"lists", "passes-0"})
    gate.leave()


def _rows(hub: Hub, kind: type) -> list:
    with owner(hub.config) as session:
        rows = session.exec(select(kind)).all()
        session.expunge_all()
        return sorted(rows, key=lambda row: getattr(row, "seq", 0))
