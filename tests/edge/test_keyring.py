"""The hub's keys at a gate: what was taken under an old one serves on, what comes now has to be signed by one of today, and no step of it
is lost with the power or moves a lock.
"""

from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.clock import TrustedClock
from edge.config import GateConfig
from edge.desired import Desired
from edge.gate.trial import Run
from edge.held_list import HeldList
from edge.keyring import Keyring
from edge.probation import Probation
from edge.protocol.codec import encode, seal
from edge.protocol.list_delta import ListDelta, between
from edge.protocol.messages import CommandAction, DesiredConfig, Signed
from edge.protocol.signing import Purpose, key_id
from edge.renewal import Renewal
from edge.software import Releases
from simulator.practice.rights import identity
from tests.edge.gate.test_command_rule import NOW
from tests.edge.gate.test_keyring import chain, said
from tests.edge.parts import ADDRESS, DAY_MS, LIST_KEY, OTHER_KEY, REFERENCE_KEY, Table, now_ms, pass_text, public, signed_list, wait_for
from tests.edge.test_credential_life import Calendar
from tests.edge.test_remote import Station, command_now, numbered, receipts, station, strikes
from tests.edge.test_uplink import Hub, broker, hub, online

__all__ = ["broker", "hub", "online", "station"]

NEXT, THIRD = (Ed25519PrivateKey.from_private_bytes(bytes([letter]) * 32) for letter in b"nt")


def steps(*, retired: bool = False, starts_at: int = 0, to: Ed25519PrivateKey = NEXT, by: Ed25519PrivateKey = LIST_KEY) -> list[Signed]:
    """From one key to the next, whose start is at 0 unless a test minds; and then, if so asked, without the old one."""
    announced = said(to, by=by, old=[by], starts_at=starts_at)
    return [announced, said(to, by=to, old=[], starts_at=starts_at)] if retired else [announced]


def heard(*statements: Signed) -> bytes:
    return encode(chain(*statements))


def name(key: Ed25519PrivateKey) -> str:
    return key_id(public(key)).hex()


class Gate:
    """What of a gate looks at keys, on one folder, started as often as wanted."""

    def __init__(self, folder: Path, now: int = NOW) -> None:
        self.folder, self.now = folder, now
        self.start()

    def start(self) -> None:
        self.keyring = Keyring(self.folder, site=ADDRESS.site, first=(public(LIST_KEY),))
        clock = TrustedClock(Calendar(self.now), self.folder)
        self.held = HeldList(self.folder, address=ADDRESS, keyring=self.keyring, reference_key=REFERENCE_KEY, clock=clock)
        self.desired = Desired(self.folder, address=ADDRESS, keyring=self.keyring, base=GateConfig(data_dir=self.folder))
        self.config = self.desired.start()

    def offer(self, version: int, key: Ed25519PrivateKey, *, now: int | None = None) -> bool:
        envelope, parts = signed_list(now=now or self.now, version=version, key=key)
        for part, data in parts.items():
            self.held.offer(f"lists/{part}", data)
        return self.held.offer("lists", envelope)


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    gate = Gate(tmp_path)
    assert gate.offer(1, LIST_KEY)
    return gate


def test_a_list_that_was_taken_serves_on_when_its_key_is_retired(gate: Gate) -> None:
    assert gate.keyring.follow(heard(*steps(retired=True)))
    for _twice in range(2):
        assert (gate.held.version, gate.held.refused, gate.keyring.ring.newest) == (1, None, public(NEXT))
        gate.start()


def test_after_its_retirement_a_key_brings_no_list_no_delta_and_no_settings(gate: Gate) -> None:
    later = NOW + DAY_MS
    gate.keyring.follow(heard(*steps(starts_at=later)))
    assert gate.offer(2, LIST_KEY), "it is not retired yet"
    gate.keyring.follow(heard(*steps(starts_at=later, retired=True)))
    assert not gate.offer(3, LIST_KEY)
    envelope, parts = signed_list(now=gate.now, version=3, key=LIST_KEY)
    delta = ListDelta(v=1, since=2, manifest=envelope, parts=between(parts, parts))
    assert not gate.held.offer("changes", seal(LIST_KEY, Purpose.DELTA, delta))
    assert gate.desired.offer(wish(LIST_KEY, 1)) is None
    assert gate.held.version == 2
    assert gate.offer(4, NEXT, now=later) and gate.desired.offer(wish(NEXT, 1, issued_at=later)) is not None


