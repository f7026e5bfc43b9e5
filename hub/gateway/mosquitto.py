"""Mosquitto, the broker of production: its settings file, its first accounts, and an account for each gate by its dynamic-security plug-in.

Rights are spelled out topic by topic for every gate, since patterns with the user's name are not in every version that Debian ships.
``$CONTROL`` belongs to an administrator's account that only the link uses, for the moment that a change takes.
"""

import base64
import hashlib
import json
import os
import secrets
import ssl
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from edge.protocol.topics import GATE_PUBLISHES, HUB_CLIENT, HUB_PUBLISHES, GateAddress, all_gates, topic
from hub.config import HubConfig
from hub.gateway import tls
from hub.gateway.brokers import BrokerUnreachable
from hub.gateway.wire import Disconnected, Wire
from hub.secrets import read_secret

ADMIN_CLIENT = "anju-admin"
CONTROL = "$CONTROL/dynamic-security/v1"
ANSWER_SECONDS = 5.0
_ITERATIONS = 20_000

SETTINGS = """\
per_listener_settings false
listener {port} {host}
allow_anonymous false
use_username_as_clientid true
plugin {plugin}
plugin_opt_config_file {folder}/dynamic-security.json
persistence true
persistence_location {folder}/
autosave_interval 300
autosave_on_changes false
max_inflight_messages 1000
max_queued_messages 200000
max_queued_bytes 268435456
message_size_limit 65536
max_keepalive 120
persistent_client_expiration 7d
log_dest stderr
log_type error
log_type warning
"""

TLS = """\
cafile {folder}/ca.pem
certfile {folder}/broker.pem
keyfile {folder}/broker.key
tls_version tlsv1.2
require_certificate true
use_identity_as_username true
"""

Acl = dict[str, Any]


class DynamicSecurity:
    """Mosquitto's accounts. Each gate has a client and a role of its own; the commands are answered before a call returns."""

    def __init__(self, host: str, port: int, *, password: str, context: ssl.SSLContext | None = None) -> None:
        self._host, self._port, self._password, self._tls = host, port, password, context

    def put(self, address: GateAddress, password: str) -> None:
        """Make the gate's client and role anew."""
        user = address.client_id
        self._order(
            *_removal(user),
            {"command": "createRole", "rolename": user, "acls": gate_rights(address)},
            {"command": "createClient", "username": user, "clientid": user, "password": password, "roles": [{"rolename": user}]},
        )

    def remove(self, address: GateAddress) -> None:
        """Delete the gate's client, which ends its connection, and its role."""
        self._order(*_removal(address.client_id))

    def _order(self, *commands: Mapping[str, object]) -> None:
        wire = Wire(self._host, self._port, user=ADMIN_CLIENT, password=self._password, filters=(f"{CONTROL}/response",), tls=self._tls)
        try:
            wire.open()
            wire.publish(CONTROL, json.dumps({"commands": commands}).encode())
            errors = _errors(self._answers(wire, len(commands)))
        except Disconnected as error:
            raise BrokerUnreachable(str(error)) from error
        finally:
            wire.close()
        if errors:
            raise BrokerUnreachable(f"Mosquitto refused: {', '.join(errors)}")

    def _answers(self, wire: Wire, expected: int) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = []
        deadline = time.monotonic() + ANSWER_SECONDS
        while len(answers) < expected:
            if time.monotonic() > deadline:
                raise Disconnected("Mosquitto does not answer on $CONTROL")
            for message in wire.receive(0.1):
                wire.acknowledge(message)
                answers += json.loads(message.payload)["responses"]
        return answers


def gate_rights(address: GateAddress) -> list[Acl]:
    """Return what one gate may do: speak on its own channels, and listen on those that the hub has beneath its address."""
    speaks = [topic(address, channel) for channel in GATE_PUBLISHES]
    hears = [topic(address, channel) for name in HUB_PUBLISHES for channel in (name, f"{name}/#")]
    return _rights(speaks, hears)


def hub_rights() -> list[Acl]:
    """Return what the hub may do: speak beneath any gate's address on its own channels, and listen to what gates say."""
    speaks = [all_gates(channel) for name in HUB_PUBLISHES for channel in (name, f"{name}/#")]
    return _rights(speaks, [all_gates(channel) for channel in GATE_PUBLISHES])


def first_accounts(*, hub_password: str, admin_password: str) -> dict[str, Any]:
    """Return the plug-in's file for a new broker: nobody may do anything, but the hub its part, and the administrator ``$CONTROL``."""
    control = _rights([CONTROL], [f"{CONTROL}/response"])
    return {
        "defaultACLAccess": {"publishClientSend": False, "publishClientReceive": False, "subscribe": False, "unsubscribe": True},
        "clients": [_client(HUB_CLIENT, hub_password), _client(ADMIN_CLIENT, admin_password)],
        "groups": [],
        "roles": [{"rolename": HUB_CLIENT, "acls": hub_rights()}, {"rolename": ADMIN_CLIENT, "acls": control}],
    }


def write_settings(config: HubConfig, folder: Path, *, user: str = "mosquitto") -> Path:
    """Write ``mosquitto.conf`` and, once, the first accounts into a folder that belongs to Mosquitto's user; return the settings file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    accounts = folder / "dynamic-security.json"
    if not accounts.exists():
        passwords = {f"{who}_password": read_secret(config.secrets_dir / f"broker-{who}") for who in ("hub", "admin")}
        with os.fdopen(os.open(accounts, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            json.dump(first_accounts(**passwords), file, indent=1)
    settings = folder / "mosquitto.conf"
    text = SETTINGS.format(host=config.broker_host, port=config.broker_port, folder=folder, plugin=find_plugin())
    authority = tls.load_authority(config)
    if authority is not None:
        tls.write_broker_files(config, authority, folder)
        text += TLS.format(folder=folder)
    settings.write_text(f"{text}user {user}\n")
    return settings


def find_plugin() -> Path:
    """Return the path of the dynamic-security plug-in; raise FileNotFoundError that names the package."""
    for path in sorted(Path("/usr").glob("lib*/**/mosquitto_dynamic_security.so")):
        return path
    raise FileNotFoundError("the dynamic-security plug-in is not installed: apt-get install mosquitto")


def _rights(speaks: Sequence[str], hears: Sequence[str]) -> list[Acl]:
    rights = [("publishClientSend", name) for name in speaks]
    rights += [(kind, name) for name in hears for kind in ("subscribeLiteral", "publishClientReceive")]
    return [{"acltype": kind, "topic": name, "priority": 0, "allow": True} for kind, name in rights]


def _client(user: str, password: str) -> dict[str, Any]:
    salt = secrets.token_bytes(12)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ITERATIONS, 64)
    return {
        "username": user,
        "clientid": user,
        "roles": [{"rolename": user}],
        "password": base64.b64encode(digest).decode(),
        "salt": base64.b64encode(salt).decode(),
        "iterations": _ITERATIONS,
    }


def _removal(user: str) -> list[dict[str, str]]:
    return [{"command": "deleteClient", "username": user}, {"command": "deleteRole", "rolename": user}]


def _errors(answers: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what went wrong; that there was nothing to delete did not."""
    failed = [answer for answer in answers if "error" in answer and not answer["command"].startswith("delete")]
    return [f"{answer['command']}: {answer['error']}" for answer in failed]
