"""A gate without a door, to be killed: the real journal and uplink, and as many entries as it is told, through however many lives.

``python -m tests.edge.chatter FOLDER COUNT PAUSE_MS``: each entry's number is its event id; ``begun N`` and ``done N`` in ``ledger`` say
what was begun and what the journal has confirmed. What was begun and not done when it was killed may or may not be there.
"""

import contextlib
import sys
import time
from pathlib import Path

import msgspec

from edge.enrolment import load_identity
from edge.journal import Journal
from edge.protocol.messages import ClockTrust, Entry, Status
from edge.protocol.topics import GateAddress
from edge.uplink import Broker, MqttUplink
from tests.edge.test_journal import make


def read_ledger(folder: Path) -> tuple[set[int], set[int]]:
    """Return the numbers that were begun and those that were done; a line that a kill has torn is none."""
    begun: set[int] = set()
    done: set[int] = set()
    with contextlib.suppress(FileNotFoundError):
        for line in (folder / "ledger").read_text().split("\n")[:-1]:
            word, number = line.split()
            (begun if word == "begun" else done).add(int(number))
    return begun, done


def main(folder: Path, count: int, pause_ms: float) -> None:
    identity = load_identity(folder)
    address = GateAddress(identity.site, identity.gate)
    journal = Journal(folder)
    broker = Broker(host=identity.broker_host, port=identity.broker_port, password=identity.broker_password, protocol="5", resend_ms=500)

    def status(is_online: bool) -> Status:
        return Status(
            v=1, gate=address.gate, online=is_online, at=1, software="chatter", list_version=2**50, journal_depth=journal.depth(),
            clock=ClockTrust.SYNCED, strike="secured", door="closed", faults=[],
        )  # fmt: skip

    uplink = MqttUplink(broker, address, journal, status=status, on_list=lambda *_list: False, on_config=lambda _payload: None)
    uplink.open()
    begun, done = read_ledger(folder)
    number, written = max(begun, default=0), len(done)
    with (folder / "ledger").open("a", buffering=1) as ledger:
        while written < count:
            number, written = number + 1, written + 1
            ledger.write(f"begun {number}\n")
            journal.append(lambda epoch, seq, _event, number=number: _entry(address, epoch, seq, number))  # type: ignore[misc]
            ledger.write(f"done {number}\n")
            uplink.wake()
            time.sleep(pause_ms / 1000)
    while journal.depth():
        time.sleep(0.05)
    uplink.close()
    print("all told")


def _entry(address: GateAddress, epoch: str, seq: int, number: int) -> Entry:
    return msgspec.structs.replace(make(epoch, seq, f"{number:032x}"), gate=address.gate)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
