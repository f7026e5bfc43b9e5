"""The MJPEG stream as the gate's own way of opening it sees it: OpenCV's VideoCapture over HTTP."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import cv2
import httpx
import zxingcpp

from simulator.camera import Camera
from tests.simulator.test_scene import PICTURE, TEXT

R = TypeVar("R")
FRAMES_TRIED = 400


def beside(story: Callable[[Camera], R]) -> R:
    """Tell a story in a thread beside a running camera."""

    async def run() -> R:
        camera = Camera(seed=1)
        await camera.open()
        try:
            return await asyncio.to_thread(story, camera)
        finally:
            await camera.close()

    return asyncio.run(run())


def reads(capture: cv2.VideoCapture, wanted: str | None) -> bool:
    """Read frames until one shows the wanted text, or no code at all for None."""
    for _ in range(FRAMES_TRIED):
        done, frame = capture.read()
        assert done
        found = [code.text for code in zxingcpp.read_barcodes(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))]
        if found == ([] if wanted is None else [wanted]):
            return True
    return False


def test_a_code_held_up_arrives_by_stream_and_leaves_again() -> None:
    def story(camera: Camera) -> tuple[bool, bool, bool]:
        capture = cv2.VideoCapture(camera.url)
        try:
            empty = reads(capture, None)
            camera.hold_up(PICTURE, holder=3)
            held = reads(capture, TEXT)
            camera.take_away()
            return empty, held, reads(capture, None)
        finally:
            capture.release()

    assert beside(story) == (True, True, True)


def test_a_covered_lens_sees_no_code() -> None:
    def story(camera: Camera) -> bool:
        camera.hold_up(PICTURE)
        camera.cover(True)
        assert not camera.sees_picture
        capture = cv2.VideoCapture(camera.url)
        try:
            return reads(capture, None) and reads(capture, None)
        finally:
            capture.release()

    assert beside(story)


def test_two_watchers_see_the_same_door() -> None:
    def story(camera: Camera) -> bool:
        camera.hold_up(PICTURE)
        captures = [cv2.VideoCapture(camera.url) for _ in range(2)]
        try:
            return all(reads(capture, TEXT) for capture in captures)
        finally:
            for capture in captures:
                capture.release()

    assert beside(story)


def test_another_path_is_not_there() -> None:
    assert beside(lambda camera: httpx.get(f"http://127.0.0.1:{camera.port}/else", timeout=120).status_code) == 404


def test_the_still_for_the_page_is_a_jpeg() -> None:
    assert beside(lambda camera: camera.still(opened=False))[:2] == b"\xff\xd8"
