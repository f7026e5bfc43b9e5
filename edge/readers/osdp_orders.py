"""What an OSDP reader can be told to show and sound, as libosdp takes it (IEC 60839-11-5: osdp_LED, osdp_BUZ, osdp_TEXT). Pure.

Each order says how long it holds, and the reader counts: when the gate or the line dies, it goes back by itself to how it rests. What a
reader cannot time is therefore not asked of it. Counts are tenths of a second in one byte, since libosdp cuts the second off.
"""

from collections.abc import Callable
from dataclasses import dataclass

import osdp

Order = dict[str, int | str | bool]
TENTH_MS = 100
TENTHS_MAX = SECONDS_MAX = 255
TIMED_LAMP = TIMED_BUZZER = 2
ROW = 16
TEXT_BYTES = {1: ROW, 2: 2 * ROW, 3: 2 * ROW}
"""Rows of 16 characters by compliance level; libosdp sends 32 bytes at most."""


@dataclass(frozen=True, slots=True)
class Skills:
    """What a reader says it can do: a lamp and a buzzer that it times, bytes of text, and outputs, which are left alone."""

    has_lamp: bool = False
    has_buzzer: bool = False
    text_bytes: int = 0
    outputs: int = 0


NO_SKILLS = Skills()


def skills_of(capability: Callable[[int], tuple[int, int]]) -> Skills:
    """Return what a reader can do; ``capability`` gives its compliance level and count for one function code."""
    lamp, lamps = capability(osdp.Capability.LEDControl)
    buzzer, buzzers = capability(osdp.Capability.AudibleControl)
    text, displays = capability(osdp.Capability.TextOutput)
    _level, outputs = capability(osdp.Capability.OutputControl)
    return Skills(
        has_lamp=lamp >= TIMED_LAMP and lamps > 0,
        has_buzzer=buzzer >= TIMED_BUZZER and buzzers > 0,
        text_bytes=TEXT_BYTES.get(text, 0) if displays else 0,
        outputs=outputs,
    )


def light(colour: int, *, for_ms: int, blink_ms: int = 0) -> Order:
    """Light the lamp for a while, steadily or blinking, and then as it was before (a temporary state, and its timer)."""
    return {
        "command": osdp.Command.LED,
        "reader": 0,
        "led_number": 0,
        "temporary": True,
        "control_code": 2,
        "on_color": colour,
        "off_color": osdp.CommandLEDColor.Black,
        "on_count": blink_ms // TENTH_MS or 1,
        "off_count": blink_ms // TENTH_MS,
        "timer_count": min(max(for_ms // TENTH_MS, 1), TENTHS_MAX),
    }


def beep(times: int, *, on_ms: int, off_ms: int) -> Order:
    """Sound so many times."""
    return _buzzer(2, on_ms // TENTH_MS, off_ms // TENTH_MS, times)


def hush() -> Order:
    """Sound no more."""
    return _buzzer(1, 0, 0, 0)


def write(words: str, *, for_ms: int) -> Order:
    """Show words for a while, wrapped at the end of a row."""
    seconds = min(max(-(-for_ms // 1000), 1), SECONDS_MAX)
    return {
        "command": osdp.Command.Text,
        "reader": 0,
        "control_code": 4,
        "temp_time": seconds,
        "offset_row": 1,
        "offset_col": 1,
        "data": words,
    }


def _buzzer(control_code: int, on_count: int, off_count: int, rep_count: int) -> Order:
    return {
        "command": osdp.Command.Buzzer,
        "reader": 0,
        "control_code": control_code,
        "on_count": on_count,
        "off_count": off_count,
        "rep_count": rep_count,
    }
