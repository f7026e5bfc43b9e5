"""The card reader or keypad that is configured, whatever it is made of."""

import time
from pathlib import Path

from edge.config import BadConfig, GateConfig
from edge.gate.presented import Card, Key
from edge.ports import CredentialReader
from edge.words import say

KEY_BYTES = 16


class NoReader:
    """Nothing to lay a card on."""

    def heard(self) -> list[Card | Key]:
        """Return nothing."""
        return []

    def is_lost(self) -> bool:
        """Tell that nothing is missed."""
        return False


def connect_reader(config: GateConfig) -> CredentialReader:
    """Return the reader that is configured; raise BadConfig, or OSError if a line cannot be had. One that is unplugged is waited for."""
    reader = config.reader
    _complete(config)
    match reader.kind:
        case "osdp":
            from edge.readers.osdp_line import OsdpReader  # a gate without OSDP need not have the library

            return OsdpReader(reader.device, baud=reader.baud, address=reader.address, key=read_key(reader.key_file))
        case "serial":
            from edge.readers.serial_line import SerialReader

            return SerialReader(reader.device, baud=reader.baud, form=reader.digits)
        case "keyboard" | "keypad":
            from edge.readers.keyboard import KeyboardReader

            return KeyboardReader(reader.device, form=reader.digits, is_keypad=reader.kind == "keypad")
        case "wiegand":
            from edge.readers.wiegand import WiegandReader

            return WiegandReader(config.pins.chip, reader.d0, reader.d1, now_ns=time.monotonic_ns)
    return NoReader()


def _complete(config: GateConfig) -> None:
    reader = config.reader
    if reader.kind == "wiegand" and min(reader.d0, reader.d1) < 0:
        raise BadConfig(say("reader.d0 and reader.d1 are missing: say on which lines of pins.chip the Wiegand reader is"))
    if reader.kind not in ("none", "wiegand") and not reader.device:
        raise BadConfig(say("reader.device is missing: say where the reader is, such as /dev/serial/by-id/… or /dev/input/by-id/…"))


def read_key(path: str) -> bytes:
    """Return an OSDP reader's base key; raise BadConfig if there is none that can be used."""
    try:
        key = bytes.fromhex(Path(path).read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise BadConfig(say("reader.key_file: no key of {count} bytes in hex can be read there", count=KEY_BYTES)) from error
    if len(key) != KEY_BYTES:
        raise BadConfig(say("reader.key_file: the key should be {count} bytes in hex", count=KEY_BYTES))
    return key
