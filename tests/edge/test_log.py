"""The log is for whoever looks later; a disk that is full keeps nobody at a door for it."""

import sys

import pytest

from edge import log


def test_a_log_on_a_full_disk_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    full = open("/dev/full", "w", buffering=1)  # noqa: SIM115, PTH123 - closed below, with the error that is meant
    monkeypatch.setattr(sys, "stderr", full)
    for _turn in range(2):
        log.tell("door.alarm", kind="forced")
    with pytest.raises(OSError, match="No space left"):
        full.close()


def test_a_line_is_an_event_and_its_details(capsys: pytest.CaptureFixture[str]) -> None:
    log.tell("list.accepted", version=7, credentials=3)
    assert capsys.readouterr().err == "list.accepted version=7 credentials=3\n"
