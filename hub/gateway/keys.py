"""How the key that signs lists and commands is followed by the next: two operators agree, the link makes and announces it, gates follow.

A key is made, begins, and retires the one before it; one such step at a time. The desk's process writes what is wished for, and only the
link, which has the private halves, makes it so. Every step that was signed stays here and is published again and again: a gate that was
away follows from whichever key it knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session, col, select

from edge.protocol.codec import VERSION, decode, encode, seal
from edge.protocol.keys import STATEMENTS_MAX, KeyChain, KeyStatement
from edge.protocol.messages import Signed
from edge.protocol.signing import Purpose, key_id
from edge.protocol.topics import GateAddress
from hub.gateway.gates import GateView
from hub.gateway.tables import Gate, KeyStep
from hub.kill_points import pass_through
from hub.secrets import make_signing_key, read_signing_key
from registry.refusals import Refusal, Refused

HOUR_MS = 3_600_000
HOURS = (0, 336)
"""How long before its start a key may be announced: at once, or up to a fortnight."""
FIRST, ROTATE, RETIRE = "first", "rotate", "retire"
SENT_AT_ONCE = 8
"""How many of the newest steps go with a command, which has to fit into one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the succession of keys stands. Keys are named by 8 characters, as gates name them; times are UTC ms.

    ``newest`` is empty until the link has run once; ``starts_at`` is when it begins or began, None for the first; ``old`` is the one before
    it while that is still believed. ``waiting`` is a step that was proposed and is not signed yet.
    """

    newest: str
    starts_at: int | None
    old: str
    ever: frozenset[str]
    waiting: KeyStep | None

    def has_begun(self, now: int) -> bool:
        """Tell whether the newest key signs already."""
        return self.starts_at is None or self.starts_at <= now

    def follows(self, gate: GateView) -> bool:
        """Tell whether a gate believes the newest key, by its own word."""
        return bool(self.newest) and gate.key == self.newest

    def is_foreign(self, gate: GateView) -> bool:
        """Tell whether a gate believes a key that this hub never had."""
        return bool(gate.key and self.newest) and gate.key not in self.ever

    def behind(self, gates: Sequence[GateView]) -> list[GateView]:
        """Return the gates in use that do not follow yet."""
        return [gate for gate in gates if gate.state == "approved" and not self.follows(gate)]


class Signer:
    """The private halves, which only the link has: ``list.key`` is the first, ``list-N.key`` that of step N."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: list[tuple[int, int]] = [(0, 0)]
        self._read: dict[int, Ed25519PrivateKey] = {}

    def load(self, session: Session) -> None:
        """Learn which keys there are and when each begins."""
        self._begun = [(step.starts_at or 0, step.number) for step in _signed(session) if step.act != RETIRE]

    def at(self, now: int) -> Ed25519PrivateKey:
        """Return the key that signs at this moment (UTC ms); raise SecretError if it is gone."""
        return self.key(self._at(now)[1])

    def since(self, now: int) -> int:
        """Return when the key that signs now began, 0 for the first: what was signed before that is to be signed again."""
        return self._at(now)[0]

    def key(self, number: int) -> Ed25519PrivateKey:
        """Return the key of one step; raise SecretError if it is gone."""
        if number not in self._read:
            self._read[number] = read_signing_key(self._path(number))
        return self._read[number]

    def make(self, number: int) -> Ed25519PrivateKey:
        """Return the key of a new step; one that was made before a crash, or before a database was put back, is the same key again."""
        return make_signing_key(self._path(number))

    def _at(self, now: int) -> tuple[int, int]:
        return next((step for step in reversed(self._begun) if step[0] <= now), (0, 0))

    def _path(self, number: int) -> Path:
        return self._folder / (f"list-{number}.key" if number else "list.key")


def propose(session: Session, act: str, *, hours: int, is_anyway: bool = False, behind: int = 0, actor: str, now: int) -> int:
    """Propose a step and return its number: a new key that begins so many hours after it is announced, or the old one's retirement.

    ``behind`` gates do not follow yet; to retire the old key all the same is somebody's own word, ``is_anyway``. Raise Refused
    ``key-step-waiting``, ``key-hours``, ``key-old-first``, ``key-not-now`` or ``key-gates-behind``.
    """
    steps = session.exec(select(KeyStep).order_by(col(KeyStep.number))).all()
    if not steps or not steps[-1].signed_at:
        raise Refused(Refusal("key-step-waiting"))
    refusal = _why_not_rotate(steps[-1], hours) if act == ROTATE else _why_not_retire(steps[-1], 0 if is_anyway else behind, now)
    if refusal is not None:
        raise Refused(refusal)
    number = steps[-1].number + 1
    session.add(KeyStep(number=number, act=act, hours=hours, anyway=is_anyway, asked_by=actor, asked_at=now))
    session.flush()
    return number


