"""The hub's MQTT connection: paho driven by its own ``loop_read``, ``loop_write`` and ``loop_misc``, nothing acknowledged by itself.

MQTT 3.1.1, which costs this subscriber two thirds of what 5 does. With Mosquitto the session is kept, so that what arrives while the
link is away waits there.
"""

import select
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from edge.protocol.topics import GATE_PUBLISHES, HUB_CLIENT, all_gates

ALL_GATES = tuple(all_gates(channel) for channel in GATE_PUBLISHES)
BATCH_MESSAGES_MAX = 1_000
BATCH_BYTES_MAX = 4 * 1024 * 1024
KEEP_ALIVE_SECONDS = 30
CONNECT_SECONDS = 10.0


class Disconnected(ConnectionError):
    """The broker is not there, or does not let us in."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a gate sent: ``number`` is the broker's own, for the acknowledgement; ``retained`` if it was said before we listened."""

    topic: str
    payload: bytes
    number: int
    qos: int
    retained: bool


class Wire:
    """One connection to the broker, from :meth:`open` to :meth:`close`: the hub's own to every gate, unless told otherwise."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        password: str,
        user: str = HUB_CLIENT,
        filters: Sequence[str] = ALL_GATES,
        keep_session: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._address = (host, port)
        self._filters = filters
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=user, clean_session=not keep_session, protocol=mqtt.MQTTv311, manual_ack=True
        )
        self._client.username_pw_set(user, password)
        if tls is not None:
            self._client.tls_set_context(tls)
        self._client.max_inflight_messages_set(1_000)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message
        self._arrived: list[Message] = []
        self._bytes = 0
        self._up = False
        self._refused = ""

    def open(self) -> None:
        """Connect and listen; raise Disconnected."""
        try:
            self._client.connect(*self._address, keepalive=KEEP_ALIVE_SECONDS)
        except OSError as error:
            raise Disconnected(str(error)) from error
        self._until(lambda: self._up, CONNECT_SECONDS)
        self._client.subscribe([(one, 1) for one in self._filters])

    def receive(self, wait_seconds: float) -> list[Message]:
        """Return what has arrived, as soon as something has and nothing more waits, or the batch is full; raise Disconnected."""
        self._turn(wait_seconds)
        while self._arrived and len(self._arrived) < BATCH_MESSAGES_MAX and self._bytes < BATCH_BYTES_MAX and self._waits():
            self._judge(self._client.loop_read())
        arrived, self._arrived, self._bytes = self._arrived, [], 0
        return arrived

    def acknowledge(self, message: Message) -> None:
        """Tell the broker that it need not keep this message; one that cannot be told sends it again."""
        self._client.ack(message.number, message.qos)

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send at QoS 1; what is lost with the connection, gates ask for again."""
        self._client.publish(topic, payload, qos=1, retain=retain)

    def close(self) -> None:
        """Say goodbye if anybody listens."""
        self._client.disconnect()
        if self._client.socket() is not None:
            self._client.loop_write()

    def _waits(self) -> bool:
        sock = self._client.socket()
        return sock is not None and (_is_decrypted(sock) or bool(select.select([sock], [], [], 0)[0]))

    def _turn(self, wait_seconds: float) -> None:
        sock = self._client.socket()
        if sock is None:
            raise Disconnected(self._refused or "the connection is gone")
        is_decrypted = _is_decrypted(sock)
        wanted = [sock] if self._client.want_write() else []
        readable, writable, _ = select.select([sock], wanted, [], 0 if is_decrypted else wait_seconds)
        results = [self._client.loop_read()] if readable or is_decrypted else []
        if writable:
            results.append(self._client.loop_write())
        self._judge(*results, self._client.loop_misc())

    def _judge(self, *results: MQTTErrorCode) -> None:
        if any(result != MQTTErrorCode.MQTT_ERR_SUCCESS for result in results):
            raise Disconnected(self._refused or "the connection broke")

    def _until(self, done: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not done():
            if self._refused or time.monotonic() > deadline:
                raise Disconnected(self._refused or "the broker does not answer")
            self._turn(0.1)

    def _on_connect(self, _client: mqtt.Client, _data: object, _flags: object, reason: object, _properties: object) -> None:
        self._up = reason == "Success"
        self._refused = "" if self._up else f"the broker says: {reason}"

    def _on_disconnect(self, _client: mqtt.Client, _data: object, _flags: object, _reason: object, _properties: object) -> None:
        self._up = False

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            topic = ""
        self._arrived.append(Message(topic, bytes(message.payload), message.mid, message.qos, message.retain))
        self._bytes += len(message.payload)


def _is_decrypted(sock: object) -> bool:
    """Tell whether a TLS connection holds bytes that were read and decrypted already: no wait for the network would end for them."""
    return isinstance(sock, ssl.SSLSocket) and sock.pending() > 0
