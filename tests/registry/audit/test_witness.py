"""The witness: it cosigns growth and nothing else, on its word alone, and a kill -9 makes it forget nothing."""

import base64
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.lifeline import Child, spawn
from registry.audit import chain, note
from registry.audit.chain import Tree
from registry.audit.submission import Answer, read_submission
from registry.audit.witness import KEY_FILE, Unfit, Witness, keep_key, open_witness
from tests.registry.audit.parts import SECONDS, SIGNER, STRANGER, WITNESS, public
from tests.rig.parts import free_port
from tests.rig.processes import REPOSITORY, until

ORIGIN = note.origin_of(public(SIGNER), "register")
LEAVES = [bytes([nth]) for nth in range(200)]
FORKED = [b"forked", *LEAVES[1:]]


def head(size: int, leaves: list[bytes] = LEAVES, origin: str = ORIGIN) -> note.Head:
    return note.Head(origin, size, chain.root(leaves[:size]))


def body(old: int, size: int, *, leaves: list[bytes] = LEAVES, signer: Ed25519PrivateKey = SIGNER, **changes: str) -> bytes:
    """Return the request that says a log grew from the one size to the other."""
    proof = [base64.b64encode(node).decode() for node in chain.consistency_proof(Tree().grown(leaves[:old]), leaves[old:size])]
    return "\n".join([f"old {old}", *proof, "", note.sign(head(size, leaves, **changes), signer)]).encode()


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    keep_key(tmp_path / "w", WITNESS)
    return open_witness(tmp_path / "w", public(SIGNER))


def ask(witness: Witness, request: bytes, seconds: int = SECONDS) -> Answer:
    return witness.add_checkpoint(request, seconds=seconds)


def test_growth_is_cosigned(witness: Witness) -> None:
    for old, new in ((0, 1), (1, 7), (7, 8), (8, 8), (8, 150)):
        answer = ask(witness, body(old, new))
        assert answer.status == 200
        assert note.cosigned_at(note.parse(note.sign(head(new), SIGNER) + answer.text), public(WITNESS)) == SECONDS
        assert witness.last(ORIGIN) == head(new)


def test_a_fork_is_not_cosigned_whatever_is_said(witness: Witness) -> None:
    assert ask(witness, body(0, 50)).status == 200
    before = witness.last_note(ORIGIN)
    grown = body(50, 60, leaves=FORKED)
    lied = body(50, 60).partition(b"\n\n")[0] + b"\n\n" + note.sign(head(60, FORKED), SIGNER).encode()
    for request in (grown, lied, body(0, 60, leaves=FORKED), body(50, 50, leaves=FORKED)):
        assert ask(witness, request).status in (409, 422)
        assert "—" not in ask(witness, request).text
    assert witness.last_note(ORIGIN) == before
    assert ask(witness, body(50, 60)).status == 200


def test_a_shrunken_tree_is_not_cosigned(witness: Witness) -> None:
    ask(witness, body(0, 50))
    assert ask(witness, body(40, 45)) == Answer(409, "50\n", "text/x.tlog.size")
    assert ask(witness, body(0, 45)) == Answer(409, "50\n", "text/x.tlog.size")
    assert ask(witness, b"old 50\n\n" + note.sign(head(45), SIGNER).encode()).status == 400
    assert witness.last(ORIGIN) == head(50)


def test_the_first_head_needs_no_proof_and_may_have_none(witness: Witness) -> None:
    stray = b"old 0\n" + base64.b64encode(b"\0" * 32) + b"\n\n" + note.sign(head(5), SIGNER).encode()
    assert ask(witness, stray).status == 422
    assert ask(witness, body(0, 5)).status == 200


def test_who_asks_must_be_the_log(witness: Witness) -> None:
    assert ask(witness, body(0, 5, signer=STRANGER)).status == 403
    for origin in (note.origin_of(public(STRANGER), "register"), note.origin_of(public(SIGNER), "entries"), "example.org/log"):
        assert ask(witness, body(0, 5, origin=origin)).status == 404
    assert witness.last(ORIGIN) is None


def test_each_log_has_a_state_of_its_own(witness: Witness) -> None:
    cases = note.origin_of(public(SIGNER), "cases")
    assert ask(witness, body(0, 9)).status == 200
    assert ask(witness, body(0, 4, origin=cases, leaves=FORKED)).status == 200
    assert (witness.last(ORIGIN), witness.last(cases)) == (head(9), head(4, FORKED, cases))


