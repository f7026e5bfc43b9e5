"""The real gate and a household's own broker: what stands there, what never does, and that all of it goes when it is switched off."""

import json
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from paho.mqtt.enums import CallbackAPIVersion

from edge.config import BadConfig, HomeAssistantConfig
from edge.home_assistant.entities import ENTITIES
from edge.home_assistant.place import is_at_home, place_of
from edge.protocol.messages import Reason
from edge.protocol.passes import PassKind
from edge.protocol.signing import reference
from hub.gateway.certificates import issue_server, open_authority, private_pem
from tests.edge.parts import CREDENTIAL, REFERENCE_KEY, Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.safety.station import locks
from tests.edge.test_agent import entries
from tests.rig.parts import free_port, program

NODE = "anju_town_north-12"
STATE, AVAILABILITY = f"{NODE}/state", f"{NODE}/availability"
NEIGHBOUR, VISITOR = b"n" * 16, b"v" * 16


class Household:
    """A Mosquitto as one has it at home: passwords, and each account may do only its part. Everything that passes is heard."""

    def __init__(self, folder: Path, *, authority: bool = False) -> None:
        folder.mkdir()
        self.port, self.folder, self.log = free_port(), folder, folder / "log"
        for name, text in (("passwords", ""), ("rules", RULES)):
            (folder / name).touch(mode=0o600)
            (folder / name).write_text(text)
        for user in ("gate", "family"):
            subprocess.run([program("mosquitto_passwd"), "-b", str(folder / "passwords"), user, f"{user}-password"], check=True)
        (folder / "password").write_text("gate-password\n")
        lines = [f"listener {self.port} 127.0.0.1", f"password_file {folder}/passwords", f"acl_file {folder}/rules", "user root"]
        lines += ["log_type all", f"log_dest file {self.log}", *(self._certify() if authority else [])]
        (folder / "conf").write_text("\n".join(lines) + "\n")
        self._process = subprocess.Popen([program("mosquitto"), "-c", str(folder / "conf")], stderr=subprocess.DEVNULL)
        wait_for(lambda: self.log.exists() and "running" in self.log.read_text(), what="the household's broker")
        self.told: list[tuple[str, bytes]] = []
        self.family = self._listen(self.told) if not authority else None

    def settings(self, **more: object) -> dict[str, object]:
        return {"host": "127.0.0.1", "port": self.port, "user": "gate", "password_file": str(self.folder / "password"), **more}

    def standing(self) -> dict[str, bytes]:
        """What whoever comes now finds there."""
        found: list[tuple[str, bytes]] = []
        late = self._listen(found)
        late.publish("family/ping", b"x", 1)
        wait_for(lambda: ("family/ping", b"x") in found, what="all that is kept")
        late.disconnect()
        late.loop_stop()
        return {topic: body for topic, body in found if topic != "family/ping" and body}

    def states(self) -> list[dict[str, object]]:
        return [json.loads(body) for topic, body in self.told if topic == STATE and body]

    def close(self) -> None:
        if self.family:
            self.family.disconnect()
            self.family.loop_stop()
        self._process.kill()
        self._process.wait()

    def _listen(self, heard: list[tuple[str, bytes]]) -> mqtt.Client:
        client, subscribed = mqtt.Client(CallbackAPIVersion.VERSION2), []
        client.username_pw_set("family", "family-password")
        client.on_message = lambda _client, _data, message: heard.append((message.topic, bytes(message.payload)))
        client.on_subscribe = lambda *_: subscribed.append(1)
        client.on_connect = lambda *_: client.subscribe("#", 1)
        client.connect("127.0.0.1", self.port)
        client.loop_start()
        wait_for(lambda: subscribed, what="the family's own client")
        return client

    def _certify(self) -> list[str]:
        authority, key = open_authority(Ed25519PrivateKey.generate(), site="home"), Ed25519PrivateKey.generate()
        server = issue_server(authority, key.public_key().public_bytes_raw(), host="127.0.0.1", now=now_ms())
        for name, text in (("ca.pem", authority.pem), ("own.pem", server.pem), ("own.key", private_pem(key))):
            (self.folder / name).write_text(text)
        return [f"cafile {self.folder}/ca.pem", f"certfile {self.folder}/own.pem", f"keyfile {self.folder}/own.key"]


RULES = f"""\
user gate
topic write homeassistant/#
topic write {NODE}/#
user family
topic readwrite #
"""


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Household]:
    home = Household(tmp_path / "household")
    yield home
    home.close()


