"""Codes as people hold them: on dark phones, askew, out of focus, several at once, and none that is ours."""

import os
import subprocess
import sys

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.readers import qr, qr_looks
from edge.readers.qr import QrReader, read_still
from edge.readers.qr_light import Light
from edge.readers.qr_looks import Seen
from tests.edge import doorsteps, frames, photographs
from tests.edge.frames import DEVELOPMENT, HELD_OUT
from tests.edge.parts import pass_text, picture

TEXT = pass_text(now=1_790_000_000_000)
EMPTY = np.full((720, 1280, 3), 90, np.uint8)
OTHER_KINDS = (zxingcpp.BarcodeFormat.Aztec, zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.PDF417)
SAMPLE = 2
"""Frames a condition in the test run; ``anju bench qr_reading`` shows hundreds."""


def read(pixels: np.ndarray, *, looks: int = 9) -> set[bytes]:
    reader = QrReader()
    return {code for _frame in range(looks) for code in reader.read(pixels)}


def is_hard(pixels: np.ndarray) -> bool:
    return not qr_looks.quickly(Light(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))).codes


def turned(pixels: np.ndarray, degrees: float) -> np.ndarray:
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(pixels, turn, (width, height), borderValue=(180, 180, 180))


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 180, 263])
def test_a_code_is_read_however_it_is_turned(degrees: float) -> None:
    assert read(turned(picture(TEXT), degrees)) == {TEXT.encode()}


def test_a_code_in_dark_mode_is_read() -> None:
    assert read(picture(TEXT, dark=True)) == {TEXT.encode()}


@pytest.mark.parametrize("sigma", [1.0, 2.0, 4.0])
def test_a_code_out_of_focus_is_read(sigma: float) -> None:
    assert read(cv2.GaussianBlur(picture(TEXT), (0, 0), sigma)) == {TEXT.encode()}


def test_a_dim_code_is_read() -> None:
    assert read((picture(TEXT) * 0.12).astype(np.uint8)) == {TEXT.encode()}


@pytest.mark.parametrize("corner", [(0, 0), (0, 1), (1, 0)])
def test_a_code_is_read_with_a_thumb_on_any_of_its_finder_patterns(corner: tuple[int, int]) -> None:
    pixels = picture(TEXT)
    middle = 38 * 6 // 2
    x, y = 640 + (2 * corner[0] - 1) * middle, 360 + (2 * corner[1] - 1) * middle
    cv2.circle(pixels, (x, y), 40, (120, 140, 180), -1)
    assert is_hard(pixels)
    assert read_still(pixels) == [TEXT.encode()]
    assert read(pixels) == {TEXT.encode()}


def test_several_codes_are_all_given() -> None:
    shown = frames.show_several(DEVELOPMENT, 0)
    assert read(shown.pixels) == set(read_still(shown.pixels)) == shown.payloads


def test_a_hard_code_is_read_beside_an_easy_one() -> None:
    hard = cv2.GaussianBlur(picture(TEXT, width=640), (0, 0), 4.0)
    assert is_hard(hard)
    pixels = np.hstack([hard, picture("https://example.org/", width=640)])
    assert set(read_still(pixels)) == read(pixels) == {TEXT.encode(), b"https://example.org/"}


def test_what_is_found_at_once_is_given_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    monkeypatch.setattr(qr, "LIVE_LOOKS", (lambda light: looks.append(1) or Seen([]),))
    reader, pixels = QrReader(), picture(TEXT)
    assert reader.read(pixels) == [TEXT.encode()]
    assert looks == []
    assert reader.read(pixels) == [TEXT.encode()]
    assert looks == [1]


@given(st.binary(min_size=1, max_size=100))
@settings(max_examples=15, deadline=None)
def test_bytes_are_given_as_they_were_printed(content: bytes) -> None:
    assert read_still(picture(content)) == [content]


