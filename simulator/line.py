"""The line between a gate and its broker, which can drop, double, delay and part. It knows MQTT's packets and nothing of what they say.

TCP never loses single bytes, so a fault takes whole packets, and only those that QoS 1 repairs: messages and acknowledgements.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

PUBLISH, PUBACK = 3, 4
DUPLICATE_FLAG = 0x08
QOS_BITS = 0x06
PACKET_BYTES_MAX = 1 << 20
WAITING_PACKETS_MAX = 1000
HUNG_UP = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What a line does to packets: chances from 0 to 1 for each message or acknowledgement, and a delay for every packet."""

    drop: float = 0.0
    double: float = 0.0
    delay_ms: int = 0


@dataclass(slots=True)
class Toll:
    """What a line has done so far, in packets."""

    passed: int = 0
    dropped: int = 0
    doubled: int = 0


class BrokenPacket(ValueError):
    """The bytes are no MQTT packet, or one longer than this line carries."""


async def read_packet(reader: asyncio.StreamReader) -> bytes:
    """Return the next whole packet; raise IncompleteReadError at the stream's end and BrokenPacket for a length that cannot be."""
    head = bytearray(await reader.readexactly(1))
    length = 0
    for place in range(4):
        byte = (await reader.readexactly(1))[0]
        head.append(byte)
        length |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    else:
        raise BrokenPacket("a length of more than four bytes")
    if length > PACKET_BYTES_MAX:
        raise BrokenPacket("longer than this line carries")
    return bytes(head) + await reader.readexactly(length)


def suffer(packet: bytes, faults: Faults, chance: Callable[[], float]) -> list[bytes]:
    """Return what comes out of the line for one packet: nothing, the packet, or the packet twice (the second marked as repeated).

    ``chance`` returns numbers in [0, 1), one for each question asked.
    """
    kind = packet[0] >> 4
    if kind not in (PUBLISH, PUBACK):
        return [packet]
    if chance() < faults.drop:
        return []
    if kind == PUBLISH and packet[0] & QOS_BITS and chance() < faults.double:
        return [packet, bytes([packet[0] | DUPLICATE_FLAG]) + packet[1:]]
    return [packet]


class Line:
    """A listening end on loopback for one gate, and a connection to the broker for each one the gate makes."""

    def __init__(self, broker: tuple[str, int], *, faults: Faults = Faults(), seed: int = 0) -> None:
        self.faults = faults
        self.toll = Toll()
        self.parted = False
        self.port = 0
        self._broker = broker
        self._random = random.Random(seed)  # noqa: S311 - faults need to be repeatable
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Listen on a free port of loopback, from then on in ``port``."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening and end every connection."""
        if self._server is not None:
            self._server.close()
        self._cut()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def part(self) -> None:
        """Cut the line: connections end at once, and new ones end as soon as they are made."""
        self.parted = True
        self._cut()

    def heal(self) -> None:
        """Let connections through again; what was on the line when it was cut stays lost."""
        self.parted = False

    def _cut(self) -> None:
        for connection in self._connections:
            connection.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            if not self.parted:
                await self._connect(reader, writer)
        except (asyncio.CancelledError, OSError):
            pass  # a cut line is what this class is for
        finally:
            self._connections.discard(task)
            writer.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._broker)
        ways = [asyncio.create_task(self._carry(reader, far_writer)), asyncio.create_task(self._carry(far_reader, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            far_writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry packets one way. Reading and writing are apart, so that a delay is a delay and not a narrower line."""
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(WAITING_PACKETS_MAX)
        sender = asyncio.create_task(_send_when_due(waiting, writer))
        try:
            while not sender.done():
                await self._receive(reader, waiting)
        except (asyncio.IncompleteReadError, BrokenPacket, OSError):
            await waiting.put((0.0, HUNG_UP))
            await sender
        finally:
            sender.cancel()

    async def _receive(self, reader: asyncio.StreamReader, waiting: asyncio.Queue[tuple[float, bytes]]) -> None:
        packet = await read_packet(reader)
        copies = suffer(packet, self.faults, self._random.random)
        self.toll.passed += bool(copies)
        self.toll.dropped += not copies
        self.toll.doubled += len(copies) > 1
        due = asyncio.get_running_loop().time() + self.faults.delay_ms / 1000
        for copy in copies:
            await waiting.put((due, copy))


async def _send_when_due(waiting: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due, packet = await waiting.get()
        if packet == HUNG_UP:
            return
        if due > loop.time():
            await asyncio.sleep(due - loop.time())
        writer.write(packet)
        await writer.drain()
