"""The link: one loop from the broker to the database and back. What arrives is committed, then acknowledged, then confirmed to its gate.

It waits for no batch to fill: a single entry is committed at once, and a flood is taken as fast as the database takes batches. When
anything fails it drops the connection with everything that is not acknowledged, forgets what it thought it knew, and starts from what is
committed; the broker and the gates send again.
"""

import gc
import signal
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from edge.protocol.topics import HUB_CLIENT, GateAddress, topic
from hub import logs
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import commands, configuration, keys, lists, provisioning, rollouts, tls
from hub.gateway.brokers import AccountsFile, BrokerAccounts
from hub.gateway.keys import Signer
from hub.gateway.mosquitto import ADMIN_CLIENT, DynamicSecurity
from hub.gateway.receiving import Receiver
from hub.gateway.wire import Wire
from hub.health import serve_health
from hub.kill_points import pass_through
from hub.secrets import read_secret

WAIT_SECONDS = 0.02
LOOK_MS = 20
"""While entries come without a pause, what waits in the database is looked for as often as while none do."""
DUTY_MS = 200
LOOK_FOR_OLD_MS = 5_000
ROLLOUT_MS = 5_000
PUBLISH_AGAIN_MS = 5_000
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Due:
    """What waits in the database to be signed and sent."""

    commands: bool
    changes: bool
    old_lists: bool
    wishes: bool
    keys: bool
    rollout: bool