@pytest.mark.parametrize(
    "request_body",
    [
        b"", b"old", b"old 1\n", b"old -1\n\n" + body(0, 1)[7:], b"old 01\n\n" + body(0, 1)[7:], b"\xff\xfe", b"new 0\n\n" + body(0, 1)[7:],
        b"old 0\nAAAA\n\n" + body(0, 1)[7:], b"old 0\n!\n\n" + body(0, 1)[7:], b"old 0\n" + b"\n".join([base64.b64encode(b"\0" * 32)] * 64)
        + b"\n\n" + body(0, 1)[7:], body(0, 1) + b"x", body(0, 1)[:-1], b"old 0\r\n\r\n" + body(0, 1)[7:],
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(witness: Witness, request_body: bytes) -> None:
    assert ask(witness, request_body).status == 400
    assert witness.last(ORIGIN) is None


def test_damaged_requests_are_never_cosigned(witness: Witness) -> None:
    chance = Random(17)
    ask(witness, body(0, 20))
    good = body(20, 33)
    for _ in range(500):
        place = chance.randrange(len(good))
        damaged = good[:place] + bytes([good[place] ^ 1 << chance.randrange(8)]) + good[place + 1 :]
        assert ask(witness, damaged).status != 200, place
    assert witness.last(ORIGIN) == head(20)


def test_two_at_once_do_not_both_grow_from_the_same_head(witness: Witness) -> None:
    answers: list[Answer] = []
    histories = [LEAVES, *([bytes([nth]) * 3, *LEAVES[1:]] for nth in range(7))]
    threads = [
        threading.Thread(target=lambda leaves=leaves: answers.append(ask(witness, body(0, 9, leaves=leaves)))) for leaves in histories
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers) == [200, *[409] * 7]


def test_a_witness_with_a_damaged_state_does_not_begin_anew(witness: Witness) -> None:
    ask(witness, body(0, 20))
    kept = witness.folder / "register.head"
    for damage in (kept.read_bytes()[:-9], b"", b"\xff"):
        kept.write_bytes(damage)
        for request in (body(20, 21), body(0, 5, leaves=FORKED)):
            with pytest.raises(Unfit):
                ask(witness, request)
        with pytest.raises(Unfit):
            open_witness(witness.folder, public(SIGNER))


def test_a_folder_belongs_to_one_key_and_one_log(witness: Witness) -> None:
    ask(witness, body(0, 20))
    with pytest.raises(Unfit):
        open_witness(witness.folder, public(STRANGER))
    (witness.folder / KEY_FILE).unlink()
    with pytest.raises(Unfit):
        open_witness(witness.folder, public(SIGNER))


def test_its_key_is_its_own(tmp_path: Path) -> None:
    made = open_witness(tmp_path / "new", public(SIGNER))
    assert open_witness(tmp_path / "new", public(SIGNER)).public_key == made.public_key
    assert (tmp_path / "new" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    (tmp_path / "new" / KEY_FILE).chmod(0o644)
    with pytest.raises(Unfit):
        open_witness(tmp_path / "new", public(SIGNER))


def test_a_request_is_read_as_it_was_written() -> None:
    read = read_submission(body(5, 12))
    assert (read.old_size, read.note.head) == (5, head(12))
    assert list(read.proof) == chain.consistency_proof(Tree().grown(LEAVES[:5]), LEAVES[5:12])


# -- the process -------------------------------------------------------------------------------------------------------------------------


def start(folder: Path, port: int, log_key: str = public(SIGNER).hex()) -> Child:
    command = [sys.executable, "-m", "hub.cli", "witness", "run", "--data", folder, "--log-key", log_key, "--port", str(port)]
    with (folder.parent / "witness.log").open("ab") as log:
        return spawn(command, cwd=REPOSITORY, stdout=log, stderr=log)


@contextmanager
def process(folder: Path, port: int) -> Iterator[Child]:
    child = start(folder, port)
    try:
        until(lambda: child.poll() is not None or answered(port, "/health")[0] == 200)
        assert child.poll() is None
        yield child
    finally:
        child.release()


def answered(port: int, path: str, data: bytes | None = None) -> tuple[int, str]:
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{path}", data=data), timeout=120) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except (URLError, OSError):
        return 0, ""


def test_a_real_witness_forgets_nothing_when_it_is_killed(tmp_path: Path) -> None:
    port, folder, size = free_port(), tmp_path / "w", 0
    for _ in range(3):
        with process(folder, port) as child:
            for grown in range(size + 1, size + 6):
                status, line = answered(port, "/add-checkpoint", body(size, grown))
                assert (status, line[:2]) == (200, "— ")
                size = grown
            os.kill(child.pid, signal.SIGKILL)
    with process(folder, port):
        state = json.loads(answered(port, "/health")[1])
        assert state["ok"]
        assert state["sizes"][ORIGIN] == size
        assert answered(port, "/add-checkpoint", body(0, size, leaves=FORKED)) == (409, f"{size}\n")
        kept = note.parse(answered(port, f"/checkpoint/{ORIGIN}")[1])
        assert (kept.head, note.is_signed(kept, public(SIGNER))) == (head(size), True)
        assert note.cosigned_at(kept, bytes.fromhex(state["key"]))
        assert answered(port, "/checkpoint/elsewhere")[0] == answered(port, "/")[0] == answered(port, "/x", b"")[0] == 404


def test_a_real_witness_takes_no_nonsense(tmp_path: Path) -> None:
    port = free_port()
    with process(tmp_path / "w", port) as child:
        for length in ("", "x", "-1", "70000", "9" * 5000, "٣"):
            connection = HTTPConnection("127.0.0.1", port, timeout=120)
            connection.putrequest("POST", "/add-checkpoint")
            connection.putheader("Content-Length", length.encode())
            connection.endheaders()
            assert connection.getresponse().status == 413
            connection.close()
        (tmp_path / "w" / "register.head").write_bytes(b"\xff")
        assert answered(port, "/health")[0] == answered(port, "/add-checkpoint", body(0, 5))[0] == 500
        second = start(tmp_path / "w", free_port())
        assert second.wait(120) == 3
        second.release()
        child.terminate()
        assert child.wait(120) == 0
    said = (tmp_path / "witness.log").read_text()
    assert "event=witness.started" in said and "another witness works in" in said
    assert "Traceback" not in said


def test_a_log_key_that_is_none_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hub.cli", "witness", "run", "--data", tmp_path / "w", "--log-key", "abc"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "64 hexadecimal" in done.stderr
