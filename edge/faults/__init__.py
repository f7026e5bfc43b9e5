"""What can be wrong with a gate, one fault a file; the status says which are there."""

from collections.abc import Iterable

from edge.faults import (
    camera_covered,
    camera_lost,
    clock_adrift,
    journal_replaced,
    journal_unwritable,
    list_refused,
    list_stale,
    no_list,
    reader_lost,
    rule_left_out,
    safety_lost,
)
from edge.faults.health import Health
from edge.protocol.messages import AlarmKind, Fault

FAULTS = {
    Fault.CAMERA_LOST: camera_lost.is_present,
    Fault.CAMERA_COVERED: camera_covered.is_present,
    Fault.LIST_STALE: list_stale.is_present,
    Fault.NO_LIST: no_list.is_present,
    Fault.CLOCK_SUSPECT: clock_adrift.is_present,
    Fault.JOURNAL_REPLACED: journal_replaced.is_present,
    Fault.JOURNAL_UNWRITABLE: journal_unwritable.is_present,
    Fault.LIST_REFUSED: list_refused.is_present,
    Fault.READER_LOST: reader_lost.is_present,
    Fault.SAFETY_LOST: safety_lost.is_present,
    Fault.RULE_LEFT_OUT: rule_left_out.is_present,
}
ALARMS = {kind.value for kind in AlarmKind}
"""A fault of the same name as an alarm is one."""
UNWELL = frozenset({Fault.CAMERA_LOST, Fault.READER_LOST, Fault.SAFETY_LOST})
"""With one of these somebody is kept out whom the door would let in: whatever is on trial meanwhile is not kept."""


def present(health: Health) -> list[Fault]:
    """Return the faults that are there now, in the protocol's order."""
    return [fault for fault, is_present in FAULTS.items() if is_present(health)]


def alarms(found: Iterable[Fault]) -> frozenset[AlarmKind]:
    """Return the alarms that faults raise: those that somebody must look at before the door's next visitor."""
    return frozenset(AlarmKind(fault.value) for fault in found if fault.value in ALARMS)
