"""The real program and a real broker: what the hub has not acknowledged is sent again, what it has is forgotten, and lists come in."""

import contextlib
import io
import itertools
import json
import os
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from edge import uplink
from edge.journal import Journal
from edge.outbox import WINDOW_MESSAGES
from edge.protocol.codec import decode, decode_entries, encode, seal
from edge.protocol.enrolment import GateIdentity
from edge.protocol.messages import Ack, Alarm, AlarmAck, DesiredConfig, Entry, Status
from edge.protocol.signing import Purpose
from edge.protocol.topics import GATE_PUBLISHES, topic
from edge.uplink import reconnect_s
from tests.edge.parts import ADDRESS, LIST_KEY, OTHER_KEY, Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.test_agent import entries
from tests.edge.test_journal import ALARM, make
from tests.edge.test_outbox import STATUS
from tests.rig.parts import free_port, program

SOON_MS = 400


class Broker:
    """A Mosquitto for one test; it may be stopped and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._conf = folder / "mosquitto.conf"
        self._conf.write_text(f"listener {self.port} 127.0.0.1\nallow_anonymous true\n")
        self._process: subprocess.Popen[bytes] | None = None

    def forbid(self, channel: str) -> None:
        """Let nobody publish on a gate's channel from the next start on."""
        # "pattern" is for everybody; "topic" without a user would be for those who name none, and a gate names itself.
        allowed = [f"pattern write anju/v1/+/+/{one}" for one in GATE_PUBLISHES if one != channel]
        rules = self._conf.with_suffix(".acl")
        rules.write_text("\n".join([*allowed, "pattern read anju/v1/#"]) + "\n")
        with self._conf.open("a") as conf:
            conf.write(f"acl_file {rules}\n" + "user root\n" * (os.geteuid() == 0))  # else it could not read the rules

    def start(self) -> None:
        self._process = subprocess.Popen([program("mosquitto"), "-c", str(self._conf)], stderr=subprocess.DEVNULL)
        wait_for(self._answers, what="the broker")

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Hub:
    """Hears what a hub hears, and says what it says; acknowledges only when told to."""

    def __init__(self, port: int) -> None:
        self.entries: list[Entry] = []
        self.statuses: list[Status] = []
        self.alarms: list[Alarm] = []
        self.receipts: list[bytes] = []
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, "anju-hub")
        heard = [(topic(ADDRESS, channel), 1) for channel in GATE_PUBLISHES]
        self._client.on_connect = lambda *_: self._client.subscribe(heard)
        self._client.on_message = self._heard
        self._client.reconnect_delay_set(1, 1)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()

    def acknowledge(self, entry: Entry) -> None:
        self._client.publish(topic(ADDRESS, "acks"), encode(Ack(v=1, epoch=entry.epoch, seq=entry.seq)), 1)

    def send_list(self, envelope: bytes, parts: dict[str, bytes]) -> None:
        for name, part in parts.items():
            self._client.publish(topic(ADDRESS, f"lists/{name}"), part, 1, retain=True)
        self._client.publish(topic(ADDRESS, "lists"), envelope, 1, retain=True)

    def send(self, channel: str, payload: bytes, *, retain: bool = False) -> None:
        self._client.publish(topic(ADDRESS, channel), payload, 1, retain=retain)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _heard(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        channel = message.topic.rpartition("/")[2]
        if channel == "entries":
            self.entries += decode_entries(ADDRESS.gate, message.payload)[0]
        elif channel == "status":
            self.statuses.append(decode(Status, message.payload))
        elif channel == "receipts":
            self.receipts.append(bytes(message.payload))
        else:
            self.alarms.append(decode(Alarm, message.payload))


def kept_alarms(table: Table) -> set[str]:
    with contextlib.closing(sqlite3.connect(table.data / "journal.db")) as journal:
        return {one for (one,) in journal.execute("SELECT id FROM alarm")}


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def hub(broker: Broker) -> Iterator[Hub]:
    hub = Hub(broker.port)
    yield hub
    hub.close()


@pytest.fixture
def online(table: Table, broker: Broker) -> Table:
    """A gate on that broker. It is patient with a hub that says nothing of its entries and alarms, or its line would be made anew every
    two seconds, and what is sent to it meanwhile would be lost.
    """
    table.settings = {"uplink": {"port": broker.port, "resend_ms": 600_000}}
    return table


@pytest.mark.parametrize("protocol", ["3.1.1", "5"])
def test_an_entry_is_sent_until_the_hub_has_it_and_then_forgotten(online: Table, hub: Hub, protocol: str) -> None:
    online.settings["uplink"] |= {"protocol": protocol, "resend_ms": SOON_MS}
    online.start()
    hub.send_list(*signed_list(now=now_ms()))
    wait_for(lambda: hub.statuses and hub.statuses[-1].list_version == 1, what="the list at the gate")
    online.show(pass_text(now=now_ms()))
    wait_for(lambda: len(hub.entries) >= 3, what="sending again")
    assert len({(one.epoch, one.seq) for one in hub.entries}) == 1
    assert hub.entries[0].outcome == "granted"
    assert len(entries(online)) == 1
    wait_for(lambda: hub.acknowledge(hub.entries[0]) or entries(online) == [], what="forgetting")
    wait_for(lambda: hub.statuses[-1].journal_depth == 0, what="telling")
    wait_for(lambda: [line["state"] for line in online.bench.parts("uplink")][-1:] == ["online"], what="the bench knowing")


def test_what_was_written_while_the_line_was_cut_arrives_in_order(online: Table, broker: Broker, hub: Hub) -> None:
    now = now_ms()
    online.settings["uplink"]["resend_ms"] = SOON_MS
    online.hold(*signed_list(now=now))
    online.start()
    wait_for(lambda: hub.statuses, what="the gate")
    broker.stop()
    wait_for(lambda: "uplink.offline" in online.log, what="noticing")
    for number in range(1, 4):
        online.show(pass_text(number.to_bytes(16), now=now))
        wait_for(lambda number=number: len(entries(online)) == number, what="an entry without a line")
    broker.start()
    # What came before the hub had subscribed again is sent to it later, and then all that waits from its first.
    wait_for(lambda: (1, 2, 3) in windows([one.seq for one in hub.entries]), what="the backlog")


def windows(numbers: list[int]) -> set[tuple[int, ...]]:
    return {tuple(numbers[at : at + 3]) for at in range(len(numbers))}


def test_killed_while_sending_the_gate_sends_again(online: Table, hub: Hub) -> None:
    online.hold(*signed_list(now=now_ms()))
    online.show(pass_text(now=now_ms()))
    assert online.start(ANJU_KILL_AT="uplink.published").wait(120) == 137
    kept = entries(online)
    assert len(kept) == 1
    wait_for(lambda: hub.statuses and not hub.statuses[-1].online, what="the last will")
    online.start()
    wait_for(lambda: kept[0] in hub.entries, what="the entry")


def test_a_list_is_taken_only_if_it_is_newer_ours_and_in_date(online: Table, hub: Hub) -> None:
    now = now_ms()
    online.start()
    hub.send_list(*signed_list(now=now, version=5))
    wait_for(lambda: hub.statuses and hub.statuses[-1].list_version == 5, what="the first list")
    wrong = {
        "foreign_signature": signed_list(now=now, version=6, key=OTHER_KEY),
        "not_newer": signed_list({}, now=now, version=4),
        "expired": signed_list(now=now, version=6, expires_at=now - 1),
        "another_gate": signed_list(now=now, version=6, gate="south-1"),
        "part_altered": (signed_list(now=now, version=6)[0], signed_list({}, now=now)[1] | {"passes-0": b"{}"}),
    }
    for why, (envelope, parts) in wrong.items():
        hub.send_list(envelope, parts)
        wait_for(lambda why=why: f"list.refused why={why}" in online.log, what=why)
        wait_for(lambda: "list_refused" in hub.statuses[-1].faults and hub.statuses[-1].list_version == 5, what="the fault")
    hub.send_list(*signed_list(now=now, version=7))
    wait_for(lambda: hub.statuses[-1].list_version == 7 and "list_refused" not in hub.statuses[-1].faults, what="a good list")
    online.kill()
    wait_for(lambda: not hub.statuses[-1].online, what="the last will")
    online.start()
    again = wait_for(lambda: hub.statuses[-1].online and hub.statuses[-1], what="the gate after a restart")
    assert again.list_version == 7


def test_alarms_and_goodbye_reach_the_hub(online: Table, hub: Hub) -> None:
    online.settings["uplink"]["resend_ms"] = SOON_MS
    gate = online.start()
    online.bench.say(part="door", state="closed")
    wait_for(lambda: hub.statuses and hub.statuses[-1].door == "closed", what="a closed door: one that is open at the start was not forced")
    online.bench.say(part="door", state="open")
    wait_for(lambda: ("forced", True) in [(alarm.kind, alarm.raised) for alarm in hub.alarms], what="the alarm")
    (forced,) = {alarm.id for alarm in hub.alarms if alarm.kind == "forced"}
    wait_for(lambda: [alarm.id for alarm in hub.alarms].count(forced) > 1, what="saying it again until the hub has it")
    told = encode(AlarmAck(v=1, ids=[forced]))
    wait_for(lambda: hub.send("acks/alarms", told) or forced not in kept_alarms(online), what="forgetting it")
    wait_for(lambda: hub.statuses and hub.statuses[-1].door == "open", what="the door's position")
    gate.terminate()
    assert gate.wait(120) == 0
    wait_for(lambda: not hub.statuses[-1].online, what="goodbye")


def test_nonsense_on_our_topics_does_no_harm(online: Table, hub: Hub) -> None:
    online.start()
    wait_for(lambda: hub.statuses, what="the gate")
    for channel, payload in itertools.product(
        ("acks", "lists", "lists/passes-0"), (b"", b"{", b"\xff" * 100, json.dumps([[]] * 500).encode())
    ):
        hub._client.publish(topic(ADDRESS, channel), payload, 1)
    hub.send_list(*signed_list(now=now_ms()))
    wait_for(lambda: hub.statuses[-1].list_version == 1, what="a good list after the nonsense")
    assert online.processes[-1].poll() is None


def test_a_line_that_looks_alive_and_brings_nothing_is_broken_and_made_anew(online: Table, hub: Hub) -> None:
    online.settings["uplink"]["resend_ms"] = 200
    online.hold(*signed_list(now=now_ms()))
    online.start()
    online.show(pass_text(now=now_ms()))
    wait_for(lambda: online.log.count("uplink.online") >= 2, what="the line made anew by itself")
    assert "uplink.resends" in online.log.split("uplink.offline")[0]
    entry = wait_for(lambda: hub.entries, what="the entry at the hub")[-1]
    wait_for(lambda: hub.acknowledge(entry) or entries(online) == [], what="forgetting once the hub says its word")


class DeafBroker:
    """Admits whoever comes, answers a subscription as it is told to, takes what is published, and never says that it has it."""

    def __init__(self, *, granted: int = 1) -> None:
        self._granted = granted
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.lines: list[list[str]] = []
        self._line: socket.socket | None = None
        threading.Thread(target=self._admit, daemon=True).start()

    def cut(self) -> None:
        assert self._line
        self._line.shutdown(socket.SHUT_RDWR)

    def _admit(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._line, _address = self._listener.accept()
                self.lines.append([])
                with self._line, contextlib.suppress(OSError, IndexError):
                    self._serve(self._line, self._line.makefile("rb"))

    def _serve(self, line: socket.socket, said: io.BufferedReader) -> None:
        while head := said.read(1):
            size = shift = 0
            while (byte := said.read(1)[0]) & 0x80:
                size, shift = size | (byte & 0x7F) << shift, shift + 7
            body = said.read(size | byte << shift)
            match head[0] >> 4:
                case 1:
                    line.sendall(bytes([0x20, 2, 0, 0]))
                case 8:
                    line.sendall(bytes([0x90, 2 + len(uplink.LISTENS_TO), *body[:2], *[self._granted] * len(uplink.LISTENS_TO)]))
                case 3:
                    name = body[2 : 2 + int.from_bytes(body[:2])].decode()
                    self.lines[-1].append(name.rpartition("/")[2])

    def close(self) -> None:
        self._listener.close()


def line_to(broker: DeafBroker, journal: Journal) -> uplink.MqttUplink:
    return uplink.MqttUplink(
        uplink.Broker(host="127.0.0.1", port=broker.port, password="", resend_ms=600_000),
        ADDRESS, journal, status=lambda _online: STATUS, on_list=lambda *_list: False, on_config=lambda _payload: None,
    )  # fmt: skip


def test_a_broker_that_is_slow_to_say_that_it_has_something_is_given_two_hundred_messages(tmp_path: Path) -> None:
    journal, broker = Journal(tmp_path), DeafBroker()
    for at in range(WINDOW_MESSAGES):
        journal.keep_alarm(msgspec.structs.replace(ALARM, at=at))
    line = line_to(broker, journal)
    line.open()
    wait_for(lambda: broker.lines and broker.lines[0].count("alarms") == WINDOW_MESSAGES, what="a whole window")
    line.close()
    broker.close()


def test_a_line_on_which_the_hub_cannot_be_heard_is_made_anew_and_carries_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(uplink, "RECONNECT_S", (0.01, 0.01))
    journal, broker = Journal(tmp_path), DeafBroker(granted=0x80)
    journal.append(make)
    line = line_to(broker, journal)
    line.open()
    wait_for(lambda: len(broker.lines) >= 3, what="a new line")
    line.close()
    broker.close()
    assert [channel for told in broker.lines for channel in told] == []
    assert "uplink.not_subscribed code=128" in capsys.readouterr().err


def test_each_try_in_vain_makes_the_next_wait_longer(tmp_path: Path) -> None:
    broker = DeafBroker()
    broker.close()
    line = line_to(broker, Journal(tmp_path))
    waits = []
    for _failure in range(3):
        line._not_reached(line._client, None)
        waits.append(line._client._reconnect_max_delay)
    for failures, waited in enumerate(waits):
        assert reconnect_s(failures, 0) <= waited < reconnect_s(failures, 1)
    assert line._client._reconnect_min_delay == waits[-1], "paho waits so long, no more and no less"


def test_a_new_line_carries_first_what_is_new_and_nothing_adds_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uplink, "RECONNECT_S", (0.01, 0.01))
    journal, broker = Journal(tmp_path), DeafBroker()
    for _number in range(300):
        journal.append(make)
    line = line_to(broker, journal)
    line.open()
    wait_for(lambda: broker.lines and broker.lines[0].count("entries") >= 3, what="the backlog")
    line.alarm(ALARM)
    wait_for(lambda: "alarms" in broker.lines[0], what="the alarm")
    once = len(broker.lines[0])
    for count in range(2, 6):
        broker.cut()
        wait_for(lambda count=count: len(broker.lines) >= count and broker.lines[-1].count("entries") >= 3, what="a new line")
        assert next(channel for channel in broker.lines[-1] if channel != "status") == "alarms"
    assert len(line._client._out_messages) <= once + 2, "what an earlier line did not bring through is kept beside its own copy"
    line.close()
    broker.close()


def test_whatever_a_broker_says_but_success_is_not_delivered(online: Table, broker: Broker) -> None:
    online.settings["uplink"]["protocol"] = "5"
    online.hold(*signed_list(now=now_ms()))
    online.start()
    online.show(pass_text(now=now_ms()))
    wait_for(lambda: "uplink.not_delivered code=16" in online.log, what="the broker's word that nobody listens")
    broker.stop()
    broker.forbid("entries")
    broker.start()
    wait_for(lambda: "uplink.not_delivered code=135" in online.log, what="the broker's word that it is forbidden")
    assert len(entries(online)) == 1


def test_a_gate_speaks_the_version_that_its_enrolment_named_unless_it_is_told_otherwise(online: Table, hub: Hub) -> None:
    path = online.data / "identity.json"
    named = msgspec.structs.replace(msgspec.json.decode(path.read_bytes(), type=GateIdentity), mqtt="5")
    path.write_bytes(msgspec.json.encode(named))
    online.start()
    wait_for(lambda: "uplink.online mqtt=5" in online.log, what="the version of the identity")
    online.kill()
    online.settings["uplink"]["protocol"] = "3.1.1"
    online.start()
    wait_for(lambda: "uplink.online mqtt=3.1.1" in online.log, what="the version of the settings")
    assert online.log.count("uplink.online mqtt=5") == 1


def test_a_disk_that_takes_no_list_and_no_wish_does_not_make_the_gate_deaf(online: Table, hub: Hub) -> None:
    online.start()
    wait_for(lambda: hub.statuses, what="the gate")
    for name in ("pass-list.json.new", "desired.json.new"):
        (online.data / name).mkdir()
    hub.send("config", seal(LIST_KEY, Purpose.CONFIG, WISH))
    wait_for(lambda: "uplink.not_taken channel=config" in online.log, what="the wish that could not be kept")
    hub.send_list(*signed_list(now=now_ms()))
    wait_for(lambda: hub.statuses[-1].list_version == 1, what="the list in use")
    online.show(pass_text(now=now_ms()))
    wait_for(lambda: hub.entries, what="the entry")
    assert hub.entries[0].outcome == "granted"
    wait_for(lambda: hub.acknowledge(hub.entries[0]) or entries(online) == [], what="the gate hearing that it was stored")


WISH = DesiredConfig(v=1, site=ADDRESS.site, gate=ADDRESS.gate, version=1, issued_at=1, settings={"door.release_ms": 700})
