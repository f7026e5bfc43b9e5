"""What the hub wishes for takes effect at the door, is kept by a gate that stays well, and is else taken back by the gate alone."""

import random
import threading
from pathlib import Path

import pytest

from edge.config import GateConfig
from edge.desired import Desired
from edge.gate.trial import Run, Standing
from edge.keyring import Keyring
from edge.on_trial import settle
from edge.protocol.codec import seal
from edge.protocol.messages import DesiredConfig
from edge.protocol.signing import Purpose
from edge.protocol.topics import gate_address
from simulator.practice.gate import PracticeGate
from simulator.practice.ledger import Book, Ledger
from simulator.practice.rights import KEY as PRACTICE_KEY
from tests.edge.parts import ADDRESS, LIST_KEY, OTHER_KEY, Table, now_ms, pass_text, public, signed_list, wait_for
from tests.edge.safety.station import locks
from tests.edge.test_uplink import Broker, Hub, broker, hub, online

__all__ = ["broker", "hub", "online"]
WELL, LATE = Run(20_000, 20_000), Run(120_000, 0)


def wish(settings: dict[str, bool | int | str], *, version: int = 1, gate: str = ADDRESS.gate, key=LIST_KEY, purpose=Purpose.CONFIG):
    return seal(key, purpose, DesiredConfig(v=1, site=ADDRESS.site, gate=gate, version=version, issued_at=now_ms(), settings=settings))


def desired(folder: Path) -> Desired:
    base = GateConfig(data_dir=folder)
    keyring = Keyring(folder, site=ADDRESS.site, first=(public(LIST_KEY),))
    return Desired(folder, address=gate_address(*ADDRESS), keyring=keyring, base=base)


def test_a_wish_is_tried_at_the_next_start_and_kept_when_the_gate_was_well(tmp_path):
    first = desired(tmp_path)
    assert first.start().door.release_ms == 3000
    assert first.offer(wish({"door.release_ms": 700}))
    second = desired(tmp_path)
    assert second.start().door.release_ms == 700
    assert not second.judge(WELL)
    assert second.standing == Standing(good=1)
    assert desired(tmp_path).start().door.release_ms == 700


def test_settings_that_a_gate_is_not_well_with_are_taken_back_and_not_tried_again(tmp_path):
    good = desired(tmp_path)
    good.offer(wish({"door.release_ms": 700}))
    good.start()
    good.judge(WELL)
    good.offer(wish({"door.release_ms": 900}, version=2))
    tried = desired(tmp_path)
    assert tried.start().door.release_ms == 900
    assert tried.judge(LATE)
    after = desired(tmp_path)
    assert after.start().door.release_ms == 700
    assert after.standing == Standing(good=1, given_up=2)
    assert after.offer(wish({"door.release_ms": 900}, version=2)) is None


def test_on_a_full_disk_what_works_is_started_and_nothing_is_tried(tmp_path):
    desired(tmp_path).offer(wish({"door.release_ms": 900}))
    (tmp_path / "desired.json.new").mkdir()
    assert [desired(tmp_path).start().door.release_ms for _ in range(4)] == [3000] * 4
    (tmp_path / "desired.json.new").rmdir()
    assert desired(tmp_path).start().door.release_ms == 900


def test_a_wish_that_comes_while_another_is_judged_is_not_taken_for_it(tmp_path, monkeypatch):
    first, second = wish({"door.release_ms": 700}), wish({"door.release_ms": 900}, version=2)
    desired(tmp_path).offer(first)
    held = desired(tmp_path)
    held.start()
    comes = threading.Thread(target=held.offer, args=(second,))

    def judge(*arguments, **more):
        comes.start()
        comes.join(0.5)  # it waits for this to end
        return settle(*arguments, **more)

    monkeypatch.setattr("edge.desired.settle", judge)
    held.judge(WELL)
    comes.join()
    assert held.standing == Standing(good=1, trial=2)
    assert [desired(tmp_path).start().door.release_ms for _ in range(3)] == [900, 900, 700]


def test_a_wish_that_could_not_be_kept_is_not_taken_for_the_one_before(tmp_path):
    desired(tmp_path).offer(wish({"door.release_ms": 700}))
    held = desired(tmp_path)
    held.start()
    (tmp_path / "desired.json.new").mkdir()
    with pytest.raises(OSError):
        held.offer(wish({"door.release_ms": 900}, version=2))
    (tmp_path / "desired.json.new").rmdir()
    held.judge(WELL)
    assert (held.standing, desired(tmp_path).start().door.release_ms) == (Standing(good=1), 700)


def test_one_thing_is_tried_at_a_time(tmp_path):
    good, tried = (
        DesiredConfig(v=1, site=ADDRESS.site, gate=ADDRESS.gate, version=version, issued_at=now_ms(), settings={}, release=b"a release")
        for version in (1, 2)
    )
    held = desired(tmp_path)
    held.offer(seal(LIST_KEY, Purpose.CONFIG, good))
    assert held.release == b"", "its settings are on trial first"
    held.start()
    held.judge(WELL)
    assert held.release == b"a release"
    held.offer(seal(LIST_KEY, Purpose.CONFIG, tried))
    assert held.release == b""


