"""What happened, written down apart from everybody: journaled, published, stored, opened; and what follows if nothing was lost."""

from collections import Counter
from dataclasses import dataclass, field

from edge.protocol.messages import AlarmKind, Entry

Place = tuple[str, str, int]  # gate, epoch, sequence


class Broken(AssertionError):
    """A promise did not hold; the text says which, and for which numbers."""


@dataclass
class Ledger:
    """The account of one run. ``made`` is what a journal was given to write, ``journaled`` what it said was written; ``fragile`` are
    entries that lived in memory only, since the gate's disk could not be written. ``alarms`` counts what was raised and cleared at doors.
    """

    made: dict[Place, set[str]] = field(default_factory=dict)
    journaled: dict[Place, str] = field(default_factory=dict)
    fragile: set[Place] = field(default_factory=set)
    published: Counter[str] = field(default_factory=Counter)
    stored: dict[Place, str] = field(default_factory=dict)
    gone: dict[Place, str] = field(default_factory=dict)
    opened: Counter[tuple[str, bytes]] = field(default_factory=Counter)
    alarms: Counter[tuple[str, bool]] = field(default_factory=Counter)
    asked: dict[str, int] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)

    def judge(self) -> None:
        """Raise Broken unless everything journaled is stored as it was or declared gone, and each command moved a lock once at most."""
        excused = {place for place, why in self.gone.items() if why in self._excuses()}
        lost = self.journaled.keys() - self.stored.keys() - excused - self.fragile
        _demand(not lost, f"{len(lost)} journaled entries are lost: neither stored nor declared gone for a good reason", lost)
        invented = {place for place, event in self.stored.items() if event not in self.made.get(place, ())}
        _demand(not invented, f"{len(invented)} entries are stored that no gate made", invented)
        changed = {place for place, event in self.stored.items() if self.journaled.get(place, event) != event}
        _demand(not changed, f"{len(changed)} numbers were used for two events", changed)
        twice = {number for number, times in self.opened.items() if times > 1}
        _demand(not twice, f"{len(twice)} commands moved a lock twice", twice)

    def _excuses(self) -> set[str]:
        """Return for what reasons an entry may be gone: never since the hub had acknowledged it, for damage only if there was some.

        A second box with a gate's disk speaks with its voice, and may say of numbers that came later that they never were: it is told of by
        an alarm, and the numbers by a gap.
        """
        damage = {"damaged", "restored", "never_here"} if self.happened.keys() & {"disk_damaged", "put_back_old_copy"} else set()
        copied = {"never_here"} if self.happened["copied"] else set()
        return {"overflow"} | damage | copied

    def figures(self) -> dict[str, int]:
        """Return the counts, and with them whether two runs were the same."""
        return {
            "journaled": len(self.journaled),
            "published": self.published["entries"],
            "stored": len(self.stored),
            "declared_gone": len(self.gone),
            "opened_by_command": sum(self.opened.values()),
            "commands": len(self.asked),
            **{f"{kind}_{'raised' if raised else 'cleared'}": count for (kind, raised), count in sorted(self.alarms.items())},
            **{f"happened_{what}": count for what, count in sorted(self.happened.items())},
        }


def _demand(holds: bool, what: str, which: object) -> None:
    if not holds:
        some = sorted(map(str, which))[:3] if isinstance(which, set) else ""
        raise Broken(f"{what}: {some}")


class Book:
    """What one gate's own books put into the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def made(self, entry: Entry) -> None:
        """An entry is about to be written."""
        self._ledger.made.setdefault(_place(entry), set()).add(entry.event_id)

    def journaled(self, entry: Entry, *, is_fragile: bool) -> None:
        """It is written; raise Broken if its number was given before."""
        if _place(entry) in self._ledger.journaled:
            raise Broken(f"a number was given twice: {_place(entry)}")
        self._ledger.journaled[_place(entry)] = entry.event_id
        if is_fragile:
            self._ledger.fragile.add(_place(entry))

    def alarm(self, kind: AlarmKind, *, raised: bool) -> None:
        """An alarm was raised or cleared at the door."""
        self._ledger.alarms[kind.value, raised] += 1


class CopysBook(Book):
    """The books of a second box with a gate's identity: nothing that it writes has to arrive, or may take a place of the gate's."""

    def journaled(self, entry: Entry, *, is_fragile: bool) -> None:  # noqa: ARG002 - nobody misses it
        """It is written; raise Broken if the gate has given this number."""
        if _place(entry) in self._ledger.journaled:
            raise Broken(f"gate and copy gave the same number: {_place(entry)}")
        self._ledger.happened["journaled_by_copy"] += 1

    def alarm(self, kind: AlarmKind, *, raised: bool) -> None:
        """Nobody stands at the copy's door."""


def _place(entry: Entry) -> Place:
    return entry.gate, entry.epoch, entry.seq
