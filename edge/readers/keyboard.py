"""USB readers and keypads that pretend to be keyboards: read from the kernel's input events, grabbed so that nothing else hears the keys.

Sixteen bytes of header and a struct of 24: less than a package would be. A reader types a card's digits and Enter; a keypad's keys are
keys, with Enter for ``#`` and Escape, Backspace or an asterisk for ``*``.
"""

import fcntl
import struct
from collections.abc import Callable

from edge.gate.presented import Card, Key
from edge.readers.device import Device
from edge.readers.digits import DIGITS_MAX, card_of

EVENT = struct.Struct("llHHi")
EV_SYN, SYN_DROPPED = 0, 3
EV_KEY, PRESSED = 1, 1
EVIOCGRAB = 0x40044590
ENTER = (28, 96)
AGAIN = (1, 14, 55)
SIGNS = {code: sign for sign, codes in {
    "1": (2, 79), "2": (3, 80), "3": (4, 81), "4": (5, 75), "5": (6, 76), "6": (7, 77), "7": (8, 71), "8": (9, 72), "9": (10, 73),
    "0": (11, 82), "a": (30,), "b": (48,), "c": (46,), "d": (32,), "e": (18,), "f": (33,),
}.items() for code in codes}  # fmt: skip
"""Linux key codes (input-event-codes.h) of both rows of digits, and of the letters that hexadecimal numbers have."""


def grab(file: int) -> None:
    """Have the kernel give the keys to nobody else."""
    fcntl.ioctl(file, EVIOCGRAB, 1)


class KeyboardReader:
    """One input device, by a path of ``/dev/input/by-id`` that stays when it is plugged in elsewhere."""

    def __init__(self, path: str, *, form: str, is_keypad: bool, prepare: Callable[[int], None] = grab) -> None:
        self._device = Device(path, prepare=prepare)
        self._form, self._is_keypad = form, is_keypad
        self._rest, self._typed = b"", ""

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and pressed since the last call."""
        data = self._rest + self._device.read()
        if not self._device.is_there:
            data, self._typed = b"", ""
        whole = len(data) - len(data) % EVENT.size
        self._rest = data[whole:]
        events = [(kind, code, value) for _s, _us, kind, code, value in EVENT.iter_unpack(data[:whole])]
        return [one for event in events if (one := self._take(*event)) is not None]

    def is_lost(self) -> bool:
        """Tell whether it is unplugged."""
        return self._device.is_lost()

    def close(self) -> None:
        """Let it go."""
        self._device.close()

    def _take(self, kind: int, code: int, value: int) -> Card | Key | None:
        if (kind, code) == (EV_SYN, SYN_DROPPED):
            self._typed = ""  # the kernel had no room for some keys: what is left of a number is none
        return self._press(code) if (kind, value) == (EV_KEY, PRESSED) else None

    def _press(self, code: int) -> Card | Key | None:
        if self._is_keypad:
            sign = "#" if code in ENTER else "*" if code in AGAIN else SIGNS.get(code, "")
            return Key(sign) if sign in set("0123456789*#") else None
        if code in ENTER:
            typed, self._typed = self._typed, ""
            return card_of(typed, self._form)
        self._typed = (self._typed + SIGNS.get(code, ""))[-DIGITS_MAX - 1 :]
        return None
