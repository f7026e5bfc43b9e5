"""Whatever is held up, laid on and typed in any order: each is answered once, nothing opens that should not, and nothing stops the door."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from edge.clock import TrustedClock
from edge.config import DoorConfig
from edge.gate.presented import Card, Key
from edge.held_list import HeldList
from edge.journal import Journal
from edge.kept_memory import KeptMemory
from edge.keyring import Keyring
from edge.ports import Hardware
from edge.protocol import rotating
from edge.protocol.building import code_key
from edge.protocol.messages import Entry
from edge.protocol.passes import PassKind
from edge.protocol.rights import AntiPassback, DoorRules
from edge.reception import CODES_PER_FRAME_MAX, Reception
from tests.edge.parts import ADDRESS, CREDENTIAL, LIST_KEY, OTHER_KEY, REFERENCE_KEY, pass_text, public, signed_list
from tests.edge.rights import BUILDING_KEY, CARD, more, right
from tests.edge.test_doorway import Place

NOW = 1_790_000_000_000
PIN, DURESS, PIN_ALONE = "482913", "482914", "731955"
GOOD = pass_text(now=NOW).encode()


class Desk:
    """A reader that says what a test wants it to."""

    def __init__(self) -> None:
        self.unheard: list[Card | Key] = []

    def heard(self) -> list[Card | Key]:
        found, self.unheard = self.unheard, []
        return found

    def is_lost(self) -> bool:
        return False


class Porch:
    """A door's reception on a real journal, memory, list and doorway, with a clock and wires that a test holds in its hand."""

    def __init__(self, folder: Path, **config: int) -> None:
        self.folder, self.desk = folder, Desk()
        self.place = Place(folder, now=1_000_000, ahead_ms=NOW - 1_000_000, **config)
        rights = right(NOW, card=CARD, pin=PIN, duress=DURESS), right(NOW, credential=b"a" * 16, pin=PIN_ALONE)
        rules = DoorRules(pin_alone=True, anti_passback=AntiPassback.SOFT, first_person_in=True, interlock=True, zone="Europe/Berlin")
        envelope, parts = signed_list(now=NOW, more=more(*rights, rules=rules))
        (folder / "pass-list.json").write_bytes(msgspec.json.encode({"manifest": envelope, "parts": parts}))
        self.journal, self.memory = Journal(folder, entries_max=10_000), KeptMemory(folder)
        self.reception = Reception(
            ADDRESS.gate,
            REFERENCE_KEY,
            config=DoorConfig(**config),
            clock=self.place,
            held=HeldList(
                folder,
                address=ADDRESS,
                keyring=Keyring(folder, site=ADDRESS.site, first=(public(LIST_KEY),)),
                reference_key=REFERENCE_KEY,
                clock=TrustedClock(self.place, folder),
            ),
            doorway=self.place.doorway,
            hardware=Hardware(self.place.wires, self.place.lamp, self.desk),
            journal=self.journal,
            memory=self.memory,
            wake=lambda: None,
        )

    def __enter__(self) -> "Porch":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.journal.close()
        self.memory.close()

    def show(self, *codes: bytes, later_ms: int = 0) -> None:
        self.place.now += later_ms
        self.reception.look(codes, taken_ms=self.place.now)

    def say(self, *said: Card | Key, later_ms: int = 0) -> None:
        self.place.now += later_ms
        self.desk.unheard += said
        self.reception.hear()

    def type(self, keys: str, *, later_ms: int = 0) -> None:
        self.say(*map(Key, keys), later_ms=later_ms)

    def entries(self) -> list[Entry]:
        with contextlib.closing(sqlite3.connect(self.folder / "journal.db")) as journal:
            return [msgspec.json.decode(body, type=Entry) for (body,) in journal.execute("SELECT body FROM entry ORDER BY place")]

    def reasons(self) -> list[str]:
        return [entry.reason.value for entry in self.entries()]

    @property
    def releases(self) -> int:
        return sum(what == "release" for what, _ms in self.place.wires.asked)


@pytest.fixture
def porch(tmp_path: Path) -> Sequence[Porch]:
    with Porch(tmp_path) as made:
        yield made


def forged(count: int) -> list[bytes]:
    return [pass_text(bytes([number]) * 16, now=NOW, key=OTHER_KEY).encode() for number in range(count)]


def test_a_pass_among_many_that_look_like_one_is_found_in_the_next_frame(porch: Porch) -> None:
    frame = [*forged(CODES_PER_FRAME_MAX), b"https://example.org", GOOD]
    porch.show(*frame)
    assert porch.releases == 0, "no frame keeps the loop for longer"
    porch.show(*frame, later_ms=30)
    assert porch.releases == 1
    porch.show(*frame, later_ms=30)
    assert porch.reasons() == ["unknown_credential"] * CODES_PER_FRAME_MAX + ["valid"]


