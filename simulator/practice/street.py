"""What goes on before a practice door, and what must come of it: who lives there gets in, a stranger does not, a covered lens is noticed.

People know nothing of the gate. Whoever finds that the camera does not see a pass lays a card on the reader.
"""

import random
from collections import Counter

from edge.gate.door_modes import admits
from edge.protocol.messages import AlarmKind, Outcome, Reason
from simulator.practice.gate import PracticeGate
from simulator.practice.ledger import Broken
from simulator.practice.plans import Chances

NOTICED_WITHIN_MS = 60_000
LEFT_OPEN, FALLS_SHUT = 0.02, 0.7
LASTING = {AlarmKind.CLOCK_SUSPECT, AlarmKind.NOT_OPENED}
STRANGERS, TYPES_PIN, HAS_CARD = 0.08, 0.1, 0.4
"""Of all who come: strangers, and those up to here with a PIN, then with a card; the rest hold up a pass."""


class Street:
    """Before every door. ``happened`` counts what did; times are the world's ms."""

    def __init__(self, chance: random.Random, happened: Counter[str]) -> None:
        self._chance, self._happened = chance, happened
        self._covered_at: dict[PracticeGate, int] = {}
        self._waited: set[PracticeGate] = set()

    def live(self, gate: PracticeGate, likely: Chances, *, now: int) -> None:
        """Let a moment pass before a door that has power."""
        if gate.copper.is_open and self._is(FALLS_SHUT):
            gate.copper.move(is_open=False)
        elif self._is(likely.alarm) and not gate.copper.is_released:
            self._happened["forced"] += 1
            gate.copper.move(is_open=True)
        self._see_to_fire(gate, likely)
        if gate.lens.is_covered:
            if self._is(likely.uncover):
                self.uncover(gate)
        elif self._is(likely.cover):
            self.cover(gate)
        gate.turn()
        self._look_at_lens(gate, now)

    def swipe(self, gate: PracticeGate) -> None:
        """Have somebody come; raise Broken if they are answered as they must not be."""
        who = self._chance.random()
        if who < STRANGERS:
            self._expect(gate.show_pass(is_strangers=True), Outcome.REFUSED, is_unread=gate.lens.is_covered)
            return
        wanted = Outcome.GRANTED if admits(gate.mode) else Outcome.REFUSED
        if who < TYPES_PIN:
            answer = gate.type_pin()
        elif who < HAS_CARD:
            answer = gate.lay_on_card()
        else:
            answer = gate.show_pass()
            if gate.lens.is_covered:
                self._happened["pass_not_read"] += 1
                self._expect(answer, wanted, is_unread=True)
                answer = gate.lay_on_card()
        self._expect(answer, wanted)
        if wanted is Outcome.GRANTED:
            self._happened["let_in"] += 1
            gate.copper.move(is_open=True)
            gate.copper.move(is_open=self._is(LEFT_OPEN))

    def cover(self, gate: PracticeGate) -> None:
        """Somebody covers the lens."""
        self._happened["covered"] += 1
        gate.lens.is_covered = True

    def uncover(self, gate: PracticeGate) -> None:
        """Somebody frees it."""
        gate.lens.is_covered = False

    def raise_fire(self, gate: PracticeGate) -> None:
        """The panel reports fire."""
        self._happened["fire"] += 1
        gate.copper.raise_fire()

    def is_quiet(self, gate: PracticeGate) -> bool:
        """Tell whether nothing stands at this door but what no hand at it ends."""
        return gate.standing() <= LASTING

    def _see_to_fire(self, gate: PracticeGate, likely: Chances) -> None:
        copper = gate.copper
        if not copper.is_freed:
            if self._is(likely.fire):
                self.raise_fire(gate)
        elif self._is(likely.reset):
            if copper.is_burning and self._is(0.5):
                copper.end_fire()
            else:
                copper.turn_key()

    def _look_at_lens(self, gate: PracticeGate, now: int) -> None:
        """Raise Broken if the gate has seen nothing for a minute and has not said so."""
        if not gate.lens.is_covered:
            self._covered_at.pop(gate, None)
            self._waited.discard(gate)
            return
        since = max(self._covered_at.setdefault(gate, now), gate.started_at)
        if AlarmKind.CAMERA_COVERED not in gate.standing():
            if now - since > NOTICED_WITHIN_MS:
                raise Broken(f"a lens was covered for {now - since} ms and nobody was told")
            self._waited.add(gate)
        elif gate in self._waited:
            self._waited.discard(gate)
            self._happened["covered_told_after_ms"] = max(self._happened["covered_told_after_ms"], now - since)

    def _expect(self, answer: tuple[Outcome, Reason] | None, wanted: Outcome, *, is_unread: bool = False) -> None:
        if is_unread:
            if answer is not None:
                raise Broken("a code was read through a covered lens")
        elif answer is None or answer[0] is not wanted:
            raise Broken(f"somebody was answered {answer} and should have been {wanted.value}")

    def _is(self, chance: float) -> bool:
        return chance > 0 and self._chance.random() < chance
