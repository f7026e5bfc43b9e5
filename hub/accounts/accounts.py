"""Making accounts, and finding who stands behind a cookie."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from sqlmodel import Session, select

from hub.accounts import passwords, units
from hub.accounts.applications import Application
from hub.accounts.sessions import session_id
from registry.refusals import Refusal


@dataclass(frozen=True)
class Actor:
    """Somebody who is signed in to one application. ``label`` is an official's login and empty for people."""

    account_id: str
    label: str
    roles: frozenset[str]
    unit: str
    language: str


def create_account(
    session: Session,
    application: Application,
    *,
    login: str,
    passphrase: str,
    roles: Iterable[str],
    now: int,
    unit: str = "",
    language: str = "",
) -> str | Refusal:
    """Write an account and return its id, or a Refusal: ``login-missing``, ``login-taken``, ``passphrase-too-short`` or ``-too-long``,
    ``unit-unnamed`` for a unit that :func:`hub.accounts.units.name_unit` has not named.

    Raises ValueError for a role or a unit that this application does not know: that is a mistake of ours, not of a person.
    """
    if unit and not application.has_units:
        raise ValueError(f"{application.name} has no units")
    stored = application.stored_login(login)
    if not login.strip():
        return Refusal("login-missing", field="login")
    if refusal := passwords.judge_new(passphrase):
        return refusal
    if find_account(session, application, login=login):
        return Refusal("login-taken", field="login")
    if unit and not units.is_named(session, unit):
        return Refusal("unit-unnamed", field="unit")
    account = application.account(
        id=uuid4().hex,
        login=stored,
        label=application.label(login),
        password=passwords.keep(passphrase),
        unit=unit,
        language=language,
        created_at=now,
    )
    session.add(account)
    session.flush()
    for role in roles:
        grant_role(session, application, account_id=account.id, role=role)
    return str(account.id)


def grant_role(session: Session, application: Application, *, account_id: str, role: str) -> None:
    """Give an account a role of its application, once in effect."""
    if role not in application.roles:
        raise ValueError(f"{application.name} has no role {role!r}")
    if session.get(application.grant, (account_id, role)) is None:
        session.add(application.grant(account_id=account_id, role=role))
        session.flush()


def find_account(session: Session, application: Application, *, login: str) -> str | None:
    """Return the id of the account with this login, or None."""
    found = session.exec(select(application.account.id).where(application.account.login == application.stored_login(login))).first()
    return None if found is None else str(found)


def find_holder(session: Session, application: Application, *, login: str, role: str) -> str | None:
    """Return the id of the account with this login if it has this role and is not disabled, or None."""
    account_id = find_account(session, application, login=login)
    account = session.get(application.account, account_id) if account_id else None
    if account is None or account.disabled_at is not None or session.get(application.grant, (account_id, role)) is None:
        return None
    return account_id


def find_actor(session: Session, application: Application, *, cookie: str, now: int) -> Actor | None:
    """Return who holds this cookie, or None when the session is unknown or over, or the account disabled."""
    held = session.get(application.session, session_id(cookie))
    if held is None or held.expires_at <= now:
        return None
    account = session.get(application.account, held.account_id)
    if account is None or account.disabled_at is not None:
        return None
    roles = session.exec(select(application.grant.role).where(application.grant.account_id == account.id)).all()
    return Actor(account.id, account.label, frozenset(roles), account.unit, account.language)


def set_language(session: Session, application: Application, *, account_id: str, language: str) -> None:
    """Remember the language an account reads."""
    account = session.get(application.account, account_id)
    if account is not None:
        account.language = language
        session.add(account)
