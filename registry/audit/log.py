"""Writing an act down, in the transaction that does it: no line in the log, no act.

A line is in the database when ``write`` returns, so that what is shown afterwards is shown with the line there; when the line cannot be
written the error ends the transaction and nothing was done. The line enters its tree later, in the worker.
"""

import secrets
from uuid import uuid4

from sqlmodel import Session

from registry.audit.tables import CasesEntry, RegisterEntry

ENTRIES: dict[str, type[RegisterEntry] | type[CasesEntry]] = {"register": RegisterEntry, "cases": CasesEntry}
SALT_BYTES = 32


def write(
    session: Session, log: str, *, at: int, actor: str, role: str, unit: str = "", act: str, subject: str, purpose: str, reason: str = ""
) -> str:
    """Write one act (``at`` in UTC ms) into the log ``register`` or ``cases`` and return the line's id; raise what the database raises.

    ``actor`` and ``subject`` are ids and ``act`` and ``purpose`` codes: nothing here says who somebody is.
    """
    entry = ENTRIES[log](
        id=uuid4().hex,
        at=at,
        actor=actor,
        role=role,
        unit=unit,
        act=act,
        subject=subject,
        purpose=purpose,
        reason=reason,
        salt=secrets.token_hex(SALT_BYTES),
    )
    session.add(entry)
    session.flush()
    return entry.id
