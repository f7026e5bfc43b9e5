"""Each setting of a card reader or keypad: what is made of it, and what it lacks."""

import termios
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from edge.config import BadConfig, parse
from edge.drivers.cards import NoReader, connect_reader, read_key
from edge.gate.presented import Card
from edge.readers import wiegand
from edge.readers.keyboard import KeyboardReader, grab
from edge.readers.osdp_line import OsdpReader
from edge.readers.serial_line import SerialReader
from edge.readers.wiegand import WiegandReader
from tests.edge.parts import wait_for
from tests.edge.test_readers import SCBK, UID, Plug, Pulses, Terminal, frame, keys, terminal  # noqa: F401

READERS: list[tuple[dict[str, Any], type]] = [
    ({"kind": "none"}, NoReader),
    ({"kind": "serial", "device": "/dev/ttyS9", "baud": 19200}, SerialReader),
    ({"kind": "keyboard", "device": "/dev/input/event9"}, KeyboardReader),
    ({"kind": "keypad", "device": "/dev/input/event9"}, KeyboardReader),
]


@pytest.mark.parametrize(("given", "kind"), READERS)
def test_each_kind_of_reader_is_made_of_its_settings(given: dict[str, Any], kind: type) -> None:
    assert type(connect_reader(parse({"data_dir": "x", "reader": given}))) is kind


@pytest.mark.parametrize("kind", ["serial", "osdp"])
def test_a_line_has_the_speed_that_is_set(tmp_path: Path, terminal: Terminal, kind: str) -> None:  # noqa: F811
    (tmp_path / "key").write_text(SCBK.hex())
    given = {"kind": kind, "device": str(tmp_path / "ttyUSB0"), "baud": 57600, "key_file": str(tmp_path / "key")}
    reader = connect_reader(parse({"data_dir": "x", "reader": given}))
    assert isinstance(reader, SerialReader | OsdpReader)
    wait_for(lambda: reader.heard() or termios.tcgetattr(terminal.outer)[4:6] == [termios.B57600] * 2, what="the speed")
    reader.close()


@pytest.mark.parametrize("kind", ["serial", "keyboard"])
@pytest.mark.parametrize("digits", ["decimal", "hex"])
def test_a_card_s_number_is_read_as_it_is_set(kind: str, digits: str) -> None:
    reader = connect_reader(parse({"data_dir": "x", "reader": {"kind": kind, "device": "/dev/none", "digits": digits}}))
    assert isinstance(reader, SerialReader | KeyboardReader)
    assert reader._form == digits


def test_a_wiegand_reader_is_on_the_lines_that_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Pulses()
    monkeypatch.setattr(wiegand, "WiegandReader", partial(WiegandReader, request=lines.request))
    reader = connect_reader(parse({"data_dir": "x", "reader": {"kind": "wiegand", "d0": 20, "d1": 21}, "pins": {"chip": "/dev/gpiochip3"}}))
    lines.now_ns = time.monotonic_ns() - 10**9  # these pulses came a second ago
    lines.send(frame(UID))
    assert (reader.heard(), lines.asked["chip"]) == ([Card(UID)], "/dev/gpiochip3")


def test_what_cannot_be_grabbed_for_the_gate_alone_is_not_listened_to(tmp_path: Path) -> None:
    plug = Plug(tmp_path / "event0")
    with pytest.raises(OSError, match="ioctl"):
        grab(plug.inner)
    reader = connect_reader(parse({"data_dir": "x", "reader": {"kind": "keypad", "device": str(tmp_path / "event0")}}))
    plug.write(keys(2))
    assert reader.heard() == []


def test_an_osdp_reader_takes_its_key_from_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(SCBK.hex() + "\n")
    assert read_key(str(tmp_path / "key")) == SCBK
    given = {"kind": "osdp", "device": str(tmp_path / "none"), "key_file": str(tmp_path / "key"), "address": 5}
    reader = connect_reader(parse({"data_dir": "x", "reader": given}))
    assert isinstance(reader, OsdpReader) and reader._panel.pd_addr == [5]
    reader.close()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "magic"}, "reader.kind is one of none, osdp"),
        ({"kind": "serial"}, "reader.device is missing"),
        ({"kind": "serial", "device": "x", "baud": 300}, "reader.baud is one of 9600"),
        ({"kind": "serial", "device": "x", "digits": "roman"}, "reader.digits is one of decimal, hex"),
        ({"kind": "wiegand", "d0": 5}, "reader.d0 and reader.d1 are missing"),
        ({"kind": "osdp", "device": "x", "key_file": "/nowhere"}, "reader.key_file: no key of 16 bytes"),
    ],
)
def test_what_a_reader_lacks_is_named(given: dict[str, Any], says: str) -> None:
    with pytest.raises(BadConfig) as mistake:
        connect_reader(parse({"data_dir": "x", "reader": given}))
    assert says in str(mistake.value)