def test_settings_that_end_the_program_each_time_are_taken_back_at_its_third_start(tmp_path):
    desired(tmp_path).offer(wish({"door.release_ms": 900}))
    assert [desired(tmp_path).start().door.release_ms for _ in range(3)] == [900, 900, 3000]


@pytest.mark.parametrize(
    "payload",
    [
        wish({"door.release_ms": 700}, key=OTHER_KEY),
        wish({"door.release_ms": 700}, gate="south-1"),
        wish({"door.release_ms": 700}, purpose=Purpose.LIST),
        wish({"door.release_ms": 0}),
        wish({"door.release_ms": True}),
        wish({"door.driver": "gpiod"}),
        wish({"pins.strike": 4}),
        wish({"bench.address": "127.0.0.1:1"}),
        b"{}",
        b"\xff",
        b"",
    ],
    ids=["key", "gate", "purpose", "no time to open", "no number", "driver", "wire", "bench", "empty", "bytes", "nothing"],
)
def test_a_wish_that_is_not_to_be_believed_or_fulfilled_changes_nothing(tmp_path, payload):
    held = desired(tmp_path)
    assert held.offer(payload) is None
    assert held.refused
    assert desired(tmp_path).start() == GateConfig(data_dir=tmp_path)


def test_a_damaged_file_leaves_the_gates_own_settings(tmp_path):
    desired(tmp_path).offer(wish({"door.release_ms": 700}))
    (tmp_path / "desired.json").write_bytes(b"{")
    assert desired(tmp_path).start().door.release_ms == 3000


def test_the_door_obeys_a_wish_and_the_hub_is_told(online: Table, hub: Hub) -> None:
    online.settings |= {"trial": {"well_for_ms": 300}, "door": {"release_ms": 110_000}}
    online.show("a poster, so that the camera sees something")
    online.hold(*signed_list(now=now_ms()))
    online.start()
    wait_for(lambda: hub.statuses, what="the gate")
    hub.send("config", wish({"door.release_ms": 700}), retain=True)
    wait_for(lambda: hub.statuses[-1].config == 1, what="running with the wish")
    wait_for(lambda: "config.kept" in online.log, what="keeping it")
    online.show(pass_text(now=now_ms()))
    wait_for(lambda: locks(online) == ["released", "secured"], what="letting go and holding again")
    released, secured = (line["heard_ns"] for line in online.bench.parts("strike"))
    assert secured - released < 90e9, "almost two minutes are the gate's own setting"


def test_a_gate_that_loses_the_hub_over_a_wish_takes_it_back_by_itself(online: Table, hub: Hub, broker: Broker) -> None:
    online.settings["trial"] = {"well_for_ms": 300, "patience_ms": 1500}
    online.show("a poster, so that the camera sees something")
    online.start()
    online.bench.say(part="door", state="open")  # the gate is not started anew while somebody is at it
    wait_for(lambda: hub.statuses and hub.statuses[-1].door == "open", what="the gate")
    hub.send("config", wish({"door.release_ms": 700}), retain=True)
    wait_for(lambda: "config.tried" in online.log, what="the wish")
    broker.stop()
    wait_for(lambda: "uplink.offline" in online.log, what="the hub's loss")
    online.bench.say(part="door", state="closed")
    wait_for(lambda: online.log.count("gate.started") == 2, what="trying")
    wait_for(lambda: "config.given_up" in online.log, what="taking it back")
    broker.start()
    wait_for(lambda: hub.statuses[-1].config_given_up == 1, what="telling")
    assert hub.statuses[-1].config == 0


@pytest.mark.parametrize("broken", ["", "camera", "reader", "safety", "line", "turns"])
def test_a_gate_that_cannot_let_everybody_in_is_not_well_with_a_wish(tmp_path, broken: str) -> None:
    now = [now_ms()]
    gate = PracticeGate(ADDRESS, tmp_path / "gate", world=lambda: now[0], chance=random.Random(1), book=Book(Ledger()), limit=100)
    gate.agent._desired.offer(wish({"door.release_ms": 700}, key=PRACTICE_KEY))
    gate.die()
    gate.switch_on()
    gate.uplink.is_connected = broken != "line"
    gate.lens.sees = lambda: broken != "camera"  # type: ignore[method-assign]
    gate.front.is_lost = lambda: broken == "reader"  # type: ignore[method-assign]
    gate._wires.is_lost = lambda: broken == "safety"  # type: ignore[method-assign]
    for _second in range(130):
        now[0] += 1_000
        gate.turn()
        if broken == "turns":
            gate.agent._failed(OSError())
    standing = gate.agent._desired.standing
    gate.lose_power()
    assert standing == (Standing(given_up=1) if broken else Standing(good=1))
