"""The way to the hub over MQTT: oldest entries first, at QoS 1, again and again until the hub itself says that they are committed.

A broker's PUBACK deletes nothing: it can be given and the message lost. Only the ``acks`` topic makes the journal forget. paho's thread
and ours do all the waiting; the door knows nothing of it.
"""

import random
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
from edge.protocol.codec import VERSION, Malformed, decode, encode
from edge.protocol.messages import Ack, Alarm, Status
from edge.protocol.topics import GateAddress, parse_topic, topic

WINDOW_BATCHES = 20
STATUS_S = 30.0
TURN_S = 1.0
STUCK_AFTER_RESENDS = 4
KEEPALIVE_S = 20
RECONNECT_S = (1, 30)
ALARMS_MAX = 100
_chance = random.SystemRandom()
PROTOCOLS = {"3.1.1": mqtt.MQTTv311, "5": mqtt.MQTTv5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """Where the broker is and how to speak with it; ``resend_ms`` is the patience with a hub that says nothing."""

    host: str
    port: int
    password: str
    protocol: str = "3.1.1"
    resend_ms: int = 5000


class MqttUplink:
    """One connection to the broker, made and made again until closed. ``status`` is asked for each time it is sent."""

    def __init__(
        self,
        broker: Broker,
        address: GateAddress,
        journal: Journal,
        *,
        status: Callable[[bool], Status],
        on_list: Callable[[str, bytes], bool],
        on_config: Callable[[bytes], None],
    ) -> None:
        self._broker, self._address, self._journal = broker, address, journal
        self._status, self._on_list, self._on_config = status, on_list, on_config
        self._turn = threading.Condition()
        self._alarms: list[Alarm] = []
        self._online = self._closing = self._status_due = False
        self._place = self._outstanding = self._resends = 0
        self._progress_at = time.monotonic()
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
        """Send an alarm, now or when the broker is back; the newest hundred are kept."""
        with self._turn:
            self._alarms = [*self._alarms, alarm][-ALARMS_MAX:]
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
        client.will_set(topic(self._address, "status"), encode(self._status(False)), 1, retain=True)
        client.max_inflight_messages_set(WINDOW_BATCHES * 2)
        client.reconnect_delay_set(*RECONNECT_S)
        client.on_connect, client.on_disconnect, client.on_message = self._connected, self._disconnected, self._heard
        return client

    def _connected(self, client: mqtt.Client, _data: Any, _flags: Any, code: Any, _properties: Any) -> None:
        if code.is_failure:
            log.tell("uplink.refused", code=code.value)
            return
        client.subscribe([(topic(self._address, channel), 1) for channel in ("acks", "lists", "lists/#", "config")])
        log.tell("uplink.online")
        with self._turn:
            self._rewind()
            self._online = self._status_due = True
            self._turn.notify()

    def _disconnected(self, _client: mqtt.Client, _data: Any, _flags: Any, code: Any, _properties: Any) -> None:
        if self._online:
            log.tell("uplink.offline", code=code.value)
        self._online = False

    def _heard(self, _client: mqtt.Client, _data: Any, message: mqtt.MQTTMessage) -> None:
        try:
            address, channel = parse_topic(message.topic)
        except ValueError:
            return
        if address != self._address:
            return
        if channel == "acks":
            self._acknowledged(bytes(message.payload))
        elif channel.split("/")[0] == "lists":
            self._on_list(channel, bytes(message.payload))
            self.wake()
        elif channel == "config":
            self._on_config(bytes(message.payload))
            self.wake()

    def _acknowledged(self, payload: bytes) -> None:
        try:
            ack = decode(Ack, payload)
        except Malformed as error:
            log.tell("ack.malformed", why=error)
            return
        gone = self._journal.forget(ack.epoch, ack.seq)
        with self._turn:
            self._outstanding = max(0, self._outstanding - gone)
            if gone:
                self._progress_at, self._resends = time.monotonic(), 0
            self._status_due = self._status_due or self._outstanding == 0
            self._turn.notify()

    def _rewind(self) -> None:
        """Begin again with the oldest entry that the hub has not confirmed."""
        self._place, self._outstanding, self._resends = 0, 0, 0
        self._progress_at = time.monotonic()

    def _send_until_closed(self) -> None:
        status_at = 0.0
        while not self._closing:
            if self._online:
                self._send_alarms()
                if self._status_due or time.monotonic() - status_at >= STATUS_S:
                    self._status_due, status_at = False, time.monotonic()
                    self._publish("status", encode(self._status(True)), retain=True)
                if self._send_batch():
                    continue
                self._resend_if_silent()
            with self._turn:
                if not (self._status_due and self._online):
                    self._turn.wait(min(TURN_S, self._broker.resend_ms / 2000))

    def _send_batch(self) -> bool:
        if self._outstanding >= WINDOW_BATCHES * 100:
            return False
        waiting = self._journal.waiting(self._place)
        if not waiting.bodies:
            return False
        body = b'{"v":%d,"entries":[%s]}' % (VERSION, b",".join(waiting.bodies))
        self._publish("entries", body)
        pass_through("uplink.published")
        with self._turn:
            if self._outstanding == 0:
                self._progress_at = time.monotonic()
            self._place, self._outstanding = waiting.last_place, self._outstanding + len(waiting.bodies)
        return True

    def _resend_if_silent(self) -> None:
        if not self._outstanding or time.monotonic() - self._progress_at < self._broker.resend_ms / 1000:
            return
        resends = self._resends + 1
        log.tell("uplink.resends", waiting=self._outstanding, times=resends)
        self._rewind()
        self._resends = resends
        if resends % STUCK_AFTER_RESENDS == 0:
            # Seen in the field: a connection that looks alive and carries nothing. Gates wait apart, so as not to return as one.
            time.sleep(_chance.random())
            self._client.reconnect()

    def _send_alarms(self) -> None:
        with self._turn:
            alarms, self._alarms = self._alarms, []
        for alarm in alarms:
            self._publish("alarms", encode(alarm))

    def _publish(self, channel: str, body: bytes, *, retain: bool = False) -> mqtt.MQTTMessageInfo:
        return self._client.publish(topic(self._address, channel), body, 1, retain=retain)
