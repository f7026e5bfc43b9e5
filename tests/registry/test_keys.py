"""Keys on a real disk: several threads, several processes, kills, and every byte of the folder searched for what was shredded."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from registry import keys
from registry.keys import NAMES_A_QUERY, UNUSED_MAX, UNUSED_MS, Key, KeyExists, KeyGone, KeyStore, KeyStoreError, WrongKek, derive, load_kek

KEK = bytes(range(32))
KILLS = 60 if os.environ.get("ANJU_SOAK") else 5

CHILD = """
import os, signal, sys
from pathlib import Path
from registry import keys
store = keys.KeyStore(Path(sys.argv[1]), bytes(range(32)))
"""
MAKER = (
    CHILD
    + """
for nth in range(10**6):
    name = f"{sys.argv[2]}:{nth}"
    print(name, store.make(name).seal(b"said", b"").hex(), flush=True)
"""
)
RIVAL = (
    CHILD
    + """
for nth in range(40):
    try:
        print(f"rival:{nth}", store.make(f"rival:{nth}").raw.hex(), flush=True)
    except keys.KeyExists:
        pass
"""
)
HALF_SHREDDER = (
    CHILD
    + """
keys._empty_the_log = lambda _connection: os.kill(os.getpid(), signal.SIGKILL)
store.shred("halfway")
"""
)
ONLOOKER = (
    CHILD
    + """
print(store.get("watched").raw.hex(), flush=True)
sys.stdin.readline()
try:
    store.get("watched")
except keys.KeyGone:
    print("gone", flush=True)
