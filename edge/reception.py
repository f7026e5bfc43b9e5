"""Answers whoever presents something at the door: decision, strike, lamp, and only then the journal."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from edge import log
from edge.config import DoorConfig
from edge.doorway import Doorway
from edge.gate.decision import Decision, decide
from edge.gate.time_trust import Believed
from edge.held_list import HeldList
from edge.journal import Journal
from edge.kill_points import pass_through
from edge.ports import Clock, Indicator
from edge.protocol.codec import VERSION
from edge.protocol.messages import Entry, EntryKind, Outcome, Reason
from edge.protocol.passes import PREFIX
from edge.protocol.signing import reference

READER = "camera-1"
SHOW_REFUSED_MS = 3000
CODES_PER_FRAME_MAX = 4
NEVER = -(2**62)


class Reception:
    """Decides by the held list and the believed time alone. ``wake`` is called when there is an entry to send."""

    def __init__(
        self,
        gate: str,
        reference_key: bytes,
        *,
        config: DoorConfig,
        clock: Clock,
        held: HeldList,
        doorway: Doorway,
        indicator: Indicator,
        journal: Journal,
        wake: Callable[[], None],
    ) -> None:
        self._gate, self._reference_key, self._config = gate, reference_key, config
        self._clock, self._held, self._doorway, self._indicator = clock, held, doorway, indicator
        self._journal, self._wake = journal, wake
        self._seen: dict[bytes, int] = {}
        self._idle_at: int | None = None

    def look(self, codes: Sequence[bytes], *, taken_ms: int) -> None:
        """Answer the codes of one frame, taken at this monotonic ms; one that has been in sight all along was answered already."""
        now = self._clock.monotonic_ms()
        fresh = [code for code in dict.fromkeys(codes) if now - self._seen.get(code, NEVER) >= self._config.same_pass_pause_ms]
        self._seen = {code: at for code, at in self._seen.items() if now - at < self._config.same_pass_pause_ms}
        self._seen |= dict.fromkeys(codes, now)
        # A poster in the picture is no reason to keep somebody who holds a pass beside it waiting.
        fresh.sort(key=lambda code: not code.startswith(PREFIX.encode()))
        for code in fresh[:CODES_PER_FRAME_MAX]:
            if self._answer(code, taken_ms).opens:
                return

    def see_to_lamp(self) -> None:
        """Show nothing more once an answer has been shown for long enough."""
        if self._idle_at is not None and self._clock.monotonic_ms() >= self._idle_at:
            self._indicator.idle()
            self._idle_at = None

    def _answer(self, code: bytes, taken_ms: int) -> Decision:
        believed = self._held.believed()
        decision = decide(code, self._held.current, now_ms=believed.now_ms, clock=believed.clock)
        if decision.opens and not self._doorway.release(extended=decision.extended):
            decision = replace(decision, opens=False, reason=Reason.LOCKED_DOWN)
        if decision.opens:
            pass_through("strike.released")
        took_ms = self._clock.monotonic_ms() - taken_ms
        outcome = Outcome.GRANTED if decision.opens else Outcome.REFUSED
        self._show(decision, outcome, took_ms)
        self._write(decision, outcome, believed)
        return decision

    def _show(self, decision: Decision, outcome: Outcome, took_ms: int) -> None:
        lamp = self._indicator
        if decision.opens:
            lamp.granted()
        else:
            lamp.refused(decision.reason)
        lamp.verdict(outcome.value, decision.reason, took_ms=took_ms)
        self._idle_at = self._clock.monotonic_ms() + (self._config.release_ms if decision.opens else SHOW_REFUSED_MS)

    def _write(self, decision: Decision, outcome: Outcome, believed: Believed) -> None:
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
                kind=EntryKind.QR,
                credential=reference(self._reference_key, decision.credential) if decision.credential else "",
                reader=READER,
                outcome=outcome,
                reason=decision.reason,
                door=self._config.name,
            )

        try:
            self._journal.append(make)
        except sqlite3.Error as error:
            log.tell("journal.failed", kind=type(error).__name__)
            return
        pass_through("journal.appended")
        self._wake()
