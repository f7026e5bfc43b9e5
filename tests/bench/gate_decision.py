"""How long a gate takes to decide with 100,000 credentials in its list: ``python -m tests.bench.gate_decision``.

Prints a table and one JSON line.
"""

import dataclasses
import json
import random
import time
from zoneinfo import ZoneInfo

from edge.gate.decision import Doorstep, decide
from edge.gate.memory import Kind, Mark, Name
from edge.gate.pass_list import TrustedPassList
from edge.gate.presented import Card, Pin
from edge.gate.rights import RightsReader, read_credentials
from edge.protocol import rotating
from edge.protocol.building import card_at_gate, card_name, code_key, pin_name
from edge.protocol.codec import encode
from edge.protocol.messages import ClockTrust
from edge.protocol.passes import decode
from edge.protocol.rights import CREDENTIALS_PER_PART, AntiPassback, CredentialPart, CredentialRight, DoorRules, Schedule, WeeklyHours
from edge.protocol.signing import Purpose, verify
from tests.bench._figures import Sample
from tests.edge.parts import ADDRESS, PASS_KEY, REFERENCE_KEY, pass_text, public, trusted_list
from tests.edge.rights import BUILDING_KEY, more

CREDENTIALS = 100_000
ROUNDS = 20_000
PASSES = 200
NOW = 1_790_000_000_000


def main() -> None:
    windows = {number.to_bytes(16): (NOW // 1000 - 10, NOW // 1000 + 3600) for number in range(CREDENTIALS)}
    began = time.perf_counter()
    held = trusted_list(windows, now=NOW)
    loading_s = time.perf_counter() - began
    chance = random.Random(1)
    shown = [pass_text(chance.randrange(CREDENTIALS).to_bytes(16), now=NOW).encode() for _number in range(PASSES)]
    unknown = [pass_text((CREDENTIALS + number).to_bytes(16), now=NOW).encode() for number in range(PASSES)]
    signed = [decode(code.decode()) for code in shown]
    samples = [
        Sample.of("signature alone (ceiling)", lambda n: verify(public_key, Purpose.PASS, signed[n].record, signed[n].signature)),
        Sample.of("decision: opens", lambda n: decide(shown[n], held, now_ms=NOW, clock=ClockTrust.SYNCED)),
        Sample.of("decision: unknown", lambda n: decide(unknown[n], held, now_ms=NOW, clock=ClockTrust.SYNCED)),
        Sample.of("decision: no pass", lambda _n: decide(b"https://example.org/", held, now_ms=NOW, clock=ClockTrust.SYNCED)),
    ]
    carded, memory = with_cards(), {Name(Kind.PASSAGE, number.to_bytes(16)): Mark(0, NOW - 1) for number in range(CREDENTIALS)}
    cards = [Card(number.to_bytes(7)) for number in range(PASSES)]
    codes = [rotating.encode(n.to_bytes(16), code_key(BUILDING_KEY, n.to_bytes(16)), step=NOW // 30_000).encode() for n in range(PASSES)]
    asked = {"now_ms": NOW, "clock": ClockTrust.SYNCED, "memory": memory, "door": Doorstep(zone=ZoneInfo("Asia/Shanghai"))}
    samples += [
        Sample.of("card, with hours: opens", lambda n: decide(cards[n], carded, **asked)),
        Sample.of("card: unknown", lambda n: decide(Card(n.to_bytes(9)), carded, **asked)),
        Sample.of("rotating code: opens", lambda n: decide(codes[n], carded, **asked)),
        Sample.of("card and PIN (slow on purpose)", lambda n: decide(Pin("4829", WITH_PIN), carded, **asked), rounds=100),
    ]
    print(f"{CREDENTIALS} credentials, signed and verified in {loading_s:.2f} s; {ROUNDS} rounds; microseconds")
    for sample in samples:
        print(sample.row(1e6))
    print(json.dumps({"bench": "gate_decision", "credentials": CREDENTIALS, "us": {one.name: one.figures(1e6) for one in samples}}))


def with_cards() -> TrustedPassList:
    """A list of as many credentials, each with a card and hours, one of them with a PIN; every rule of the door is on.

    Its parts are read past the manifest, which has room for the names of some 400 of them.
    """
    hours = Schedule(token="hours", standard=[WeeklyHours(days=list(range(1, 8)), start=0, until=1440)])
    rules = DoorRules(anti_passback=AntiPassback.SOFT, first_person_in=True, interlock=True)
    withdrawn = [number.to_bytes(8) * 2 for number in range(2**40, 2**40 + 10_000)]
    reader = RightsReader(REFERENCE_KEY, ADDRESS)
    for name, (part, _count) in more(withdrawn=withdrawn, schedules=[hours], rules=rules).items():
        reader.take(name, part)
    for start in range(0, CREDENTIALS, CREDENTIALS_PER_PART):
        chunk = [one_right(number) for number in range(start, start + CREDENTIALS_PER_PART)]
        reader.add(read_credentials(encode(CredentialPart(v=1, entries=chunk))))
    return dataclasses.replace(trusted_list({}, now=NOW), rights=reader.rights())


def one_right(number: int) -> CredentialRight:
    """The credential of a number: its card is that number too."""
    credential, last = number.to_bytes(16), number == CREDENTIALS - 1
    return CredentialRight(
        credential=credential.hex(),
        not_before=NOW // 1000 - 10,
        not_after=NOW // 1000 + 3600,
        card=card_at_gate(REFERENCE_KEY, card_name(BUILDING_KEY, WITH_PIN if last else number.to_bytes(7))),
        pin=pin_name(BUILDING_KEY, "4829", salt=credential) if last else "",
        schedule="hours",
    )


public_key = public(PASS_KEY)
WITH_PIN = b"with a PIN"

if __name__ == "__main__":
    main()
