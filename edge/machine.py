"""What this machine lacks for the parts that are configured: libraries, devices, and leave to use them. Moves and opens nothing."""

import importlib.util
import os
import socket
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edge.config import BadConfig, GateConfig, ReaderConfig
from edge.drivers.cards import read_key
from edge.safety.latch import LATCHED
from edge.safety.meeting import join
from edge.safety.words import socket_path
from edge.words import say

if TYPE_CHECKING:
    from edge.readers.osdp_orders import Skills

CONNECT_S = 3.0
ANSWER_S = 15.0
ASK_EVERY_S = 0.05
PACKAGES = {"gpiod": "gpiod", "osdp": "'anju[osdp]'"}
GROUPS = {"gpiochip": "gpio", "input": "input", "tty": "dialout"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    is_well: bool
    says: str


def examine_machine(config: GateConfig) -> Iterator[Finding]:
    """Look at the wires, the process that drives them, the card reader and the display, as far as they are configured."""
    if config.door.driver != "simulated":
        yield _wires(config)
    yield _safety(config)
    if config.reader.kind != "none":
        yield _reader(config)
    if config.display.device:
        lacking = _device(config.display.device)
        yield Finding("display", not lacking, lacking or say("there"))


def _wires(config: GateConfig) -> Finding:
    if config.door.driver == "gpiod":
        lacking = _library("gpiod") or _device(config.pins.chip)
    else:
        lacking = _board(config.modbus.device)
    unwired = [name for name in ("strike", "rex", "fire", "door") if getattr(config.pins, name) < 0]
    says = lacking or (say("there; no line is set for {names}", names=", ".join(unwired)) if unwired else say("there"))
    return Finding("wires", not lacking and "strike" not in unwired, says)


def _safety(config: GateConfig) -> Finding:
    if (config.data_dir / LATCHED).exists():
        return Finding("life safety", False, say("fire has freed the door: when the panel is quiet, turn the key at the door"))
    try:
        link = join(socket_path(config.data_dir, config.safety.socket))
    except OSError:
        link = None
    if link is not None:
        link.close()
        return Finding("life safety", True, say("answers"))
    if config.safety.spawn:
        return Finding("life safety", True, say("not running: the gate starts it"))
    return Finding("life safety", False, say("does not answer: systemctl enable --now anju-edge-safety"))


def _reader(config: GateConfig) -> Finding:
    lacking = _reader_lacks(config)
    if lacking or config.reader.kind != "osdp":
        return Finding("card reader", not lacking, lacking or say("{kind}, there", kind=config.reader.kind))
    return _osdp_reader(config.reader)


def _osdp_reader(config: ReaderConfig) -> Finding:
    from edge.readers.osdp_line import OsdpReader, is_taken  # a gate without OSDP need not have the library

    if is_taken(config.device):
        return Finding("card reader", True, say("osdp, in use by the running gate: stop it, and doctor asks what the reader can do"))
    reader = OsdpReader(config.device, baud=config.baud, address=config.address, key=read_key(config.key_file))
    until = time.monotonic() + ANSWER_S
    while not reader.is_online and time.monotonic() < until:
        time.sleep(ASK_EVERY_S)
    reader.close()
    if not reader.is_online:
        return Finding("card reader", False, say("osdp, does not answer in its secure channel: see its address, key and speed"))
    return Finding("card reader", True, say("osdp, answers: {skills}", skills=", ".join(_named(reader.skills))))


def _named(skills: "Skills") -> list[str]:
    named = [(skills.has_lamp, say("lamp")), (skills.has_buzzer, say("buzzer"))]
    words = say("display of {count} letters", count=skills.text_bytes)
    outputs = say("{count} outputs, left alone", count=skills.outputs)
    found = [name for has, name in (*named, (skills.text_bytes, words), (skills.outputs, outputs)) if has]
    return found or [say("cards and keys only")]


def _reader_lacks(config: GateConfig) -> str:
    reader = config.reader
    if reader.kind == "wiegand":
        return _library("gpiod") or _device(config.pins.chip)
    lacking = _device(reader.device)
    if reader.kind == "osdp" and not lacking:
        lacking = _library("osdp") or _key(reader.key_file)
    return lacking


def _library(name: str) -> str:
    if importlib.util.find_spec(name):
        return ""
    return say("the library {name} is missing: pip install {package}", name=name, package=PACKAGES[name])


def _device(path: str) -> str:
    if not path or not os.access(path, os.F_OK):
        sentence = "{path} is not there: see whether it is plugged in, and whether the path is right"
        return say(sentence, path=path or say("nothing"))
    if os.access(path, os.R_OK | os.W_OK):
        return ""
    group = next((group for part, group in GROUPS.items() if part in path), "")
    if not group:
        return say("this user may not use {path}", path=path)
    return say("this user may not use {path}: add it to the group {group}", path=path, group=group)


def _board(device: str) -> str:
    host, _, port = device.rpartition(":")
    if not (host and port.isdigit()):
        return _device(device)
    try:
        socket.create_connection((host, int(port)), CONNECT_S).close()
    except OSError:
        return say("the relay board does not answer at its address")
    return ""


def _key(path: str) -> str:
    try:
        read_key(path)
    except BadConfig as error:
        return str(error)
    is_open = Path(path).stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)
    return say("others can read {path}: chmod 600", path=path) if is_open else ""
