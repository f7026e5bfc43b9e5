"""Keys on a real disk: several threads, several processes, kills, and every byte of the folder searched for what was shredded."""

import os
import random
import signal
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registry import keys
from registry.keys import KeyGone, KeyStore, KeyStoreError
from tests.registry.key_files import BUSY_SECONDS, KEK, child, left_in, wrapped

KILLS = 60 if os.environ.get("ANJU_SOAK") else 5

MAKER = """
for nth in range(10**6):
    name = f"{sys.argv[2]}:{nth}"
    print(name, store.make(name).seal(b"said", b"").hex(), flush=True)
"""
RIVAL = """
for nth in range(40):
    try:
        print(f"rival:{nth}", store.make(f"rival:{nth}").raw.hex(), flush=True)
    except keys.KeyExists:
        pass
"""
HALF_SHREDDER = """
keys._empty_the_log = lambda _connection: os.kill(os.getpid(), signal.SIGKILL)
store.shred("halfway")
"""
ONLOOKER = """
print(store.get("watched").raw.hex(), flush=True)
sys.stdin.readline()
try:
    store.get("watched")
except keys.KeyGone:
    print("gone", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "BUSY_SECONDS", BUSY_SECONDS)
    return tmp_path / "keys.db"


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
