"""A door's rules, set by an operator, go out with its next list and with no other door's."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.codec import decode
from edge.protocol.rights import AntiPassback, DoorRules, RulesPart
from hub.gateway import lists
from hub.gateway.tables import GateRules
from tests.hub.web.operator.parts import Operations

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


def listed(operations: Operations) -> DoorRules:
    with operations.front.link.begin() as session:
        (signed,) = lists.renew(session, KEY, now=operations.front.now, zone="Asia/Shanghai")
    return decode(RulesPart, signed.parts["rules-0"]).rules


def put(operations: Operations, gate: str, rules: dict[str, object]) -> None:
    operations.first.tell(f"/gates/{gate}/configuration", {"settings": {}, "rules": rules}, method="PUT")


def test_what_is_set_goes_out_with_the_next_list_and_stays_when_settings_are_set_alone(operations: Operations) -> None:
    gate = operations.gate_in_use()
    assert listed(operations) == DoorRules(zone="Asia/Shanghai")
    put(operations, gate, {"pin_alone": True, "anti_passback": "soft", "night_minute": 240})
    wanted = DoorRules(zone="Asia/Shanghai", pin_alone=True, anti_passback=AntiPassback.SOFT, night_minute=240)
    assert listed(operations) == wanted
    operations.first.tell(f"/gates/{gate}/configuration", {"settings": {}}, method="PUT")
    put(operations, gate, {"zone": "Europe/Berlin", "first_person_in": True, "interlock": True, "anti_passback": "hard"})
    assert listed(operations) == DoorRules(zone="Europe/Berlin", first_person_in=True, interlock=True, anti_passback=AntiPassback.HARD), (
        "rules are set all at once"
    )


@pytest.mark.parametrize(
    ("rules", "refusal"),
    [
        ({"zone": "Mars/Olympus"}, ("rules-zone", "zone")),
        ({"zone": "../etc/passwd"}, ("rules-zone", "zone")),
        ({"anti_passback_minutes": 0}, ("rules-minutes", "anti_passback_minutes")),
        ({"anti_passback_minutes": 1441}, ("rules-minutes", "anti_passback_minutes")),
    ],
)
def test_what_no_gate_could_keep_is_refused(operations: Operations, rules: dict[str, object], refusal: tuple[str, str]) -> None:
    gate = operations.gate_in_use()
    sent = {"settings": {}, "rules": rules}
    assert operations.first.refused(f"/gates/{gate}/configuration", sent, method="PUT") == [refusal]
    assert operations.front.rows(GateRules) == []
