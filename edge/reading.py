"""Looking through a source frame by frame and saying what was read: how an installer places a camera, and how pictures are judged.

A picture or a film is looked at in every way there is; a camera as the running gate looks through it, one look a frame.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge.readers.camera import Camera
from edge.readers.pictures import PICTURES, NotShown, is_picture, open_film, open_picture
from edge.readers.qr import QrReader, see_still
from edge.readers.qr_looks import Code

DEADLINE_MS = 5000
OURS = b"AJ"


class NoSource(ValueError):
    """There is nothing of that name to look at; the text says what there may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One frame: its name, its codes with ours first, the ms that reading took, its size, and what was wrong with it, if anything."""

    frame: str
    codes: tuple[Code, ...] = ()
    ms: float = 0.0
    width: int = 0
    height: int = 0
    trouble: str = ""


def look(source: str, *, wait_s: float) -> Iterator[Looked]:
    """Yield each frame of a picture, a folder of pictures (by name), a film, or ``wait_s`` seconds of a camera; raise NoSource at once."""
    path = Path(source)
    if path.is_dir():
        pictures = sorted(one for one in path.iterdir() if one.is_file() and is_picture(one))
        if not pictures:
            raise NoSource(f"{source} has no picture in it: they end in {', '.join(sorted(PICTURES))}")
        return (_look_at_picture(one) for one in pictures)
    if path.is_file():
        return iter([_look_at_picture(path)]) if is_picture(path) else _look_at_film(path)
    if source.isdigit() or "://" in source or path.exists():
        return _look_through_camera(source, wait_s)
    raise NoSource(f"there is no {source}: name a picture, a folder, a film, a camera by its number or device, or an address")


def payload(content: bytes) -> str:
    """Return a code's bytes as text: UTF-8, or one character a byte (ISO 8859-1) where they are none, so that nothing is lost."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def as_line(looked: Looked) -> dict[str, object]:
    """Return what ``--json`` prints of a frame. Beyond the three keys only where they cannot say it: ``bytes`` (hex) and ``others``."""
    contents = [code.content for code in looked.codes]
    line: dict[str, object] = {"frame": looked.frame, "text": payload(contents[0]) if contents else None, "ms": round(looked.ms, 1)}
    if contents and not _is_text(contents[0]):
        line["bytes"] = contents[0].hex()
    if len(contents) > 1:
        line["others"] = [payload(one) for one in contents[1:]]
    return line


def as_words(looked: Looked) -> str:
    """Return a line for a person who places a camera. What somebody printed cannot steer the terminal: it is shown escaped."""
    if looked.trouble:
        return f"{looked.frame}: {looked.trouble}"
    size = f"{looked.width} x {looked.height}, {looked.ms:.0f} ms"
    if not looked.codes:
        return f"{looked.frame}: not read ({size})"
    words = (f"{_shown(code.content)} ({_side(code)} pixels wide)" for code in looked.codes)
    return f"{looked.frame}: read {'; '.join(words)} ({size})"


def _look_at_picture(path: Path) -> Looked:
    try:
        return _look_at(path.name, open_picture(path), see_still)
    except NotShown as error:
        return Looked(frame=path.name, trouble=str(error))


def _look_at_film(path: Path) -> Iterator[Looked]:
    try:
        for number, pixels in enumerate(open_film(path), 1):
            yield _look_at(f"{path.name}#{number}", pixels, see_still)
    except NotShown as error:
        yield Looked(frame=path.name, trouble=str(error))


def _look_through_camera(source: str, wait_s: float) -> Iterator[Looked]:
    """A frame is named by its number alone: an address may hold a password."""
    camera, reader = Camera(source, deadline_ms=DEADLINE_MS), QrReader()
    until, number = time.monotonic() + wait_s, 0
    try:
        while time.monotonic() < until:
            frame = camera.take(0.2)
            if frame is not None:
                number += 1
                yield _look_at(f"camera#{number}", frame.pixels, reader.see)
    finally:
        camera.close()
    if not number:
        yield Looked(frame="camera", trouble=f"gave no frame within {wait_s:g} s")


def _look_at(name: str, pixels: Any, see: Any) -> Looked:
    began = time.perf_counter()
    codes = see(pixels)
    ms = (time.perf_counter() - began) * 1000
    inner = sorted(codes, key=lambda code: (not code.content.startswith(OURS), *code.corners.mean(axis=0)[::-1]))
    return Looked(frame=name, codes=tuple(inner), ms=ms, width=pixels.shape[1], height=pixels.shape[0])


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _shown(content: bytes) -> str:
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in payload(content))


def _side(code: Code) -> int:
    turn = code.corners
    return round(float(sum(((turn[place] - turn[place - 1]) ** 2).sum() ** 0.5 for place in range(4))) / 4)