class Link:
    """Everything between one connection to the broker and the database. ``clock`` gives UTC ms."""

    def __init__(
        self,
        wire: Wire,
        database: Database,
        accounts: BrokerAccounts,
        *,
        site: str,
        signer: Signer,
        place: provisioning.Place,
        clock: Callable[[], int],
    ) -> None:
        self._wire, self._database, self._accounts = wire, database, accounts
        self._site, self._signer, self._place, self._clock = site, signer, place, clock
        self._key = signer.at(clock())
        self._receiver = Receiver(wire, database, clock=clock)
        self._signed: dict[GateAddress, int] = {}
        self._published_at: dict[GateAddress, int] = {}
        self._looked_at = 0
        self._duty_at = 0
        self._none_old_at = 0
        self._rollout_at = 0

    @property
    def counts(self) -> Counter[str]:
        """What has been received so far."""
        return self._receiver.counts

    @counts.setter
    def counts(self, counts: Counter[str]) -> None:
        self._receiver.counts = counts

    def open(self) -> None:
        """Connect, and publish every list again: a broker that was restarted may have lost what it kept."""
        self._wire.open()
        with self._database.begin() as session:
            keys.note_first(session, self._signer, now=self._clock())
        self._take_up_keys()
        with self._database.read() as session:
            held, wishes = lists.stored(session), configuration.stored(session)
        self._publish(held)
        self._publish_wishes(wishes)

    def turn(self) -> None:
        """Take what has arrived, if anything, and see to gates and lists when it is time."""
        messages = self._wire.receive(WAIT_SECONDS)
        if messages:
            self._publish_to_those_behind(self._receiver.take(messages))
        now = self._clock()
        on_duty = _is_time(now, self._duty_at, DUTY_MS)
        if on_duty:
            self._duty_at = now
            self._see_to_gates(now)
            if self._signer.at(now) is not self._key:
                self._begin_with_key(now)
        if not on_duty and not _is_time(now, self._looked_at, LOOK_MS):
            return
        self._looked_at = now
        due = self._look(now, on_duty=on_duty)
        if due.keys:
            self._sign_key_step(now)
        if due.commands:
            self._send_commands(now)
        if due.changes:
            self._sign_lists(now, old_at_once=0)  # a town's lists that are due besides do not keep a change waiting
        if due.old_lists:
            self._sign_lists(now)
        if due.rollout:
            self._advance_rollout(now)
        if due.wishes:
            self._sign_wishes(now)

    def close(self) -> None:
        """Drop the connection with whatever is not acknowledged."""
        self._wire.close()

    def _look(self, now: int, *, on_duty: bool) -> _Due:
        """Look in one transaction what is to be sent; wishes and old lists only when it is time, for they cost more to look for."""
        with self._database.read() as session:
            return _Due(
                commands=commands.is_due(session, now=now),
                changes=lists.has_changed(session),
                old_lists=on_duty and self._has_old(session, now),
                wishes=on_duty and configuration.is_due(session),
                keys=on_duty and keys.is_due(session),
                rollout=on_duty and self._has_rollout_news(session, now),
            )

    def _has_old(self, session: Session, now: int) -> bool:
        """Look through all gates for one without a list or with an old one: again at once while there are some, else in a while."""
        if not _is_time(now, self._none_old_at, LOOK_FOR_OLD_MS):
            return False
        found = lists.has_old(session, now=now, since=self._signer.since(now))
        self._none_old_at = 0 if found else now
        return found

    def _has_rollout_news(self, session: Session, now: int) -> bool:
        if not _is_time(now, self._rollout_at, ROLLOUT_MS):
            return False
        self._rollout_at = now
        return rollouts.is_due(session, now=now)

    def _send_commands(self, now: int) -> None:
        with self._database.begin() as session:
            signed = commands.take_due(session, self._key, now=now)
        for one in signed:
            self._wire.publish(topic(one.address, "commands"), one.envelope)
        logs.tell("commands.sent", count=len(signed))

    def _see_to_gates(self, now: int) -> None:
        changed = provisioning.settle(self._database, self._accounts, self._place, now=now)
        if self._place.authority is not None:
            provisioning.renew_certificates(self._database, self._place.authority, now=now)
        for address in changed.removed:
            for channel in ("lists", "config", "keys"):
                self._wire.publish(topic(address, channel), b"", retain=True)
        if changed.admitted:
            self._publish_keys(changed.admitted)
        if changed.admitted or changed.removed:
            self._none_old_at = 0
            self._receiver.directory.forget(*changed.admitted, *changed.removed)
            logs.tell("gates.settled", admitted=len(changed.admitted), removed=len(changed.removed))

    def _sign_lists(self, now: int, *, old_at_once: int = lists.RENEWED_AT_ONCE) -> None:
        with self._database.begin() as session:
            since = self._signer.since(now)
            signed = lists.renew(session, self._key, now=now, zone=self._place.zone, since=since, old_at_once=old_at_once)
        self._receiver.directory.forget(*(one.address for one in signed))
        self._publish(signed, is_news=True)
        logs.tell("lists.signed", gates=len(signed))

    def _sign_key_step(self, now: int) -> None:
        with self._database.begin() as session:
            keys.sign_next(session, self._signer, site=self._site, now=now)
        self._take_up_keys()
        logs.tell("keys.signed")

    def _take_up_keys(self) -> None:
        """Learn the keys from what is committed, tell every gate of them, and sign with the one whose time it is."""
        with self._database.read() as session:
            self._signer.load(session)
            everybody = keys.addresses(session)
        self._publish_keys(everybody)
        self._begin_with_key(self._clock())

    def _begin_with_key(self, now: int) -> None:
        """From now on this key signs; lists and wishes of another's are signed anew, and who is enrolled is given it."""
        self._key, self._none_old_at = self._signer.at(now), 0
        self._place = replace(self._place, list_keys=(self._key.public_key().public_bytes_raw().hex(),))
        with self._database.begin() as session:
            wishes = configuration.sign_again(session, self._key, now=now)
        self._publish_wishes(wishes)

    def _publish_keys(self, gates: Sequence[GateAddress]) -> None:
        with self._database.read() as session:
            told = keys.chain(session)
        for address in gates if told else ():
            self._wire.publish(topic(address, "keys"), told, retain=True)

    def _advance_rollout(self, now: int) -> None:
        with self._database.begin() as session:
            step = rollouts.advance(session, now=now)
        pass_through("rollout.kept")
        if step is not None:
            logs.tell("rollout.advanced", state=step.state, sent=len(step.send))

    def _sign_wishes(self, now: int) -> None:
        with self._database.begin() as session:
            signed = configuration.sign_new(session, self._key, now=now)
        self._publish_wishes(signed)
        logs.tell("configuration.signed", gates=len(signed))

    def _publish_wishes(self, wishes: Sequence[configuration.SignedWish]) -> None:
        for one in wishes:
            self._wire.publish(topic(one.address, "config"), one.envelope, retain=True)

    def _publish_to_those_behind(self, holding: dict[GateAddress, int]) -> None:
        now = self._clock()
        behind = [
            address
            for address, version in holding.items()
            if version < self._signed.get(address, 0) and now - self._published_at.get(address, 0) >= PUBLISH_AGAIN_MS
        ]
        if behind:
            with self._database.read() as session:
                held = lists.stored(session, behind)
            self._publish(held)

    def _publish(self, signed: list[lists.SignedList], *, is_news: bool = False) -> None:
        for one in signed:
            for channel, payload in one.news() if is_news else one.publications():
                self._wire.publish(topic(one.address, channel), payload, retain=channel != "changes")
            self._signed[one.address], self._published_at[one.address] = one.version, self._clock()