def test_each_key_signs_in_its_time_only(gate: Gate) -> None:
    gate.keyring.follow(heard(*steps(starts_at=NOW + DAY_MS)))
    assert not gate.offer(2, NEXT), "it has not begun"
    assert gate.offer(3, LIST_KEY)
    gate.now += DAY_MS * 2
    gate.start()
    assert not gate.offer(4, LIST_KEY), "the next one has begun"
    assert gate.desired.offer(wish(LIST_KEY, 1, issued_at=gate.now)) is None
    assert gate.offer(5, NEXT)


def test_a_wish_that_the_next_key_signed_may_come_before_its_announcement(gate: Gate) -> None:
    config = GateConfig(data_dir=gate.folder)
    probation = Probation(gate.desired, Releases(config), Renewal(config, identity(ADDRESS)), started_ms=0)
    probation.hear(wish(NEXT, 1))
    assert not probation.starts_again
    gate.keyring.follow(heard(*steps()))
    probation.hear_again()
    assert probation.starts_again


def test_what_the_next_key_signed_may_come_before_its_announcement(gate: Gate) -> None:
    assert not gate.offer(2, NEXT)
    gate.keyring.follow(heard(*steps()))
    assert gate.held.try_again()
    assert (gate.held.version, gate.held.refused) == (2, None)


def test_settings_that_were_kept_stay_when_their_key_is_retired(gate: Gate) -> None:
    gate.desired.offer(wish(LIST_KEY, 1))
    gate.start()
    gate.desired.judge(Run(20_000, 20_000))
    gate.keyring.follow(heard(*steps(retired=True)))
    gate.start()
    assert (gate.config.door.release_ms, gate.desired.standing.good) == (700, 1)


def test_through_sixty_days_and_three_keys_a_gate_follows_by_what_is_retained(gate: Gate) -> None:
    gate.now += 60 * DAY_MS
    gate.start()
    last = steps(to=THIRD, by=NEXT, starts_at=NOW + 40 * DAY_MS, retired=True)
    retained = heard(*steps(starts_at=NOW + 20 * DAY_MS, retired=True), *last)
    assert gate.held.version == 1, "it lets in who lives there"
    assert not gate.offer(2, THIRD)
    assert gate.keyring.follow(retained)
    assert gate.held.try_again()
    assert (gate.keyring.ring.believed, gate.held.version) == ((public(THIRD),), 2)


def test_a_damaged_ring_begins_as_enrolled_and_follows_again(gate: Gate) -> None:
    gate.keyring.follow(heard(*steps(retired=True)))
    (gate.folder / "keyring.json").write_bytes(b"{")
    gate.start()
    assert (gate.keyring.ring.believed, gate.held.version) == ((public(LIST_KEY),), 1)
    assert gate.keyring.follow(heard(*steps(retired=True)))
    assert gate.keyring.ring.believed == (public(NEXT),)


def test_a_new_identity_begins_with_its_own_keys(gate: Gate) -> None:
    gate.keyring.follow(heard(*steps(retired=True)))
    assert Keyring(gate.folder, site=ADDRESS.site, first=(public(THIRD),)).ring.believed == (public(THIRD),)


def test_on_a_full_disk_no_key_is_believed_that_a_start_would_forget(gate: Gate) -> None:
    (gate.folder / "keyring.json.new").mkdir()
    with pytest.raises(OSError):
        gate.keyring.follow(heard(*steps()))
    assert gate.keyring.ring.believed == (public(LIST_KEY),)
    (gate.folder / "keyring.json.new").rmdir()
    assert gate.keyring.follow(heard(*steps()))


@pytest.mark.parametrize("payload", [b"", b"\xff", b"{}", b"[" * 50_000, heard(), heard(*steps(to=THIRD, by=NEXT))])
def test_what_is_no_chain_from_here_changes_nothing(gate: Gate, payload: bytes) -> None:
    before = gate.keyring.ring
    assert not gate.keyring.follow(payload)
    assert (gate.keyring.ring, (gate.folder / "keyring.json").exists()) == (before, False)


