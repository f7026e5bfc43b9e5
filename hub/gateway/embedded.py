"""The embedded broker: amqtt as a process of its own, with our accounts and topic rules, for trying Anju out with nothing but Python.

amqtt 0.12.1 by itself looks up, changes and even deletes a client's session *before* it asks who is there, publishes last wills without
asking its topic rules, and offers retained messages of everybody's subscriptions to whoever connects. :class:`GuardedBroker` closes these
three; the tests look at what is delivered. Sessions are not kept between connections: a gate's journal, not the broker, is what loses
nothing. Production is Mosquitto.
"""

import asyncio
import contextlib
import hashlib
import hmac
import logging
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amqtt.adapters import BufferReader, ReaderAdapter, WriterAdapter
from amqtt.broker import Broker
from amqtt.contexts import Action, BrokerConfig, ListenerConfig
from amqtt.errors import AMQTTError
from amqtt.mqtt.connack import NOT_AUTHORIZED, ConnackPacket
from amqtt.mqtt.protocol.broker_handler import BrokerProtocolHandler
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from edge.protocol.topics import HUB_CLIENT, may_publish, may_receive, may_subscribe
from hub import logs
from hub.config import HubConfig
from hub.gateway.brokers import password_matches, read_accounts
from hub.secrets import make_secrets, read_secret

PACKET_BYTES_MAX = 64 * 1024
CONNECTIONS_MAX = 500
LOOK_SECONDS = 0.5

_RULES = {Action.PUBLISH: may_publish, Action.RECEIVE: may_receive, Action.SUBSCRIBE: may_subscribe}


class Accounts:
    """Who may connect: the hub by its own secret, each gate by the accounts file, which is read again whenever it has changed."""

    def __init__(self, path: Path, hub_password: str) -> None:
        self._path = path
        self._hub_password = hub_password
        self._hashes: dict[str, str] = {}
        self._read_at: int | None = None
        self._known: dict[str, tuple[str, bytes]] = {}

    def admits(self, user: str, password: str) -> bool:
        """Tell whether this is that user's password."""
        if user == HUB_CLIENT:
            return hmac.compare_digest(password.encode(), self._hub_password.encode())
        hashed = self._current().get(user)
        if hashed is None:
            return False
        seen = (hashed, hashlib.sha256(password.encode()).digest())
        if self._known.get(user) != seen:
            if not password_matches(password, hashed):
                return False
            self._known[user] = seen
        return True

    def stale(self) -> list[str]:
        """Return, once, the users who came in with what is no longer their password."""
        current = self._current()
        users = [user for user, (hashed, _digest) in self._known.items() if current.get(user) != hashed]
        for user in users:
            del self._known[user]
        return users

    def _current(self) -> dict[str, str]:
        changed_at = self._path.stat().st_mtime_ns if self._path.exists() else None
        if changed_at != self._read_at:
            self._hashes, self._read_at = read_accounts(self._path), changed_at
        return self._hashes


class AccountPlugin(BaseAuthPlugin):  # type: ignore[misc]
    """Admits a client whose id is its user name, whose password is right, and whose last will is something it may say."""

    @dataclass
    class Config:
        """What amqtt hands to the plug-in."""

        accounts: Any

    async def authenticate(self, *, session: Session) -> bool:
        """Tell whether the client may connect."""
        user, password = session.username or "", session.password or ""
        if session.client_id != user or not self.config.accounts.admits(user, password):
            return False
        return not session.will_flag or may_publish(user, session.will_topic or "")


class TopicPlugin(BaseTopicPlugin):  # type: ignore[misc]
    """Holds every publish, subscription and delivery against the protocol's own rules."""

    async def topic_filtering(self, *, session: Session | None = None, topic: str | None = None, action: Action | None = None) -> bool:
        """Tell whether this client may do this on this topic."""
        if session is None or topic is None or action is None:
            return False
        return _RULES[action](session.username or "", topic)


class BoundedReader(ReaderAdapter):  # type: ignore[misc]
    """A connection that ends when one packet asks for more memory than any message of ours needs; it can remember what it read."""

    def __init__(self, reader: ReaderAdapter) -> None:
        self._reader = reader
        self.seen: bytearray | None = bytearray()

    async def read(self, n: int = -1) -> bytes:
        """Read n bytes, or end the connection."""
        if not 0 <= n <= PACKET_BYTES_MAX:
            self.feed_eof()
            raise ConnectionResetError("a packet beyond the limit")
        data: bytes = await self._reader.read(n)
        if self.seen is not None:
            self.seen += data
        return data

    def feed_eof(self) -> None:
        """Read no more."""
        self._reader.feed_eof()


class GuardedBroker(Broker):  # type: ignore[misc]
    """amqtt that asks who is there before it touches a session, and asks the topic rules for retained messages too."""

    async def _client_connected(self, listener_name: str, reader: ReaderAdapter, writer: WriterAdapter) -> None:
        await super()._client_connected(listener_name, BoundedReader(reader), writer)

    async def _initialize_client_session(
        self, reader: ReaderAdapter, writer: WriterAdapter, remote_address: str, remote_port: int
    ) -> tuple[BrokerProtocolHandler, Session]:
        assert isinstance(reader, BoundedReader)
        async with asyncio.timeout(10):
            _handler, claimed = await BrokerProtocolHandler.init_from_connect(reader, writer, self.plugins_manager)
        if not claimed.client_id or not await self._authenticate(claimed, self.listeners_config["default"]):
            await ConnackPacket.build(0, NOT_AUTHORIZED).to_stream(writer)
            await writer.close()
            raise AMQTTError("refused")
        await self._cleanup_session(claimed.client_id)
        packet, reader.seen = bytes(reader.seen or b""), None
        made: tuple[BrokerProtocolHandler, Session] = await super()._initialize_client_session(
            BufferReader(packet), writer, remote_address, remote_port
        )
        return made

    async def _publish_retained_messages_for_subscription(self, subscription: tuple[str, int], session: Session) -> None:
        if await self._topic_filtering(session, subscription[0], Action.SUBSCRIBE):
            await super()._publish_retained_messages_for_subscription(subscription, session)

    async def end_sessions(self, users: Sequence[str]) -> None:
        """End these users' connections."""
        for user in users:
            await self._cleanup_session(user)


async def serve(config: HubConfig, stop: asyncio.Event) -> None:
    """Run the broker on the configured address until told to stop."""
    accounts = Accounts(config.accounts_file, read_secret(config.secrets_dir / "broker-hub"))
    broker = GuardedBroker(_settings(config, accounts), loop=asyncio.get_running_loop())
    await broker.start()
    logs.tell("broker.started", port=config.broker_port)
    while not stop.is_set():
        await broker.end_sessions(accounts.stale())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
    await broker.shutdown()
    logs.tell("broker.stopped")


def main(config: HubConfig) -> int:
    """Run the embedded broker as this process; return its exit code."""
    logging.getLogger("amqtt").setLevel(logging.ERROR)
    make_secrets(config)
    asyncio.run(_until_signalled(config))
    return 0


async def _until_signalled(config: HubConfig) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(config, stop)


def _settings(config: HubConfig, accounts: Accounts) -> BrokerConfig:
    place = f"{__name__}." if __name__ != "__main__" else "hub.gateway.embedded."
    return BrokerConfig(
        listeners={"default": ListenerConfig(bind=f"{config.broker_host}:{config.broker_port}", max_connections=CONNECTIONS_MAX)},
        plugins={f"{place}AccountPlugin": {"accounts": accounts}, f"{place}TopicPlugin": {}},
    )
