"""What can be wrong with a gate, one fault a file; the status says which are there."""

from edge.faults import camera_lost, clock_adrift, journal_replaced, list_refused, list_stale, no_list
from edge.faults.health import Health
from edge.protocol.messages import Fault

FAULTS = {
    Fault.CAMERA_LOST: camera_lost.is_present,
    Fault.LIST_STALE: list_stale.is_present,
    Fault.NO_LIST: no_list.is_present,
    Fault.CLOCK_SUSPECT: clock_adrift.is_present,
    Fault.JOURNAL_REPLACED: journal_replaced.is_present,
    Fault.LIST_REFUSED: list_refused.is_present,
}


def present(health: Health) -> list[Fault]:
    """Return the faults that are there now, in the protocol's order."""
    return [fault for fault, is_present in FAULTS.items() if is_present(health)]
