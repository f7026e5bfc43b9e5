"""What happened, written down apart from everybody: journaled, published, stored, opened; and what follows if nothing was lost."""

from collections import Counter
from dataclasses import dataclass, field

Place = tuple[str, str, int]  # gate, epoch, sequence


class Broken(AssertionError):
    """A promise did not hold; the text says which, and for which numbers."""


@dataclass
class Ledger:
    """The account of one run. ``made`` is what a journal was given to write, ``journaled`` what it said was written; ``fragile`` are
    entries that lived in memory only, since the gate's disk could not be written.
    """

    made: dict[Place, set[str]] = field(default_factory=dict)
    journaled: dict[Place, str] = field(default_factory=dict)
    fragile: set[Place] = field(default_factory=set)
    published: Counter[str] = field(default_factory=Counter)
    stored: dict[Place, str] = field(default_factory=dict)
    gone: dict[Place, str] = field(default_factory=dict)
    opened: Counter[str] = field(default_factory=Counter)
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
        """Return for what reasons an entry may be gone: never since the hub had acknowledged it, for damage only if there was some."""
        damage = {"damaged", "restored", "never_here"} if self.happened.keys() & {"disk_damaged", "put_back_old_copy"} else set()
        return {"overflow"} | damage

    def figures(self) -> dict[str, int]:
        """Return the counts, and with them whether two runs were the same."""
        return {
            "journaled": len(self.journaled),
            "published": self.published["entries"],
            "stored": len(self.stored),
            "declared_gone": len(self.gone),
            "opened_by_command": sum(self.opened.values()),
            "commands": len(self.asked),
            **{f"happened_{what}": count for what, count in sorted(self.happened.items())},
        }


def _demand(holds: bool, what: str, which: object) -> None:
    if not holds:
        some = sorted(map(str, which))[:3] if isinstance(which, set) else ""
        raise Broken(f"{what}: {some}")