def _is_time(now: int, last: int, every_ms: int) -> bool:
    """Tell whether it is so long since the last time, by a clock that somebody may have put back."""
    return not 0 <= now - last < every_ms


def run(config: HubConfig, stop: threading.Event) -> None:
    """Keep a link running until told to stop, whatever befalls broker or database; ``/health`` on the link's port says how it goes."""
    database = Database(config, "gateway")
    counts: Counter[str] = Counter()
    state: dict[str, object] = {"ok": False, "site": config.site}
    health = serve_health(config.host, config.link_port, lambda: {**state, **counts})
    pause = FIRST_PAUSE_SECONDS
    gc.freeze()  # what the program is made of: for Python to look through it again while a long list is made takes as long as the list
    while not stop.is_set():
        link = _make(config, database)
        link.counts = counts
        try:
            link.open()
            state["ok"], pause = True, FIRST_PAUSE_SECONDS
            logs.tell("link.opened")
            while not stop.is_set():
                link.turn()
        except Exception:  # noqa: BLE001 - the link's outermost loop: whatever it was, start again from what is committed
            state["ok"] = False
            logs.warn("link.failed", again_in_ms=int(pause * 1000))
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        finally:
            link.close()
    health.shutdown()
    database.close()
    logs.tell("link.stopped")


def _make(config: HubConfig, database: Database) -> Link:
    authority = tls.load_authority(config)
    place = provisioning.Place(
        broker_host=config.broker_host,
        broker_port=config.broker_port,
        list_keys=(),
        zone=config.time_zone,
        authority=authority,
        mqtt="5" if config.broker_kind == "mosquitto" else "3.1.1",
    )
    wire = Wire(
        config.broker_host,
        config.broker_port,
        password=read_secret(config.secrets_dir / "broker-hub"),
        keep_session=config.broker_kind == "mosquitto",
        tls=tls.context_for(authority, HUB_CLIENT),
    )
    return Link(wire, database, accounts_of(config), site=config.site, signer=Signer(config.secrets_dir), place=place, clock=now_ms)


def accounts_of(config: HubConfig) -> BrokerAccounts:
    """Return the accounts of the broker that is configured."""
    if config.broker_kind == "embedded":
        return AccountsFile(config.accounts_file)
    password, context = read_secret(config.secrets_dir / "broker-admin"), tls.context_for(tls.load_authority(config), ADMIN_CLIENT)
    return DynamicSecurity(config.broker_host, config.broker_port, password=password, context=context)


def main(config: HubConfig) -> int:
    """Run the link as this process until SIGTERM; return its exit code."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    run(config, stop)
    return 0
