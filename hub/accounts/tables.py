"""Accounts, role grants, sessions and failed attempts, once for each application: an application's process can read no other's."""

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

ROLES = {"people": ("resident", "landlord", "manager", "sysadmin"), "police": ("officer", "supervisor"), "audit": ("auditor",)}


class _Account(SQLModel):
    """Somebody who may sign in. ``login`` is stored as the application's lookup form: keyed for people, plain for officials, whose login as
    it is shown is the ``label``.
    """

    id: str = Field(primary_key=True)
    login: str = Field(unique=True)
    label: str = ""
    password: str
    unit: str = ""
    language: str = ""
    created_at: int = Field(sa_type=BigInteger)
    disabled_at: int | None = Field(default=None, sa_type=BigInteger)


class _Grant(SQLModel):
    """A role of an account."""

    account_id: str = Field(primary_key=True)
    role: str = Field(primary_key=True)


class _Session(SQLModel):
    """A signed-in browser or program; ``id`` is the SHA-256 of the cookie's value."""

    id: str = Field(primary_key=True)
    account_id: str = Field(index=True)
    created_at: int = Field(sa_type=BigInteger)
    seen_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger)


class _Attempt(SQLModel):
    """Failed sign-ins for one key (an account's or an address's hash)."""

    key: str = Field(primary_key=True)
    failures: int
    open_at: int = Field(sa_type=BigInteger)


def _roles(application: str) -> CheckConstraint:
    allowed = ", ".join(f"'{role}'" for role in ROLES[application])
    return CheckConstraint(f"role IN ({allowed})", name=f"{application}_role")


class PeopleAccount(_Account, table=True):
    __tablename__ = "people_account"


class PeopleGrant(_Grant, table=True):
    __tablename__ = "people_grant"
    __table_args__ = (_roles("people"),)


class PeopleSession(_Session, table=True):
    __tablename__ = "people_session"


class PeopleAttempt(_Attempt, table=True):
    __tablename__ = "people_attempt"


class PoliceAccount(_Account, table=True):
    __tablename__ = "police_account"


class PoliceGrant(_Grant, table=True):
    __tablename__ = "police_grant"
    __table_args__ = (_roles("police"),)


class PoliceSession(_Session, table=True):
    __tablename__ = "police_session"


class PoliceAttempt(_Attempt, table=True):
    __tablename__ = "police_attempt"


class OfficialUnit(SQLModel, table=True):
    """A unit of the police, and what the town calls it in both languages. Its ``id`` is what rows and the audit log keep.

    It stands beside the log, not beside the police's accounts: whoever may read who looked reads here what that unit is called.
    """

    __tablename__ = "audit_unit"
    id: str = Field(primary_key=True)
    name_zh: str
    name_en: str


class AuditorAccount(_Account, table=True):
    __tablename__ = "auditor_account"


class AuditorGrant(_Grant, table=True):
    __tablename__ = "auditor_grant"
    __table_args__ = (_roles("audit"),)


class AuditorSession(_Session, table=True):
    __tablename__ = "auditor_session"


class AuditorAttempt(_Attempt, table=True):
    __tablename__ = "auditor_attempt"
