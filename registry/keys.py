"""Keys that can be destroyed: one for each person, case, alert and building, wrapped, in a file apart from the database and its backups.

What was sealed under a key is lost with it, in every backup of the database too. So a key is on the disk before anything is sealed with
it, and a key that is shredded leaves no byte of itself in the file or its write-ahead log. A wrapped key is bound to its name: in another
row it does not unwrap. What was to be sealed and was rolled back leaves a key that opens nothing; such keys are swept.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
NAMES_A_QUERY = 500
BUSY_SECONDS = 10.0
UNUSED_MS = 86_400_000
UNUSED_MAX = 100
_PAUSE_SECONDS = 0.005
_CHECK = b"anju/key-store/v1"
_EMPTY_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS fit (one INTEGER PRIMARY KEY CHECK (one = 1), sealed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS held (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS unused (name TEXT PRIMARY KEY, since INTEGER NOT NULL);
"""


class KeyStoreError(Exception):
    """The store cannot do what was asked; the text holds no key and no name."""


class WrongKek(KeyStoreError):
    """The key-encryption key is not the one that this store was made with."""


class KeyExists(KeyStoreError):
    """There is a key of this name already."""


class KeyGone(LookupError):
    """There is no key of this name, or no longer."""


class Key:
    """32 bytes that seal and open. Cannot be printed."""

    __slots__ = ("_cipher", "_raw")

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError("a key is 32 bytes")
        self._raw, self._cipher = raw, AESGCM(raw)

    @property
    def raw(self) -> bytes:
        """The 32 bytes themselves, to derive from."""
        return self._raw

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Return plain under this key (AES-256-GCM, nonce first), bound to what it is about."""
        nonce = token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed; raise InvalidTag for another key, another ``about`` or altered bytes."""
        if len(sealed) < NONCE_BYTES:
            raise InvalidTag
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Key>"


def load_kek(path: Path) -> bytes:
    """Return the key-encryption key in a file of 64 hexadecimal characters; raise KeyStoreError if it is none or others may read it."""
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise KeyStoreError(f"the key-encryption key {path} cannot be read") from None
    if mode & 0o077:
        raise KeyStoreError(f"others may read the key-encryption key {path}: chmod 600 it")
    try:
        kek = bytes.fromhex(text)
    except ValueError:
        kek = b""
    if len(kek) != KEY_BYTES:
        raise KeyStoreError(f"the key-encryption key {path} is not 64 hexadecimal characters")
    return kek


