"""Card readers and keypads as they come and go: on pseudo-terminals, on input events, on lines that a test holds in its hand."""

import os
import pty
import threading
import time
import tty
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import osdp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.presented import Card, Key
from edge.readers.digits import card_of
from edge.readers.keyboard import EV_KEY, EV_SYN, EVENT, SYN_DROPPED, KeyboardReader
from edge.readers.osdp_line import OsdpReader
from edge.readers.serial_line import SerialReader
from edge.readers.wiegand import CARD_BITS, KEYS, WiegandReader, decode
from tests.edge.parts import Table, wait_for
from tests.edge.test_agent import entries

UID = bytes.fromhex("04a1b2c3")
SCBK = bytes(range(16))


def frame(number: bytes) -> list[int]:
    """The bits of a card: even parity before the first half, odd after the second."""
    data = [byte >> shift & 1 for byte in number for shift in range(7, -1, -1)]
    half = len(data) // 2
    return [sum(data[:half]) % 2, *data, 1 - sum(data[half:]) % 2]


@given(st.sampled_from(CARD_BITS).flatmap(lambda bits: st.binary(min_size=bits // 8, max_size=bits // 8)))
def test_wiegand_cards_are_read_and_a_flipped_bit_is_not(number: bytes) -> None:
    bits = frame(number)
    assert decode(bits) == Card(number)
    for place in range(len(bits)):
        assert decode([bit ^ (at == place) for at, bit in enumerate(bits)]) is None


@given(st.lists(st.integers(0, 1), max_size=130))
def test_no_bits_are_more_than_a_card_or_a_key(bits: list[int]) -> None:
    found = decode(bits)
    assert found is None or isinstance(found, Card if len(bits) in CARD_BITS else Key)


@pytest.mark.parametrize("value", range(16))
def test_wiegand_keys_come_in_four_bits_or_in_eight_with_their_complement(value: int) -> None:
    bits = [value >> shift & 1 for shift in (3, 2, 1, 0)]
    expected = Key(KEYS[value]) if value < 12 else None
    assert decode(bits) == expected
    assert decode([1 - bit for bit in bits] + bits) == expected
    assert decode(bits + bits) is None


class Pulses:
    """Two Wiegand lines."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self.now_ns = 0
        self.is_gone = False

    def request(self, chip: str, **asked: Any) -> "Pulses":
        if self.is_gone:
            raise FileNotFoundError(chip)
        self.asked = {"chip": chip, **asked}
        return self

    def send(self, bits: list[int]) -> None:
        for bit in bits:
            self.now_ns += 2_000_000
            self.events.append(SimpleNamespace(line_offset=21 if bit else 20, timestamp_ns=self.now_ns))

    def wait_edge_events(self, _timeout: float) -> bool:
        if self.is_gone:
            raise OSError(19, "No such device")
        return bool(self.events)

    def read_edge_events(self) -> list[Any]:
        events, self.events = self.events, []
        return events


def test_a_silence_ends_a_wiegand_frame_however_often_the_lines_are_looked_at() -> None:
    lines = Pulses()
    reader = WiegandReader("/dev/gpiochip0", 20, 21, now_ns=lambda: lines.now_ns, request=lines.request)
    assert set(lines.asked["config"]) == {20, 21}
    lines.send(frame(UID)[:10])
    assert reader.heard() == []
    lines.send(frame(UID)[10:])
    lines.now_ns += 30_000_000
    lines.send(frame(UID[:3]))
    assert reader.heard() == [Card(UID)]
    lines.now_ns += 30_000_000
    assert reader.heard() == [Card(UID[:3])]
    lines.send([0] * 1000)
    lines.now_ns += 30_000_000
    assert reader.heard() == []


def test_a_wiegand_reader_whose_chip_is_pulled_out_is_missed_and_found_again() -> None:
    lines = Pulses()
    reader = WiegandReader("/dev/gpiochip0", 20, 21, now_ns=lambda: lines.now_ns, request=lines.request)
    lines.send(frame(UID)[:10])
    assert (reader.heard(), reader.is_lost()) == ([], False)
    lines.is_gone = True
    for _turn in range(5):  # the loop goes on to the camera
        assert (reader.heard(), reader.is_lost()) == ([], True)
        lines.now_ns += 200_000_000
    lines.is_gone, lines.events = False, []
    lines.now_ns += 500_000_000
    lines.send(frame(UID))
    lines.now_ns += 30_000_000
    assert (reader.heard(), reader.is_lost()) == ([Card(UID)], False)


@pytest.mark.parametrize(
    ("text", "form", "card"),
    [
        ("0077705923", "decimal", bytes.fromhex("04a1b2c3")),
        ("1", "decimal", bytes.fromhex("00000001")),
        ("4294967296", "decimal", bytes.fromhex("0100000000")),
        ("04A1B2C3D4E5F6", "hex", bytes.fromhex("04a1b2c3d4e5f6")),
        ("", "hex", None),
        ("04A", "hex", None),
        ("²", "decimal", None),
        ("1" * 33, "decimal", None),
        ("zz", "hex", None),
    ],
)
def test_digits_become_a_card_s_bytes(text: str, form: str, card: bytes | None) -> None:
    assert card_of(text, form) == (Card(card) if card else None)


def keys(*codes: int) -> bytes:
    """What the kernel says when keys go down and up."""
    return b"".join(EVENT.pack(0, 0, EV_KEY, code, down) + EVENT.pack(0, 0, 0, 0, 0) for code in codes for down in (1, 0))


class Plug:
    """A device that can be pulled out: a pipe at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.plug_in()

    def plug_in(self) -> None:
        os.mkfifo(self._path)
        self.inner = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)

    def write(self, data: bytes) -> None:
        os.write(self.inner, data)

    def pull_out(self) -> None:
        self._path.unlink()


def test_a_keyboard_reader_is_grabbed_and_its_digits_are_a_card(tmp_path: Path) -> None:
    plug, grabbed = Plug(tmp_path / "event0"), []
    reader = KeyboardReader(str(tmp_path / "event0"), form="decimal", is_keypad=False, prepare=grabbed.append)
    assert reader.heard() == [] and len(grabbed) == 1
    typed = keys(11, 11, 8, 8, 8, 11, 6, 10, 3, 4, 28)
    plug.write(typed[:100])
    assert reader.heard() == []
    plug.write(typed[100:] + keys(28) + keys(2, 96))
    assert reader.heard() == [Card(bytes.fromhex("04a1b2c3")), Card(bytes.fromhex("00000001"))]


def test_keys_that_the_kernel_has_dropped_make_no_card_of_the_rest(tmp_path: Path) -> None:
    plug = Plug(tmp_path / "event0")
    reader = KeyboardReader(str(tmp_path / "event0"), form="decimal", is_keypad=False, prepare=lambda _file: None)
    reader.heard()
    plug.write(keys(2, 3) + EVENT.pack(0, 0, EV_SYN, SYN_DROPPED, 0) + keys(28) + keys(4, 28))
    assert reader.heard() == [Card(bytes.fromhex("00000003"))]


def test_a_keypad_s_keys_are_keys(tmp_path: Path) -> None:
    plug = Plug(tmp_path / "event0")
    reader = KeyboardReader(str(tmp_path / "event0"), form="decimal", is_keypad=True, prepare=lambda _file: None)
    reader.heard()
    plug.write(keys(79, 11, 55, 14, 30, 96))
    assert reader.heard() == [Key("1"), Key("0"), Key("*"), Key("*"), Key("#")]


def test_a_device_that_cannot_be_grabbed_is_not_read(tmp_path: Path) -> None:
    def refuse(_file: int) -> None:
        raise OSError(16, "busy")

    plug = Plug(tmp_path / "event0")
    reader = KeyboardReader(str(tmp_path / "event0"), form="decimal", is_keypad=True, prepare=refuse)
    reader.heard()
    plug.write(keys(2))
    assert reader.heard() == []
    wait_for(reader.is_lost, what="being missed")


class Terminal:
    """A serial reader on a pseudo-terminal, at a path that stays when it is plugged in again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.plug_in()

    def plug_in(self) -> None:
        self.outer, self._inner = pty.openpty()
        tty.setraw(self._inner)
        os.set_blocking(self.outer, False)
        self._path.symlink_to(os.ttyname(self._inner))

    def write(self, data: bytes) -> None:
        os.write(self.outer, data)

    def pull_out(self) -> None:
        self._path.unlink()
        os.close(self._inner)
        os.close(self.outer)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "ttyUSB0")
    yield terminal
    terminal.pull_out()


def test_a_serial_reader_s_lines_are_cards_and_what_is_none_is_passed_over(tmp_path: Path, terminal: Terminal) -> None:
    reader = SerialReader(str(tmp_path / "ttyUSB0"), baud=9600, form="hex")
    reader.heard()
    terminal.write(b"\x0204A1B2C3\x03\r\nnonsense\r\n#\r\n04A1")
    found: list[Card | Key] = []
    wait_for(lambda: found.extend(reader.heard()) or len(found) > 1, what="a card and a key")
    assert found == [Card(UID), Key("#")]
    terminal.write(b"B2C3\r")
    assert wait_for(reader.heard, what="the rest") == [Card(UID)]
    reader.close()


def test_a_serial_reader_that_is_unplugged_is_missed_and_found_again(tmp_path: Path, terminal: Terminal) -> None:
    reader = SerialReader(str(tmp_path / "ttyUSB0"), baud=9600, form="hex")
    reader.heard()
    terminal.pull_out()
    wait_for(lambda: reader.heard() or reader.is_lost(), what="being missed")
    terminal.plug_in()
    wait_for(lambda: reader.heard() or not reader.is_lost(), what="being found")
    terminal.write(b"04A1B2C3\r")
    assert wait_for(reader.heard, what="a card") == [Card(UID)]
    reader.close()


def test_what_was_read_of_a_card_before_the_plug_was_pulled_is_no_part_of_the_next(tmp_path: Path, terminal: Terminal) -> None:
    reader = SerialReader(str(tmp_path / "ttyUSB0"), baud=9600, form="hex")
    reader.heard()
    terminal.write(b"FFFF")
    wait_for(lambda: reader.heard() or reader._rest == b"FFFF", what="half a card")
    terminal.pull_out()
    wait_for(lambda: reader.heard() or reader.is_lost(), what="being missed")
    terminal.plug_in()
    wait_for(lambda: reader.heard() or not reader.is_lost(), what="being found")
    terminal.write(b"04A1B2C3\r")
    assert wait_for(reader.heard, what="a card") == [Card(UID)]
    reader.close()


class Peripheral(osdp.Channel):
    """The reader's own side of OSDP, on the far end of a pseudo-terminal; it can fall silent, and refuse one command.

    Without a ``key`` it speaks in the clear. ``told`` is what it was told, each with the monotonic second at which it came.
    """

    def __init__(self, terminal: Terminal, key: bytes | None, skills: Sequence[tuple[int, int, int]] = ()) -> None:
        super().__init__()
        self._terminal, self.is_silent, self.refuses = terminal, False, -1
        self.told: list[tuple[float, dict[str, Any]]] = []
        info = osdp.PDInfo(101, self, scbk=key, flags=[osdp.LibFlag.EnforceSecure] if key else [])
        security = (osdp.Capability.CommunicationSecurity, 1, 1)
        capabilities = osdp.PDCapabilities([security, (osdp.Capability.CardDataFormat, 1, 1), *skills])
        self._device = osdp.PeripheralDevice(info, capabilities, log_level=osdp.LogLevel.Critical, command_handler=self._hear)
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep_going, daemon=True)
        self._thread.start()

    def read(self, max_bytes: int) -> bytes:
        try:
            data = os.read(self._terminal.outer, max_bytes)
        except OSError:
            return b""
        return b"" if self.is_silent else data

    def write(self, buf: bytes) -> int:
        return len(buf) if self.is_silent else os.write(self._terminal.outer, buf)

    def flush(self) -> None:
        pass

    def present(self, data: bytes, *, bits: int) -> None:
        with self._lock:
            event = {"event": osdp.Event.CardRead, "reader_no": 1, "direction": 0, "format": osdp.CardFormat.Wiegand}
            self._device.ctx.submit_event({**event, "data": data, "length": bits})

    def press(self, data: bytes) -> None:
        with self._lock:
            self._device.ctx.submit_event({"event": osdp.Event.KeyPress, "reader_no": 1, "data": data})

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def _hear(self, order: dict[str, Any]) -> tuple[int, None]:
        self.told.append((time.monotonic(), order))
        return -1 if order["command"] == self.refuses else 0, None

    def _keep_going(self) -> None:
        while not self._closing.wait(0.005):
            with self._lock:
                self._device.ctx.refresh()


def packed(bits: list[int]) -> bytes:
    padded = bits + [0] * (-len(bits) % 8)
    return int("".join(map(str, padded)), 2).to_bytes(len(padded) // 8)


def test_an_osdp_reader_gives_cards_and_keys_and_is_back_soon_after_a_silence(tmp_path: Path, terminal: Terminal) -> None:
    peripheral = Peripheral(terminal, SCBK)
    reader = OsdpReader(str(tmp_path / "ttyUSB0"), baud=115200, address=101, key=SCBK)
    wait_for(lambda: reader._panel.ctx.sc_status() & 1, what="the secure channel")
    peripheral.present(packed(frame(UID)), bits=34)
    assert wait_for(reader.heard, what="a card") == [Card(UID)]
    peripheral.press(b"1\x7f\r")
    assert wait_for(reader.heard, what="keys") == [Key("1"), Key("*"), Key("#")]
    peripheral.is_silent = True
    wait_for(reader.is_lost, what="being missed")
    peripheral.is_silent = False
    wait_for(lambda: not reader.is_lost(), what="being back, long before the five minutes for which libosdp leaves it alone")
    peripheral.present(packed(frame(UID)), bits=34)
    assert wait_for(reader.heard, what="a card") == [Card(UID)]
    reader.close()
    peripheral.close()


def test_an_osdp_reader_with_another_key_is_never_listened_to(tmp_path: Path, terminal: Terminal) -> None:
    peripheral = Peripheral(terminal, bytes(16))
    reader = OsdpReader(str(tmp_path / "ttyUSB0"), baud=115200, address=101, key=SCBK)
    wait_for(reader.is_lost, what="being missed")
    peripheral.present(packed(frame(UID)), bits=34)
    time.sleep(0.5)
    assert reader.heard() == []
    reader.close()
    peripheral.close()


def test_the_gate_reads_the_reader_that_is_configured_and_says_when_it_is_gone(table: Table, terminal: Terminal, tmp_path: Path) -> None:
    reader = {"kind": "serial", "device": str(tmp_path / "ttyUSB0"), "digits": "hex"}
    table.settings = {"reader": reader, "door": {"same_pass_pause_ms": 0}}
    table.start()
    wait_for(lambda: "device.found" in table.log, what="the reader")
    terminal.write(b"04A1B2C3\r")
    wait_for(lambda: entries(table), what="the entry")
    assert [(one.kind, one.outcome) for one in entries(table)] == [("card", "refused")]
    terminal.pull_out()
    wait_for(lambda: "kind=reader_lost raised=True" in table.log, what="the alarm")
    terminal.plug_in()
    wait_for(lambda: "kind=reader_lost raised=False" in table.log, what="its end")
    terminal.write(b"04A1B2C3\r")
    wait_for(lambda: len(entries(table)) == 2, what="the second entry")
    assert "04a1b2c3" not in table.log.lower()
