"""How a gate gets its identity, from a hub that takes its time, and that it tells nobody its secrets on the way."""

import http.server
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edge.enrolment import NotEnrolled, enrolment_address, keep_identity, load_identity
from edge.protocol.codec import decode, encode
from edge.protocol.enrolment import EnrolmentAnswer, EnrolmentRequest, EnrolmentState
from edge.protocol.signing import Purpose, verify
from tests.protocol.examples import EXAMPLES

ENROLLED = decode(EnrolmentAnswer, EXAMPLES["enrolment-answer.json"])
WAITING = EnrolmentAnswer(state=EnrolmentState.WAITING_FOR_APPROVAL)


class PretendHub:
    """Answers with what it was given, one after the other: a status and a body, or just bytes, after which it hangs up."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, bytes] | bytes] = []
        self.asked: list[str] = []
        self.requests: list[EnrolmentRequest] = []
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hub.asked.append(self.path)
                request, answer = self.rfile.read(int(self.headers["Content-Length"])), hub.answers.pop(0)
                if self.path == "/gates/enrol":
                    hub.requests.append(decode(EnrolmentRequest, request))
                if isinstance(answer, bytes):
                    self.wfile.write(answer)
                    self.close_connection = True
                    return
                status, body = answer
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def hub() -> Iterator[PretendHub]:
    hub = PretendHub()
    yield hub
    hub.close()


PATIENT = "import sys; from edge import __main__, enrolment; enrolment.ANSWER_S = 300; sys.exit(__main__.main())"
"""The command as it is, but with more patience: what it asks is a thread of this busy process, and each answer is given once."""


def enrol(folder: Path, address: str, *more: str) -> subprocess.CompletedProcess[str]:
    config = folder / "gate.toml"
    config.write_text(f'data_dir = "{folder}/data"\nhub_url = "{address}"\n')
    command = [sys.executable, "-c", PATIENT, "enrol", "--config", str(config), "--code", "K7QP-4M2X", *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_gate_asks_until_it_is_approved_and_keeps_its_identity_to_itself(tmp_path: Path, hub: PretendHub) -> None:
    hub.answers = [(503, b""), (200, encode(WAITING)), (200, encode(ENROLLED))]
    done = enrol(tmp_path, hub.address)
    assert done.returncode == 0, done.stderr
    assert load_identity(tmp_path / "data") == ENROLLED.identity
    first, *others = hub.requests
    assert others == [first, first]
    key = bytes.fromhex(first.public_key)
    verify(key, Purpose.ENROLMENT, first.code.encode() + key, bytes.fromhex(first.proof))
    for name in ("identity.json", "identity-copy.json", "gate.key"):
        assert stat.S_IMODE((tmp_path / "data" / name).stat().st_mode) == 0o600
    assert ENROLLED.identity
    assert ENROLLED.identity.broker_password not in done.stdout + done.stderr


def test_a_gate_asks_with_the_same_key_when_it_is_run_again(tmp_path: Path, hub: PretendHub) -> None:
    hub.answers = [(200, encode(WAITING)), (200, encode(ENROLLED))]
    assert enrol(tmp_path, hub.address, "--wait", "0").returncode == 1
    assert enrol(tmp_path, hub.address).returncode == 0
    assert hub.requests[0] == hub.requests[1]


@pytest.mark.parametrize(("status", "body"), [(422, b"{}"), (404, b""), (200, b"<html>")])
def test_a_hub_that_says_no_is_believed_and_the_reason_told(tmp_path: Path, hub: PretendHub, status: int, body: bytes) -> None:
    hub.answers = [(status, body)]
    done = enrol(tmp_path, hub.address)
    assert done.returncode == 1
    assert done.stderr.startswith("anju-edge: ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "identity.json").exists()


def test_what_is_no_hub_at_all_is_told_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            line, _address = other.accept()
            with line:
                line.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
                line.recv(4096)

        threading.Thread(target=greet, daemon=True).start()
        done = enrol(tmp_path, f"http://127.0.0.1:{other.getsockname()[1]}")
    assert (done.returncode, done.stderr) == (1, "anju-edge: what answers at hub_url is not an Anju hub of this version\n")


def test_plain_http_goes_no_further_than_this_machine() -> None:
    assert enrolment_address("https://hub.example/") == "https://hub.example/gates/enrol"
    assert enrolment_address("http://localhost:8470") == "http://localhost:8470/gates/enrol"
    for wrong in ("http://hub.example", "http://10.0.0.1", "", "ftp://127.0.0.1", "hub"):
        with pytest.raises(NotEnrolled):
            enrolment_address(wrong)


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b'{"site":"to')])
def test_a_gate_whose_identity_is_damaged_knows_itself_by_the_copy(tmp_path: Path, harm: Callable[[Path], object]) -> None:
    assert ENROLLED.identity
    keep_identity(tmp_path, ENROLLED.identity)
    harm(tmp_path / "identity.json")
    assert load_identity(tmp_path) == ENROLLED.identity
    (tmp_path / "identity.json").write_bytes(b"{")
    (tmp_path / "identity-copy.json").write_bytes(b"{")
    with pytest.raises(NotEnrolled, match="enrol again"):
        load_identity(tmp_path)


def test_a_gate_that_is_not_enrolled_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotEnrolled, match="anju-edge enrol"):
        load_identity(tmp_path)
