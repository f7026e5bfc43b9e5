"""Pictures and films from a disk, as pixels: for placing a camera and for trying a reader, not for the running gate."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2

from edge.readers import PIXELS_MAX

STREAM_VARIABLE = "OPENCV_FFMPEG_CAPTURE_OPTIONS"
PICTURES = {".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".pgm", ".ppm"}


class NotShown(ValueError):
    """The file cannot be opened as a picture or a film; the text says why."""


def open_picture(path: Path) -> Any:
    """Return a picture's pixels, BGR, 8 bit; raise NotShown. One that is too large is refused before it is unpacked."""
    try:
        pixels = cv2.imread(str(path))
    except cv2.error as error:
        raise NotShown(f"has more than the {PIXELS_MAX // 1024**2} megapixels that are opened here: make it smaller") from error
    if pixels is None:
        raise NotShown("is no picture that can be opened")
    return pixels


def is_picture(path: Path) -> bool:
    """Tell whether a file is a picture, by its name or by its first bytes."""
    return path.suffix.lower() in PICTURES or cv2.haveImageReader(str(path))


def open_film(path: Path) -> Iterator[Any]:
    """Yield each frame of a film; raise NotShown if there is none."""
    # What is right for a live stream, and may stand in the environment, would drop a film's first frame.
    os.environ.pop(STREAM_VARIABLE, None)
    film = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    good, pixels = film.read()
    if not good:
        raise NotShown("is neither a picture nor a film that can be opened")
    while good:
        yield pixels
        good, pixels = film.read()
    film.release()
