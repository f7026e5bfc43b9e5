"""A gate's way in and out: one-time code, the gate's own key, a second person's approval, its identity, its revocation.

The desk's process changes rows only. The link, which alone can reach the broker and the list key, sees them and does what they ask for;
so no desk ever makes a gate's password, and a gate that is approved while the broker is away is served when it is back.
"""

import hashlib
import json
import secrets
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from edge.protocol.enrolment import EnrolmentAnswer, EnrolmentRequest, EnrolmentState, GateIdentity
from edge.protocol.signing import BadSignature, Purpose, key_id, verify
from edge.protocol.topics import gate_address
from hub.gateway import hours, rules
from hub.gateway.hours import RoomHours
from hub.gateway.tables import Gate, GateAlarm, GateStatus, PassList
from registry.refusals import Refusal, Refused

CODE_HOURS = 24
LABEL_MAX = 60
NAME_MAX = 40
LEADS_TO = ("home", "shared")
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


QUIET_ALARMS = frozenset({"held_open_soon", "not_opened", "free_ends_soon"})
"""Warnings to whoever stands in the door, and a door that nobody opened: kept and shown, and no work for an operator."""


@dataclass(frozen=True, slots=True)
class GateCreated:
    """A new gate, its name, and the one-time code that its installer types; the code is shown once and kept as a hash."""

    gate_id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """What an operator sees of a gate. Times are UTC ms; what a gate has not said yet is None.

    ``state`` is created, requested, approved or revoked; ``fingerprint`` names the gate's own key, to be compared with the gate's display
    before approval; ``heard_at`` is when it last spoke itself, so old is all that it said; ``list_version`` is what the gate holds and
    ``signed_version`` what was signed for it. ``changed_at`` is since when it has reported its condition just so, ``alarmed_at`` since
    when each of ``alarms`` is raised. ``leads_to`` is ``home`` or ``shared``, and a shared room's door may have ``hours``.
    ``mode``, ``strike`` and ``door`` are three facts, each since its own time; ``mode_until`` is when the mode ends by itself.
    ``key`` names the newest list key that the gate believes; ``uncertain_since`` is when it last knew what time it was, None while it does.
    """

    id: str
    site: str
    name: str
    label: str
    property_id: str
    door_group: int
    state: str
    created_by: str
    approved_by: str | None
    fingerprint: str | None
    online: bool
    heard_at: int | None
    list_version: int | None
    signed_version: int | None
    journal_depth: int | None
    clock: str | None
    strike: str | None
    door: str | None
    software: str | None
    faults: tuple[str, ...]
    alarms: tuple[str, ...]
    changed_at: int | None = None
    alarmed_at: tuple[int, ...] = ()
    code_expires_at: int | None = None
    approved_at: int | None = None
    config: int | None = None
    config_given_up: int | None = None
    release: int | None = None
    release_given_up: int | None = None
    release_step: str | None = None
    mode: str | None = None
    mode_since: int | None = None
    strike_since: int | None = None
    door_since: int | None = None
    flapped_at: int | None = None
    key: str | None = None
    old_keys: int = 0
    mode_until: int | None = None
    uncertain_since: int | None = None
    leads_to: str = "home"
    hours: RoomHours | None = None

    @property
    def has_problem(self) -> bool:
        """Tell whether somebody should look at this gate."""
        is_told = bool(self.faults or set(self.alarms) - QUIET_ALARMS)
        return self.state == "approved" and (not self.online or is_told or self.clock != "synced")


def create_gate(
    session: Session, *, site: str, name: str, label: str, property_id: str, door_group: int, actor: str, now: int, leads_to: str = "home"
) -> GateCreated:
    """Write a gate and return its one-time code, good for 24 hours; raise Refused as :func:`judge_new` does, or ``gate-name-taken``.

    ``leads_to`` says whether the door is on the way to homes or a shared room's; it stays so for good.
    """
    judge_new(site=site, name=name, label=label, leads_to=leads_to)
    if session.exec(select(Gate.id).where(Gate.name == name)).first():
        raise Refused(Refusal("gate-name-taken", "name"))
    code = "-".join("".join(secrets.choice(_CODE_LETTERS) for _ in range(4)) for _ in range(3))
    gate = Gate(
        id=uuid.uuid4().hex,
        site=site,
        name=name,
        label=" ".join(label.split()),
        property_id=property_id,
        door_group=door_group,
        leads_to=leads_to,
        state="created",
        code_hash=_code_hash(code),
        code_expires_at=now + CODE_HOURS * 3_600_000,
        created_by=actor,
        created_at=now,
    )
    session.add(gate)
    session.flush()
    return GateCreated(gate.id, gate.name, code)


