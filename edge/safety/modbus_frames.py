"""Modbus as bytes: three functions, on a serial line (RTU, with its checksum) or over TCP. Pure.

Written out, since three functions are less than a package would be, and life safety loads as little as it can.
"""

import struct

READ_INPUTS, WRITE_RELAY = 2, 5
IS_REFUSAL = 0x80
TIMED_RELAYS = 0x0200
"""Relay n for so many tenths of a second: the board's own address for it (Waveshare's boards and those made like them)."""
OFF = 0x0000
PDU_MAX = 253


class BadFrame(OSError):
    """The board talks nonsense or refuses."""


def read_inputs(first: int, count: int) -> bytes:
    """Ask how ``count`` inputs stand."""
    return struct.pack(">BHH", READ_INPUTS, first, count)


def give_current(relay: int, tenths: int) -> bytes:
    """Have the board close a relay for so long and open it by itself."""
    return struct.pack(">BHH", WRITE_RELAY, TIMED_RELAYS + relay, tenths)


def take_current(relay: int) -> bytes:
    """Have the board open a relay now."""
    return struct.pack(">BHH", WRITE_RELAY, relay, OFF)


def inputs(answer: bytes, count: int) -> list[bool]:
    """Return how the inputs stand; raise BadFrame if this is no answer to :func:`read_inputs`."""
    if len(answer) != 2 + (count + 7) // 8 or answer[0] != READ_INPUTS or answer[1] != len(answer) - 2:
        raise BadFrame("the board's answer about its inputs is of another shape")
    return [bool(answer[2 + place // 8] >> place % 8 & 1) for place in range(count)]


def to_rtu(unit: int, pdu: bytes) -> bytes:
    """Return a frame for a serial line."""
    frame = bytes([unit]) + pdu
    return frame + crc(frame).to_bytes(2, "little")


def from_rtu(unit: int, data: bytes) -> bytes | None:
    """Return the answer in what came so far, or None while more is to come; raise BadFrame."""
    if len(data) < 5:
        return None
    length = 5 if data[1] & IS_REFUSAL else 5 + data[2] if data[1] == READ_INPUTS else 8
    if len(data) < length:
        return None
    frame = data[:length]
    if frame[0] != unit or crc(frame[:-2]) != int.from_bytes(frame[-2:], "little"):
        raise BadFrame("a frame on the line is damaged or another unit's")
    return _accepted(frame[1:-2])


def to_tcp(number: int, unit: int, pdu: bytes) -> bytes:
    """Return a frame for Modbus TCP."""
    return struct.pack(">HHHB", number & 0xFFFF, 0, len(pdu) + 1, unit) + pdu


def from_tcp(number: int, data: bytes) -> bytes | None:
    """Return the answer to this number in what came so far, or None while more is to come; raise BadFrame."""
    if len(data) < 8:
        return None
    answered, protocol, length, _unit = struct.unpack(">HHHB", data[:7])
    if protocol or answered != number & 0xFFFF or not 3 <= length <= PDU_MAX + 1:
        raise BadFrame("the board's answer is to another question")
    return _accepted(data[7 : 6 + length]) if len(data) >= 6 + length else None


def crc(frame: bytes) -> int:
    """Return Modbus's CRC-16."""
    value = 0xFFFF
    for byte in frame:
        value ^= byte
        for _bit in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


def _accepted(pdu: bytes) -> bytes:
    if pdu[0] & IS_REFUSAL:
        raise BadFrame(f"the board refuses with code {pdu[1]}: see whether it has this relay and these inputs")
    return pdu
