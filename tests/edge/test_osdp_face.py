"""What an OSDP reader shows and sounds: by libosdp's own device on a pseudo-terminal, which counts the time as a real one does."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from osdp import Capability, Command
from osdp import CommandLEDColor as Colour

from edge import machine
from edge.config import parse
from edge.drivers import connect
from edge.drivers.osdp_face import fitted
from edge.gate.presented import Card
from edge.ports import Hardware
from edge.protocol.messages import AlarmKind, Reason
from edge.readers.osdp_line import OsdpReader
from edge.readers.osdp_orders import TEXT_BYTES, Skills, light, skills_of, write
from edge.sentences import ASKS_PIN, SENTENCES
from tests.edge.parts import Table, wait_for
from tests.edge.safety.station import locks
from tests.edge.test_doorway import Place
from tests.edge.test_readers import SCBK, UID, Peripheral, Terminal, frame, packed, terminal  # noqa: F401

LAMP, BUZZER, DISPLAY = (Capability.LEDControl, 4, 1), (Capability.AudibleControl, 2, 1), (Capability.TextOutput, 2, 1)
ALL = (LAMP, BUZZER, DISPLAY)
HUSH = {"command": Command.Buzzer, "control_code": 1}
AGAIN_S = 10.0


class Front:
    """A reader with a face, as the settings make it, and the device at the far end of its line."""

    def __init__(self, folder: Path, line: Terminal, *, key: bytes | None = SCBK, skills: Any = ALL, **settings: Any) -> None:
        self.device = Peripheral(line, key, skills)
        (folder / "key").write_text(SCBK.hex())
        door = settings.pop("door", {})
        reader = {"kind": "osdp", "device": str(folder / "ttyUSB0"), "baud": 115200, "address": 101, "key_file": str(folder / "key")}
        self.given = {"data_dir": str(folder), "door": door, "safety": {"spawn": False}, "reader": {**reader, **settings}}
        self.hardware: Hardware = connect(parse(self.given), folder / "gate.toml", clock=Place(folder))
        assert isinstance(self.hardware.reader, OsdpReader)
        self.reader = self.hardware.reader

    def join(self) -> "Front":
        wait_for(lambda: self.reader.is_online, what="the secure channel")
        return self

    def told(self, kind: int) -> list[dict[str, Any]]:
        """Return the orders of one kind that the device has heard."""
        return [order for _at, order in self.device.told if order["command"] == kind]

    def shows(self, expected: list[dict[str, Any]], *acts: Callable[[], None]) -> None:
        """Do this and wait until the device was told exactly that; again where a busy machine lost the line meanwhile."""
        wait_for(lambda: self._has_shown(expected, acts), what=str(expected))

    def _has_shown(self, expected: list[dict[str, Any]], acts: tuple[Callable[[], None], ...]) -> bool:
        self.device.told.clear()
        for act in acts:
            act()
        until = time.monotonic() + AGAIN_S
        while time.monotonic() < until and (len(self.device.told) < len(expected) or self.reader._orders or self.reader._is_busy):
            time.sleep(0.02)
        return is_as([order for _at, order in self.device.told], expected)

    def close(self) -> None:
        self.reader.close()
        self.device.close()


@pytest.fixture
def fronts() -> Iterator[list[Front]]:
    fronts: list[Front] = []
    yield fronts
    for one in fronts:
        one.close()


@pytest.fixture
def front(tmp_path: Path, terminal: Terminal, fronts: list[Front]) -> Front:  # noqa: F811
    fronts.append(Front(tmp_path, terminal))
    return fronts[0].join()


def lamp(colour: int, tenths: int, blink: int = 0) -> dict[str, Any]:
    counts = {"on_count": blink or 1, "off_count": blink, "timer_count": tenths}
    return {"command": Command.LED, "temporary": True, "on_color": colour, "control_code": 2, **counts}


def beeps(times: int, on: int, off: int = 1) -> dict[str, Any]:
    return {"command": Command.Buzzer, "control_code": 2, "on_count": on, "off_count": off, "rep_count": times}


def words(text: str, seconds: int) -> dict[str, Any]:
    return {"command": Command.Text, "control_code": 4, "data": text, "temp_time": seconds}


def is_as(told: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    """Tell whether this is what was told; lamp, buzzer and display take turns in any order."""
    pairs = zip(sorted(told, key=itemgetter("command")), expected, strict=False)
    return len(told) == len(expected) and all(one.items() >= wanted.items() for one, wanted in pairs)


def test_yes_no_and_wait_are_shown_sounded_and_written_for_a_time_that_the_reader_counts(front: Front) -> None:
    face = front.hardware.indicator
    front.shows([lamp(Colour.Green, 30), beeps(1, 2), words("Come in", 3)], face.granted)
    no = [lamp(Colour.Red, 30, 2), beeps(3, 1), words("Not valid at this door.", 3)]
    front.shows(no, partial(face.refused, Reason.NOT_PERMITTED_HERE))
    front.shows([lamp(Colour.Amber, 250, 5), words("Enter your PIN, then #.", 25)], face.asks_pin)


def test_the_reader_says_yes_for_as_long_as_the_strike_is_let_go(tmp_path: Path, terminal: Terminal, fronts: list[Front]) -> None:  # noqa: F811
    fronts.append(Front(tmp_path, terminal, door={"release_ms": 7000}))
    fronts[0].shows([lamp(Colour.Green, 70), beeps(1, 2), words("Come in", 7)], fronts[0].join().hardware.indicator.granted)


def test_a_house_that_wants_quiet_hears_nothing_and_sees_all(tmp_path: Path, terminal: Terminal, fronts: list[Front]) -> None:  # noqa: F811
    fronts.append(Front(tmp_path, terminal, beeps=False))
    face = fronts[0].join().hardware.indicator
    no = [lamp(Colour.Red, 30, 2), words("Reported lost.", 3)]
    fronts[0].shows(no, partial(face.alarm, AlarmKind.FORCED, True), partial(face.refused, Reason.LOST))
    fronts[0].shows([lamp(Colour.Green, 30), words("Come in", 3)], partial(face.alarm, AlarmKind.FORCED, False), face.granted)


@pytest.mark.parametrize(("language", "text"), [("zh", "已挂失"), ("en", "Reported lost."), ("none", "")])
def test_a_reader_with_a_display_writes_in_the_language_that_is_set(
    tmp_path: Path,
    terminal: Terminal,  # noqa: F811
    fronts: list[Front],
    language: str,
    text: str,
) -> None:
    fronts.append(Front(tmp_path, terminal, words=language))
    face = fronts[0].join().hardware.indicator
    fronts[0].shows([lamp(Colour.Red, 30, 2), beeps(3, 1)] + [words(text, 3)] * bool(text), partial(face.refused, Reason.LOST))
    fronts[0].shows([beeps(60, 5, 5)], partial(face.alarm, AlarmKind.FORCED, True))  # and no words before it


def test_a_reader_is_told_nothing_that_it_cannot_do_or_cannot_time(tmp_path: Path, terminal: Terminal, fronts: list[Front]) -> None:  # noqa: F811
    on_and_off = ((Capability.LEDControl, 1, 1), (Capability.AudibleControl, 1, 1), (Capability.TextOutput, 1, 1))
    fronts.append(Front(tmp_path, terminal, skills=on_and_off))
    front = fronts[0].join()
    face = front.hardware.indicator
    too_long_for_its_only_row = partial(face.refused, Reason.TOO_MANY_ATTEMPTS)
    front.shows([words("Come in", 3)], partial(face.alarm, AlarmKind.FORCED, True), face.granted, too_long_for_its_only_row)
    front.shows([words("Enter your PIN", 25)], face.asks_pin)


def test_an_alarm_sounds_until_it_is_over_and_no_card_silences_it(front: Front) -> None:
    face = front.hardware.indicator
    front.shows([beeps(60, 5, 5)], partial(face.alarm, AlarmKind.LIST_STALE, True), partial(face.alarm, AlarmKind.FORCED, True))
    front.shows([lamp(Colour.Red, 30, 2), words("Reported lost.", 3)], partial(face.refused, Reason.LOST))
    front.shows([HUSH], partial(face.alarm, AlarmKind.FORCED, False))
    front.shows([lamp(Colour.Red, 30, 2), beeps(3, 1), words("Reported lost.", 3)], partial(face.refused, Reason.LOST))


def test_what_a_reader_was_to_show_while_it_was_away_is_not_shown_when_it_is_back(
    front: Front,
    terminal: Terminal,  # noqa: F811
) -> None:
    terminal.pull_out()
    wait_for(lambda: not front.reader.is_online, what="being away")
    front.reader.skills = Skills(has_lamp=True, has_buzzer=True, text_bytes=32)  # as it was when the plug was pulled
    face = front.hardware.indicator
    face.granted()
    terminal.plug_in()
    wait_for(lambda: front.reader.is_online, what="being back")
    wait_for(lambda: face.refused(Reason.LOST) or front.told(Command.Text), what="what is shown then")  # type: ignore[func-returns-value]
    assert {one["on_color"] for one in front.told(Command.LED)} == {Colour.Red}
    assert {one["data"] for one in front.told(Command.Text)} == {"Reported lost."}


@pytest.mark.parametrize("key", [None, bytes(16)])
def test_a_reader_in_the_clear_or_of_another_key_is_told_nothing(
    tmp_path: Path,
    terminal: Terminal,  # noqa: F811
    fronts: list[Front],
    key: bytes | None,
) -> None:
    fronts.append(Front(tmp_path, terminal, key=key))
    fronts[0].reader.skills = Skills(has_lamp=True, has_buzzer=True, text_bytes=32)  # as if it had said so before
    fronts[0].hardware.indicator.granted()
    wait_for(lambda: fronts[0].hardware.indicator.granted() or fronts[0].reader.is_lost(), what="being missed")
    assert fronts[0].device.told == []


def test_a_reader_that_refuses_an_order_is_not_told_so_again_and_reads_cards(front: Front) -> None:
    front.device.refuses = Command.LED
    wait_for(lambda: front.hardware.indicator.granted() or Command.LED not in front.reader._turns, what="no")  # type: ignore[func-returns-value]
    front.shows([beeps(3, 1), words("Reported lost.", 3)], partial(front.hardware.indicator.refused, Reason.LOST))
    front.device.present(packed(frame(UID)), bits=34)
    assert wait_for(front.reader.heard, what="a card") == [Card(UID)]


def test_an_order_that_got_lost_with_the_line_is_given_again_when_it_is_back(front: Front) -> None:
    for _time in range(2):
        front.device.is_silent = True
        wait_for(lambda: front.hardware.indicator.granted() or not front.reader.is_online, what="being lost")  # type: ignore[func-returns-value]
        front.device.is_silent = False
        wait_for(lambda: front.reader.is_online, what="being back")
    front.shows([lamp(Colour.Green, 30), beeps(1, 2), words("Come in", 3)], front.hardware.indicator.granted)


def test_a_thousand_answers_keep_nobody_waiting_and_the_last_is_shown(front: Front) -> None:
    for _number in range(1000):
        front.hardware.indicator.refused(Reason.LOST)
        front.hardware.indicator.granted()
    wait_for(lambda: not front.reader._orders, what="the three that waited")
    assert len(front.device.told) < 1000
    front.shows([lamp(Colour.Green, 30), beeps(1, 2), words("Come in", 3)], front.hardware.indicator.granted)
    front.device.present(packed(frame(UID)), bits=34)
    assert wait_for(front.reader.heard, what="a card") == [Card(UID)]


@given(st.sampled_from([*SENTENCES.values(), ASKS_PIN]).flatmap(st.sampled_from), st.sampled_from([0, *TEXT_BYTES.values()]))
def test_whatever_is_written_fits_and_is_how_a_sentence_begins(sentence: str, room: int) -> None:
    text = fitted(sentence, room)
    assert len(text.encode()) <= room and sentence.startswith(text)
    assert text or room < 32, "two rows hold something of every sentence"


@given(st.integers(0, 10**6))
def test_no_time_is_cut_off_at_a_byte(for_ms: int) -> None:
    assert 1 <= int(light(Colour.Red, for_ms=for_ms)["timer_count"]) <= 255
    assert 1 <= int(write("", for_ms=for_ms)["temp_time"]) <= 255


def test_skills_are_what_the_reader_says() -> None:
    has = {
        Capability.LEDControl: (2, 1),
        Capability.AudibleControl: (2, 0),
        Capability.TextOutput: (3, 1),
        Capability.OutputControl: (4, 2),
    }
    assert skills_of(lambda what: has.get(what, (0, 0))) == Skills(has_lamp=True, text_bytes=32, outputs=2)


def says(front: Front) -> tuple[bool, str]:
    found = {one.what: one for one in machine.examine_machine(parse(front.given))}["card reader"]
    return found.is_well, found.says


def test_doctor_names_what_a_reader_can_do_and_leaves_a_running_gate_its_line(
    tmp_path: Path,
    terminal: Terminal,  # noqa: F811
    fronts: list[Front],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "key").touch(mode=0o600)
    fronts.append(Front(tmp_path, terminal, skills=(*ALL, (Capability.OutputControl, 4, 2))))
    monkeypatch.setattr(machine, "ANSWER_S", 120.0)
    fronts[0].join()
    assert says(fronts[0])[0] and "in use by the running gate" in says(fronts[0])[1]
    fronts[0].reader.close()
    assert says(fronts[0]) == (True, "osdp, answers: lamp, buzzer, display of 32 letters, 2 outputs, left alone")


@pytest.mark.parametrize(
    ("key", "expected"), [(SCBK, (True, "osdp, answers: cards and keys only")), (bytes(16), (False, "secure channel"))]
)
def test_doctor_says_what_a_reader_lacks(
    tmp_path: Path,
    terminal: Terminal,  # noqa: F811
    fronts: list[Front],
    monkeypatch: pytest.MonkeyPatch,
    key: bytes,
    expected: tuple[bool, str],
) -> None:
    (tmp_path / "key").touch(mode=0o600)
    monkeypatch.setattr(machine, "ANSWER_S", 120.0 if expected[0] else 0.5)
    fronts.append(Front(tmp_path, terminal, key=key, skills=()))
    fronts[0].reader.close()
    is_well, told = says(fronts[0])
    assert (is_well, expected[1] in told) == (expected[0], True)


def test_a_gate_that_is_killed_leaves_no_lamp_that_says_no(table: Table, tmp_path: Path, terminal: Terminal) -> None:  # noqa: F811
    device = Peripheral(terminal, SCBK, ALL)
    key = tmp_path / "key"
    key.touch(mode=0o600)
    key.write_text(SCBK.hex())
    reader = {"kind": "osdp", "device": str(tmp_path / "ttyUSB0"), "baud": 115200, "address": 101, "key_file": str(key)}
    table.settings = {"reader": reader}
    gate = table.start()
    wait_for(lambda: "reader.online" in table.log, what="the reader")
    device.present(packed(frame(UID)), bits=34)
    wait_for(lambda: any(order["command"] == Command.LED for _at, order in device.told), what="no")
    gate.kill()
    gate.wait(60)
    at, order = next(one for one in device.told if one[1]["command"] == Command.LED)
    assert is_as([order], [lamp(Colour.Red, 30, 2)])
    wait_for(lambda: time.monotonic() > at + order["timer_count"] / 10, what="the reader's own time")
    assert locks(table) == []
    device.close()
