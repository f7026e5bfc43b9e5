"""What a door's contacts say, open and closed, whatever they are connected to.

Exit button and key close when pressed; a door's contact closes when the door opens. Fire, tamper, mains and battery are closed when all is
well, so that a cut wire is an alarm.
"""

from edge.config import PinsConfig

STATES = {
    "door": ("closed", "open"),
    "other": ("closed", "open"),
    "exit": ("let_go", "pressed"),
    "key": ("let_go", "turned"),
    "fire": ("alarm", "normal"),
    "tamper": ("alarm", "normal"),
    "mains": ("alarm", "normal"),
    "battery": ("alarm", "normal"),
}
"""What an open and a closed contact say."""


def parts_of(pins: PinsConfig) -> dict[int, str]:
    """Return the part at each line that is used."""
    lines = {
        "door": pins.door,
        "other": pins.other_door,
        "exit": pins.rex,
        "key": pins.fire_key,
        "fire": pins.fire,
        "tamper": pins.tamper,
        "mains": pins.mains,
        "battery": pins.battery,
    }
    return {line: part for part, line in lines.items() if line >= 0}
