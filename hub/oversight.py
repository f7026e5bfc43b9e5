"""Who watches the hub from outside: an auditor who has signed for the audit key, and a witness who cosigns. Screening refuses to start
without both (B18).

The auditor's statement is an Ed25519 signature over the audit log's public key, made on the auditor's own machine; the hub holds only the
public half.
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.signing import BadSignature, Purpose, sign, verify
from hub.config import HubConfig

KEY_BYTES = 32


def statement(auditor: Ed25519PrivateKey, log_key: bytes) -> str:
    """Return the auditor's statement for this audit log key (32 bytes), as hex."""
    return sign(auditor, Purpose.AUDITOR, log_key).hex()


def statement_file(config: HubConfig) -> Path:
    """Return where the enrolled auditor's statement lies: one line of hex."""
    return config.data_dir / "auditor.statement"


def read_log_key(config: HubConfig) -> bytes:
    """Return the audit logs' public key (32 bytes) as it lies open to all; empty if there is none that can be read."""
    try:
        key = bytes.fromhex(config.log_key_file.read_text("ascii").strip())
    except (OSError, ValueError):
        return b""
    return key if len(key) == KEY_BYTES else b""


def missing(config: HubConfig, log_key: bytes) -> tuple[str, ...]:
    """Return what screening still lacks, as codes: ``auditor-key``, ``auditor-statement``, ``witness``. Nothing is missing when it is
    empty.
    """
    lacks = []
    if not config.auditor_key:
        lacks.append("auditor-key")
    elif not _signed(config, log_key):
        lacks.append("auditor-statement")
    if not (config.witness_url and config.witness_key):
        lacks.append("witness")
    return tuple(lacks)


def holds(config: HubConfig, log_key: bytes, said: str) -> bool:
    """Tell whether this statement is by the configured auditor and over this log key."""
    try:
        verify(bytes.fromhex(config.auditor_key), Purpose.AUDITOR, log_key, bytes.fromhex(said.strip()))
    except (ValueError, BadSignature):
        return False
    return True


def _signed(config: HubConfig, log_key: bytes) -> bool:
    try:
        return holds(config, log_key, statement_file(config).read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return False
