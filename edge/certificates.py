"""The gate's certificate: whether it is the gate's own, when it must be renewed, and how a TLS connection is made with it."""

import ssl
import tempfile
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from edge.protocol.enrolment import GateIdentity
from edge.protocol.topics import gate_address
from edge.words import say


class BadCertificate(RuntimeError):
    """The certificate is not this gate's own; the text says what to do."""


def judge(pem: str, identity: GateIdentity, public_key: bytes) -> None:
    """Return if a certificate is by the authority that this gate trusts, for its own 32-byte key and name; raise BadCertificate."""
    try:
        authority, own = _read(identity.authority), _read(pem)
        own.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise BadCertificate(say("the hub sent a certificate that its own authority did not sign: enrol again with a new code")) from error
    key, names = own.public_key(), own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    is_own_key = isinstance(key, Ed25519PublicKey) and key.public_bytes_raw() == public_key
    if not is_own_key or [name.value for name in names] != [gate_address(identity.site, identity.gate).client_id]:
        raise BadCertificate(say("the hub sent the certificate of another gate: enrol again with a new code"))


def renews_at_ms(pem: str) -> int:
    """Return the UTC ms at which two thirds of a certificate's life are over."""
    own = _read(pem)
    since, until = _ms(own.not_valid_before_utc), _ms(own.not_valid_after_utc)
    return until - (until - since) // 3


def ends_at(pem: str) -> datetime:
    """Return the moment at which a certificate ends; raise ValueError if it is none."""
    return _read(pem).not_valid_after_utc


def context_for(identity: GateIdentity, key: Ed25519PrivateKey) -> ssl.SSLContext | None:
    """Return how this gate connects to its broker and to no other; None where the hub uses no TLS. Raise BadCertificate."""
    if not identity.authority:
        return None
    judge(identity.certificate, identity, key.public_key().public_bytes_raw())
    context = ssl.create_default_context(cadata=identity.authority)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
    # The library reads files only; this one has mode 0600 and is gone at once.
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(private + identity.certificate)
        file.flush()
        context.load_cert_chain(file.name)
    return context


def _read(pem: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pem.encode("ascii", "replace"))


def _ms(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() * 1000)
