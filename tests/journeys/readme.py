"""The pictures that both READMEs show, taken by the walk where it passes by: with ANJU_PICTURES=1 anew, else they must be there.

They are stored small: what a page uses often keeps its colour, the rest, edges of letters mostly, is rounded.
"""

import os
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Page

ANEW = bool(os.environ.get("ANJU_PICTURES"))
FOLDER = Path(__file__).parent / "pictures"
DESK = {"width": 1280, "height": 900}
COLOURS_KEPT = 48
ROUNDED_TO = 24


def picture(page: Page, name: str) -> None:
    """Take the page as it is now, at a desk as wide as a README shows well, and at a phone as it is."""
    file, before = FOLDER / f"{name}.png", page.viewport_size
    if ANEW and before:
        page.set_viewport_size({"width": min(before["width"], DESK["width"]), "height": before["height"]})
        file.write_bytes(small(page.screenshot()))
        page.set_viewport_size(before)
    assert file.exists(), f"ANJU_PICTURES=1 takes {name}"


def small(png: bytes) -> bytes:
    """Return the same picture with few colours, as PNG."""
    pixels = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    numbers = pixels.astype(np.uint32) @ np.array([1, 1 << 8, 1 << 16], np.uint32)
    colours, counts = np.unique(numbers, return_counts=True)
    often = np.isin(numbers, colours[np.argsort(counts)[-COLOURS_KEPT:]])
    rounded = np.minimum((pixels.astype(np.uint16) + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO, 255).astype(np.uint8)
    done, data = cv2.imencode(".png", np.where(often[..., None], pixels, rounded), [cv2.IMWRITE_PNG_COMPRESSION, 9])
    assert done
    return data.tobytes()
