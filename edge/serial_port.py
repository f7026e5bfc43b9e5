"""A serial port made a raw line: 8 bits, no parity, no echo, no waiting."""

import os
import termios
import tty

SPEEDS = {baud: getattr(termios, f"B{baud}") for baud in (9600, 19200, 38400, 57600, 115200)}


def open_raw(path: str, baud: int) -> int:
    """Return an open descriptor; raise OSError."""
    file = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        prepare(file, baud)
    except OSError:
        os.close(file)
        raise
    return file


def prepare(file: int, baud: int) -> None:
    """Make a terminal a raw line of this speed; raise OSError."""
    try:
        tty.setraw(file)
        modes = termios.tcgetattr(file)
        modes[4] = modes[5] = SPEEDS[baud]
        termios.tcsetattr(file, termios.TCSANOW, modes)
    except termios.error as error:
        raise OSError(*error.args) from error
