"""Whether a file holds a picture: by how each common kind begins, anywhere in the file and in every cell of a database; raw ones by size.

A picture within a database, a log or a text is found as well as one that is a file; so is one written down in Base64 or hexadecimal.
"""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

KINDS = {
    "PNG": rb"\x89PNG\r\n\x1a\n",
    "JPEG": rb"\xff\xd8\xff(?:\xe0..JFIF|\xe1..Exif|\xdb\x00[\x43\x84]|\xee..Adobe)",
    "WebP": rb"RIFF....WEBPVP8",
    "GIF": rb"GIF8[79]a",
    "TIFF": rb"II\*\x00\x08\x00\x00\x00|MM\x00\*\x00\x00\x00\x08",
    "BMP": rb"BM.{4}\x00{4}.{4}[\x28\x6c\x7c]\x00{3}",
    "PNM": rb"P[1-7]\s[0-9]{2,5}\s[0-9]{2,5}\s(?:255\s)?",
    "HEIF or AVIF": rb"ftyp(?:heic|heix|mif1|avif)",
    "NumPy array": rb"\x93NUMPY",
    "video": rb"ftyp(?:isom|mp42|qt  )|RIFF....AVI LIST|\x1a\x45\xdf\xa3.{4,40}webm",
    "in Base64": rb"iVBORw0KGgo|/9j/4[AQ]|UklGR.{7}RUJQVlA4|data:image/",
    "in hexadecimal": rb"(?i:89504e470d0a1a0a|ffd8ffe[01]|52494646[0-9a-f]{8}57454250)",
}
PICTURE = re.compile(b"|".join(b"(%s)" % begins for begins in KINDS.values()), re.DOTALL)
SQLITE, WAL = b"SQLite format 3\x00", (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
RAW_BYTES_MIN = 64 * 1024
"""A raw frame of 256 by 256 grey pixels. Nothing that Anju keeps beside its databases is binary and so large, nor is any cell."""


def pictures_in(path: Path) -> list[str]:
    """Return what in a file is a picture or may be one, with the place where it begins; nothing is what there should be."""
    content = path.read_bytes()
    found = [f"{path.name}: {kind}" for kind in _kinds(content)]
    if content.startswith(SQLITE):
        return found + [f"{path.name}: {cell}" for cell in _cells(path)]
    if len(content) >= RAW_BYTES_MIN and not content.startswith(WAL) and not path.name.endswith("-shm") and not _is_text(content):
        found.append(f"{path.name}: {len(content)} bytes of something")
    return found


def _kinds(content: bytes) -> list[str]:
    names = list(KINDS)
    return [f"{names[(match.lastindex or 1) - 1]} at {match.start()}" for match in PICTURE.finditer(content)]


def _cells(path: Path) -> Iterator[str]:
    """Look into each cell of a copy: where a value goes on on another page, its beginning may be cut in two."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            if (beside := path.with_name(path.name + suffix)).exists():
                shutil.copy(beside, Path(folder) / ("copy" + suffix))
        with closing(sqlite3.connect(Path(folder) / "copy")) as database:
            database.text_factory = bytes
            tables = [name.decode() for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                for row in database.execute(f'SELECT * FROM "{table}"'):
                    yield from (f"{table}: {what}" for cell in row if isinstance(cell, bytes) for what in _in_cell(cell))


def _in_cell(cell: bytes) -> list[str]:
    large = len(cell) >= RAW_BYTES_MIN and not _is_text(cell)
    return _kinds(cell) + ([f"a cell of {len(cell)} bytes"] if large else [])


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
