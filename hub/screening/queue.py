"""Asking for a screening: one row for each confirmed occupant of a tenancy, in the transaction of what caused it.

It is one statement whoever lives there, and says nothing back; who is not confirmed at the door gets no row (B6). The worker does the rest.
"""

from uuid import uuid4

from sqlalchemy import insert, literal, select
from sqlmodel import Session, col

from hub.screening.tables import Outbox
from registry.tables import Confirmation, Occupant

RENEWED, CORRECTED = "renewed", "corrected"


def ask_again(session: Session, tenancy_id: str, *, cause: str, now: int) -> None:
    """Have the confirmed occupants of a tenancy screened again; ``cause`` is ``renewed`` or ``corrected``, ``now`` is UTC ms."""
    if cause not in (RENEWED, CORRECTED):
        raise ValueError(f"nobody is screened because something was {cause!r}")
    ids = literal(f"{uuid4().hex}-").concat(col(Occupant.id))
    confirmed = select(ids, col(Occupant.id), literal(cause), literal(now)).join(Confirmation, col(Confirmation.occupant_id) == Occupant.id)
    rows = confirmed.where(col(Occupant.tenancy_id) == tenancy_id)
    session.connection().execute(insert(Outbox).from_select(["id", "occupant_id", "cause", "at"], rows, include_defaults=False))
