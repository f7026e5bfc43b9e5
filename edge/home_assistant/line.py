"""The line to a household's own broker: announces the door's sensors, keeps what they show, and takes all of it back when switched off.

It is no part of the way to the hub: another broker, another account, and not one subscription, so that nothing can come back. It runs on a
thread of its own; whatever befalls it, the door and the hub's line know nothing of it.
"""

import ssl
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from edge import log
from edge.home_assistant.entities import OFFLINE, ONLINE, Entity, Seen, Topics, announcements, values
from edge.home_assistant.place import Book, Kept, Place
from edge.watchdog import go_round

LOOK_S = 0.5
FAILED_S = 20.0
KEEPALIVE_S = 60
TAKE_BACK_S = 5.0
TAKE_BACK_AGAIN_LOOKS = 120


class HouseholdLine:
    """``place`` is where to show the gate, None for nowhere; ``see`` gives its state. What stands elsewhere is taken back."""

    def __init__(
        self,
        folder: Path,
        place: Place | None,
        *,
        topics: Topics,
        entities: Sequence[Entity],
        language: str,
        software: str,
        see: Callable[[], Seen],
    ) -> None:
        self._book, self._place, self._topics, self._entities, self._see = Book(folder), place, topics, entities, see
        self._announced = announcements(entities, topics, language=language, software=software)
        self._client: mqtt.Client | None = None
        self._shown = b""
        self._looks = 0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._look_until_closed, name="home-assistant", daemon=True)

    def open(self) -> None:
        """Begin, if there is anything to show or to take back; returns at once."""
        if self._place is not None or self._book.kept:
            self._thread.start()

    def close(self) -> None:
        """Say that the gate is away."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(TAKE_BACK_S)
        if self._client is not None:
            if self._client.is_connected():
                self._put(self._client, self._topics.availability, OFFLINE).wait_for_publish(1.0)
            self._client.disconnect()
            self._client.loop_stop()

    def _look_until_closed(self) -> None:
        go_round(self._look, until=self._closing.is_set, beat=self._pause, failed=self._failed)

    def _pause(self) -> None:
        self._closing.wait(LOOK_S)

    def _failed(self, error: Exception) -> None:
        log.tell("home_assistant.failed", kind=type(error).__name__)
        self._closing.wait(FAILED_S)

    def _look(self) -> None:
        if self._place is not None and self._client is None:
            self._book.add(Kept(self._place, self._own))
            self._client = self._connect(self._place)
        if self._client is not None and self._client.is_connected():
            self._show(self._client)
        if self._looks % TAKE_BACK_AGAIN_LOOKS == 0:
            self._take_back()
        self._looks += 1

    @property
    def _own(self) -> tuple[str, ...]:
        return *self._announced, self._topics.state, self._topics.availability

    def _show(self, client: mqtt.Client) -> None:
        showing = values(self._entities, self._see())
        if not self._shown:
            for name, body in self._announced.items():
                self._put(client, name, body)
            self._put(client, self._topics.availability, ONLINE)
        if showing != self._shown:
            self._put(client, self._topics.state, showing)
            self._shown = showing

    def _take_back(self) -> None:
        """Empty what stands anywhere and is not shown any more. A broker that is away is asked again later."""
        for kept in self._book.kept:
            wanted = self._own if kept.place == self._place else ()
            if gone := [name for name in kept.topics if name not in wanted]:
                try:
                    self._empty(kept.place, gone)
                except (OSError, RuntimeError) as error:
                    log.tell("home_assistant.not_taken_back", kind=type(error).__name__)
                    continue
                log.tell("home_assistant.taken_back", topics=len(gone))
                self._book.strike_out(kept)

    def _empty(self, place: Place, names: Sequence[str]) -> None:
        client = self._client_for(place, "-away")
        client.connect(place.host, place.port, KEEPALIVE_S)
        client.loop_start()
        try:
            for sent in [self._put(client, name, b"") for name in names]:
                sent.wait_for_publish(TAKE_BACK_S)
                if not sent.is_published():
                    raise OSError("the household's broker does not answer")
        finally:
            client.disconnect()
            client.loop_stop()

    def _connect(self, place: Place) -> mqtt.Client:
        client = self._client_for(place)
        client.will_set(self._topics.availability, OFFLINE, 1, retain=True)
        client.on_connect = self._connected
        client.reconnect_delay_set(1, 60)
        client.connect_async(place.host, place.port, KEEPALIVE_S)
        client.loop_start()
        return client

    def _client_for(self, place: Place, suffix: str = "") -> mqtt.Client:
        client = mqtt.Client(CallbackAPIVersion.VERSION2, self._topics.node + suffix)
        if place.user:
            client.username_pw_set(place.user, Path(place.password_file).read_text("utf-8").strip() if place.password_file else None)
        if place.authority_file:
            client.tls_set_context(ssl.create_default_context(cafile=place.authority_file))
        return client

    def _connected(self, _client: mqtt.Client, _data: Any, _flags: Any, code: Any, _properties: Any) -> None:
        log.tell("home_assistant.refused" if code.is_failure else "home_assistant.online", code=code.value)
        self._shown = b""

    def _put(self, client: mqtt.Client, name: str, body: bytes) -> mqtt.MQTTMessageInfo:
        return client.publish(name, body, 1, retain=True)
