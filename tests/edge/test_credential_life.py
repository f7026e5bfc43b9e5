"""What a resident makes of a pass reaches every gate of the building, real hub and real gates; and none of it needs a hub to last."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from edge.clock import TrustedClock
from edge.gate.decision import decide
from edge.gate.pass_list import TrustedPassList
from edge.held_list import HeldList
from edge.keyring import Keyring
from edge.protocol.building import card_name
from edge.protocol.messages import ClockTrust, Reason
from hub.config import HubConfig
from registry.passes.keys import make_door_key
from tests.bench.credential_life import Building
from tests.edge.parts import ADDRESS, CREDENTIAL, DAY_MS, LIST_KEY, REFERENCE_KEY, pass_text, public, signed_list, trusted_list, wait_for
from tests.edge.rights import CARD, more
from tests.edge.test_agent import entries
from tests.hub.gateway.parts import Hub, fresh_ports
from tests.rig.databases import owner

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
    for table in building.tables:
        wait_for(lambda table=table: table.bench.parts("mode"), what="a reader that hears cards")
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


class Calendar:
    """A wall clock that a test turns, and a machine that was started anew at each turn."""

    def __init__(self, now: int) -> None:
        self.now = now

    def wall_ms(self) -> int:
        return self.now

    def monotonic_ms(self) -> int:
        return self.now - NOW


def test_a_gate_that_is_started_anew_on_each_of_sixty_days_without_a_hub_holds_its_list_and_the_time(tmp_path: Path) -> None:
    """The list lies on the disk, long past its date; whoever it names gets in, and whoever it does not, does not."""
    until = NOW // 1000 + 70 * 86_400
    envelope, parts = signed_list({CREDENTIAL: (0, until)}, now=NOW, more=more())
    shown, stranger = pass_text(now=NOW, not_after=until).encode(), pass_text(b"s" * 16, now=NOW, not_after=until).encode()
    for day in range(60):
        clock = TrustedClock(Calendar(NOW + day * DAY_MS), tmp_path)
        keyring = Keyring(tmp_path, site=ADDRESS.site, first=(public(LIST_KEY),))
        held = HeldList(tmp_path, address=ADDRESS, keyring=keyring, reference_key=REFERENCE_KEY, clock=clock)
        if day == 0:
            for name, part in parts.items():
                held.offer(f"lists/{name}", part)
            assert held.offer("lists", envelope)
        believed = held.believed()
        assert (held.version, believed.clock, believed.now_ms) == (1, ClockTrust.SYNCED, NOW + day * DAY_MS)
        assert decide(shown, held.current, now_ms=believed.now_ms, clock=believed.clock).reason is Reason.VALID
        assert decide(stranger, held.current, now_ms=believed.now_ms, clock=believed.clock).reason is Reason.UNKNOWN_CREDENTIAL
