"""One line a happening, ``key=value``, to standard error: dotted nouns with ids and counts, never a name, a number of a paper, or a
search term.

An exception is logged by its type and where it was raised, without its text: the text of a database's or parser's error repeats what it was
given.
"""

import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
_QUIET = ("uvicorn.access", "httpx", "httpcore", "alembic", "multipart", "python_multipart", "transitions")


class KeyValue(logging.Formatter):
    """Format a record as ``at=… level=… process=… event=…`` and the record's fields."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self.process = process

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of ASCII."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        parts: dict[str, object] = {"at": at, "level": record.levelname.lower(), "process": self.process, "event": record.getMessage()}
        parts |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            parts |= {"error": type(record.exc_info[1]).__name__, "where": _where(record.exc_info[1])}
        return " ".join(f"{key}={_plain(value)}" for key, value in parts.items())


def set_up(process: str, level: int = logging.INFO) -> None:
    """Send every log record of this process to standard error, one line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(KeyValue(process))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def tell(event: str, **fields: object) -> None:
    """Log that something happened; fields are ids, counts, codes and times."""
    logging.getLogger("anju").info(event, extra={"fields": fields})


def warn(event: str, **fields: object) -> None:
    """Log what somebody should look at; with the exception's type and place if one is being handled."""
    logging.getLogger("anju").warning(event, extra={"fields": fields}, exc_info=sys.exc_info()[0] is not None)


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return "<".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames)) or "-"


def _short(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) and ".venv" not in path.parts else path.name


def _plain(value: object) -> str:
    text = str(value).encode("ascii", "backslashreplace").decode()
    return text if text and all(" " < letter < "\x7f" and letter not in '"=' for letter in text) else '"' + text.translate(_ESCAPES) + '"'


_ESCAPES = {code: f"\\x{code:02x}" for code in range(32)} | {ord('"'): "'", 127: "\\x7f"}
