"""The way to the hub over MQTT: a thread of paho's and one of ours around an outbox. The door knows nothing of it and never waits for it.

A broker's PUBACK deletes nothing: it can be given and the message lost; and one that says anything but success says that the message was
not delivered. Only the hub's own word makes the journal forget, and where that word does not come the line is broken and made anew.
"""

import contextlib
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from edge import log
from edge.journal import Journal
from edge.kill_points import pass_through
from edge.outbox import WINDOW_MESSAGES, Outbox
from edge.protocol.codec import encode
from edge.protocol.messages import Alarm, Receipt, Status
from edge.protocol.topics import GateAddress, parse_topic, topic
from edge.watchdog import go_round

LISTENS_TO = ("keys", "acks", "acks/#", "lists", "lists/#", "changes", "config", "commands")
STATUS_S = 30.0
STATUS_AT_LEAST_S = 0.2
TURN_S = 1.0
TEND_S = 10.0
STUCK_AFTER_RESENDS = 4
KEEPALIVE_S = 20
RECONNECT_S = (1.0, 30.0)
_chance = random.SystemRandom()
PROTOCOLS = {"3.1.1": mqtt.MQTTv311, "5": mqtt.MQTTv5}


def reconnect_s(failures: int, chance: float) -> float:
    """Return the seconds to wait before the next try: more with each failure, and by chance (0 to 1), lest a town return as one."""
    first, longest = RECONNECT_S
    return min(longest, first * 2.0 ** min(failures, 10)) * (0.5 + chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """Where the broker is and how to speak with it; ``resend_ms`` is the patience with a hub that says nothing."""

    host: str
    port: int
    password: str
    protocol: str = "3.1.1"
    resend_ms: int = 5000
    context: ssl.SSLContext | None = None


class MqttUplink:
    """One connection to the broker, made and made again until closed. ``status`` is asked for each time it is sent.

    ``on_command`` is given a command's bytes and whether the broker had kept them. All of them are called from paho's thread.
    """

    def __init__(
        self,
        broker: Broker,
        address: GateAddress,
        journal: Journal,
        *,
        status: Callable[[bool], Status],
        on_list: Callable[[str, bytes], bool],
        on_config: Callable[[bytes], None],
        on_command: Callable[[bytes, bool], None] = lambda _payload, _retained: None,
        on_connected: Callable[[], None] = lambda: None,
        on_keys: Callable[[bytes], None] = lambda _payload: None,
    ) -> None:
        self._broker, self._address, self._journal = broker, address, journal
        self._status, self._on_list, self._on_config = status, on_list, on_config
        self._on_command, self._on_connected, self._on_keys = on_command, on_connected, on_keys
        self._turn = threading.Condition()
        self._outbox = Outbox(journal, resend_ms=broker.resend_ms)
        self._online = self._closing = self._status_due = False
        self._failures = 0
        self._status_at = self._tended_at = 0.0
        self._client = self._make_client()
        self._sender = threading.Thread(target=self._send_until_closed, name="uplink", daemon=True)

    def open(self) -> None:
        """Begin; returns at once, whether there is a network or not."""
        self._client.connect_async(self._broker.host, self._broker.port, KEEPALIVE_S)
        self._client.loop_start()
        self._sender.start()

    def wake(self) -> None:
        """There is something new in the journal, or the status changed."""
        with self._turn:
            self._status_due = True
            self._turn.notify()

    def alarm(self, alarm: Alarm) -> None:
        """Keep an alarm, and send it until the hub has it."""
        self._journal.keep_alarm(alarm)
        with self._turn:
            self._turn.notify()

    def receipt(self, receipt: Receipt) -> None:
        """Send what became of a command."""
        with self._turn:
            self._outbox.receipt(receipt)
            self._turn.notify()

    def is_online(self) -> bool:
        """Tell whether the broker is reached."""
        return self._online

    def close(self) -> None:
        """Say goodbye: the retained status tells that the gate is offline by intent."""
        with self._turn:
            self._closing = True
            self._turn.notify()
        if self._online:
            self._publish("status", encode(self._status(False)), retain=True).wait_for_publish(1.0)
        self._client.disconnect()
        self._client.loop_stop()

    def _make_client(self) -> mqtt.Client:
        version = PROTOCOLS[self._broker.protocol]
        options: dict[str, Any] = {} if version == mqtt.MQTTv5 else {"clean_session": True}
        client = mqtt.Client(CallbackAPIVersion.VERSION2, self._address.client_id, protocol=version, **options)
        client.username_pw_set(self._address.client_id, self._broker.password)
        if self._broker.context is not None:
            client.tls_set_context(self._broker.context)
        client.will_set(topic(self._address, "status"), encode(self._status(False)), 1, retain=True)
        client.max_inflight_messages_set(WINDOW_MESSAGES * 2)
        client.on_connect, client.on_disconnect, client.on_message = self._connected, self._disconnected, self._heard
        client.on_subscribe, client.on_publish, client.on_connect_fail = self._subscribed, self._published, self._not_reached
        client.on_pre_connect = _forget_old_messages
        return client

    def _connected(self, client: mqtt.Client, _data: Any, _flags: Any, code: Any, _properties: Any) -> None:
        if code.is_failure:
            log.tell("uplink.refused", code=code.value)
            return
        client.subscribe([(topic(self._address, channel), 1) for channel in LISTENS_TO])

    def _subscribed(self, _client: mqtt.Client, _data: Any, _mid: int, codes: list[Any], _properties: Any) -> None:
        """Begin to send once the hub's word can be heard: without its acknowledgements everything would only be sent again."""
        refused = [code.value for code in codes if code.is_failure]
        if refused:
            log.tell("uplink.not_subscribed", code=refused[0])
            self._break_line()
            return
        log.tell("uplink.online", mqtt=self._broker.protocol)
        self._failures = 0
        self._on_connected()
        with self._turn:
            self._outbox.connected(now_ms=_now_ms())
            self._online = self._status_due = True
            self._turn.notify()

    def _not_reached(self, _client: mqtt.Client, _data: Any) -> None:
        self._wait_before_next()

    def _disconnected(self, _client: mqtt.Client, _data: Any, _flags: Any, code: Any, _properties: Any) -> None:
        if self._online:
            log.tell("uplink.offline", code=code.value)
        self._online = False
        self._wait_before_next()

    def _wait_before_next(self) -> None:
        delay = reconnect_s(self._failures, _chance.random())
        self._failures += 1
        self._client.reconnect_delay_set(delay, delay)  # type: ignore[arg-type]  # any number will do, and whole ones are no chance

    def _published(self, _client: mqtt.Client, _data: Any, _mid: int, code: Any, _properties: Any) -> None:
        if code.value != 0:
            log.tell("uplink.not_delivered", code=code.value)
        with self._turn:
            self._outbox.delivered()
            self._turn.notify()

    def _heard(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        try:
            address, channel = parse_topic(message.topic)
        except ValueError:
            return
        if address != self._address:
            return
        try:
            self._take(channel, bytes(message.payload), message.retain)
        except OSError as error:  # a full disk: what could not be kept comes again, and paho's thread must live to hear it
            log.tell("uplink.not_taken", channel=channel.split("/")[0], kind=type(error).__name__)

    def _take(self, channel: str, payload: bytes, retained: bool) -> None:
        match channel.split("/")[0]:
            case "commands":
                self._on_command(payload, retained)
            case "acks":
                self._acknowledged(channel, payload)
            case "lists" | "changes":
                self._on_list(channel, payload)
                self.wake()
            case "config":
                self._on_config(payload)
                self.wake()
            case "keys":
                self._on_keys(payload)
                self.wake()

    def _acknowledged(self, channel: str, payload: bytes) -> None:
        with self._turn:
            before = self._outbox.is_done
            self._outbox.heard(channel, payload, now_ms=_now_ms())
            self._status_due = self._status_due or (self._outbox.is_done and not before)
            self._turn.notify()

    def _send_until_closed(self) -> None:
        go_round(self._send_or_rest, until=lambda: self._closing, beat=lambda: None, failed=self._failed)

    def _send_or_rest(self) -> None:
        if not self._send_what_is_due():
            self._rest()

    def _failed(self, error: Exception) -> None:
        log.tell("uplink.failed", kind=type(error).__name__)
        time.sleep(TURN_S)

    def _send_what_is_due(self) -> bool:
        """See to the journal, the next message and the status; return whether a message went out, so that there may be another."""
        now = time.monotonic()
        if now - self._tended_at >= TEND_S:
            self._tended_at = now
            self._journal.tend()
        if not self._online:
            return False
        is_sent = self._send_next()
        since = now - self._status_at
        if not (is_sent and since < TURN_S) and self._is_status_due(since):
            self._status_at = now
            self._publish("status", encode(self._status(True)), retain=True)
        if not is_sent:
            self._break_line_if_silent()
        return is_sent

    def _rest(self) -> None:
        with self._turn:
            if not self._closing:
                self._turn.wait(STATUS_AT_LEAST_S if self._status_due and self._online else min(TURN_S, self._broker.resend_ms / 2000))

    def _is_status_due(self, since_s: float) -> bool:
        with self._turn:
            due = since_s >= STATUS_S or (self._status_due and since_s >= STATUS_AT_LEAST_S)
            self._status_due = self._status_due and not due
        return due

    def _send_next(self) -> bool:
        with self._turn:
            parcel = self._outbox.next(now_ms=_now_ms())
        if parcel is None:
            return False
        if self._publish(parcel.channel, parcel.body).rc != mqtt.MQTT_ERR_SUCCESS:
            # Not sent, and not lost: the connection is gone, and when it is back everything unconfirmed is sent again.
            self._online = False
            return False
        if parcel.channel == "entries":
            pass_through("uplink.published")
        return True

    def _break_line_if_silent(self) -> None:
        with self._turn:
            is_silent = self._outbox.is_silent(now_ms=_now_ms())
        if is_silent and self._outbox.resends % STUCK_AFTER_RESENDS == 0:
            # Seen in the field: a connection that looks alive and carries nothing.
            self._break_line()

    def _break_line(self) -> None:
        """End the connection as a fault of the line would; paho makes it anew after a wait."""
        line: Any = self._client.socket()
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _publish(self, channel: str, body: bytes, *, retain: bool = False) -> mqtt.MQTTMessageInfo:
        return self._client.publish(topic(self._address, channel), body, 1, retain=retain)


def _forget_old_messages(client: mqtt.Client, _data: Any) -> None:
    """Have paho carry nothing of an earlier line over: the outbox begins again by itself, with what is new, and two copies would add up."""
    with client._out_message_mutex:
        client._out_messages.clear()


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
