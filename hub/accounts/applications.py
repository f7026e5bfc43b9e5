"""The three applications a person can sign in to, each with tables, sessions and a life of its own.

A resident's or landlord's login is often a phone number, so people's logins are stored as a keyed hash; officials' logins are duty names
and stay readable.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from typing import Any

from hub.accounts import tables
from hub.config import HubConfig
from hub.secrets import read_key

HOUR_MS = 3_600_000


@dataclass(frozen=True)
class Application:
    """One application's account tables (SQLModel classes), the roles it knows, and how long a session lasts."""

    name: str
    account: Any
    grant: Any
    session: Any
    attempt: Any
    session_ms: int
    pepper: bytes = b""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that can be granted here; any other application's role cannot sign in here at all."""
        return tables.ROLES[self.name]

    @property
    def has_units(self) -> bool:
        """Tell whether its people belong to units."""
        return self.name == "police"

    def stored_login(self, login: str) -> str:
        """Return the form in which a login is looked up: without spaces, hyphens and letter case, and keyed for people."""
        plain = self._folded(login).replace("-", "").removeprefix("+86")
        return hmac.new(self.pepper, plain.encode(), hashlib.sha256).hexdigest() if self.pepper else plain

    def label(self, login: str) -> str:
        """Return a login as it may be shown: an official's own with its hyphens, nothing for people."""
        return "" if self.pepper else self._folded(login)

    def _folded(self, login: str) -> str:
        return "".join(unicodedata.normalize("NFKC", login).casefold().split()).encode("utf-8", "replace").decode()


def of(name: str, config: HubConfig) -> Application:
    """Return an application by its name: ``people``, ``police`` or ``audit``. ``people`` needs the registry's key file."""
    match name:
        case "people":
            pepper = hmac.new(read_key(config.secrets_dir / "registry.kek"), b"anju/login/v1", hashlib.sha256).digest()
            rows = (tables.PeopleAccount, tables.PeopleGrant, tables.PeopleSession, tables.PeopleAttempt)
            return Application(name, *rows, session_ms=12 * HOUR_MS, pepper=pepper)
        case "police":
            return Application(
                name, tables.PoliceAccount, tables.PoliceGrant, tables.PoliceSession, tables.PoliceAttempt, session_ms=8 * HOUR_MS
            )
        case "audit":
            return Application(
                name, tables.AuditorAccount, tables.AuditorGrant, tables.AuditorSession, tables.AuditorAttempt, session_ms=8 * HOUR_MS
            )
    raise ValueError(f"there is no application {name!r}")
