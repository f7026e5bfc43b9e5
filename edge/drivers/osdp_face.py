"""What an OSDP reader says of an answer with its own lamp, buzzer and display, as far as it has them.

Each lasts for a time that the reader counts, so there is nothing to put out: a gate that dies leaves no green lamp behind.
"""

import re
from typing import Protocol

from osdp import CommandLEDColor as Colour

from edge.config import GateConfig, ReaderConfig
from edge.ports import CredentialReader
from edge.protocol.messages import AlarmKind, DoorMode, Reason
from edge.readers.osdp_line import OsdpReader
from edge.readers.osdp_orders import Order, Skills, beep, hush, light, write
from edge.sentences import ASKS_PIN, SENTENCES, SHOW_REFUSED_MS, SOUNDS

WAITS_MS = 25_000
"""The longest that libosdp can say; whoever types for longer sees the lamp go back, and is heard all the same."""
ALARM_BEEPS = 60
CLAUSE_ENDS = re.compile("[.,，。]")


class Told(Protocol):
    """A reader that can be told things."""

    skills: Skills

    def tell(self, *orders: Order) -> None:
        """Have it do these."""


class ReaderFace:
    """The lamp, buzzer and display of one reader. ``granted_ms`` is how long it says yes."""

    def __init__(self, reader: Told, config: ReaderConfig, *, granted_ms: int) -> None:
        self._reader, self._config, self._granted_ms = reader, config, granted_ms
        self._sounding: frozenset[AlarmKind] = frozenset()

    def idle(self) -> None:
        """Leave it: the reader has counted for itself."""

    def granted(self) -> None:
        """Say yes: green, and one beep."""
        self._light(Colour.Green, for_ms=self._granted_ms)
        self._beep(1, on_ms=200)
        self._write(SENTENCES[Reason.VALID], for_ms=self._granted_ms)

    def refused(self, reason: Reason) -> None:
        """Say no, and why: red and blinking, and three short beeps."""
        self._light(Colour.Red, for_ms=SHOW_REFUSED_MS, blink_ms=200)
        self._beep(3, on_ms=100)
        self._write(SENTENCES[reason], for_ms=SHOW_REFUSED_MS)

    def asks_pin(self) -> None:
        """Wait for a PIN: amber, blinking slowly."""
        self._light(Colour.Amber, for_ms=WAITS_MS, blink_ms=500)
        self._write(ASKS_PIN, for_ms=WAITS_MS)

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        """There is no lamp for this."""

    def uplink(self, is_online: bool) -> None:
        """There is no lamp for this."""

    def mode(self, mode: DoorMode) -> None:
        """There is no lamp for this."""

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        """Sound for a minute when the door itself becomes wrong, and no longer than it is."""
        if kind not in SOUNDS:
            return
        self._sounding = self._sounding | {kind} if raised else self._sounding - {kind}
        if self._may_sound():
            self._reader.tell(beep(ALARM_BEEPS, on_ms=500, off_ms=500) if self._sounding else hush())

    def _light(self, colour: int, *, for_ms: int, blink_ms: int = 0) -> None:
        if self._reader.skills.has_lamp:
            self._reader.tell(light(colour, for_ms=for_ms, blink_ms=blink_ms))

    def _beep(self, times: int, *, on_ms: int) -> None:
        if self._may_sound() and not self._sounding:  # no card silences an alarm
            self._reader.tell(beep(times, on_ms=on_ms, off_ms=100))

    def _may_sound(self) -> bool:
        return self._config.beeps and self._reader.skills.has_buzzer

    def _write(self, sentence: tuple[str, str], *, for_ms: int) -> None:
        if self._config.words == "none":
            return
        words = fitted(sentence[self._config.words == "en"], self._reader.skills.text_bytes)
        if words:
            self._reader.tell(write(words, for_ms=for_ms))


def face_of(reader: CredentialReader, config: GateConfig) -> ReaderFace:
    """Return the face of the OSDP reader that is configured."""
    assert isinstance(reader, OsdpReader)
    return ReaderFace(reader, config.reader, granted_ms=config.door.release_ms)


def fitted(sentence: str, room: int) -> str:
    """Return a sentence that fits into so many bytes, else what it begins with, else nothing: half a word misleads."""
    shorter = CLAUSE_ENDS.split(sentence)[0]
    return next((words for words in (sentence, shorter) if len(words.encode()) <= room), "")
