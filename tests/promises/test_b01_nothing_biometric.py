"""B1: nothing biometric. OpenCV reads QR codes and notices a covered camera; no face, gait, voice or person detection, and no picture is
kept.
"""

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary

from tests.promises.schema import columns

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("edge", "hub", "registry", "simulator") for path in sorted((ROOT / room).rglob("*.py"))]

BANNED_NAMES = re.compile(
    r"Cascade|HOGDescriptor|FaceDetector|FaceRecognizer|FaceMark|dnn|saliency|optflow|BackgroundSubtractor|Tracker|SIFT|ORB_create|KalmanFilter"
    r"|embedding|biometric|gait|voiceprint|face_?(id|print|match|encod)",
    re.IGNORECASE,
)
BANNED_PACKAGES = re.compile(
    r"^(face|dlib|mediapipe|insightface|deepface|retinaface|mtcnn|ultralytics|yolo|torch|tensorflow|onnxruntime|speechbrain|opencv-contrib)",
    re.I,
)
SEALED_OR_SIGNED = {
    "register_person.sealed",
    "alerts_alert.sealed",
    "alerts_alert.signature",
    "cases_case.sealed",
    "audit_leaf.hash",
    "gateway_list.manifest",
    "gateway_list.parts",
    "gateway_set_aside.head",
}


def banned_names(source: str) -> list[str]:
    """Return every name in a module that belongs to looking at people."""
    found = []
    for node in ast.walk(ast.parse(source)):
        name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None)
        if isinstance(name, str) and BANNED_NAMES.search(name):
            found.append(name)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_looks_at_people(path: Path) -> None:
    assert banned_names(path.read_text("utf-8")) == []


def test_the_scan_would_see_a_face_detector() -> None:
    assert banned_names("import cv2\nfinder = cv2.CascadeClassifier('x')\nnet = cv2.dnn.readNet('y')") != []


def test_no_package_for_it_is_installed() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    packages = re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.M)
    assert len(packages) > 20
    assert [name for name in packages if BANNED_PACKAGES.search(name)] == []


def test_no_column_can_hold_a_picture() -> None:
    binary = {f"{column.table.name}.{column.name}" for column in columns() if isinstance(column.type, LargeBinary)}
    assert binary == SEALED_OR_SIGNED
    assert [c for c in columns() if re.search(r"image|photo|picture|frame|face|thumb", c.name)] == []
