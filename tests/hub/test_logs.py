"""Log lines: one a happening, key=value, and nothing of what an error was about."""

import logging
import re
import sys

import pytest

from hub.logs import KeyValue, set_up, tell, warn


@pytest.fixture(autouse=True)
def _loggers() -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_says_when_how_bad_who_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("work")
    tell("job.done", job="audit", count=3)
    line = capsys.readouterr().err
    assert re.fullmatch(r"at=\d{4}-\d\d-\d\dT[\d:.]+\+00:00 level=info process=work event=job\.done job=audit count=3\n", line)


def test_an_error_is_its_type_and_its_place_never_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("people")
    try:
        raise ValueError("no tenant called 阿依古丽·买买提 with 110101199003070000")
    except ValueError:
        warn("request.failed", path="/tenancies")
    line = capsys.readouterr().err
    assert "error=ValueError where=tests/hub/test_logs.py:" in line
    assert "阿依古丽" not in line
    assert "1101" not in line


def test_no_value_can_start_a_line_or_a_field_of_its_own() -> None:
    record = logging.LogRecord("anju", logging.INFO, __file__, 1, "x", None, None)
    record.fields = {"what": 'a\nat=0 level=error "forged" \x1b[0m 门', "empty": ""}
    line = KeyValue("work").format(record)
    assert "\n" not in line
    assert "\x1b" not in line
    assert line.endswith("""what="a\\x0aat=0 level=error 'forged' \\x1b[0m \\u95e8" empty="\"""")


def test_the_libraries_below_use_the_same_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("audit")
    try:
        raise KeyError("secret")
    except KeyError:
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=sys.exc_info())
    line = capsys.readouterr().err
    assert 'event="Exception in ASGI application" error=KeyError' in line
    assert "secret" not in line
    assert line.count("\n") == 1
