"""Certificates on disk and in memory: the broker's own, and the hub's when it speaks with the broker. The link alone can make them."""

import os
import ssl
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hub.clock import now_ms
from hub.config import HubConfig
from hub.gateway.certificates import Authority, issue_client, issue_server, open_authority, private_pem
from hub.secrets import read_signing_key

HUB_DAYS = 30


def load_authority(config: HubConfig) -> Authority | None:
    """Return the hub's authority, None where the broker is used without TLS."""
    if not config.broker_tls:
        return None
    return open_authority(read_signing_key(config.secrets_dir / "ca.key"), site=config.site)


def write_broker_files(config: HubConfig, authority: Authority, folder: Path) -> None:
    """Write what the broker needs to be known by: its key and certificate, made anew each time, and the authority's."""
    key = Ed25519PrivateKey.generate()
    server = issue_server(authority, key.public_key().public_bytes_raw(), host=config.broker_host, now=now_ms())
    for name, text in (("ca.pem", authority.pem), ("broker.pem", server.pem), ("broker.key", private_pem(key))):
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)


def context_for(authority: Authority | None, user: str) -> ssl.SSLContext | None:
    """Return how the hub connects as one of its own users: with a key that lives as long as this process. None without TLS."""
    if authority is None:
        return None
    context = ssl.create_default_context(cadata=authority.pem)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    key = Ed25519PrivateKey.generate()
    own = issue_client(authority, key.public_key().public_bytes_raw(), user=user, now=now_ms(), days=HUB_DAYS)
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:  # the library reads files only
        file.write(private_pem(key) + own.pem)
        file.flush()
        context.load_cert_chain(file.name)
    return context
