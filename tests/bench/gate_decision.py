"""How long a gate takes to decide with 100,000 credentials in its list: ``python -m tests.bench.gate_decision``.

Prints a table and one JSON line.
"""

import json
import random
import time

from edge.gate.decision import decide
from edge.protocol.messages import ClockTrust
from edge.protocol.passes import decode
from edge.protocol.signing import Purpose, verify
from tests.bench.figures import Sample
from tests.edge.parts import PASS_KEY, pass_text, public, trusted_list

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
    print(f"{CREDENTIALS} credentials, signed and verified in {loading_s:.2f} s; {ROUNDS} rounds; microseconds")
    for sample in samples:
        print(sample.row(1e6))
    print(json.dumps({"bench": "gate_decision", "credentials": CREDENTIALS, "us": {one.name: one.figures(1e6) for one in samples}}))


public_key = public(PASS_KEY)

if __name__ == "__main__":
    main()
