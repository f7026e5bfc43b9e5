"""Authorities and the keys that they sign alerts with: enrolled, renewed under the authority's own id, and taken out of use.

The mark of a cleared pair names the alert's authority (B14). So whoever signs with a further key names the same issuer as before, and what
was cleared stays cleared. A key ends in one of two ways. One that was replaced in good order is retired: it stands for what was entered
before, and signs nothing new. One that others may hold is disabled, for good: an alert that no other key of its authority signed matches
nobody and raises an alarm, as every row does that cannot be verified (B4), until it is signed again and approved anew.
"""

from collections.abc import Mapping, Sequence
from unicodedata import normalize
from uuid import uuid4

from sqlmodel import Session, col, select

from hub.screening.tables import Issuer
from registry.audit import log
from registry.refusals import Refusal, Refused


def by_authority(session: Session) -> Mapping[str, Sequence[Issuer]]:
    """Return every key that was ever enrolled by the id of its authority, the first before the further ones."""
    found: dict[str, list[Issuer]] = {}
    for key in session.exec(select(Issuer).order_by(col(Issuer.authority_id).is_not(None), col(Issuer.enrolled_at), col(Issuer.id))):
        found.setdefault(key.authority, []).append(key)
    return found


def keys_of(session: Session, authority: str) -> Sequence[Issuer]:
    """Return the keys of one authority; none if there is no such id, or if it is a further key's."""
    return by_authority(session).get(authority, ())


def enrol(session: Session, name: str, *, public_key: str, now: int) -> Issuer:
    """Enrol an authority with its first key (hex); raise Refused if its name or the key is here already. ``now`` is UTC ms."""
    if any(_plain(known) == _plain(name) for known in session.exec(select(Issuer.name))):
        raise Refused(Refusal("issuer-enrolled"))
    return _add(session, Issuer(id=uuid4().hex, name=name, public_key=public_key, enrolled_at=now), act="issuer.enrolled")


def renew(session: Session, authority: str, *, public_key: str, now: int) -> Issuer:
    """Enrol a further key (hex) of an authority, which goes by its id and name as before; raise Refused. ``now`` is UTC ms."""
    first = next(iter(keys_of(session, authority)), None)
    if first is None:
        raise Refused(Refusal("issuer-absent"))
    further = Issuer(id=uuid4().hex, name=first.name, public_key=public_key, enrolled_at=now, authority_id=authority)
    return _add(session, further, act="issuer.key-enrolled")


def retire(session: Session, public_key: str, *, now: int) -> Issuer:
    """Let a key stand for what was entered before ``now`` (UTC ms), and for nothing new; raise Refused if it is out of use already."""
    key = _find(session, public_key)
    if not key.stands_at(now):
        raise Refused(Refusal("issuer-key-ended"))
    key.retired_at = now
    return _note(session, key, act="issuer.key-retired", now=now)


def disable(session: Session, public_key: str, *, now: int) -> Issuer:
    """Let a key stand for nothing from ``now`` (UTC ms) on, whenever it was entered; raise Refused if that is so already."""
    key = _find(session, public_key)
    if key.disabled_at is not None:
        raise Refused(Refusal("issuer-key-ended"))
    key.disabled_at = now
    return _note(session, key, act="issuer.key-disabled", now=now)


def how_many_sign(session: Session, authority: str, *, now: int) -> int:
    """Return how many keys of an authority may sign a new alert at ``now`` (UTC ms)."""
    return sum(key.stands_at(now) for key in keys_of(session, authority))


def _find(session: Session, public_key: str) -> Issuer:
    key = session.exec(select(Issuer).where(Issuer.public_key == public_key)).first()
    if key is None:
        raise Refused(Refusal("issuer-key-absent"))
    return key


def _add(session: Session, key: Issuer, *, act: str) -> Issuer:
    if session.exec(select(Issuer.id).where(Issuer.public_key == key.public_key)).first():
        raise Refused(Refusal("issuer-key-enrolled"))
    return _note(session, key, act=act, now=key.enrolled_at)


def _note(session: Session, key: Issuer, *, act: str, now: int) -> Issuer:
    """Write the key and the line that says so, as the database's owner, who alone may do either."""
    session.add(key)
    log.write(session, "cases", at=now, actor="command line", role="owner", act=act, subject=key.id, purpose="alert")
    return key


def _plain(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())
