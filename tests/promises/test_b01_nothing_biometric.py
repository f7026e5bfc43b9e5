"""B1: nothing biometric. OpenCV reads QR codes and notices a covered camera; no face, gait, voice or person detection, and no picture is
kept. That no file of a whole run holds one is looked at where a whole run is: ``tests/journeys/test_story.py``.
"""

import ast
import base64
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest
from sqlalchemy import LargeBinary

from registry.passes import qr
from tests.promises.pictures import RAW_BYTES_MIN, pictures_in
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
    "gateway_list_part.data",
    "gateway_key_step.envelope",
    "gateway_rollout.release",
    "gateway_rollout_gate.before",
    "gateway_set_aside.head",
    "gateway_wish.envelope",
    "gateway_wish.release",
    "register_correction.sealed",
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


FRAME = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)
PICTURES = {
    **{kind: cv2.imencode(f".{kind}", FRAME)[1].tobytes() for kind in ("png", "jpg", "webp", "tiff", "bmp", "ppm")},
    "a pass": qr.png("ANJU"),
    "raw": FRAME.tobytes(),
    "grey": FRAME[:, :, 0].tobytes()[:RAW_BYTES_MIN],
    **{f"{kind} in text": base64.b64encode(cv2.imencode(f".{kind}", FRAME)[1]) for kind in ("png", "jpg", "webp")},
    "in hexadecimal": cv2.imencode(".jpg", FRAME)[1].tobytes().hex().encode(),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_found_as_a_file_inside_another_and_in_a_cell(kind: str, tmp_path: Path) -> None:
    picture = PICTURES[kind]
    (alone := tmp_path / "alone").write_bytes(picture)
    (inside := tmp_path / "inside").write_bytes(b"\xc3 not text " + picture)
    with closing(sqlite3.connect(tmp_path / "database")) as database, database:
        database.execute("CREATE TABLE kept (name TEXT, content BLOB)")
        database.execute("INSERT INTO kept VALUES (?, ?)", ("x" * 4_000, picture))
    assert [pictures_in(path) != [] for path in (alone, inside, tmp_path / "database")] == [True] * 3


def test_what_is_no_picture_is_not_called_one(tmp_path: Path) -> None:
    (sealed := tmp_path / "sealed").write_bytes(FRAME.tobytes()[: RAW_BYTES_MIN - 1])
    (told := tmp_path / "hub.log").write_text("level=info 一切正常 BM P5 GIF RIFF\n" * 5_000)
    with closing(sqlite3.connect(tmp_path / "database")) as database, database:
        database.execute("CREATE TABLE kept (content BLOB)")
        database.execute("INSERT INTO kept VALUES (?)", (FRAME.tobytes()[:60_000],))
    assert [pictures_in(path) for path in (sealed, told, tmp_path / "database")] == [[], [], []]
