"""The line parts, heals, delays, drops and doubles whole packets: with generated ones, and between real clients and a real Mosquitto."""

import asyncio
import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator

import paho.mqtt.client as mqtt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.line import PACKET_BYTES_MAX, BrokenPacket, Faults, Line, read_packet, suffer
from tests.rig.parts import free_port, program

MESSAGES = 200
PATIENCE_S = 120


def remaining_length(length: int) -> bytes:
    out = bytearray()
    while True:
        length, byte = divmod(length, 128)
        out.append(byte | (0x80 if length else 0))
        if not length:
            return bytes(out)


def packet(head: int, body: bytes) -> bytes:
    return bytes([head]) + remaining_length(len(body)) + body


def read_all(data: bytes) -> list[bytes]:
    async def read() -> list[bytes]:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        found = []
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                found.append(await read_packet(reader))
        return found

    return asyncio.run(read())


@given(st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=300)), max_size=8))
def test_packets_are_cut_out_of_a_stream_whole(parts: list[tuple[int, bytes]]) -> None:
    packets = [packet(head, body) for head, body in parts]
    assert read_all(b"".join(packets)) == packets


@pytest.mark.parametrize("head", [b"\x30\xff\xff\xff\xff\x01", b"\x30" + remaining_length(PACKET_BYTES_MAX + 1)])
def test_a_length_that_cannot_be_is_refused(head: bytes) -> None:
    with pytest.raises(BrokenPacket):
        read_all(head + bytes(8))


@given(st.integers(0, 15).filter(lambda kind: kind not in (3, 4)), st.binary(max_size=20))
def test_only_messages_and_acknowledgements_suffer(kind: int, body: bytes) -> None:
    whole = packet(kind << 4, body)
    assert suffer(whole, Faults(drop=1, double=1), lambda: 0.0) == [whole]


def test_a_doubled_message_is_marked_and_an_unpromised_one_is_not_doubled() -> None:
    sure = Faults(double=1)
    assert suffer(packet(0x32, b"abc"), sure, lambda: 0.5) == [packet(0x32, b"abc"), packet(0x3A, b"abc")]
    assert suffer(packet(0x30, b"abc"), sure, lambda: 0.5) == [packet(0x30, b"abc")]


def test_a_dropped_message_is_gone_whole() -> None:
    assert suffer(packet(0x32, b"abc"), Faults(drop=0.5), lambda: 0.4) == []
    assert suffer(packet(0x40, b"ab"), Faults(drop=0.5), lambda: 0.6) == [packet(0x40, b"ab")]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = free_port()
    config = tmp_path_factory.mktemp("broker") / "mosquitto.conf"
    config.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 5000\n")
    process = subprocess.Popen([program("mosquitto"), "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _answers(port))
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    try:
        client.connect("127.0.0.1", port)
    except OSError:
        return False
    client.disconnect()
    return True


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.01)


class Gate:
    """A client that sends numbers through the line and counts what was acknowledged, beside one that listens at the broker itself."""

    def __init__(self, line_port: int, broker_port: int, topic: str) -> None:
        self.topic = topic
        self.heard: list[int] = []
        self.acknowledged: set[int] = set()
        self.sender = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id=f"sender-{topic}", clean_session=False)
        self.sender.reconnect_delay_set(1, 1)
        self.sender.on_publish = lambda _client, _data, mid, *_: self.acknowledged.add(mid)
        self.listener = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        self.listener.on_message = lambda _client, _data, message: self.heard.append(int(message.payload))
        subscribed: list[int] = []
        self.listener.on_subscribe = lambda _client, _data, mid, *_: subscribed.append(mid)
        self.listener.connect("127.0.0.1", broker_port)
        self.listener.subscribe(topic, qos=1)
        self.listener.loop_start()
        wait_until(lambda: bool(subscribed))
        self.sender.connect("127.0.0.1", line_port)
        self.sender.loop_start()
        wait_until(self.sender.is_connected)

    def send(self, numbers: range) -> None:
        for number in numbers:
            self.sender.publish(self.topic, str(number), qos=1)

    def hang_up(self) -> None:
        for client in (self.sender, self.listener):
            client.disconnect()
            client.loop_stop()


def with_line(broker: int, faults: Faults, story: Callable[[Line, Gate], None]) -> Line:
    async def run() -> Line:
        line = Line(("127.0.0.1", broker), faults=faults, seed=1)
        await line.open()
        try:
            await asyncio.to_thread(_tell, line)
        finally:
            await line.close()
        return line

    def _tell(line: Line) -> None:
        gate = Gate(line.port, broker, f"t/{line.port}")
        try:
            story(line, gate)
        finally:
            gate.hang_up()

    return asyncio.run(run())


def test_a_whole_line_carries_everything_in_order(broker: int) -> None:
    def story(_line: Line, gate: Gate) -> None:
        gate.send(range(MESSAGES))
        wait_until(lambda: len(gate.heard) == MESSAGES)
        assert gate.heard == list(range(MESSAGES))

    assert with_line(broker, Faults(), story).toll.dropped == 0


def test_a_doubling_line_delivers_some_twice_and_none_never(broker: int) -> None:
    def story(_line: Line, gate: Gate) -> None:
        gate.send(range(MESSAGES))
        wait_until(lambda: set(gate.heard) == set(range(MESSAGES)) and len(gate.heard) > MESSAGES)

    assert with_line(broker, Faults(double=0.5), story).toll.doubled > 0


def test_a_dropping_line_loses_messages_until_the_sender_connects_again(broker: int) -> None:
    def story(line: Line, gate: Gate) -> None:
        gate.send(range(MESSAGES))
        wait_until(lambda: line.toll.dropped > 0)
        assert len(set(gate.heard)) < MESSAGES
        line.faults = Faults()
        line_loop(line, line.part)
        line_loop(line, line.heal)
        wait_until(lambda: set(gate.heard) == set(range(MESSAGES)))

    with_line(broker, Faults(drop=0.5), story)


def test_a_parted_line_ends_connections_and_a_healed_one_carries_what_waited(broker: int) -> None:
    def story(line: Line, gate: Gate) -> None:
        line_loop(line, line.part)
        wait_until(lambda: not gate.sender.is_connected())
        gate.send(range(10))
        time.sleep(0.2)
        assert gate.heard == []
        line_loop(line, line.heal)
        wait_until(lambda: gate.heard == list(range(10)))

    with_line(broker, Faults(), story)


def test_a_delay_holds_packets_back_and_keeps_their_order(broker: int) -> None:
    def story(line: Line, gate: Gate) -> None:
        line.faults = Faults(delay_ms=150)
        began = time.monotonic()
        gate.send(range(20))
        wait_until(lambda: gate.heard == list(range(20)))
        assert time.monotonic() - began >= 0.15

    with_line(broker, Faults(), story)


def line_loop(line: Line, act: Callable[[], None]) -> None:
    """Do this on the line's own loop: a story is told from another thread."""
    assert line._server is not None
    done: list[bool] = []
    line._server.get_loop().call_soon_threadsafe(lambda: (act(), done.append(True)))
    wait_until(lambda: bool(done))
