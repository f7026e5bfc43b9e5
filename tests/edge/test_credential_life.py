"""What a resident makes of a pass reaches every gate of the building, real hub and real gates; and none of it needs a hub to last."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edge.gate.decision import decide
from edge.gate.pass_list import TrustedPassList
from edge.protocol.building import card_name
from edge.protocol.messages import ClockTrust, Reason
from hub.config import HubConfig
from registry.passes.keys import make_door_key
from tests.bench.credential_life import Building
from tests.edge.parts import CREDENTIAL, DAY_MS, pass_text, trusted_list, wait_for
from tests.edge.rights import CARD, more
from tests.edge.test_agent import entries
from tests.hub.gateway.parts import Hub, fresh_ports, owner

ONLINE_S = 60.0
NOW = 1_790_000_000_000


@pytest.fixture
def building(database_config: HubConfig, tmp_path: Path) -> Iterator[Building]:
    hub = Hub(fresh_ports(database_config, "embedded"))
    try:
        hub.start_broker()
        hub.start_link()
        made = Building(hub.config, tmp_path)
        yield made
        made.close()
    finally:
        hub.release()
        shutil.rmtree(tmp_path, ignore_errors=True)


def test_a_card_lives_at_every_gate_as_its_holder_says_within_a_minute(building: Building) -> None:
    row = make_door_key(building.place.door_group)
    name = card_name(bytes.fromhex(row.key), CARD).hex()
    with owner(building._config) as session:
        session.add(row)
    before = building.lists()
    building.change(f"card_name = '{name}'")
    building.wait_for_lists(before + 1)
    shown = []
    for change, reason in (
        ("state = 'active'", "valid"),
        ("state = 'suspended', state_by = 'r'", "suspended"),
        ("state = 'active'", "valid"),
        ("state = 'lost', state_by = 'r'", "lost"),
        ("ended_at = 1", "unknown_credential"),
    ):
        before = building.lists()
        building.change(change)
        wait_for(lambda wanted=before + 1: building.lists() >= wanted, within_s=ONLINE_S, what=change)
        shown.append(reason)
        for table in building.tables:
            table.bench.say(part="card", state=CARD.hex())
            wait_for(lambda table=table: [line["reason"] for line in table.bench.parts("verdict")] == shown, what=reason)
    assert len(entries(building.tables[0])) <= len(shown)


def test_sixty_days_without_a_hub_take_nothing_from_anybody() -> None:
    """No timer of connectivity: the list is stale after a day here, and a right lasts exactly as long as it says."""
    until = NOW // 1000 + 70 * 86_400
    held: TrustedPassList = trusted_list({CREDENTIAL: (0, until)}, now=NOW, more=more())
    shown = pass_text(now=NOW, not_after=until).encode()
    for day in range(60):
        now = NOW + day * DAY_MS
        for clock in ClockTrust:
            assert decide(shown, held, now_ms=now, clock=clock).reason is Reason.VALID, day
        assert held.is_stale(now) is (day >= 1)
    assert decide(shown, held, now_ms=until * 1000, clock=ClockTrust.SYNCED).reason is Reason.EXPIRED
