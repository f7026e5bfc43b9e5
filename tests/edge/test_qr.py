"""Codes as people hold them: on dark phones, askew, out of focus, several at once, and none that is ours."""

import cv2
import numpy as np
import pytest

from edge.readers.qr import QrReader
from tests.edge.parts import now_ms, pass_text, picture

TEXT = pass_text(now=1_790_000_000_000)


def read(pixels: np.ndarray, *, frames: int = 6) -> set[bytes]:
    reader = QrReader()
    return {code for _frame in range(frames) for code in reader.read(pixels)}


def turned(pixels: np.ndarray, degrees: float) -> np.ndarray:
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(pixels, turn, (width, height), borderValue=(180, 180, 180))


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 180, 263])
def test_a_code_is_read_however_it_is_turned(degrees: float) -> None:
    assert read(turned(picture(TEXT), degrees)) == {TEXT.encode()}


def test_a_code_in_dark_mode_is_read() -> None:
    assert read(picture(TEXT, dark=True)) == {TEXT.encode()}


@pytest.mark.parametrize("sigma", [1.0, 2.0])
def test_a_code_out_of_focus_is_read(sigma: float) -> None:
    assert read(cv2.GaussianBlur(picture(TEXT), (0, 0), sigma)) == {TEXT.encode()}


def test_a_dim_code_is_read() -> None:
    assert read((picture(TEXT) * 0.12).astype(np.uint8)) == {TEXT.encode()}


def test_several_codes_are_all_given() -> None:
    pixels = np.hstack([picture(TEXT, width=640), picture("https://example.org/", width=640)])
    assert read(pixels) == {TEXT.encode(), b"https://example.org/"}


def test_bytes_that_are_no_text_are_given_as_bytes() -> None:
    assert read(picture(b"\xff\xfe\x00\x80")) == {b"\xff\xfe\x00\x80"}


def test_a_filter_reads_what_the_quick_look_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    hard = cv2.GaussianBlur(picture(TEXT), (0, 0), 3.2)
    assert read(hard, frames=1) == set() or read(hard) == {TEXT.encode()}
    monkeypatch.setattr("edge.readers.qr.FILTERS", (lambda _grey: picture(TEXT)[:, :, 0],))
    assert read(np.zeros((720, 1280, 3), np.uint8), frames=1) == {TEXT.encode()}


def test_a_still_empty_picture_is_looked_at_once_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    monkeypatch.setattr("edge.readers.qr.FILTERS", (lambda grey: looks.append(1) or grey,))
    reader, empty = QrReader(), np.full((720, 1280, 3), 90, np.uint8)
    for _frame in range(40):
        reader.read(empty)
    assert len(looks) == 12
    reader.read(picture("x" * 200)[:, :, ::-1] // 2 + 40)
    assert reader.read(empty) == []
    assert len(looks) > 12


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 400, 3), (720, 1280), (2160, 3840, 3)])
def test_a_picture_of_any_shape_does_no_harm(shape: tuple[int, ...]) -> None:
    assert read(np.full(shape, now_ms() % 255, np.uint8), frames=5) == set()