def running(table: Table, household: Household, **more: object) -> None:
    """The gate with three who may enter, shown to a household, the hub away."""
    now = now_ms()
    window = (now // 1000 - 3600, now // 1000 + 3600)
    table.hold(*signed_list({CREDENTIAL: window, NEIGHBOUR: window}, now=now))
    table.settings["home_assistant"] = household.settings(**more)
    table.settings["door"] = {"release_ms": 2500, "name": "front-of-7"}
    table.start()
    table.bench.say(part="door", state="closed")
    wait_for(lambda: household.states() and household.states()[-1]["door"] == "OFF", what="the gate at the household's broker")


def test_the_household_sees_the_door_and_its_health(table: Table, household: Household) -> None:
    running(table, household, language="en")
    table.bench.say(part="door", state="open")
    wait_for(lambda: household.states()[-1]["door"] == "ON", what="the open door")
    table.bench.say(part="mains", state="alarm")
    wait_for(lambda: household.states()[-1]["mains"] == "OFF", what="the lost mains")
    standing = household.standing()
    assert standing[AVAILABILITY] == b"online"
    assert json.loads(standing[f"homeassistant/binary_sensor/{NODE}/door/config"])["name"] == "Door"
    assert standing.keys() == {STATE, AVAILABILITY, *(f"homeassistant/{e.component}/{NODE}/{e.key}/config" for e in ENTITIES)}
    assert json.loads(standing[STATE]).keys() == {entity.key for entity in ENTITIES}


def shown(household: Household, since: int) -> list[dict[str, object]]:
    """What the household was told from the state at that place on, and of nothing but states; the camera is no matter of this."""
    told = household.told[since:]
    assert {topic for topic, _body in told} == {STATE}
    return [{key: value for key, value in json.loads(body).items() if not key.startswith("camera")} for _topic, body in told]


def marked(table: Table, household: Household) -> int:
    """Have all that happened until now told to the household, and then that the battery is low and well; return where that stands."""
    for state, wanted in (("alarm", "ON"), ("normal", "OFF")):
        table.bench.say(part="battery", state=state)
        wait_for(lambda wanted=wanted: household.states()[-1]["battery_low"] == wanted, what="the battery")
    return len(household.told) - 1


def traces_of(table: Table, household: Household, person: bytes, kind: PassKind) -> dict[str, list[object]]:
    """Let somebody in, and return what became of each thing until it was locked again: two at once may be told one by one.

    Again with another pass of theirs, where a busy machine's line to the household was late for the whole of it.
    """
    for again in range(10):
        before, passages = marked(table, household), locks(table).count("secured")
        table.show(pass_text(person, now=now_ms(), kind=kind, not_before=now_ms() // 1000 - 3600 - again))
        wait_for(lambda passages=passages: locks(table).count("secured") > passages, what="the lock")
        wait_for(lambda: household.states()[-1]["mode"] == "locked" and household.states()[-1]["lock"] == "OFF", what="its being told")
        marked(table, household)
        told = [{key: value for key, value in one.items() if key != "battery_low"} for one in shown(household, before)]
        traces = {key: [value for value, _same in groupby(one[key] for one in told)] for key in told[0]}
        if len(traces["lock"]) > 1 and len(traces["mode"]) > 1:
            return traces
    raise AssertionError("the household never saw the lock move")


def test_who_came_is_never_shown_nor_that_somebody_was_refused(table: Table, household: Household) -> None:
    """A resident, a neighbour and a visitor leave the very same traces, a lock that opens and closes; a refusal leaves none."""
    table.show("a poster, so that the camera sees something")
    running(table, household)
    wait_for(lambda: household.states()[-1]["camera_lost"] == "OFF" and entries(table), what="a quiet gate")
    people = ((CREDENTIAL, PassKind.RESIDENT), (NEIGHBOUR, PassKind.RESIDENT), (VISITOR, PassKind.VISITOR))
    traces = [traces_of(table, household, one, kind) for one, kind in people]
    assert traces[0] == traces[1] == traces[2]
    assert {key: values for key, values in traces[0].items() if len(values) > 1} == {
        "lock": ["OFF", "ON", "OFF"], "mode": ["locked", "accessed", "locked"],
    }  # fmt: skip
    before, refusals = len(household.told) - 1, len(entries(table))
    table.show(pass_text(b"s" * 16, now=now_ms()))
    wait_for(lambda: len(entries(table)) > refusals, what="the refusal in the journal")
    table.bench.say(part="door", state="open")
    wait_for(lambda: household.states()[-1]["door"] == "ON", what="the next change")
    first, *others = shown(household, before)
    assert {key for one in others for key in one if one[key] != first[key]} == {"door", "forced"}
    everything = b"".join(topic.encode() + body for topic, body in household.told)
    journal = {one.event_id for one in entries(table)} | {one.credential for one in entries(table) if one.credential}
    secrets = [CREDENTIAL.hex(), NEIGHBOUR.hex(), VISITOR.hex(), reference(REFERENCE_KEY, CREDENTIAL), "front-of-7", "camera-1", "granted"]
    assert [word for word in [*secrets, *journal, Reason.UNKNOWN_CREDENTIAL.value] if word.encode() in everything] == []


def test_nothing_can_come_back_on_this_line(table: Table, household: Household) -> None:
    running(table, household)
    assert household.family is not None
    said = [(f"{NODE}/{name}", b"ON") for name in ("set", "lock/set", "command", "state", "door/set")]
    said.append(("homeassistant/status", b"online"))
    for topic, body in said:
        household.family.publish(topic, body, 1)
    wait_for(lambda: set(said) <= set(household.told), what="all six at the broker")
    table.bench.say(part="tamper", state="alarm")
    wait_for(lambda: any(b'"tamper":"ON"' in body for _topic, body in household.told), what="the gate going on")
    assert [line for line in household.log.read_text().splitlines() if "SUBSCRIBE" in line and NODE in line] == []
    assert [one for one in table.bench.parts("lock") if one["state"] == "released"] == []


def test_a_gate_that_dies_is_shown_as_away_and_one_that_stops_too(table: Table, household: Household) -> None:
    running(table, household)
    for ends in ("kill", "terminate"):
        wait_for(lambda: household.standing().get(AVAILABILITY) == b"online", what="the gate")
        getattr(table.processes[-1], ends)()
        table.processes[-1].wait(120)
        wait_for(lambda: household.standing().get(AVAILABILITY) == b"offline", what="its absence")
        assert len(household.standing()) > 1, "what it last said stays, as being of the past"
        table.start()


def test_switched_off_everything_is_taken_back(table: Table, household: Household) -> None:
    running(table, household)
    assert household.standing()
    table.processes[-1].terminate()
    table.processes[-1].wait(120)
    del table.settings["home_assistant"]
    table.start()
    wait_for(lambda: household.standing() == {}, what="an empty broker")
    wait_for(lambda: not (table.data / "home-assistant.json").exists(), what="the gate forgetting it")


def test_what_stands_at_another_broker_is_taken_back_too(table: Table, household: Household, tmp_path: Path) -> None:
    running(table, household)
    table.processes[-1].terminate()
    table.processes[-1].wait(120)
    other = Household(tmp_path / "other")
    try:
        table.settings["home_assistant"] = other.settings(prefix="homeassistant/new")
        table.start()
        wait_for(lambda: other.standing().get(AVAILABILITY) == b"online", what="the gate at the other broker")
        assert f"homeassistant/new/sensor/{NODE}/clock/config" in other.standing()
        wait_for(lambda: household.standing() == {}, what="the first broker empty")
    finally:
        other.close()


def test_a_broker_that_is_known_by_its_certificate(table: Table, tmp_path: Path) -> None:
    known, stranger = Household(tmp_path / "known", authority=True), Household(tmp_path / "stranger", authority=True)
    try:
        table.settings["home_assistant"] = known.settings(authority_file=str(known.folder / "ca.pem"))
        table.start()
        wait_for(lambda: "home_assistant.online" in table.log, what="the line")
        assert f"as {NODE}" in known.log.read_text()
        table.processes[-1].terminate()
        table.processes[-1].wait(120)
        table.settings["home_assistant"] = stranger.settings(authority_file=str(known.folder / "ca.pem"))
        table.start()
        wait_for(lambda: "SSL" in stranger.log.read_text() or "ssl" in stranger.log.read_text(), what="the gate turning away")
        assert NODE not in stranger.log.read_text()
    finally:
        known.close()
        stranger.close()


@pytest.mark.parametrize("broken", ["password_file", "host"])
def test_whatever_is_wrong_there_the_door_opens(table: Table, household: Household, broken: str) -> None:
    table.hold(*signed_list(now=now_ms()))
    table.settings["home_assistant"] = household.settings(**{broken: "nobody.local"})
    table.start()
    table.show(pass_text(now=now_ms()))
    wait_for(lambda: entries(table), what="the entry")
    assert [one.outcome for one in entries(table)] == ["granted"]
    if broken == "password_file":
        wait_for(lambda: "home_assistant.failed" in table.log, what="the gate saying so")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "192.168.1.9", "10.0.0.2", "homeassistant", "homeassistant.local", "fd00::1"])
def test_a_home_s_own_network_needs_no_certificate(host: str) -> None:
    place = place_of(HomeAssistantConfig(host=host))
    assert is_at_home(host) and place is not None and place.host == host


@pytest.mark.parametrize("host", ["mqtt.example.org", "8.8.8.8", "2001:4860:4860::8888"])
def test_beyond_it_a_broker_must_be_known_by_one(host: str) -> None:
    with pytest.raises(BadConfig, match="authority_file"):
        place_of(HomeAssistantConfig(host=host))
    assert place_of(HomeAssistantConfig(host=host, authority_file="ca.pem")) is not None
    assert place_of(HomeAssistantConfig()) is None
