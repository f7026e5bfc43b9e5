"""Checkpoints and cosignatures as text: what is written is read back, and whatever differs by one letter is not."""

import base64
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.audit import note, verify
from registry.audit.note import BadNote, Head
from tests.registry.audit.parts import SECONDS, SIGNER, STRANGER, WITNESS, public

ORIGIN = note.origin_of(public(SIGNER), "register")
HEAD = Head(ORIGIN, 42, b"\x09" * 32)
SIGNED = note.sign(HEAD, SIGNER)
LINE = note.cosign(HEAD, WITNESS, name="witness.example/w1", seconds=SECONDS)
KEYS = verify.Keys(public(SIGNER), public(WITNESS))

# The example of Go's sumdb/note: its key and its note.
NEUMANN_KEY = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:]
NEUMANN_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NEUMANN_LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"


def test_a_known_key_and_signature() -> None:
    (line,) = note.parse_signatures(NEUMANN_LINE)
    assert line.line == NEUMANN_LINE
    assert line.key_id == note.key_id("PeterNeumann", note.LOG_SIGNATURE, NEUMANN_KEY) == bytes.fromhex("c74f20a3")
    assert note._holds(NEUMANN_KEY, line.body, NEUMANN_TEXT.encode())
    assert not note._holds(NEUMANN_KEY, line.body, NEUMANN_TEXT.encode()[:-1])


def test_a_checkpoint_is_written_as_c2sp_says() -> None:
    origin, size, root, blank, line, end = SIGNED.split("\n")
    assert (origin, size, base64.b64decode(root), blank, end) == (ORIGIN, "42", HEAD.root, "", "")
    assert line.startswith(f"— {ORIGIN} ")
    assert len(base64.b64decode(line.split(" ")[2])) == 4 + 64
    assert len(base64.b64decode(LINE.split(" ")[2])) == 4 + 8 + 64


def test_signatures_say_who_signed_and_when() -> None:
    read = note.parse(SIGNED + LINE)
    assert read.head == HEAD
    assert note.is_signed(read, public(SIGNER))
    assert not note.is_signed(read, public(STRANGER))
    assert note.cosigned_at(read, public(WITNESS)) == SECONDS
    assert note.cosigned_at(read, public(STRANGER)) is None
    assert note.cosigned_at(note.parse(SIGNED), public(WITNESS)) is None


def test_a_cosignature_is_over_one_head_and_one_time() -> None:
    other = Head(ORIGIN, 43, HEAD.root)
    assert note.cosigned_at(note.parse(note.sign(other, SIGNER) + LINE), public(WITNESS)) is None
    (line,) = note.parse_signatures(LINE)
    later = note.Signature(line.name, line.key_id, (SECONDS + 1).to_bytes(8, "big") + line.body[8:]).line
    assert note.cosigned_at(note.parse(SIGNED + later), public(WITNESS)) is None
    assert note.cosigned_at(note.parse(SIGNED + LINE + later), public(WITNESS)) is None


def test_another_key_or_log_is_another_origin() -> None:
    origins = {note.origin_of(public(key), name) for key in (SIGNER, STRANGER) for name in ("register", "cases")}
    assert len(origins) == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        SIGNED[:-1],
        SIGNED + "\n",
        SIGNED.replace("\n42\n", "\n042\n"),
        SIGNED.replace("\n42\n", "\n+42\n"),
        SIGNED.replace("\n42\n", "\n٤٢\n"),
        SIGNED.replace("\n42\n", "\n42\nextension\n"),
        SIGNED.replace(ORIGIN + "\n42", "\n42"),
        SIGNED.replace(ORIGIN, "an origin"),
        SIGNED.replace("—", "-"),
        SIGNED.replace("\n", "\r\n"),
        SIGNED.replace("42", "4\x002"),
        SIGNED.partition("\n\n")[0] + "\n\n",
        SIGNED + "— nobody \n",
        SIGNED + "— nobody AAAA\n",
        SIGNED + LINE * 200,
        SIGNED.replace("=\n\n", "\n\n"),
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        note.parse(text)
    assert verify.read_note(text, ORIGIN, KEYS).fault


@given(st.text())
def test_any_text_is_refused_or_read(text: str) -> None:
    for whole in (text, SIGNED + text, f"{HEAD.text}\n{text}"):
        try:
            read = note.parse(whole)
        except BadNote:
            continue
        assert f"{read.head.text}\n{''.join(line.line for line in read.signatures)}" == whole


def test_each_letter_counts() -> None:
    chance, whole = Random(1), SIGNED + LINE
    for place in range(len(whole)):
        changed = whole[:place] + chance.choice([letter for letter in "Aa0+/=x— \n" if letter != whole[place]]) + whole[place + 1 :]
        assert verify.read_note(changed, ORIGIN, KEYS).fault, place
        assert not _holds(changed), place


def _holds(text: str) -> bool:
    try:
        read = note.parse(text)
    except BadNote:
        return False
    return note.is_signed(read, public(SIGNER)) and note.cosigned_at(read, public(WITNESS)) is not None and read.head == HEAD


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32), st.integers(0, 2**40))
def test_the_verifier_reads_the_same(size: int, root: bytes, seconds: int) -> None:
    head = Head(ORIGIN, size, root)
    text = note.sign(head, SIGNER) + note.cosign(head, WITNESS, name="w", seconds=seconds)
    assert verify.read_note(text, ORIGIN, KEYS) == verify.Checkpoint(size, root, seconds)
    assert note.cosigned_at(note.parse(text), public(WITNESS)) == seconds