def test_looks_stop_when_nothing_moves_and_begin_again_when_something_does(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(qr, "LIVE_LOOKS", (lambda light: looks.append(1) or Seen([]),))
    reader = QrReader()
    for _frame in range(40):
        reader.read(EMPTY)
    assert len(looks) == qr.LOOKS_AFTER_MOVE
    for _frame in range(2):
        reader.read(cv2.circle(EMPTY.copy(), (300, 300), 60, (200, 200, 200), -1))
    assert len(looks) == qr.LOOKS_AFTER_MOVE + 2


def test_a_still_frame_is_not_even_looked_at_quickly_four_times_in_five(monkeypatch: pytest.MonkeyPatch) -> None:
    quick: list[int] = []
    reader = QrReader()
    for _frame in range(20):
        reader.read(EMPTY)
    monkeypatch.setattr(qr, "quickly", lambda light: quick.append(1) or Seen([]))
    for _frame in range(20):
        reader.read(EMPTY)
    assert len(quick) == 4


def test_a_lamp_that_flickers_is_no_movement(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(qr, "LIVE_LOOKS", (lambda light: looks.append(1) or Seen([]),))
    reader = QrReader()
    for number in range(40):
        reader.read(EMPTY + np.uint8(number % 2 * 20))
    assert len(looks) == qr.LOOKS_AFTER_MOVE


def test_what_moves_slowly_has_moved_in_the_end() -> None:
    reader, easy = QrReader(), picture(TEXT)
    for _frame in range(30):
        reader.read(EMPTY)
    given_in = [bool(reader.read(cv2.addWeighted(easy, share / 60, EMPTY, 1 - share / 60, 0))) for share in range(60)]
    assert any(given_in)


def test_a_code_that_stays_is_given_with_every_frame_and_not_after_it_went() -> None:
    reader = QrReader()
    assert all(reader.read(picture(TEXT)) == [TEXT.encode()] for _frame in range(30))
    assert reader.read(EMPTY) == []


@pytest.mark.parametrize("pixels", [cv2.GaussianBlur(picture(TEXT), (0, 0), 4.0), cv2.resize(picture(TEXT)[::3, ::3], (1280, 720))])
def test_a_hard_code_in_a_hand_that_trembles_does_not_come_and_go(pixels: np.ndarray) -> None:
    """What comes and goes would be answered as if it were shown anew: one passage, two entries."""
    reader, given = QrReader(), []
    for frame in range(40):
        shaken = np.roll(pixels, (frame % 3, -(frame % 2)), (0, 1))
        given.append(reader.read(shaken) == [TEXT.encode()])
    first = given.index(True)
    assert all(given[first:]), given


def test_a_frame_that_had_its_time_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_s = 0.0

    def work(light: Light) -> Seen:
        nonlocal worked_s
        worked_s += qr.BUDGET_S * 0.4
        return Seen([])

    monkeypatch.setattr(qr, "LIVE_LOOKS", (work,) * 8)
    reader = QrReader(clock=lambda: worked_s)
    for frame in range(1, 5):
        reader.read(EMPTY)
        assert worked_s == pytest.approx(qr.BUDGET_S * 1.2 * frame)


def test_a_code_that_a_moment_ago_was_clear_is_looked_for_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, pixels = QrReader(), picture(TEXT)
    assert reader.read(pixels) == [TEXT.encode()]
    monkeypatch.setattr(qr, "LIVE_LOOKS", (lambda light: Seen([]),))
    blurred = np.roll(cv2.GaussianBlur(pixels, (0, 0), 3.5), (9, -14), (0, 1))
    assert is_hard(blurred)
    assert [TEXT.encode()] in [reader.read(blurred) for _frame in range(3)]


def test_a_camera_that_changes_its_size_does_no_harm() -> None:
    reader, pixels = QrReader(), picture(TEXT)
    hard = cv2.GaussianBlur(pixels, (0, 0), 4.0)
    for frame in (pixels, hard, hard, cv2.resize(hard, (320, 180)), pixels, hard[:9, :9], hard):
        assert set(reader.read(frame)) <= {TEXT.encode()}


def test_linear_algebra_starts_no_threads() -> None:
    """They would wait for one another for 20 ms, where one alone takes a tenth of a millisecond."""
    counted = "import os, edge.readers.qr; print(len(os.listdir('/proc/self/task')))"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    assert subprocess.check_output([sys.executable, "-c", counted], env=environment, text=True) == "1\n"


def test_a_finder_pattern_keeps_the_reader_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(qr, "LIVE_LOOKS", (lambda light: looks.append(1) or Seen([], shows=True),))
    reader = QrReader()
    for _frame in range(40):
        reader.read(EMPTY)
    assert len(looks) > qr.LOOKS_AFTER_MOVE


@pytest.mark.parametrize("condition", sorted(frames.CONDITIONS))
def test_frames_that_no_reader_was_tuned_on(condition: str) -> None:
    shown = [frames.show(condition, HELD_OUT, number) for number in range(SAMPLE)]
    assert [frozenset(read_still(one.pixels)) for one in shown] == [one.payloads for one in shown]


@pytest.mark.parametrize("condition", sorted(photographs.CONDITIONS))
def test_photographs_are_read_rightly_or_not_at_all(condition: str) -> None:
    shown = photographs.show(condition, HELD_OUT, 0)
    assert set(read_still(shown.pixels)) | read(shown.pixels) <= shown.payloads


@pytest.mark.parametrize("condition", sorted(doorsteps.CONDITIONS))
def test_what_a_cheap_camera_sees_is_read_within_a_few_frames(condition: str) -> None:
    reader, given = QrReader(), set[bytes]()
    for moment in range(6):
        shown = doorsteps.show(condition, HELD_OUT, 0, moment=moment)
        given |= set(reader.read(shown.pixels))
        assert given <= shown.payloads
        if given:
            return
    assert condition == "arcs", "a wrist that turns far while the shutter is open is the one that may not be read"


def test_several_telephones_and_a_paper_are_all_read() -> None:
    shown = doorsteps.show_several(HELD_OUT, 0)
    assert set(read_still(shown.pixels)) == read(shown.pixels) == shown.payloads


def test_other_kinds_of_code_beside_it_are_none() -> None:
    made = [zxingcpp.create_barcode("AJ1:no pass", kind) for kind in OTHER_KINDS]
    others = [np.array(zxingcpp.write_barcode_to_image(one, scale=4)) for one in made]
    micro = np.array([[0 if cell else 255 for cell in row] for row in segno.make_micro("AJ1:2").matrix_iter(scale=10, border=4)], np.uint8)
    row = np.full((300, 1280), 200, np.uint8)
    for place, other in enumerate([*others, micro]):
        row[: min(300, other.shape[0]), place * 310 : place * 310 + min(300, other.shape[1])] = other[:300, :300]
    pixels = picture(TEXT, height=600)
    beside = np.vstack([pixels, cv2.cvtColor(row, cv2.COLOR_GRAY2BGR)])
    assert read_still(beside) == [TEXT.encode()]
    assert read(beside) == {TEXT.encode()}
    assert read_still(beside[600:]) == []


def test_an_entrance_without_a_code_has_none() -> None:
    for number in range(3):
        shown = frames.show_nothing(HELD_OUT, number)
        assert read_still(shown.pixels) == []
        assert read(shown.pixels) == set()


squares = st.tuples(st.integers(0, 640), st.integers(0, 360), st.integers(8, 300), st.integers(1, 90), st.booleans())


@given(st.lists(squares, min_size=2, max_size=9), st.integers(0, 60))
@settings(max_examples=20, deadline=None)
def test_squares_that_are_no_code_do_no_harm(drawn: list[tuple[int, int, int, int, bool]], noise: int) -> None:
    pixels = np.full((360, 640), 150, np.float32)
    for x, y, size, turn, is_dark in drawn:
        for part, level in ((9, 255), (7, 0), (5, 255), (3, 0)):
            corners = cv2.boxPoints(((x, y), (size * part / 7, size * part / 9), turn))
            cv2.fillConvexPoly(pixels, np.rint(corners).astype(np.int32), level if is_dark else 255 - level)
    taken = frames.camera(pixels, np.random.default_rng(noise), noise=noise)
    assert read_still(taken) == []
    assert read(taken, looks=8) == set()


shapes = [(1, 1, 3), (3, 400, 3), (400, 2), (1, 4000, 3), (4000, 1), (720, 1280), (90, 90, 1), (90, 90, 4), (2160, 3840, 3)]


@pytest.mark.parametrize("shape", shapes)
def test_a_picture_of_any_shape_does_no_harm(shape: tuple[int, ...]) -> None:
    chance = np.random.default_rng(5)
    for pixels in (np.full(shape, 77, np.uint8), chance.integers(0, 255, shape, np.uint8), chance.integers(0, 2, shape, np.uint8) * 255):
        assert read(pixels) == set()
        assert read_still(pixels) == []
