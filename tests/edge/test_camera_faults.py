"""A camera that gives no frame is lost; one that gives frames without the door in them is covered, which is an alarm."""

from edge import faults
from edge.faults.health import Health
from edge.gate.time_trust import Believed
from edge.protocol.messages import AlarmKind, ClockTrust, Fault


def found(*, sees: bool, is_clear: bool) -> list[Fault]:
    return faults.present(
        Health(
            camera_sees=sees,
            camera_is_clear=is_clear,
            reader_is_lost=False,
            safety_answers=True,
            believed=Believed(1_790_000_000_000, ClockTrust.SYNCED),
            list_expires_at=1_800_000_000_000,
            list_refused=False,
            journal_replaced=False,
            journal_in_memory=False,
            rule_left_out=False,
        )
    )


def test_a_camera_that_sees_its_door_is_no_fault() -> None:
    assert found(sees=True, is_clear=True) == []


def test_a_camera_that_does_not_see_its_door_is_covered_and_an_alarm() -> None:
    assert found(sees=True, is_clear=False) == [Fault.CAMERA_COVERED]
    assert faults.alarms([Fault.CAMERA_COVERED]) == {AlarmKind.CAMERA_COVERED}


def test_a_camera_without_frames_is_lost_whatever_it_saw_last() -> None:
    assert found(sees=False, is_clear=False) == [Fault.CAMERA_LOST]
