"""What the fault rules look at: values only, gathered by the agent."""

from dataclasses import dataclass

from edge.gate.time_trust import Believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A gate's condition. ``list_expires_at`` (UTC ms) is None without a list."""

    camera_sees: bool
    camera_is_clear: bool
    reader_is_lost: bool
    safety_answers: bool
    believed: Believed
    list_expires_at: int | None
    list_refused: bool
    journal_replaced: bool
    journal_in_memory: bool
    rule_left_out: bool
