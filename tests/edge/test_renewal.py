"""The certificate's renewal on a line that may be cut at any step: the old one serves on, and the gate asks again until it has the new."""

from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge import enrolment
from edge.certificates import renews_at_ms
from edge.config import GateConfig
from edge.enrolment import load_identity, load_key
from edge.protocol.codec import encode
from edge.protocol.enrolment import GateIdentity, RenewalAnswer
from edge.protocol.topics import GateAddress
from edge.renewal import AGAIN_MS, Renewal
from hub.gateway.certificates import DAY_MS, GATE_DAYS, issue_client, open_authority
from tests.edge.parts import now_ms, public, wait_for
from tests.edge.test_enrolment import PretendHub, hub

__all__ = ["hub"]
AUTHORITY = open_authority(Ed25519PrivateKey.from_private_bytes(b"a" * 32), site="town")
FOREIGN = open_authority(Ed25519PrivateKey.from_private_bytes(b"f" * 32), site="town")
USER = GateAddress("town", "north-1").client_id
NOW = now_ms()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer for the hub, which is a thread of this busy process and gives each answer once."""
    monkeypatch.setattr(enrolment, "ANSWER_S", 300)


class Box:
    """A gate's folder with an identity, whose certificate was signed some days ago, and its renewal."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.key = folder, load_key(folder)
        identity = GateIdentity(
            site="town", gate="north-1", broker_host="127.0.0.1", broker_port=1, broker_password="", list_keys=[], reference_key="11" * 32,
            authority=AUTHORITY.pem, certificate=self.certificate(NOW),
        )  # fmt: skip
        (folder / "identity.json").write_bytes(msgspec.json.encode(identity))
        self.renewal = Renewal(GateConfig(data_dir=folder, hub_url=address), identity)
        self.due_at = renews_at_ms(identity.certificate)
        self._now = 0

    def certificate(self, now: int, *, authority=AUTHORITY) -> str:
        return issue_client(authority, public(self.key), user=USER, now=now).pem

    def look(self, wall_ms: int) -> bool:
        """Have it look once more, a while later, and wait until it has asked if it does."""
        self._now += AGAIN_MS
        self.renewal.follow(wall_ms=wall_ms, now_ms=self._now)
        if self.renewal._asking is not None:
            self.renewal._asking.join()
        return self.renewal.follow(wall_ms=wall_ms, now_ms=self._now)


def answer(certificate: str) -> bytes:
    body = encode(RenewalAnswer(certificate=certificate))
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


def test_whatever_becomes_of_an_answer_the_old_certificate_serves_on_and_it_is_asked_for_again(tmp_path: Path, hub: PretendHub) -> None:
    box = Box(tmp_path, hub.address)
    held, newer = (tmp_path / "identity.json").read_bytes(), box.certificate(NOW + 60 * DAY_MS)
    hub.answers = [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        answer(newer)[:-40],
        b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        answer(box.certificate(NOW + 60 * DAY_MS, authority=FOREIGN)),
        answer(load_identity(tmp_path).certificate),
    ]
    for number in range(1, len(hub.answers) + 1):
        assert not box.look(box.due_at)
        assert (tmp_path / "identity.json").read_bytes() == held
        assert len(hub.asked) == number
    hub.answers = [answer(newer)]
    assert box.look(box.due_at), "the program is to be started anew with it"
    assert load_identity(tmp_path).certificate == newer
    assert set(hub.asked) == {"/gates/north-1/renew"}


def test_nothing_is_asked_for_before_two_thirds_of_its_life_nor_twice_at_once_nor_when_it_is_there(tmp_path: Path, hub: PretendHub) -> None:
    box = Box(tmp_path, hub.address)
    assert box.due_at == pytest.approx(NOW + 2 * GATE_DAYS * DAY_MS / 3, abs=DAY_MS)
    assert not box.look(box.due_at - 1)
    assert hub.asked == []
    hub.answers = [answer(box.certificate(NOW + 60 * DAY_MS))]
    box.renewal.follow(wall_ms=box.due_at, now_ms=10 * AGAIN_MS)
    box.renewal.follow(wall_ms=box.due_at, now_ms=11 * AGAIN_MS - 1)
    wait_for(lambda: box.renewal.follow(wall_ms=box.due_at, now_ms=11 * AGAIN_MS - 1), what="the new one")
    assert box.look(box.due_at)
    assert len(hub.asked) == 1
