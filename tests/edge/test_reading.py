"""``anju-edge read`` as an installer and an acceptance test use it: pictures, folders, films, cameras, and what is none of these."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from edge.readers.camera import STREAM_OPTIONS
from edge.readers.pictures import STREAM_VARIABLE
from tests.edge.parts import now_ms, pass_text, picture
from tests.edge.streams import Stream

PASS = pass_text(now=now_ms())


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "edge", "read", *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def write(path: Path, text: str | bytes | None) -> Path:
    cv2.imwrite(str(path), np.full((240, 320, 3), 128, np.uint8) if text is None else picture(text, width=640, height=480))
    return path


def test_a_picture_is_one_line_of_three_keys(tmp_path: Path) -> None:
    done = run(str(write(tmp_path / "钥匙.png", PASS)), "--json")
    (line,) = lines(done)
    assert list(line) == ["frame", "text", "ms"]
    assert (line["frame"], line["text"]) == ("钥匙.png", PASS)
    assert 0 < line["ms"] < 60_000
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_is_a_line_a_picture_by_name_and_an_unreadable_one_is_told(tmp_path: Path) -> None:
    for name, text in (("c.png", "third"), ("a.jpg", "first"), ("b.png", None)):
        write(tmp_path / name, text)
    (tmp_path / "d.png").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("not looked at")
    (tmp_path / "folder.png").mkdir()
    write(tmp_path / "made.png", "without a name that says so").rename(tmp_path / "e")
    done = run(str(tmp_path), "--json")
    assert [(line["frame"], line["text"]) for line in lines(done)] == [
        ("a.jpg", "first"), ("b.png", None), ("c.png", "third"), ("d.png", None),
        ("e", "without a name that says so"),
    ]  # fmt: skip
    assert done.stderr == "anju-edge: d.png is no picture that can be opened\n"
    assert done.returncode == 0


def test_a_film_is_a_line_a_frame_and_none_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STREAM_VARIABLE, STREAM_OPTIONS)  # as whoever reads streams has it
    path = tmp_path / "film.avi"
    film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (640, 480))
    for number in range(4):
        film.write(picture(f"frame {number}", width=640, height=480))
    film.release()
    told = [(line["frame"], line["text"]) for line in lines(run(str(path), "--json"))]
    assert told == [(f"film.avi#{number + 1}", f"frame {number}") for number in range(4)]


def test_a_camera_is_read_for_as_long_as_was_asked() -> None:
    stream = Stream(picture(PASS, width=640, height=480))
    try:
        began = time.monotonic()
        told = lines(run(stream.address, "--json", "--wait", "3"))
        assert time.monotonic() - began >= 3
    finally:
        stream.close()
    assert [line["frame"] for line in told] == [f"camera#{number + 1}" for number in range(len(told))]
    assert {line["text"] for line in told} == {PASS}
    assert len(told) > 1


def test_a_camera_is_left_at_once_when_asked() -> None:
    stream = Stream(picture(PASS, width=640, height=480))
    try:
        command = [sys.executable, "-m", "edge", "read", stream.address, "--json", "--wait", "600"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reading:
            assert reading.stdout is not None
            assert json.loads(reading.stdout.readline())["text"] == PASS
            reading.send_signal(signal.SIGINT)
            _rest, said = reading.communicate(timeout=120)
    finally:
        stream.close()
    assert (reading.returncode, said) == (0, "")


def test_an_address_with_a_password_is_echoed_nowhere() -> None:
    done = run("http://installer:hunter2@127.0.0.1:9/door.mjpeg", "--json", "--wait", "1")
    assert lines(done) == [{"frame": "camera", "text": None, "ms": 0.0}]
    assert "hunter2" not in done.stderr
    assert done.stderr.endswith("anju-edge: camera gave no frame within 1 s\n")
    assert done.returncode == 1


@pytest.mark.parametrize("content", [b"a\x00b\x1b[31m\n", "钥匙\u2028\U0001f511".encode(), b"\x7f" * 40, b"0" * 300])
def test_text_is_given_as_it_stands(tmp_path: Path, content: bytes) -> None:
    (line,) = lines(run(str(write(tmp_path / "a.png", content)), "--json"))
    assert line["text"].encode() == content
    assert list(line) == ["frame", "text", "ms"]


def test_bytes_that_are_no_text_come_back_by_latin_1_and_in_hex(tmp_path: Path) -> None:
    content = bytes(range(128, 200)) + b"\xff\x00"
    (line,) = lines(run(str(write(tmp_path / "a.png", content)), "--json"))
    assert line["text"].encode("latin-1") == bytes.fromhex(line["bytes"]) == content


def test_our_pass_stands_first_among_several(tmp_path: Path) -> None:
    pixels = np.hstack([picture("https://example.org/", width=640), picture(PASS, width=640)])
    cv2.imwrite(str(tmp_path / "a.png"), pixels)
    (line,) = lines(run(str(tmp_path / "a.png"), "--json"))
    assert (line["text"], line["others"]) == (PASS, ["https://example.org/"])


def test_odd_pictures_are_a_line_each(tmp_path: Path) -> None:
    pixels = picture(PASS, width=480, height=480)
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    read = {"grey.png": grey, "deep.png": grey.astype(np.uint16) * 257, "see-through.png": cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA)}
    unread = {"point.png": grey[:1, :1], "line.png": np.zeros((1, 4000), np.uint8), "column.png": np.zeros((4000, 1, 3), np.uint8)}
    for name, one in (read | unread).items():
        cv2.imwrite(str(tmp_path / name), one)
    jpeg = cv2.imencode(".jpg", pixels)[1].tobytes()
    for name, share in (("half.jpg", 0.5), ("head.jpg", 0.02)):
        (tmp_path / name).write_bytes(jpeg[: int(len(jpeg) * share)])
    done = run(str(tmp_path), "--json")
    told = {line["frame"]: line["text"] for line in lines(done)}
    assert told == dict.fromkeys(read, PASS) | dict.fromkeys((*unread, "half.jpg", "head.jpg"))
    assert len(lines(done)) == len(told)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["none.png", "none.mp4", "none"])
def test_a_file_that_is_nothing_to_look_at_is_told_without_a_traceback(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"nothing to look at")
    done = run(str(tmp_path / name), "--json")
    assert [(line["frame"], line["text"]) for line in lines(done)] == [(name, None)]
    assert done.stderr.startswith(f"anju-edge: {name} is n")
    assert len(done.stderr.splitlines()) == 1
    assert done.returncode == 1


def test_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "huge.png"), np.zeros((8200, 8200), np.uint8))
    done = run(str(tmp_path / "huge.png"), "--json", OPENCV_IO_MAX_IMAGE_PIXELS="99000000000")
    assert [(line["text"], line["ms"]) for line in lines(done)] == [(None, 0.0)]
    assert "megapixels" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("name", ["nowhere.png", "nowhere", "/dev/nothing"])
def test_a_name_of_nothing_is_wrongly_asked_for(tmp_path: Path, name: str) -> None:
    done = run(str(tmp_path / name), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("anju-edge: there is no ")


def test_a_folder_without_a_picture_is_wrongly_asked_for(tmp_path: Path) -> None:
    done = run(str(tmp_path), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "has no picture in it" in done.stderr


def test_people_are_told_what_is_read_how_large_and_how_fast(tmp_path: Path) -> None:
    write(tmp_path / "a.png", "\x1b]0;evil\x07钥匙".encode())
    write(tmp_path / "b.png", None)
    first, second = run(str(tmp_path)).stdout.splitlines()
    assert first.startswith("a.png: read \\x1b]0;evil\\x07钥匙 (1")
    assert "pixels wide) (640 x 480, " in first
    assert second.startswith("b.png: not read (320 x 240, ")


def test_a_terminal_without_chinese_is_no_fault(tmp_path: Path) -> None:
    done = run(str(write(tmp_path / "a.png", "钥匙".encode())), PYTHONIOENCODING="ascii")
    assert done.stdout.startswith("a.png: read \\u94a5\\u5319 (")
    assert done.returncode == 0


def test_opencv_is_loaded_by_the_readers_only() -> None:
    folder = Path(__file__).parents[2] / "edge"
    loading = [path for path in folder.rglob("*.py") if "\nimport cv2" in "\n" + path.read_text("utf-8")]
    assert {path.parent.name for path in loading} == {"readers"}
