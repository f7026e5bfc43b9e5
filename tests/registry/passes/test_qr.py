"""Pictures of a pass are read by the gate's own reader, from the file and from what a browser would draw."""

import io
import xml.etree.ElementTree as ElementTree

import cv2
import numpy as np
import pytest

from edge.readers.qr import QrReader
from registry.passes import qr
from tests.protocol.examples import EXAMPLES

TEXT = EXAMPLES["pass.txt"].decode()


def test_the_picture_says_what_the_pass_says() -> None:
    picture = cv2.imdecode(np.frombuffer(qr.png(TEXT), np.uint8), cv2.IMREAD_COLOR)
    assert QrReader().read(picture) == [TEXT.encode()]


def test_four_modules_around_it_are_white() -> None:
    picture = cv2.imdecode(np.frombuffer(qr.png(TEXT), np.uint8), cv2.IMREAD_GRAYSCALE)
    quiet = 4 * qr.MODULE_PIXELS
    assert picture.shape[0] == picture.shape[1] == (45 + 8) * qr.MODULE_PIXELS  # a version-7 code has 45 modules
    for edge in (picture[:quiet], picture[-quiet:], picture[:, :quiet], picture[:, -quiet:]):
        assert edge.min() == 255
    assert picture[quiet, quiet] == 0


def test_the_drawing_stands_inside_a_page_and_as_a_file() -> None:
    drawing = qr.svg(TEXT)
    root = ElementTree.fromstring(drawing)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["viewBox"] == "0 0 53 53"
    assert not {"width", "height", "style", "class"} & set(root.attrib)
    assert "<script" not in drawing and "style=" not in drawing and not drawing.startswith("<?xml")


@pytest.mark.parametrize("make", [qr.png, qr.svg])
def test_the_same_pass_is_the_same_picture(make: object) -> None:
    assert callable(make)
    assert make(TEXT) == make(TEXT)


def test_a_picture_is_small() -> None:
    assert len(qr.png(TEXT)) < 4_000
    assert len(io.BytesIO(qr.svg(TEXT).encode()).getvalue()) < 16_000
