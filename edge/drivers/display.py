"""A small text display beside the door on a serial line: what two lamps cannot say, in Chinese and English.

Customer displays and text modules take it so: a form feed clears, then a line each. One that is away or slow keeps nobody waiting.
"""

from edge.config import DisplayConfig
from edge.readers.device import Device
from edge.serial_port import prepare

CLEAR = b"\x0c"


class Display:
    """One display; without a ``device`` there is none, and nothing is said."""

    def __init__(self, config: DisplayConfig) -> None:
        self._encoding = config.encoding
        self._device = Device(config.device, prepare=lambda file: prepare(file, config.baud)) if config.device else None

    def show(self, *lines: str) -> None:
        """Show these lines alone."""
        if self._device is None:
            return
        self._device.read()  # finds one that was plugged in, and forgets what it answers
        words = "".join(line + "\r\n" for line in lines).encode(self._encoding, "replace")
        self._device.write(CLEAR + words)