def test_whoever_mistyped_lays_the_card_on_again_at_once_and_whoever_entered_is_not_asked_again(porch: Porch) -> None:
    porch.say(Card(CARD))
    porch.type("000000#")
    porch.say(Card(CARD), later_ms=100)
    porch.type(f"{PIN}#")
    assert porch.reasons() == ["wrong_pin", "valid"]
    porch.say(Card(CARD), later_ms=100)  # it still lies there
    assert porch.place.lamp.shown.count("asks_pin") == 2


CARDS = st.builds(Card, st.binary(max_size=9) | st.just(CARD))
KEYS = st.builds(Key, st.sampled_from("0123456789*#") | st.text())
STATES = st.sampled_from(["open", "closed", "alarm", "nonsense"])


class AnyGuest(RuleBasedStateMachine):
    """Anybody with anything, at any time, while wires and clocks do what they like."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.porch = Porch(Path(self._folder.name))

    def teardown(self) -> None:
        self.porch.__exit__(None, None, None)
        self._folder.cleanup()

    @rule(codes=st.lists(st.binary(max_size=200) | st.sampled_from([GOOD, *forged(6)]), max_size=12), later_ms=st.integers(0, 9000))
    def hold_up(self, codes: list[bytes], later_ms: int) -> None:
        self.porch.show(*codes, later_ms=later_ms)

    @rule(away=st.integers(-3, 3), kind=st.sampled_from(PassKind), uses=st.integers(0, 2))
    def hold_up_what_was_issued(self, away: int, kind: PassKind, uses: int) -> None:
        step = max(0, rotating.step_at(self.porch.place.wall_ms()) + away)
        code = rotating.encode(CREDENTIAL, code_key(BUILDING_KEY, CREDENTIAL), step=step)
        guest = pass_text(bytes([kind]) * 16, now=NOW, kind=kind, counter=uses)
        self.porch.show(code.encode(), guest.encode())

    @rule(
        said=st.lists(st.builds(Card, st.binary(max_size=9) | st.just(CARD)) | st.builds(Key, st.sampled_from("0123456789*#") | st.text()))
    )
    def lay_on_and_type(self, said: list[Card | Key]) -> None:
        self.porch.say(*said)

    @rule(pin=st.sampled_from([PIN, DURESS, PIN_ALONE, "000000", "٤٨٢٩١٣"]), card=st.sampled_from([CARD, b"", b"\xff"]))
    def use_a_pin(self, pin: str, card: bytes) -> None:
        self.porch.say(Card(card), *map(Key, f"{pin}#"), later_ms=4000)

    @rule(
        part=st.sampled_from(["door", "other", "fire", "exit", "lock", "nonsense"]), state=st.sampled_from(["open", "closed", "alarm", "x"])
    )
    def move_a_wire(self, part: str, state: str) -> None:
        self.porch.place.say(part, state)

    @rule(act=st.sampled_from(["lock", "unlock", "block", "lock_down", "lock_down_release", "access", "nonsense"]))
    def ask_from_afar(self, act: str) -> None:
        self.porch.place.doorway.change_mode(act)
        self.porch.place.doorway.let_in()

    @rule(later_ms=st.integers(0, 90 * 86_400_000), ahead_ms=st.integers(-(10**13), 10**13))
    def let_time_pass(self, later_ms: int, ahead_ms: int) -> None:
        self.porch.place.ahead_ms = NOW - 1_000_000 + ahead_ms
        self.porch.place.wait(later_ms)

    @rule()
    def fill_the_disk(self) -> None:
        """Nothing can be written to what is remembered from here on."""
        self.porch.memory.close()

    @invariant()
    def nothing_is_shown_that_is_not_written_down(self) -> None:
        self.porch.reception.see_to_lamp()
        shown = self.porch.place.lamp.shown
        outcomes = [entry.outcome.value for entry in self.porch.entries()]
        assert [word for word in shown if word in ("granted", "refused")].count("refused") == outcomes.count("refused")
        assert shown.count("granted") == 2 * outcomes.count("granted"), "the lamp, and the verdict"

    @invariant()
    def only_duress_says_so(self) -> None:
        assert all(entry.kind in ("card", "pin") for entry in self.porch.entries() if entry.duress is True)


TestAnyGuest = AnyGuest.TestCase
TestAnyGuest.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