def derive(kek: bytes, label: str) -> bytes:
    """Return the 32 bytes (HKDF-SHA256) that this key has for one purpose."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"anju/{label}".encode()).derive(kek)


class KeyStore:
    """The keys in one file. May be used from several threads and processes; what a call did is on the disk when it returns.

    A new file and its folder are made for their owner alone. Raises WrongKek, KeyStoreError if others may read the file, sqlite3.Error if
    it cannot be used.
    """

    def __init__(self, path: Path, kek: bytes) -> None:
        self._path = path
        self._wrapping = Key(derive(kek, "key-store"))
        self._local = threading.local()
        _create(path)
        self._prepare()

    def make(self, name: str) -> Key:
        """Return a new key, which is kept before this returns; raise KeyExists if there is one of this name."""
        key = Key(token_bytes(KEY_BYTES))
        wrapped = self._wrapping.seal(key.raw, _about(name))
        try:
            self._connection().execute("INSERT INTO held (name, wrapped) VALUES (?, ?)", (name, wrapped))
        except sqlite3.IntegrityError:
            raise KeyExists("there is a key of this name already") from None
        return key

    def get(self, name: str) -> Key:
        """Return the key of this name; raise KeyGone, or KeyStoreError if what is kept was not wrapped for this name."""
        row = self._connection().execute("SELECT wrapped FROM held WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyGone("there is no such key any more")
        return self._unwrapped(name, row[0])

    def get_all(self, names: Sequence[str]) -> dict[str, Key]:
        """Return those of these keys that there are, by name, in one look at the store; raise KeyStoreError as :meth:`get` does."""
        found: dict[str, Key] = {}
        for start in range(0, len(names), NAMES_A_QUERY):
            some = names[start : start + NAMES_A_QUERY]
            marks = ", ".join("?" * len(some))
            rows = self._connection().execute(f"SELECT name, wrapped FROM held WHERE name IN ({marks})", some)  # noqa: S608
            found.update((name, self._unwrapped(name, wrapped)) for name, wrapped in rows.fetchall())
        return found

    def _unwrapped(self, name: str, wrapped: bytes) -> Key:
        try:
            return Key(self._wrapping.open(wrapped, _about(name)))
        except InvalidTag:
            raise KeyStoreError("a kept key was altered, or wrapped for another name") from None

    def shred(self, name: str) -> None:
        """Destroy the key of this name, if there is one; raise KeyStoreError if its traces could not be removed yet: shred it again."""
        self._connection().execute("DELETE FROM held WHERE name = ?", (name,))
        _empty_the_log(self._connection())

    def names(self) -> tuple[str, ...]:
        """Return the names of all keys there are, oldest first."""
        return tuple(name for (name,) in self._connection().execute("SELECT name FROM held ORDER BY rowid").fetchall())

    def sweep(self, kind: str, used: Collection[str], *, now: int) -> int:
        """Destroy the keys called ``kind:id`` that nobody has used for a day; return how many.

        ``used`` are the ids that have a row, ``now`` is UTC ms. A key is noted when it is first found unused, forgiven when it is used
        after all, and destroyed when a day has gone by: no transaction takes so long. Raises KeyStoreError, and destroys nothing, when more
        than a hundred keys are unused and more than are used: then it is the rows that are missing.
        """
        names = [name for name in self.names() if name.partition(":")[0] == kind]
        unused = [name for name in names if name.partition(":")[2] not in used]
        if len(unused) > max(UNUSED_MAX, len(names) - len(unused)):
            raise KeyStoreError(f"{len(unused)} of {len(names)} keys have no row, and none is destroyed: is the database this key store's?")
        due = self._note_unused(kind, unused, now)
        for name in due:
            self.shred(name)
        return len(due)

    def _note_unused(self, kind: str, unused: Collection[str], now: int) -> list[str]:
        """Note since when keys of a kind are unused, forget what was noted of the others, and return those that were so for a day."""
        connection = self._connection()
        noted = dict(connection.execute("SELECT name, since FROM unused WHERE name GLOB ?", (f"{kind}:*",)).fetchall())
        connection.executemany("INSERT OR IGNORE INTO unused (name, since) VALUES (?, ?)", [(name, now) for name in unused])
        connection.executemany("DELETE FROM unused WHERE name = ?", [(name,) for name in noted.keys() - set(unused)])
        return [name for name in unused if now - noted.get(name, now) >= UNUSED_MS]

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _connect(self._path)
        return connection

    def _prepare(self) -> None:
        connection = self._connection()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
        connection.execute("INSERT OR IGNORE INTO fit (one, sealed) VALUES (1, ?)", (self._wrapping.seal(_CHECK, _CHECK),))
        (sealed,) = connection.execute("SELECT sealed FROM fit").fetchone()
        try:
            self._wrapping.open(sealed, _CHECK)
        except InvalidTag:
            raise WrongKek("this key store was made with another key-encryption key") from None
        connection.execute(_EMPTY_THE_LOG).fetchone()  # ends a shredding that a kill cut short

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<KeyStore>"


def _about(name: str) -> bytes:
    return b"anju/key/v1\x00" + name.encode()


def _create(path: Path) -> None:
    """Make the file for its owner alone. An existing one is not opened here: closing it would drop SQLite's locks in this process."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise KeyStoreError(f"others may read the key store {path}: chmod 600 it") from None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _empty_the_log(connection: sqlite3.Connection) -> None:
    """Move the write-ahead log into the file and cut it to nothing; a checkpoint beside another's is refused at once, so try again."""
    give_up = time.monotonic() + BUSY_SECONDS
    while connection.execute(_EMPTY_THE_LOG).fetchone()[0]:
        if time.monotonic() > give_up:
            raise KeyStoreError("traces of a shredded key may be left: somebody is reading the store")
        time.sleep(_PAUSE_SECONDS)
