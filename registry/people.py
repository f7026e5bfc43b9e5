"""A person's row: identity values sealed under a key of that person's own, which is made before the row and shredded before it goes.

The plain text is padded to one length, so that a row's size says nothing about whom it holds. Each registration makes a row of its own,
also for somebody who lives elsewhere already: nobody learns from it that there was one, and no two landlords share what they were told.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from uuid import uuid4

from registry.identity import Identity, from_plain
from registry.keys import Key, KeyGone, KeyStore
from registry.register import Vault
from registry.tables import Person

SEALED_BYTES = 512


def make_person(vault: Vault, identity: Identity, *, now: int) -> Person:
    """Make a person's key, then the row for it; the caller adds the row. Without a row the key opens nothing."""
    person_id = uuid4().hex
    key = vault.keys.make(key_name(person_id))
    return Person(
        id=person_id,
        sealed=key.seal(padded(identity.plain()), person_id.encode()),
        document_hmac=document_hmac(vault, identity),
        created_at=now,
    )


def open_person(vault: Vault, person: Person) -> Identity | None:
    """Return whom a row holds, or None when its key was shredded and nobody can tell any more."""
    try:
        key = vault.keys.get(key_name(person.id))
    except KeyGone:
        return None
    return _opened(key, person.id, person.sealed)


def open_people(vault: Vault, sealed: Mapping[str, bytes]) -> dict[str, Identity]:
    """Return whom many rows hold, by their ids as ``sealed`` is; whoever's key was shredded is left out."""
    keys = vault.keys.get_all([key_name(person_id) for person_id in sealed])
    held = ((person_id, row, keys.get(key_name(person_id))) for person_id, row in sealed.items())
    return {person_id: _opened(key, person_id, row) for person_id, row, key in held if key is not None}


def rewrite_person(vault: Vault, person: Person, identity: Identity) -> None:
    """Seal other values into a person's row, under the same key: a correction does not make another person. Raises KeyGone."""
    person.sealed = vault.keys.get(key_name(person.id)).seal(padded(identity.plain()), person.id.encode())
    person.document_hmac = document_hmac(vault, identity)


def shred(keys: KeyStore, person_id: str) -> None:
    """Make a person's row unreadable for good, in every backup too."""
    keys.shred(key_name(person_id))


def key_name(person_id: str) -> str:
    """Return the name of a person's key in the store of keys."""
    return f"person:{person_id}"


def padded(plain: dict[str, str]) -> bytes:
    """Return the values as JSON with blanks after it, always a multiple of 512 bytes; what a form admits fits into one."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return text + b" " * (-len(text) % SEALED_BYTES)


def document_hmac(vault: Vault, identity: Identity) -> str:
    """Return 64 hex characters that are the same for the same document, and say nothing to who lacks the key."""
    words = "\x00".join(("anju/document/v1", identity.document_kind, identity.country, identity.document_number))
    return hmac.new(vault.hmac_key, words.encode(), hashlib.sha256).hexdigest()


def _opened(key: Key, person_id: str, sealed: bytes) -> Identity:
    return from_plain(json.loads(key.open(sealed, person_id.encode())))