def agree(session: Session, *, actor: str, now: int) -> int:
    """Agree as a second person and return the step's number; raise Refused ``key-nothing-waits`` or ``key-second-person``."""
    step = _unagreed(session)
    if step.asked_by == actor:
        raise Refused(Refusal("key-second-person"))
    step.agreed_by, step.agreed_at = actor, now
    session.add(step)
    session.flush()
    return step.number


def withdraw(session: Session) -> int:
    """Take a proposal back that nobody has agreed to yet, and return its number; raise Refused ``key-nothing-waits``."""
    step = _unagreed(session)
    session.delete(step)
    session.flush()
    return step.number


def standing(session: Session) -> Standing:
    """Return where the succession stands."""
    steps = session.exec(select(KeyStep).order_by(col(KeyStep.number))).all()
    keys = [step for step in steps if step.signed_at and step.act != RETIRE]
    last = next((step for step in reversed(steps) if step.signed_at), None)
    return Standing(
        newest=_name(keys[-1]) if keys else "",
        starts_at=keys[-1].starts_at if keys else None,
        old=_name(keys[-2]) if last is not None and last.act == ROTATE else "",
        ever=frozenset(_name(step) for step in keys),
        waiting=next((step for step in steps if not step.signed_at), None),
    )


def note_first(session: Session, signer: Signer, *, now: int) -> None:
    """Write down the first key, by which everybody is enrolled until there is a second."""
    public = _public(signer.key(0))
    steps = session.exec(select(KeyStep)).all()
    if not steps:
        session.add(KeyStep(number=0, act=FIRST, public_key=public, asked_by="", asked_at=now, signed_at=now))
    elif len(steps) == 1 and steps[0].public_key != public:  # another file was put in its place, and every gate is enrolled anew
        steps[0].public_key = public
        session.add(steps[0])
    session.flush()


def is_due(session: Session) -> bool:
    """Tell whether two persons have agreed to a step that is not signed."""
    return session.exec(select(KeyStep.number).where(*_DUE).limit(1)).first() is not None


def sign_next(session: Session, signer: Signer, *, site: str, now: int) -> None:
    """Make the key of the step that was agreed to, if it needs one, and sign the statement; the caller publishes after the commit.

    The key's file is there before the statement: a link that dies in between goes on with the same key.
    """
    step = session.exec(select(KeyStep).where(*_DUE).order_by(col(KeyStep.number))).one()
    newest = [one for one in _signed(session) if one.act != RETIRE][-1]
    step.public_key, step.starts_at = newest.public_key, newest.starts_at
    if step.act == ROTATE:
        step.public_key = _public(signer.make(step.number))
        pass_through("keys.made")
        step.starts_at = now + step.hours * HOUR_MS
    statement = KeyStatement(
        v=VERSION,
        site=site,
        key=step.public_key or "",
        starts_at=step.starts_at or 0,
        issued_at=now,
        old=[newest.public_key or ""] if step.act == ROTATE else [],
    )
    step.envelope, step.signed_at = seal(signer.key(newest.number), Purpose.KEYS, statement), now
    session.add(step)
    session.flush()
    pass_through("keys.signed")


def chain(session: Session, *, limit: int = STATEMENTS_MAX) -> bytes:
    """Return the newest steps as gates are told them; nothing while there was none."""
    envelopes = [step.envelope for step in _signed(session) if step.act != FIRST][-limit:]
    return encode(KeyChain(v=VERSION, statements=[decode(Signed, envelope) for envelope in envelopes])) if envelopes else b""


def addresses(session: Session) -> list[GateAddress]:
    """Return every gate that has an account."""
    rows = session.exec(select(Gate.site, Gate.name).where(Gate.state == "approved", col(Gate.provisioned_at).is_not(None)))
    return [GateAddress(site, name) for site, name in rows]


_DUE = (col(KeyStep.agreed_by).is_not(None), col(KeyStep.signed_at).is_(None))


def _why_not_rotate(last: KeyStep, hours: int) -> Refusal | None:
    low, high = HOURS
    if not low <= hours <= high:
        return Refusal("key-hours", "hours", low=low, high=high)
    return Refusal("key-old-first") if last.act == ROTATE else None


def _why_not_retire(last: KeyStep, behind: int, now: int) -> Refusal | None:
    if last.act != ROTATE or now < (last.starts_at or 0):
        return Refusal("key-not-now")
    return Refusal("key-gates-behind", "anyway", count=behind) if behind else None


def _unagreed(session: Session) -> KeyStep:
    step = session.exec(select(KeyStep).where(col(KeyStep.agreed_by).is_(None), col(KeyStep.signed_at).is_(None))).first()
    if step is None:
        raise Refused(Refusal("key-nothing-waits"))
    return step


def _signed(session: Session) -> Sequence[KeyStep]:
    return session.exec(select(KeyStep).where(col(KeyStep.signed_at).is_not(None)).order_by(col(KeyStep.number))).all()


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _name(step: KeyStep) -> str:
    return key_id(bytes.fromhex(step.public_key or "")).hex()
