"""The rendered frames show a code that a reader can read, in every light of the town, and nothing readable once it is scrambled."""

import io
import secrets

import cv2
import numpy as np
import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.passes import Pass, PassKind, encode
from simulator.scene import (
    BRACKET_READ,
    DAYLIGHT,
    POOR_LIGHTS,
    Light,
    NotAPicture,
    Pixels,
    Scene,
    as_jpeg,
    open_picture,
    render,
    scrambled,
    with_brackets,
)


def a_pass_text() -> str:
    value = Pass(
        key_id=bytes(4), credential=secrets.token_bytes(16), door_group=7, not_before=0, not_after=4_000_000_000, kind=PassKind.RESIDENT
    )
    return encode(value, Ed25519PrivateKey.generate())


def png_of(text: str) -> bytes:
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=8)
    return picture.getvalue()


TEXT = a_pass_text()
PICTURE = open_picture(png_of(TEXT))


def read(frame: Pixels) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))}


@pytest.mark.parametrize("light", [DAYLIGHT, *POOR_LIGHTS])
@pytest.mark.parametrize("seed", range(6))
def test_a_code_held_up_is_read_within_a_second_in_every_light(light: Light, seed: int) -> None:
    frames = (render(Scene(picture=PICTURE, light=light, seed=seed, moment=moment))[0] for moment in range(8))
    assert any(read(frame) == {TEXT} for frame in frames)


@pytest.mark.parametrize("seed", range(6))
def test_a_scrambled_code_is_not_read(seed: int) -> None:
    for moment in range(8):
        assert read(render(Scene(picture=scrambled(PICTURE, seed), seed=seed, moment=moment))[0]) == set()


def test_an_empty_entrance_and_a_covered_lens_show_nothing() -> None:
    for scene in (Scene(), Scene(covered=True), Scene(picture=PICTURE, covered=True)):
        frame, corners = render(scene)
        assert corners is None
        assert read(frame) == set()


def test_the_corners_lie_round_the_code() -> None:
    frame, corners = render(Scene(picture=PICTURE, seed=2))
    assert corners is not None
    black = np.zeros(frame.shape[:2], np.uint8)
    cv2.fillConvexPoly(black, corners.astype(np.int32), 255)
    assert read(cv2.bitwise_and(frame, frame, mask=black)) == {TEXT}
    assert read(with_brackets(frame, corners, BRACKET_READ)) == {TEXT}


def test_the_same_moment_is_the_same_frame_and_the_next_is_another() -> None:
    one, again, later = (as_jpeg(render(Scene(picture=PICTURE, moment=moment))[0]) for moment in (1, 1, 2))
    assert one == again != later


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", png_of(TEXT)[:40], np.zeros(100, np.uint8).tobytes()], ids=["nothing", "words", "half", "zeros"]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        open_picture(data)


def test_a_picture_of_sixteen_bits_is_refused() -> None:
    with pytest.raises(NotAPicture):
        open_picture(cv2.imencode(".png", np.zeros((4, 4), np.uint16))[1].tobytes())


def test_grey_and_transparent_pictures_are_shown_on_white() -> None:
    grey = cv2.cvtColor(PICTURE, cv2.COLOR_BGR2GRAY)
    clear = np.dstack([np.zeros((*grey.shape, 3), np.uint8), 255 - grey])
    for picture in (grey, clear):
        opened = open_picture(cv2.imencode(".png", picture)[1].tobytes())
        assert opened.shape == (*grey.shape, 3)
        assert read(opened) == {TEXT}
