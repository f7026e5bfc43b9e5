"""Which addresses a gate may ask for something that matters: https, or plain http on this very machine."""

import ipaddress
from urllib.parse import urlsplit

from edge.words import say


class BadAddress(ValueError):
    """The address cannot be used; the text says what would be right."""


def judge(address: str) -> None:
    """Return if the address may be asked; raise BadAddress."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadAddress(say("is missing or no address: write https://…"))
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise BadAddress(say("is plain http, which is for this machine only: give the server a certificate and write https://"))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