def judge_new(*, site: str, name: str, label: str, leads_to: str = "home") -> None:
    """Return if a gate may be so; raise Refused with each of ``gate-name``, ``gate-label-missing``, ``gate-label``, ``gate-leads-to``."""
    wrong = []
    if leads_to not in LEADS_TO:
        wrong.append(Refusal("gate-leads-to", "leads_to"))
    try:
        gate_address(site, name)
    except ValueError:
        wrong.append(Refusal("gate-name", "name"))
    if not label.strip():
        wrong.append(Refusal("gate-label-missing", "label"))
    elif len(label) > LABEL_MAX or not label.isprintable():
        wrong.append(Refusal("gate-label", "label", limit=LABEL_MAX))
    if wrong:
        raise Refused(*wrong)


def request(session: Session, enrolment: EnrolmentRequest, *, now: int) -> EnrolmentAnswer:
    """Answer a gate that asks to be enrolled, and asks again until it is; raise Refused ``enrolment-code`` for whatever is wrong.

    The first request binds the code to the gate's key; from then on only the holder of that key gets an answer. The identity is given
    until the gate has been heard under it, so that an answer lost on the way does no harm, and never after.
    """
    gate = session.exec(select(Gate).where(Gate.code_hash == _code_hash(enrolment.code))).first()
    if gate is None or not _proven(enrolment) or not _bind(gate, enrolment.public_key, now):
        raise Refused(Refusal("enrolment-code", "code"))
    session.add(gate)
    if gate.state == "requested" or gate.provisioned_at is None:
        return EnrolmentAnswer(state=EnrolmentState.WAITING_FOR_APPROVAL)
    if gate.identity is None:
        raise Refused(Refusal("enrolment-code", "code"))
    gate.delivered_at = gate.delivered_at or now
    return EnrolmentAnswer(state=EnrolmentState.ENROLLED, identity=msgspec.json.decode(gate.identity, type=GateIdentity))


def newest_certificate(session: Session, name: str, proof: bytes) -> str:
    """Return the newest certificate of the gate of this name; raise Refused ``absent`` unless the proof is by its own key."""
    gate = session.exec(select(Gate).where(Gate.name == name, Gate.state == "approved")).first()
    if gate is None or not gate.certificate or not gate.public_key:
        raise Refused(Refusal("absent"))
    try:
        verify(bytes.fromhex(gate.public_key), Purpose.RENEWAL, gate.name.encode(), proof)
    except BadSignature:
        raise Refused(Refusal("absent")) from None
    return gate.certificate


def approve(session: Session, gate_id: str, *, actor: str, now: int) -> None:
    """Approve a gate that has asked; raise Refused ``second-person-needed`` for who created it, ``gate-not-waiting`` unless it waits."""
    gate = session.get(Gate, gate_id)
    if gate is None or gate.state != "requested":
        raise Refused(Refusal("gate-not-waiting"))
    if gate.created_by == actor:
        raise Refused(Refusal("second-person-needed"))
    gate.state, gate.approved_by, gate.approved_at = "approved", actor, now
    session.add(gate)
    session.flush()


def replace(session: Session, gate_id: str, *, actor: str, now: int) -> GateCreated:
    """Take a gate out and create one for the same door and its rules, with a name, key and code of its own; raise Refused ``absent``.

    The dead box keeps nothing that the new one could be taken for: what it may still send is set aside.
    """
    old = session.get(Gate, gate_id)
    if old is None or old.state == "revoked":
        raise Refused(Refusal("absent"))
    taken = set(session.exec(select(Gate.name)))
    made = create_gate(
        session,
        site=old.site,
        name=_next_name(old.name, taken),
        label=old.label,
        property_id=old.property_id,
        door_group=old.door_group,
        actor=actor,
        now=now,
        leads_to=old.leads_to,
    )
    rules.carry_over(session, gate_id, made.gate_id)
    hours.carry_over(session, gate_id, made.gate_id)
    revoke(session, gate_id)
    return made


def revoke(session: Session, gate_id: str) -> None:
    """Take a gate out: what it sends is set aside from now on, and the link closes its account. Raise Refused ``absent``."""
    gate = session.get(Gate, gate_id)
    if gate is None:
        raise Refused(Refusal("absent"))
    gate.state, gate.code_hash, gate.identity, gate.reference_key = "revoked", None, None, None
    session.add(gate)
    session.flush()


def list_gates(session: Session, *, property_ids: Sequence[str] | None = None) -> list[GateView]:
    """Return the gates, of these properties if given, problems first and then by label."""
    return _views(session) if property_ids is None else _views(session, col(Gate.property_id).in_(property_ids))


