"""The store of keys: each under its name once, for its owner alone, and never unwrapped on the disk; what has no row goes."""

import os
import sqlite3
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registry.keys import NAMES_A_QUERY, UNUSED_MAX, UNUSED_MS, KeyExists, KeyGone, KeyStore, KeyStoreError, WrongKek
from tests.registry.key_files import KEK, left_in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.db"


def test_a_key_is_kept_under_its_name(path: Path) -> None:
    store = KeyStore(path, KEK)
    made = {name: store.make(name).raw for name in ("person:b", "person:a", "property:1")}
    assert len(set(made.values())) == 3
    assert store.names() == tuple(made)
    again = KeyStore(path, KEK)
    assert {name: again.get(name).raw for name in again.names()} == made


def test_a_name_is_given_once(path: Path) -> None:
    store = KeyStore(path, KEK)
    first = store.make("person:1").raw
    with pytest.raises(KeyExists):
        store.make("person:1")
    assert store.get("person:1").raw == first


def test_a_key_that_never_was_is_gone(path: Path) -> None:
    with pytest.raises(KeyGone) as raised:
        KeyStore(path, KEK).get("person:1")
    assert "person" not in str(raised.value)


def test_shredding_is_for_good_and_may_be_repeated(path: Path) -> None:
    store = KeyStore(path, KEK)
    first = store.make("person:1").raw
    store.make("person:2")
    for _time in range(2):
        store.shred("person:1")
    store.shred("person:3")
    with pytest.raises(KeyGone):
        store.get("person:1")
    assert store.names() == ("person:2",)
    assert store.make("person:1").raw != first


def test_only_the_owner_may_read_the_files(path: Path) -> None:
    before = os.umask(0)
    try:
        KeyStore(path.parent / "keys" / path.name, KEK).make("person:1")
    finally:
        os.umask(before)
    folder = path.parent / "keys"
    found = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert path.name in found and set(found.values()) == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_store_that_others_may_read_is_not_used(path: Path) -> None:
    KeyStore(path, KEK)
    path.chmod(0o640)
    with pytest.raises(KeyStoreError, match="chmod 600"):
        KeyStore(path, KEK)


def test_keys_are_never_on_the_disk_unwrapped(path: Path) -> None:
    store = KeyStore(path, KEK)
    assert left_in(path.parent, [store.make(f"person:{nth}").raw for nth in range(50)] + [KEK]) == []


def test_another_kek_opens_nothing_and_says_so(path: Path) -> None:
    made = KeyStore(path, KEK).make("person:1").raw
    other = KEK[::-1]
    with pytest.raises(WrongKek, match="another key-encryption key") as raised:
        KeyStore(path, other)
    said = f"{raised.value} {raised.value!r} {raised.value.args}"
    assert not any(secret.hex() in said or repr(secret)[2:-1] in said for secret in (KEK, other, made))
    assert KeyStore(path, KEK).get("person:1").raw == made


def test_a_key_under_another_name_does_not_unwrap(path: Path) -> None:
    store = KeyStore(path, KEK)
    store.make("person:1")
    store.make("person:2")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE held SET name = 'x' WHERE name = 'person:1'")
        connection.execute("UPDATE held SET name = 'person:1' WHERE name = 'person:2'")
        connection.execute("UPDATE held SET name = 'person:2' WHERE name = 'x'")
    for name in ("person:1", "person:2"):
        with pytest.raises(KeyStoreError) as raised:
            store.get(name)
        assert not isinstance(raised.value, WrongKek) and "person" not in str(raised.value)


def test_many_keys_are_got_at_once_and_the_shredded_are_left_out(path: Path) -> None:
    store = KeyStore(path, KEK)
    made = {f"person:{nth}": store.make(f"person:{nth}").raw for nth in range(NAMES_A_QUERY + 3)}
    store.shred("person:1")
    del made["person:1"]
    assert {name: key.raw for name, key in store.get_all(["nobody", "person:1", *made]).items()} == made
    assert store.get_all([]) == {}
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE held SET name = 'person:1' WHERE name = 'person:2'")
    with pytest.raises(KeyStoreError):
        store.get_all(["person:0", "person:1"])


def test_an_altered_key_does_not_unwrap(path: Path) -> None:
    store = KeyStore(path, KEK)
    store.make("person:1")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE held SET wrapped = zeroblob(length(wrapped))")
    with pytest.raises(KeyStoreError):
        store.get("person:1")


def test_every_connection_writes_through_and_clears_behind_itself(path: Path) -> None:
    store = KeyStore(path, KEK)

    def settings() -> list[int | str]:
        return [store._connection().execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")]

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(settings).result() == settings() == ["wal", 2, 1]


def swept(store: KeyStore, used: Iterable[str], *days: float) -> list[int]:
    """Sweep people's keys at these days; return how many each time destroyed."""
    return [store.sweep("person", set(used), now=int(day * UNUSED_MS)) for day in days]


def test_a_key_without_a_row_goes_after_a_day_and_only_if_it_was_seen_so_before(tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "keys.db", KEK)
    for name in ("person:kept", "person:orphan", "property:other", "person:late"):
        store.make(name)
    assert swept(store, ["kept"], 100, 100.999) == [0, 0]
    assert swept(store, ["kept", "late"], 100.9999) == [0]  # its transaction took its time, and counts anew from here
    again = KeyStore(tmp_path / "keys.db", KEK)  # what was noted outlives the worker
    assert swept(again, ["kept"], 101) == [1]
    assert set(again.names()) == {"person:kept", "property:other", "person:late"}
    assert swept(again, ["kept"], 101.9999, 102) == [0, 1]
    assert swept(again, ["kept"], 500, 600) == [0, 0]
    assert set(again.names()) == {"person:kept", "property:other"}


@pytest.mark.parametrize(("rows", "destroyed"), [(UNUSED_MAX, UNUSED_MAX), (UNUSED_MAX + 1, None)])
def test_rows_that_are_missing_are_no_reason_to_destroy_keys(tmp_path: Path, rows: int, destroyed: int | None) -> None:
    store = KeyStore(tmp_path / "keys.db", KEK)
    for nth in range(rows):
        store.make(f"person:{nth}")
    if destroyed is None:
        with pytest.raises(KeyStoreError, match=f"{rows} of {rows} keys have no row"):
            store.sweep("person", (), now=0)
        assert len(store.names()) == rows
    else:
        assert swept(store, (), 0, 1) == [0, destroyed]
