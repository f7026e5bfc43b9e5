"""Renews the gate's certificate when two thirds of its life are over: asked for beside the door's work, used from the next start."""

import threading

from edge import log
from edge.certificates import BadCertificate, renews_at_ms
from edge.config import GateConfig
from edge.enrolment import NotEnrolled, renew
from edge.protocol.enrolment import GateIdentity

AGAIN_MS = 600_000


class Renewal:
    """The certificate of one gate. Without TLS, or without the hub's address, there is nothing to renew."""

    def __init__(self, config: GateConfig, identity: GateIdentity) -> None:
        self._config = config
        self._due_at = renews_at_ms(identity.certificate) if identity.certificate and config.hub_url else None
        self._asking: threading.Thread | None = None
        self._again_at = 0
        self._is_new = False

    def follow(self, *, wall_ms: int, now_ms: int) -> bool:
        """Ask when it is time (UTC ms), and again after a while (monotonic ms); return whether a new certificate is to be used."""
        is_asking = self._asking is not None and self._asking.is_alive()
        if self._due_at is not None and wall_ms >= self._due_at and now_ms >= self._again_at and not (is_asking or self._is_new):
            self._again_at = now_ms + AGAIN_MS
            self._asking = threading.Thread(target=self._ask, name="renewal", daemon=True)
            self._asking.start()
        return self._is_new

    def _ask(self) -> None:
        try:
            renewed = renew(self._config.data_dir, self._config.hub_url)
        except (NotEnrolled, BadCertificate, OSError) as error:
            log.tell("certificate.refused", kind=type(error).__name__)
            return
        if renewed is not None:
            log.tell("certificate.renewed")
            self._is_new = True
