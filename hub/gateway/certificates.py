"""The hub's small certificate authority: who may open a TLS connection to the broker, and as whom.

A certificate names a gate's own Ed25519 key, which never leaves the gate, under the one user name that it may have at the broker. The link
signs it and nobody else has the key. What a certificate's holder may do is an account's matter: without an account it may do nothing, so
taking a gate out needs no revocation list to arrive anywhere.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY_MS = 86_400_000
GATE_DAYS = 90
SERVER_DAYS = 397
AUTHORITY_SINCE_MS, AUTHORITY_DAYS = 1_767_225_600_000, 30 * 365
CLOCK_SLACK_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority's key and its own certificate."""

    key: Ed25519PrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        """The certificate that gates and broker trust."""
        return _pem(self.certificate)


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as PEM, and the UTC ms at which it ends."""

    pem: str
    ends_at: int


def open_authority(key: Ed25519PrivateKey, *, site: str) -> Authority:
    """Return the authority of this key. Its certificate depends on key and site alone: it is the same each time, and need not be kept."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Anju {site}")])
    builder = _builder(name, name, key.public_key(), AUTHORITY_SINCE_MS, AUTHORITY_DAYS).serial_number(1)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return Authority(key, builder.add_extension(_usage(signs=True), critical=True).sign(key, None))


def issue_client(authority: Authority, public_key: bytes, *, user: str, now: int, days: int = GATE_DAYS) -> Issued:
    """Sign that the holder of this 32-byte Ed25519 key is this user of the broker, from a day ago until so many days from now (UTC ms)."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    builder = _leaf(authority, key, user, now, days).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
    return Issued(_pem(builder.sign(authority.key, None)), now + days * DAY_MS)


def issue_server(authority: Authority, public_key: bytes, *, host: str, now: int) -> Issued:
    """Sign that the holder of this 32-byte Ed25519 key is the broker at this host name or address."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    builder = _leaf(authority, key, host, now, SERVER_DAYS).add_extension(x509.SubjectAlternativeName([_name(host)]), critical=False)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return Issued(_pem(builder.sign(authority.key, None)), now + SERVER_DAYS * DAY_MS)


def private_pem(key: Ed25519PrivateKey) -> str:
    """Return a private key as TLS libraries read it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def _leaf(authority: Authority, key: Ed25519PublicKey, common_name: str, now: int, days: int) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = _builder(subject, authority.certificate.subject, key, now, days).serial_number(x509.random_serial_number())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    return builder.add_extension(_usage(signs=False), critical=True)


def _builder(subject: x509.Name, issuer: x509.Name, key: Ed25519PublicKey, now: int, days: int) -> x509.CertificateBuilder:
    # A gate whose clock is a little behind is no stranger.
    since, until = _moment(now - CLOCK_SLACK_MS), _moment(now + days * DAY_MS)
    named = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    return named.public_key(key).not_valid_before(since).not_valid_after(until)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms // 1000, UTC)


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode("ascii")
