"""The door's modes as a picture, drawn from the table: ``python -m tests.edge.gate.door_drawing`` writes ``DOOR.md`` again."""

import re
from pathlib import Path

from edge.gate.door_modes import LETS_GO, TRANSITIONS, Act, DoorMode, admits

DOCUMENT = Path(__file__).parents[3] / "edge" / "gate" / "DOOR.md"
PART = re.compile(r"(<!-- drawn: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def picture() -> str:
    """Return the state diagram, an arrow for each pair of modes with all that leads from one to the other."""
    arrows: dict[tuple[DoorMode, DoorMode], list[Act]] = {}
    for (before, act), after in TRANSITIONS.items():
        arrows.setdefault((before, after), []).append(act)
    drawn = [f"    {_name(before)} --> {_name(after)}: {', '.join(acts)}" for (before, after), acts in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {_name(DoorMode.LOCKED)}", *drawn, "```", ""])


def table() -> str:
    """Return what each mode means for the lock and for somebody with a valid pass."""
    rows = [
        f"| `{mode}` | {'released' if mode in LETS_GO else 'secured'} | {'opens' if admits(mode) else '`locked_down`'} |"
        for mode in DoorMode
    ]
    return "\n".join(["| mode | lock | a valid pass |", "|---|---|---|", *rows, ""])


def drawn(text: str) -> str:
    """Return a document with every drawn part as the code has it."""
    parts = {"modes": picture, "meaning": table}
    return PART.sub(lambda found: found[1] + parts[found[2]]() + found[3], text)


def _name(mode: DoorMode) -> str:
    return "".join(word.title() for word in mode.split("_"))


if __name__ == "__main__":
    DOCUMENT.write_text(drawn(DOCUMENT.read_text("utf-8")), "utf-8")