def find_gate(session: Session, gate_id: str, *, property_ids: Sequence[str] | None = None) -> GateView:
    """Return one gate by its id, of these properties if given; raise Refused ``absent``."""
    return _one(gate for gate in _views(session, Gate.id == gate_id) if property_ids is None or gate.property_id in property_ids)


def find_named(session: Session, name: str) -> GateView:
    """Return one gate by its name, which is what an operator's page is called by; raise Refused ``absent``."""
    return _one(_views(session, Gate.name == name))


def _one(views: Iterable[GateView]) -> GateView:
    for view in views:
        return view
    raise Refused(Refusal("absent"))


def _views(session: Session, *conditions: ColumnElement[bool] | bool) -> list[GateView]:
    wanted = (
        select(Gate, GateStatus, PassList.version)
        .join(GateStatus, col(GateStatus.gate_id) == Gate.id, isouter=True)
        .join(PassList, col(PassList.gate_id) == Gate.id, isouter=True)
        .where(*conditions)
    )
    alarms = _raised_alarms(session)
    rows = session.exec(wanted).all()
    views = [_view(gate, status, version, alarms.get(gate.id, ()), hours.hours_of(session, gate)) for gate, status, version in rows]
    return sorted(views, key=lambda view: (not view.has_problem, view.label, view.id))


def _next_name(name: str, taken: Collection[str]) -> str:
    """Return a free name for the gate after this one at the same door: ``north-12`` is followed by ``north-12-r2``."""
    stem, _, number = name.rpartition("-r")
    stem, count = (stem, int(number)) if stem and number.isdecimal() else (name, 1)
    while True:
        count += 1
        tail = f"-r{count}"
        candidate = stem[: NAME_MAX - len(tail)] + tail
        if candidate not in taken:
            return candidate


def _code_hash(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def _proven(enrolment: EnrolmentRequest) -> bool:
    public_key = bytes.fromhex(enrolment.public_key)
    try:
        verify(public_key, Purpose.ENROLMENT, enrolment.code.encode() + public_key, bytes.fromhex(enrolment.proof))
    except BadSignature:
        return False
    return True


def _bind(gate: Gate, public_key: str, now: int) -> bool:
    """Tell whether this key may ask with this gate's code; the first that asks in time is bound to it."""
    if gate.state == "created" and now < (gate.code_expires_at or 0):
        gate.state, gate.public_key = "requested", public_key
    return gate.public_key == public_key


def _raised_alarms(session: Session) -> dict[str, list[GateAlarm]]:
    raised: dict[str, list[GateAlarm]] = {}
    for alarm in session.exec(select(GateAlarm).where(col(GateAlarm.raised).is_(True)).order_by(GateAlarm.kind)):
        raised.setdefault(alarm.gate_id, []).append(alarm)
    return raised


def _view(
    gate: Gate, status: GateStatus | None, signed_version: int | None, alarms: Sequence[GateAlarm], kept: RoomHours | None
) -> GateView:
    return GateView(
        id=gate.id,
        site=gate.site,
        name=gate.name,
        label=gate.label,
        property_id=gate.property_id,
        door_group=gate.door_group,
        state=gate.state,
        created_by=gate.created_by,
        approved_by=gate.approved_by,
        fingerprint=key_id(bytes.fromhex(gate.public_key)).hex() if gate.public_key else None,
        online=bool(status and status.online),
        heard_at=status.received_at if status else None,
        list_version=status.list_version if status else None,
        signed_version=signed_version,
        journal_depth=status.journal_depth if status else None,
        clock=status.clock if status else None,
        strike=status.strike if status else None,
        door=status.door if status else None,
        software=status.software if status else None,
        config=status.config if status else None,
        config_given_up=status.config_given_up if status else None,
        release=status.release if status else None,
        release_given_up=status.release_given_up if status else None,
        release_step=status.release_step if status else None,
        mode=status.mode if status else None,
        mode_since=status.mode_since if status else None,
        strike_since=status.strike_since if status else None,
        door_since=status.door_since if status else None,
        flapped_at=status.flapped_at if status else None,
        key=status.key if status else None,
        old_keys=status.old_keys if status else 0,
        mode_until=status.mode_until if status else None,
        uncertain_since=status.uncertain_since if status else None,
        faults=tuple(json.loads(status.faults)) if status else (),
        alarms=tuple(alarm.kind for alarm in alarms),
        changed_at=status.changed_at if status else None,
        alarmed_at=tuple(alarm.at for alarm in alarms),
        leads_to=gate.leads_to,
        hours=kept,
        code_expires_at=gate.code_expires_at,
        approved_at=gate.approved_at,
    )
