"""What the hub is told before it starts: flag over environment over file over default, and every value knows where it came from.

Frozen, so that no part can change another's settings; an unknown key is an error with a suggestion, so that a misspelt one is never
silently ignored. Secrets are never settings: they are files of mode 0600 beneath ``data_dir`` (:mod:`hub.secrets`).
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

SYSTEM_FILE = Path("/etc/anju/hub.toml")
ENVIRONMENT = "ANJU_"
NOT_SETTINGS = {"ANJU_CONFIG", "ANJU_KILL_AT", "ANJU_LIFELINE", "ANJU_SOAK"}

ROLES = ("gateway", "worker", "people", "police", "audit")

URL = r"^(https?://[^\s/]+/?)?$"
Port = Annotated[int, Field(ge=0, le=65535)]


class ConfigError(ValueError):
    """The settings cannot be used; the text is one sentence for the person who wrote them."""


class HubConfig(BaseModel):
    """The hub's settings. Ports are TCP on ``host``; retention limits may be shorter than the bounds, never longer.

    ``help_phone`` stands on every pass and on every page's help; ``police_url``, ``audit_url`` and ``town_url`` are the addresses that the
    first page leads to, and are left out there while they are empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    site: str = Field(default="anju", pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    time_zone: str = "Asia/Shanghai"
    demo: bool = False
    help_phone: str = Field(default="0750-555-0100", pattern=r"^\+?[0-9][0-9 -]{2,22}$")
    data_dir: Path = Path("/var/lib/anju")
    database: str = "sqlite:///{data_dir}/anju.db"
    police_url: str = Field(default="", pattern=URL)
    audit_url: str = Field(default="", pattern=URL)
    town_url: str = Field(default="", pattern=URL)
    host: str = "127.0.0.1"
    people_port: Port = 8470
    police_port: Port = 8471
    audit_port: Port = 8472
    link_port: Port = 8473
    work_port: Port = 8474
    broker_kind: Literal["embedded", "mosquitto"] = "embedded"
    broker_host: str = "127.0.0.1"
    broker_port: Port = 8475
    broker_tls: bool = Field(default=False, validate_default=True)
    witness_url: str = ""
    message_url: str = ""
    witness_key: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    auditor_key: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    end_notice_days: int = Field(default=7, ge=1, le=90)
    entry_days: int = Field(default=30, ge=1, le=90)
    tenancy_days: int = Field(default=30, ge=1, le=30)
    visit_days: int = Field(default=30, ge=1, le=30)
    work_pause_ms: int = Field(default=200, ge=10, le=60_000)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError) as error:
            raise ValueError("no such time zone") from error
        return name

    @field_validator("host")
    @classmethod
    def _loopback(cls, host: str) -> str:
        if host not in ("localhost", "::1") and not host.startswith("127."):
            raise ValueError("pages are plain HTTP, so they stay on loopback: put a proxy with a certificate before them")
        return host

    @field_validator("message_url")
    @classmethod
    def _private(cls, url: str) -> str:
        place = urlsplit(url)
        if url and place.scheme != "https" and not (place.scheme == "http" and place.hostname in ("localhost", "127.0.0.1", "::1")):
            raise ValueError("numbers of telephones go out by https, or to this machine")
        return url

    @field_validator("broker_tls")
    @classmethod
    def _tls_where_it_is_needed(cls, tls: bool, info: ValidationInfo) -> bool:
        if tls and info.data.get("broker_kind") == "embedded":
            raise ValueError("the embedded broker is for trying out and speaks no TLS: set broker_kind to mosquitto")
        host = str(info.data.get("broker_host", ""))
        if not tls and host not in ("localhost", "::1") and not host.startswith("127."):
            raise ValueError("a broker on another machine is spoken with by TLS only: set broker_tls to true")
        return tls

    @field_validator("database")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("a database is sqlite:///… or postgresql+psycopg://…")
        if url.startswith("postgresql") and "{role}" not in url:
            raise ValueError("each process has a login of its own: write {role} where the role's name goes, such as anju_{role}")
        return url

    @property
    def secrets_dir(self) -> Path:
        """Where the files of mode 0600 lie."""
        return self.data_dir / "secrets"

    @property
    def keys_dir(self) -> Path:
        """Where the key stores lie: apart from the database, and never in its backups."""
        return self.data_dir / "keys"

    @property
    def register_keys_file(self) -> Path:
        """The store of people's and buildings' keys, wrapped by the secret ``registry.kek``."""
        return self.keys_dir / "register.db"

    @property
    def case_keys_file(self) -> Path:
        """The store of cases' and alerts' keys, wrapped by the secret ``cases.kek``."""
        return self.keys_dir / "cases.db"

    @property
    def log_key_file(self) -> Path:
        """The audit logs' public key, 64 hexadecimal characters: what the auditor's desk verifies with, for it holds no key itself."""
        return self.data_dir / "audit.pub"

    @property
    def accounts_file(self) -> Path:
        """The embedded broker's accounts."""
        return self.data_dir / "broker-accounts.json"

    @property
    def on_sqlite(self) -> bool:
        """Tell whether the database is one SQLite file."""
        return self.database.startswith("sqlite:")

    @property
    def sqlite_file(self) -> Path:
        """The database's file, when it is SQLite."""
        return Path(self.database.removeprefix("sqlite:///").format(data_dir=self.data_dir))

    def port_of(self, process: str) -> int:
        """Return the port of one of the five processes by its name, such as ``people``."""
        return int(getattr(self, f"{process}_port"))


@dataclass(frozen=True)
class Loaded:
    """Settings together with where each came from: ``default``, ``flag``, a file's path or a variable's name."""

    config: HubConfig
    sources: Mapping[str, str]


def load_config(path: Path | None = None, environ: Mapping[str, str] = os.environ, flags: Mapping[str, object] | None = None) -> Loaded:
    """Return the settings; raise ConfigError that names the key, never the value, when they cannot be used.

    Without a path, ``ANJU_CONFIG`` names the file, else ``/etc/anju/hub.toml`` is read if it is there.
    """
    named = path or (Path(environ["ANJU_CONFIG"]) if environ.get("ANJU_CONFIG") else None)
    layers = [_from_file(named), _from_environment(environ), {key: (value, "flag") for key, value in (flags or {}).items()}]
    values: dict[str, object] = {}
    sources = dict.fromkeys(HubConfig.model_fields, "default")
    for layer in layers:
        for key, (value, source) in layer.items():
            _refuse_unknown(key, source)
            values[key] = value
            sources[key] = source
    try:
        return Loaded(HubConfig.model_validate(values), sources)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        key = str(first["loc"][0]) if first["loc"] else "settings"
        raise ConfigError(f"{key} (from {sources.get(key, 'file')}): {first['msg']}") from None


def _from_file(named: Path | None) -> dict[str, tuple[object, str]]:
    path = named or SYSTEM_FILE
    if named is None and not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as TOML: {error}") from None
    return {key: (value, str(path)) for key, value in content.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, tuple[object, str]]:
    names = (name for name in environ if name.startswith(ENVIRONMENT) and name not in NOT_SETTINGS)
    return {name.removeprefix(ENVIRONMENT).lower(): (environ[name], name) for name in names}


def _refuse_unknown(key: str, source: str) -> None:
    if key in HubConfig.model_fields:
        return
    close = difflib.get_close_matches(key, HubConfig.model_fields, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise ConfigError(f"unknown key {key!r} (from {source}).{hint}")
