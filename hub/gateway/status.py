"""What a gate says of itself: the last state it reported, and the last word on each of its alarms."""

import json
from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import ColumnElement, Insert, Table, and_, case, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from edge.protocol.messages import Alarm, Status
from hub.gateway.tables import GateAlarm, GateStatus

AHEAD_MS_MAX = 60_000
_CONDITION = ("online", "clock", "door", "faults")


def store_status(session: Session, gate_id: str, status: Status, *, retained: bool, now: int) -> None:
    """Keep a gate's state. One that the broker had kept was said at some time before: it never makes a state look younger than it is.

    A last will was written when the gate connected, and the broker says it: it tells that the gate is gone, and nothing of its state.
    """
    if not status.online:
        _note_gone(session, gate_id, since=None if retained else now)
        return
    said_at = min(now, status.at) if retained else now
    values = {
        "gate_id": gate_id,
        "received_at": said_at,
        "changed_at": said_at,
        "online": status.online,
        "list_version": status.list_version,
        "journal_depth": status.journal_depth,
        "clock": str(status.clock),
        "strike": status.strike,
        "door": status.door,
        "faults": json.dumps([str(fault) for fault in status.faults]),
        "software": status.software,
        **{name: getattr(status, name) for name in ("config", "config_given_up", "release", "release_given_up", "old_keys")},
        "release_step": str(status.release_step),
        "key": status.key or None,
        "mode_until": status.mode_until or None,
        "uncertain_since": status.uncertain_since or None,
        "mode": str(status.mode) if status.mode else None,
        **{name: said_at - age_ms if status.mode else None for name, age_ms in _ages(status)},
    }
    _put(session, GateStatus, values)
    if status.alarms is not None:
        _settle_alarms(session, gate_id, {str(kind) for kind in status.alarms}, at=_dated(status.at, now))


def store_alarm(session: Session, gate_id: str, alarm: Alarm, *, now: int) -> None:
    """Keep the latest word on an alarm of this kind; an older one that comes late changes nothing."""
    values = {"gate_id": gate_id, "kind": str(alarm.kind), "raised": alarm.raised, "at": _dated(alarm.at, now)}
    _put(session, GateAlarm, values, newer_by="at")


def note_flapping(session: Session, gate_id: str, *, now: int) -> None:
    """Note that a gate's connection ends over and over: two boxes may share its identity."""
    session.execute(update(GateStatus).where(col(GateStatus.gate_id) == gate_id).values(flapped_at=now))


def _note_gone(session: Session, gate_id: str, *, since: int | None) -> None:
    """Note that a gate is offline, without a time since it was heard, and leave what it said last. Said again it changes nothing."""
    gone = update(GateStatus).where(col(GateStatus.gate_id) == gate_id, col(GateStatus.online))
    session.execute(gone.values(online=False, changed_at=col(GateStatus.received_at) if since is None else since))


def _dated(at: int, now: int) -> int:
    """Return when a gate says that it was, but for a clock that is well ahead: its word would stand until that day, whatever came after."""
    return at if at <= now + AHEAD_MS_MAX else now


def _ages(status: Status) -> list[tuple[str, int]]:
    return [("mode_since", status.mode_age_ms), ("strike_since", status.strike_age_ms), ("door_since", status.door_age_ms)]


def _settle_alarms(session: Session, gate_id: str, standing: set[str], *, at: int) -> None:
    """Raise and clear what a gate's state says of its alarms and no message did: one may be lost with a broker or a restart."""
    known = {alarm.kind for alarm in session.exec(select(GateAlarm).where(GateAlarm.gate_id == gate_id)) if alarm.raised}
    for kind in sorted(standing ^ known):
        _put(session, GateAlarm, {"gate_id": gate_id, "kind": kind, "raised": kind in standing, "at": at}, newer_by="at")


def _put(session: Session, model: type[SQLModel], values: Mapping[str, object], *, newer_by: str | None = None) -> None:
    put = _putting(model, tuple(values), newer_by, session.get_bind().dialect.name)
    session.connection().execute(put, values)


@lru_cache(maxsize=16)
def _putting(model: type[SQLModel], names: tuple[str, ...], newer_by: str | None, dialect: str) -> Insert:
    """Return the statement that writes these columns; to make it costs more than to run it, and a gate says how it is all the time."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    keys = [column.name for column in table.primary_key]
    changed: dict[str, ColumnElement[object]] = {name: insert.excluded[name] for name in names if name not in keys}
    if "changed_at" in changed:
        as_before = and_(*(table.c[name] == insert.excluded[name] for name in _CONDITION))
        changed["changed_at"] = case((as_before, table.c.changed_at), else_=insert.excluded.changed_at)
    newer = insert.excluded[newer_by] >= table.c[newer_by] if newer_by else None
    return insert.on_conflict_do_update(index_elements=keys, set_=changed, where=newer)
