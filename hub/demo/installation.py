"""What an installer does before a hub first runs: settings, secrets, the database, the first accounts, those who watch.

Everything after that enters by the front doors, as it would anywhere.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub import accounts, oversight
from hub.config import HubConfig, load_config
from hub.database import OWNER, Database, migrate
from hub.screening.tables import Issuer
from hub.secrets import make_secrets, read_signing_key
from registry.audit.witness import keep_key
from registry.refusals import Refusal

SITE_BYTES = 4
WORDS = (
    "amber",
    "birch",
    "cedar",
    "coral",
    "delta",
    "fjord",
    "grove",
    "harbour",
    "lantern",
    "maple",
    "meadow",
    "orchard",
    "pebble",
    "river",
    "willow",
)

UNITS = {"east": ("城东派出所", "East Station"), "west": ("城西派出所", "West Station"), "north": ("城北派出所", "North Station")}
"""What the demo's town calls its units: Chinese, English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account of the demo, with the passphrase that is printed on the screen. ``part`` says what this person does in the town."""

    part: str
    application: str
    login: str
    passphrase: str
    roles: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A hub that is ready to be started, and who may sign in to it."""

    folder: Path
    config: HubConfig
    config_file: Path
    town_port: int
    log_key: str
    people: Mapping[str, Person]
    issuer_id: str
    issuer_seed: str
    story_seconds: int

    @property
    def witness_dir(self) -> Path:
        """The witness's own folder."""
        return self.folder / "witness"

    @property
    def town_dir(self) -> Path:
        """The town's own folder, with a folder for each gate."""
        return self.folder / "town"

    @property
    def orders_file(self) -> Path:
        """What the town is told."""
        return self.folder / "town.json"

    def url(self, application: str) -> str:
        """Return an application's address."""
        return f"http://{self.config.host}:{self.config.port_of(application)}"


def lay_out(folder: Path, ports: Mapping[str, int], *, story_seconds: int = 0) -> Installation:
    """Write settings and secrets, and decide who will sign in; what needs the database comes with :func:`furnish`.

    ``ports`` are claimed (:mod:`hub.demo.ports`). The site's name is this installation's own: what answers can be told from another demo.
    """
    auditor, issuer, witness = (Ed25519PrivateKey.generate() for _ in range(3))
    settings: dict[str, object] = {
        "site": f"demo-{secrets.token_hex(SITE_BYTES)}",
        "demo": True,
        **{f"{name}_url": f"http://127.0.0.1:{ports[f'{name}_port']}" for name in ("police", "audit", "town")},
        "data_dir": str(folder / "hub"),
        "witness_url": f"http://127.0.0.1:{ports['witness_port']}",
        "witness_key": witness.public_key().public_bytes_raw().hex(),
        "auditor_key": auditor.public_key().public_bytes_raw().hex(),
        **{name: port for name, port in ports.items() if name in HubConfig.model_fields},
    }
    config_file = folder / "hub.toml"
    config_file.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items()))
    config = load_config(config_file, environ={}).config
    make_secrets(config)
    log_key = read_signing_key(config.secrets_dir / "audit.key").public_key().public_bytes_raw()
    oversight.statement_file(config).write_text(oversight.statement(auditor, log_key) + "\n")
    place = Installation(
        folder=folder,
        config=config,
        config_file=config_file,
        town_port=ports["town_port"],
        log_key=log_key.hex(),
        people={person.part: person for person in everybody()},
        issuer_id=uuid4().hex,
        issuer_seed=issuer.private_bytes_raw().hex(),
        story_seconds=story_seconds,
    )
    keep_key(place.witness_dir, witness)
    return place


def furnish(place: Installation, *, now: int) -> None:
    """Make the database, the first accounts and the issuer's enrolment."""
    migrate(place.config)
    for application in ("people", "police", "audit"):
        with_database = Database(place.config, application)
        with with_database.begin() as session:
            for unit, (zh, en) in UNITS.items() if application == "police" else ():
                accounts.name_unit(session, unit, zh=zh, en=en)
            for person in place.people.values():
                if person.application == application and "landlord" not in person.roles:
                    made = accounts.create_account(
                        session,
                        accounts.of(application, place.config),
                        login=person.login,
                        passphrase=person.passphrase,
                        roles=person.roles,
                        unit=person.unit,
                        now=now,
                    )
                    if isinstance(made, Refusal):
                        raise ValueError(f"the demo's own account was refused: {made}")
        with_database.close()
    owner = Database(place.config, OWNER)
    with owner.begin() as session:
        public_key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(place.issuer_seed)).public_key().public_bytes_raw().hex()
        session.add(Issuer(id=place.issuer_id, name="演示法院 Demonstration Court", public_key=public_key, enrolled_at=now))
    owner.close()


def everybody() -> list[Person]:
    """Return the demo's accounts, each with a passphrase of its own that is new every time."""
    cast = (
        ("landlord", "people", "landlord", ("landlord",), ""),
        ("manager", "people", "manager-1", ("manager",), ""),
        ("operator", "people", "operator-1", ("sysadmin",), ""),
        ("second operator", "people", "operator-2", ("sysadmin",), ""),
        ("officer who enters alerts", "police", "east-officer", ("officer",), "east"),
        ("supervisor who approves them", "police", "west-supervisor", ("supervisor",), "west"),
        ("officer who verifies cases", "police", "north-officer", ("officer",), "north"),
        ("supervisor who closes them", "police", "north-supervisor", ("supervisor",), "north"),
        ("auditor", "audit", "auditor", ("auditor",), ""),
    )
    return [
        Person(part=part, application=application, login=login, passphrase=_passphrase(), roles=roles, unit=unit)
        for part, application, login, roles, unit in cast
    ]


def _passphrase() -> str:
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), str(secrets.randbelow(90) + 10)])