def test_a_gate_follows_by_command_once_and_in_time_and_no_lock_moves(station: Station) -> None:
    asked = numbered(1, action=CommandAction.ROTATE_KEY, keys=heard(*steps(starts_at=NOW + DAY_MS)))
    for retained, key in ((True, LIST_KEY), (False, OTHER_KEY), (False, NEXT)):
        assert station.hear(asked, retained=retained, key=key) == ""
    assert station.hear(msgspec.structs.replace(asked, gate="north-13")) == ""
    assert station.hear(msgspec.structs.replace(asked, issued_at=NOW - 60_000, number="2" * 32)) == "expired"
    assert station.keyring.ring.believed == (public(LIST_KEY),)
    assert station.hear(asked) == "done"
    assert station.hear(asked) == "replayed"
    assert station.hear(numbered(3, action=CommandAction.ROTATE_KEY, keys=heard(*steps(to=THIRD, by=OTHER_KEY)))) == "key_not_followed"
    (station.folder / "keyring.json.new").mkdir()
    assert station.hear(numbered(4, action=CommandAction.ROTATE_KEY, keys=heard(*steps(to=THIRD, by=NEXT)))) == "key_not_followed"
    assert (station.keyring.ring.newest, station.done) == (public(NEXT), [])


def test_from_its_start_on_the_next_key_commands_and_the_old_one_does_not(station: Station) -> None:
    station.keyring.follow(heard(*steps(starts_at=NOW - DAY_MS)))
    assert station.hear(numbered(1)) == ""
    assert station.hear(numbered(2), key=NEXT) == "done"
    assert station.done == ["let_in"]


@pytest.mark.parametrize("place", ["keys.verified", "keys.kept"])
def test_killed_at_any_step_the_gate_follows_after_its_start_and_opens_as_before(online: Table, hub: Hub, place: str) -> None:
    online.start(ANJU_KILL_AT=place)
    hub.send_list(*signed_list(now=now_ms()))
    wait_for(lambda: hub.statuses and hub.statuses[-1].list_version == 1, what="the list under the first key")
    assert (hub.statuses[-1].key, hub.statuses[-1].old_keys) == (name(LIST_KEY), 0)
    hub.send("keys", heard(*steps(retired=True)), retain=True)
    assert online.processes[-1].wait(120) == 137
    online.start()
    online.show(pass_text(now=now_ms()))
    wait_for(lambda: strikes(online) == 1, what="the strike, under a list of the old key")
    wait_for(lambda: hub.statuses[-1].key == name(NEXT), what="following")
    hub.send_list(*signed_list(now=now_ms(), version=2, key=LIST_KEY))
    hub.send_list(*signed_list(now=now_ms(), version=3, key=NEXT))
    wait_for(lambda: hub.statuses[-1].list_version == 3, what="the list under the next key")
    assert (hub.statuses[-1].old_keys, strikes(online)) == (0, 1)


def test_the_real_gate_that_was_away_finds_the_list_and_the_key_that_signed_it(online: Table, hub: Hub) -> None:
    online.hold(*signed_list(now=now_ms()))
    hub.send_list(*signed_list(now=now_ms(), version=5, key=NEXT))
    hub.send("config", wish(NEXT, 1, issued_at=now_ms()), retain=True)
    hub.send("keys", heard(*steps(retired=True)), retain=True)
    online.start()
    wait_for(lambda: hub.statuses and hub.statuses[-1].list_version == 5, what="the list")
    wait_for(lambda: "uplink.online" in online.log.partition("config.tried")[2], what="running with the settings")
    hub.send("commands", command_now(1))
    wait_for(lambda: "command.dropped why=foreign" in online.log, what="a command of the old key")
    assert (receipts(hub), strikes(online)) == ([], 0)


def wish(key: Ed25519PrivateKey, version: int, *, issued_at: int = NOW) -> bytes:
    settings: dict[str, bool | int | str] = {"door.release_ms": 700}
    wanted = DesiredConfig(v=1, site=ADDRESS.site, gate=ADDRESS.gate, version=version, issued_at=issued_at, settings=settings)
    return seal(key, Purpose.CONFIG, wanted)