sys.stdin.readline()
"""
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.db"


def child(script: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, arguments)]
    root = Path(keys.__file__).parents[1]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)


def wrapped(path: Path, name: str) -> bytes:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT wrapped FROM held WHERE name = ?", (name,)).fetchone()
    connection.close()
    return bytes(found)


def pieces(secret: bytes) -> set[bytes]:
    """Return the beginning, the middle and the end of something: what is left of it may be a part."""
    return {secret[:16], secret[20:36], secret[-16:]}


def left_in(folder: Path, secrets: Iterable[bytes]) -> list[str]:
    """Return the files of a folder in which a piece of a secret is found."""
    wanted = {piece for secret in secrets for piece in pieces(secret)}
    return [file.name for file in sorted(folder.iterdir()) if (held := file.read_bytes()) and any(piece in held for piece in wanted)]


# -- a key ---------------------------------------------------------------------------------------------------------------------------------


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


def test_neither_a_key_nor_a_store_can_be_printed(path: Path) -> None:
    @dataclass
    class Holder:
        key: Key
        store: KeyStore

    key, store = Key(KEK), KeyStore(path, KEK)
    assert (repr(key), str(key), f"{key}") == ("<Key>", "<Key>", "<Key>")
    said = f"{Holder(key, store)} {[key]} {ValueError(key)!r} {store!r}"
    assert KEK.hex() not in said and repr(KEK)[2:-1] not in said and "<Key>" in said and "<KeyStore>" in said


# -- the key-encryption key ----------------------------------------------------------------------------------------------------------------


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


# -- the store -----------------------------------------------------------------------------------------------------------------------------


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


# -- no trace ------------------------------------------------------------------------------------------------------------------------------


def test_of_a_shredded_key_no_byte_is_left_in_any_file(path: Path) -> None:
    store = KeyStore(path, KEK)
    store.make("person:1")
    store.make("person:2")
    trace, other = wrapped(path, "person:1"), wrapped(path, "person:2")
    assert left_in(path.parent, [trace]) != []
    store.shred("person:1")
    assert left_in(path.parent, [trace]) == []
    assert left_in(path.parent, [other]) != []


def test_of_many_keys_that_come_and_go_in_any_order_none_leaves_a_trace(path: Path) -> None:
    store, chance = KeyStore(path, KEK), random.Random(7)
    here: dict[str, bytes] = {}
    gone: list[bytes] = []
    for nth in range(900):
        name = f"person:{chance.getrandbits(128):032x}"
        store.make(name)
        here[name] = wrapped(path, name)
        if nth > 300 and nth % 3:
            leaving = chance.choice(list(here))
            store.shred(leaving)
            gone.append(here.pop(leaving))
    store.shred("nobody")
    assert len(gone) > 300
    assert left_in(path.parent, gone) == []
    assert set(store.names()) == set(here)


def test_traces_go_while_another_process_has_the_store_open(path: Path) -> None:
    store = KeyStore(path, KEK)
    made = store.make("watched").raw
    trace = wrapped(path, "watched")
    with child(ONLOOKER, path) as onlooker:
        assert onlooker.stdin and onlooker.stdout
        assert onlooker.stdout.readline().strip() == made.hex()
        store.shred("watched")
        assert left_in(path.parent, [trace]) == []
        onlooker.stdin.write("\n")
        onlooker.stdin.flush()
        assert onlooker.stdout.readline().strip() == "gone"
        onlooker.communicate("\n", timeout=120)


def test_a_shredding_that_cannot_end_yet_says_so_and_ends_later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "BUSY_SECONDS", 0.1)
    store = KeyStore(path, KEK)
    store.make("person:1")
    trace = wrapped(path, "person:1")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM held").fetchone()
    with pytest.raises(KeyStoreError, match="traces"):
        store.shred("person:1")
    with pytest.raises(KeyGone):
        store.get("person:1")
    reader.close()
    store.shred("person:1")
    assert left_in(path.parent, [trace]) == []


def test_a_shredding_that_was_killed_ends_when_the_store_is_opened(path: Path) -> None:
    store = KeyStore(path, KEK)
    store.make("halfway")
    trace = wrapped(path, "halfway")
    with child(HALF_SHREDDER, path) as killed:
        assert killed.wait(120) == -signal.SIGKILL
    assert left_in(path.parent, [trace]) != []
    KeyStore(path, KEK)
    assert left_in(path.parent, [trace]) == []


# -- several at once -----------------------------------------------------------------------------------------------------------------------


def test_a_kill_between_make_and_use_loses_no_key(path: Path) -> None:
    chance = random.Random(3)
    promised: dict[str, bytes] = {}
    for turn in range(KILLS):
        with child(MAKER, path, turn) as maker:
            assert maker.stdout
            whole = [maker.stdout.readline() for _key in range(chance.randint(1, 20))]
            time.sleep(chance.random() / 100)
            maker.kill()
            whole += [line for line in maker.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        promised |= {name: bytes.fromhex(sealed) for name, sealed in (line.split() for line in whole)}
    store = KeyStore(path, KEK)
    assert len(promised) >= KILLS
    assert all(store.get(name).open(sealed, b"") == b"said" for name, sealed in promised.items())


def test_of_several_processes_one_makes_each_key(path: Path) -> None:
    rivals = [child(RIVAL, path) for _ in range(4)]
    told = [line.split() for rival in rivals for line in rival.communicate(timeout=120)[0].splitlines()]
    assert [rival.returncode for rival in rivals] == [0] * len(rivals)
    assert sorted(name for name, _ in told) == sorted(f"rival:{nth}" for nth in range(40))
    store = KeyStore(path, KEK)
    assert all(store.get(name).raw.hex() == raw for name, raw in told)


def test_threads_make_read_and_shred_side_by_side(path: Path) -> None:
    store, start = KeyStore(path, KEK), threading.Barrier(8)

    def live(who: int) -> list[bytes]:
        start.wait()
        traces = []
        for nth in range(15):
            name = f"{who}:{nth}"
            made = store.make(name).raw
            traces.append(wrapped(path, name))
            assert store.get(name).raw == made
            store.shred(name)
        return traces

    with ThreadPoolExecutor(8) as pool:
        traces = [trace for each in pool.map(live, range(8)) for trace in each]
    assert store.names() == ()
    store.shred("the last word")
    assert left_in(path.parent, traces) == []


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
