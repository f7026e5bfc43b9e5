"""What a case holds sealed: the papers of both sides and the second identifier, under a key of the case's own.

The worker seals and cannot open again (it may not read the column); the police process opens, and only through
:func:`hub.cases.looks.open_case`. When the key is shredded nobody can, in no backup either.
"""

import json
from dataclasses import dataclass

from hub.screening.papers import Papers, from_plain
from registry.keys import Key


@dataclass(frozen=True, repr=False, kw_only=True)
class Envelope:
    """The papers a resident registered with, what the alert says, and by what to tell them apart. Cannot be printed."""

    person: Papers
    alert: Papers
    second_identifier: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Envelope>"


def key_name(case_id: str) -> str:
    """Return the name of a case's key in the store of case keys."""
    return f"case:{case_id}"


def seal(envelope: Envelope, case_id: str, *, key: Key) -> bytes:
    """Return the envelope, sealed for this case and no other."""
    plain = {"person": envelope.person.plain(), "alert": envelope.alert.plain(), "second_identifier": envelope.second_identifier}
    return key.seal(json.dumps(plain).encode(), key_name(case_id).encode())


def unseal(sealed: bytes, case_id: str, *, key: Key) -> Envelope:
    """Return what was sealed; raises what ``key.open`` raises for anything else."""
    plain = json.loads(key.open(sealed, key_name(case_id).encode()))
    return Envelope(person=from_plain(plain["person"]), alert=from_plain(plain["alert"]), second_identifier=plain["second_identifier"])
