"""Answers whoever presents something at the door: decision, strike, lamp, and only then the journal and what is remembered."""

import sqlite3
from collections.abc import Callable, Sequence

from msgspec import UNSET

from edge import log
from edge.config import DoorConfig
from edge.doorway import Doorway
from edge.gate import keypad
from edge.gate.claimants import wants_pin
from edge.gate.decision import Decision, Doorstep, decide
from edge.gate.presented import Card, Presented, kind_of
from edge.gate.time_trust import Believed
from edge.held_list import HeldList
from edge.journal import Journal
from edge.kept_memory import KeptMemory
from edge.kill_points import pass_through
from edge.ports import Clock, Hardware
from edge.protocol import passes, rotating
from edge.protocol.codec import VERSION
from edge.protocol.messages import Entry, EntryKind, Outcome
from edge.protocol.signing import reference
from edge.sentences import SHOW_REFUSED_MS

READERS = {EntryKind.QR: "camera-1", EntryKind.CARD: "reader-1", EntryKind.PIN: "keypad-1"}
OURS = (passes.PREFIX.encode(), rotating.PREFIX.encode())
CODES_PER_FRAME_MAX = 4
FORGET_EVERY_MS = 3_600_000
NEVER = -(2**62)


class Reception:
    """Decides by the list, the door, what was remembered and the believed time alone. ``wake`` is called when there is an entry to send."""

    def __init__(
        self,
        gate: str,
        reference_key: bytes,
        *,
        config: DoorConfig,
        clock: Clock,
        held: HeldList,
        doorway: Doorway,
        hardware: Hardware,
        journal: Journal,
        memory: KeptMemory,
        wake: Callable[[], None],
    ) -> None:
        self._gate, self._reference_key, self._config = gate, reference_key, config
        self._clock, self._held, self._doorway = clock, held, doorway
        self._indicator, self._reader = hardware.indicator, hardware.reader
        self._journal, self._memory, self._wake = journal, memory, wake
        self._seen: dict[bytes, int] = {}
        self._dialogue = keypad.QUIET
        self._idle_at: int | None = None
        self._forgot_at = NEVER

    def look(self, codes: Sequence[bytes], *, taken_ms: int) -> None:
        """Answer the codes of one frame, taken at this monotonic ms; one that has been in sight all along was answered already."""
        # A poster in the picture is no reason to keep somebody who holds a pass beside it waiting.
        fresh = sorted(self._not_seen(codes), key=lambda code: not code.startswith(OURS))
        for code in fresh[CODES_PER_FRAME_MAX:]:  # their turn is the next frame's
            del self._seen[code]
        for code in fresh[:CODES_PER_FRAME_MAX]:
            if self._answer(code, taken_ms).opens:
                return

    def hear(self) -> None:
        """Answer cards and keys, and end a dialogue that nobody goes on with."""
        for presented in self._reader.heard():
            now = self._clock.monotonic_ms()
            if isinstance(presented, Card):
                self._take_card(presented, now)
                continue
            self._dialogue, pin = keypad.press(self._dialogue, presented.sign, at=now)
            if pin and not self._answer(pin, now).opens:
                self._seen.pop(pin.card, None)  # who mistyped lays the card on again at once
        now = self._clock.monotonic_ms()
        if keypad.lapses(self._dialogue, at=now, wait_ms=self._config.pin_wait_ms):
            card, self._dialogue = Card(self._dialogue.card), keypad.QUIET
            if card.number:
                self._answer(card, now)

    def see_to_lamp(self) -> None:
        """Show nothing more once an answer has been shown for long enough."""
        if self._idle_at is not None and self._clock.monotonic_ms() >= self._idle_at:
            self._indicator.idle()
            self._idle_at = None

    def _take_card(self, card: Card, now: int) -> None:
        if not self._not_seen([card.number]):
            return
        if wants_pin(card, self._held.current):
            self._dialogue, self._idle_at = keypad.lay_on(card, at=now), None
            self._indicator.asks_pin()
        else:
            self._answer(card, now)

    def _not_seen(self, shown: Sequence[bytes]) -> list[bytes]:
        now, pause = self._clock.monotonic_ms(), self._config.same_pass_pause_ms
        fresh = [one for one in dict.fromkeys(shown) if now - self._seen.get(one, NEVER) >= pause]
        self._seen = {one: at for one, at in self._seen.items() if now - at < pause} | dict.fromkeys(shown, now)
        return fresh

    def _answer(self, presented: Presented, since_ms: int) -> Decision:
        believed = self._held.believed()
        decision = decide(
            presented, self._held.current, now_ms=believed.now_ms, clock=believed.clock, memory=self._memory.marks, door=self._doorstep()
        )
        if decision.opens:
            self._doorway.release(extended=decision.extended, release_ms=decision.release_ms, open_ms=decision.open_ms)
            pass_through("strike.released")
        took_ms = self._clock.monotonic_ms() - since_ms
        self._show(decision, took_ms)
        self._remember(decision, believed)
        self._write(decision, kind_of(presented), believed)
        return decision

    def _doorstep(self) -> Doorstep:
        return Doorstep(
            zone=self._held.zone,
            locked_down=not self._doorway.admits,
            other_door_open=self._doorway.other_door_open,
            only_exit=self._config.only_exit,
        )

    def _show(self, decision: Decision, took_ms: int) -> None:
        lamp = self._indicator
        if decision.opens:
            lamp.granted()
        else:
            lamp.refused(decision.reason)
        lamp.verdict(_outcome(decision).value, decision.reason, took_ms=took_ms)
        self._idle_at = self._clock.monotonic_ms() + (self._config.release_ms if decision.opens else SHOW_REFUSED_MS)

    def _remember(self, decision: Decision, believed: Believed) -> None:
        self._memory.keep(decision.notes)
        if believed.now_ms - self._forgot_at >= FORGET_EVERY_MS:
            self._forgot_at = believed.now_ms
            held = self._held.current
            self._memory.forget(now_ms=believed.now_ms, signed_ms=held.issued_at if held else 0)
        pass_through("memory.kept")

    def _write(self, decision: Decision, kind: EntryKind, believed: Believed) -> None:
        def make(epoch: str, seq: int, event_id: str) -> Entry:
            return Entry(
                v=VERSION,
                gate=self._gate,
                epoch=epoch,
                seq=seq,
                event_id=event_id,
                occurred_at=max(0, believed.now_ms),
                clock=believed.clock,
                monotonic_ms=self._clock.monotonic_ms(),
                kind=kind,
                credential=reference(self._reference_key, decision.credential) if decision.credential else "",
                reader=READERS[kind],
                outcome=_outcome(decision),
                reason=decision.reason,
                door=self._config.name,
                duress=decision.duress or UNSET,
            )

        try:
            self._journal.append(make)
        except sqlite3.Error as error:
            log.tell("journal.failed", kind=type(error).__name__)
            return
        pass_through("journal.appended")
        self._wake()


def _outcome(decision: Decision) -> Outcome:
    return Outcome.GRANTED if decision.opens else Outcome.REFUSED
