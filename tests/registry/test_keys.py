"""A key, and the key-encryption key that is read from a file: what they open, and that neither can be printed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from registry.keys import Key, KeyStore, KeyStoreError, derive, load_kek
from tests.registry.key_files import KEK


def test_what_a_key_sealed_it_opens_for_the_same_subject_only() -> None:
    key = Key(KEK)
    sealed = key.seal("张三".encode(), b"person:1")
    assert key.open(sealed, b"person:1") == "张三".encode()
    assert key.seal("张三".encode(), b"person:1") != sealed
    for other, about in ((key, b"person:2"), (Key(KEK[::-1]), b"person:1")):
        with pytest.raises(InvalidTag):
            other.open(sealed, about)


@pytest.mark.parametrize("harm", [lambda sealed: sealed[:-1], lambda sealed: sealed[:5], lambda _: b"", lambda sealed: sealed + b"\x00"])
def test_what_was_altered_does_not_open(harm: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InvalidTag):
        Key(KEK).open(harm(Key(KEK).seal(b"plain", b"")), b"")


def test_every_bit_of_what_is_sealed_counts() -> None:
    sealed = Key(KEK).seal(b"plain", b"")
    for place in range(8 * len(sealed)):
        altered = bytearray(sealed)
        altered[place // 8] ^= 1 << place % 8
        with pytest.raises(InvalidTag):
            Key(KEK).open(bytes(altered), b"")


def test_a_key_is_thirty_two_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key(KEK[1:])


def test_neither_a_key_nor_a_store_can_be_printed(tmp_path: Path) -> None:
    @dataclass
    class Holder:
        key: Key
        store: KeyStore

    key, store = Key(KEK), KeyStore(tmp_path / "keys.db", KEK)
    assert (repr(key), str(key), f"{key}") == ("<Key>", "<Key>", "<Key>")
    said = f"{Holder(key, store)} {[key]} {ValueError(key)!r} {store!r}"
    assert KEK.hex() not in said and repr(KEK)[2:-1] not in said and "<Key>" in said and "<KeyStore>" in said


def test_derived_keys_never_change_and_differ_by_label() -> None:
    assert derive(KEK, "documents").hex() == "32e1fb844473d9541556f4fdd7258efcbeff68e91212ec09dde16eb18327fa08"
    assert derive(KEK, "key-store") != derive(KEK, "documents") != derive(KEK[::-1], "documents")


def test_a_kek_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "registry.kek"
    file.write_text(KEK.hex() + "\n", "ascii")
    file.chmod(0o600)
    assert load_kek(file) == KEK


@pytest.mark.parametrize("content", [b"", b"00" * 31, b"zz" * 32, b"00" * 33, "零".encode() * 32, KEK])
def test_a_file_that_holds_no_kek_is_named_and_not_quoted(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "registry.kek"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(KeyStoreError, match=r"registry\.kek") as raised:
        load_kek(file)
    assert not content or content.decode("utf-8")[:4] not in str(raised.value).replace(str(file), "")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_kek_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "registry.kek"
    file.write_text(KEK.hex(), "ascii")
    file.chmod(mode)
    with pytest.raises(KeyStoreError, match="chmod 600") as raised:
        load_kek(file)
    assert KEK.hex() not in str(raised.value)


def test_a_missing_kek_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyStoreError, match=r"none\.kek cannot be read"):
        load_kek(tmp_path / "none.kek")
