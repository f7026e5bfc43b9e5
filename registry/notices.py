"""Neutral messages between the two sides of a tenancy: that it ends or goes on, that one disagrees. Never what was found about anybody.

A notice is a code and a tenancy; the desk has the sentence in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import delete
from sqlmodel import Session, col, select

from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Credential, Notice, Occupant, Property

END_ANNOUNCED = "tenancy-end-announced"
END_CONTESTED = "tenancy-end-contested"
ENDED_BY_TENANT = "tenancy-ended-by-tenant"
UNDONE = "tenancy-undone"
RENEWED = "tenancy-renewed"
CORRECTION_ASKED = "correction-asked"
CORRECTED = "correction-made"
NOT_CORRECTED = "correction-declined"
CODE_RENEWED = "claim-code-renewed"
DURESS = "duress"
SPARE_GIVEN = "spare-pass-given"
MANAGER_PROPOSED = "manager-proposed"
CARD_ADDED = "card-added"
TIMES_SET = "door-times-set"
CO_OCCUPANT_ADDED = "co-occupant-added"
CO_OCCUPANT_LEAVES = "co-occupant-leaves"
ENDS_WITH_TENANT = "tenancy-ends-with-tenant"
GOES_ON = "tenancy-goes-on"
HOURS_CHANGED = "door-hours-changed"
RULES_CHANGED = "door-rules-changed"
WATER_OFF, DOOR_REPAIR, FIRE_DRILL, FEE_DUE = "water-off", "door-repair", "fire-drill", "fee-due"
OF_A_BUILDING = (WATER_OFF, DOOR_REPAIR, FIRE_DRILL, FEE_DUE)
"""What who lets or manages a building may tell all who live there: a sentence about the building and a day, no words of their own."""
AHEAD_DAYS = 60
CODES = (
    *(END_ANNOUNCED, END_CONTESTED, ENDED_BY_TENANT, UNDONE, RENEWED, CORRECTION_ASKED, CORRECTED, NOT_CORRECTED, CODE_RENEWED, DURESS),
    *(MANAGER_PROPOSED, CARD_ADDED, TIMES_SET, SPARE_GIVEN),
    *(CO_OCCUPANT_ADDED, CO_OCCUPANT_LEAVES, ENDS_WITH_TENANT, GOES_ON, HOURS_CHANGED, RULES_CHANGED),
    *OF_A_BUILDING,
)
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A message to the caller: when (UTC ms), which sentence, about which tenancy, and the ISO date that it speaks of or nothing."""

    at: int
    code: str
    tenancy_id: str
    day: str


def tell(session: Session, accounts: Iterable[str], *, tenancy_id: str, code: str, now: int) -> None:
    """Write one notice for each account."""
    if code not in CODES:
        raise ValueError(f"there is no notice {code!r}")
    session.add_all(Notice(id=uuid4().hex, account_id=account, tenancy_id=tenancy_id, code=code, at=now) for account in accounts)
    session.flush()


def tell_building(register: Register, property_id: str, *, code: str, day: date) -> None:
    """Tell all who live in a building of the caller's what will be on a day; sent twice it is told once.

    Raises Refused ``absent``, ``notice-unknown``, or ``notice-day`` for a day that is over or more than 60 days ahead.
    """
    building = select(Property.door_group).where(register.own_properties(), Property.id == property_id)
    door_group = register.session.exec(building).first()
    if door_group is None:
        raise absent()
    if code not in OF_A_BUILDING:
        raise Refused(Refusal("notice-unknown", "code"))
    if not register.today <= day <= register.today + timedelta(days=AHEAD_DAYS):
        raise Refused(Refusal("notice-day", "day", limit=AHEAD_DAYS))
    tell_behind(register.session, door_group, code=code, day=day.isoformat(), now=register.now)
    register.note("notice.sent", property_id)


def tell_behind(session: Session, door_group: int, *, code: str, now: int, day: str = "") -> None:
    """Tell who has claimed a pass for these doors that something about them was changed or will be on a day, once for each home.

    The last of the same kind and day stands alone: how often something was changed is no news.
    """
    homes = select(Occupant.account_id, Occupant.tenancy_id).join(Credential, col(Credential.occupant_id) == Occupant.id).distinct()
    homes = homes.where(Credential.door_group == door_group, col(Credential.ended_at).is_(None), Credential.not_after > now // 1000)
    claimed = [(account, tenancy_id) for account, tenancy_id in session.exec(homes) if account is not None]
    ids = [tenancy_id for _account, tenancy_id in claimed]
    session.execute(delete(Notice).where(col(Notice.code) == code, col(Notice.day) == day, col(Notice.tenancy_id).in_(ids)))
    session.add_all(Notice(id=uuid4().hex, account_id=account, tenancy_id=home, code=code, day=day, at=now) for account, home in claimed)
    session.flush()


def own_notices(register: Register) -> tuple[NoticeView, ...]:
    """Return the caller's own messages, newest first, at most 200; of one moment by what they say, so that pages never differ by chance."""
    mine = select(Notice).where(Notice.account_id == register.access.actor)
    rows = register.session.exec(mine.order_by(col(Notice.at).desc(), col(Notice.code), col(Notice.id)).limit(MOST_SHOWN)).all()
    register.note("notices.read")
    return tuple(NoticeView(at=row.at, code=row.code, tenancy_id=row.tenancy_id, day=row.day) for row in rows)
