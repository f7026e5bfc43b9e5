"""B2: the decision is a function of credential, schedule, door mode and time: two towns, one with an alert on its tenant, one without.

Everything a gate is sent, and everything it decides, is the same to the byte; and what stands on a gate names nobody.
"""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.gate.decision import Decision, decide
from edge.gate.pass_list import accept, read_manifest
from edge.protocol.codec import encode_entries
from edge.protocol.messages import ClockTrust, Entry, EntryKind, Outcome, Reason
from edge.protocol.pass_list import ListEntry, ListManifest, ListPart
from edge.protocol.rights import CredentialRight, DoorRules, Hours, Schedule, SchedulePart, SpecialDayGroup, SpecialHours, WeeklyHours
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress, topic
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import lists
from hub.gateway.inbox import Inbox
from hub.gateway.tables import Gate
from hub.gateway.wire import Message
from hub.screening.tables import DAY_MS, CaseSubject
from registry.tables import Credential, ListChange, Occupant, Property, Tenancy, Unit
from tests.edge.parts import PASS_KEY, pass_text, public
from tests.hub.screening.parts import NOW, Station, number, running_station

CREDENTIAL, GROUP = "ab" * 16, 12
LIST_KEY = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
ADDRESS = GateAddress("town", "gate-1")
REFERENCE_KEY = "11" * 32


def settle_in(station: Station) -> None:
    """Let one tenant with a claimed pass live behind one gate."""
    person = station.person("李四", "1991-03-07", number("1991-03-07"))
    home = Property(id="home", landlord_id="l", address="1 Test Lane", door_group=GROUP, pass_key=public(PASS_KEY).hex(), created_at=1)
    unit = Unit(id="unit", property_id=home.id, floor=1, label="101")
    dates = {"starts_on": "2026-01-01", "ends_on": "2029-01-01"}
    tenancy = Tenancy(id="tenancy", reference="A-1", unit_id=unit.id, landlord_id="l", created_at=1, **dates)
    occupant = Occupant(id="occupant", tenancy_id=tenancy.id, person_id=person.id, account_id="account")
    credential = Credential(
        id=CREDENTIAL, occupant_id=occupant.id, door_group=GROUP, short_number="1", pass_text="", not_before=NOW // 1000 - 60,
        not_after=NOW // 1000 + 86_400, claimed_at=NOW - 10,
    )  # fmt: skip
    gate = Gate(
        id="g" * 32, site="town", name="gate-1", label="Door", property_id=home.id, door_group=GROUP, state="approved",
        reference_key=REFERENCE_KEY, created_by="a", created_at=NOW, approved_by="b", provisioned_at=NOW,
    )  # fmt: skip
    station.add(home, unit, person, tenancy, occupant, credential, gate)


def entered(seq: int) -> Message:
    """Return the message of a granted entry of the tenant."""
    name = reference(bytes.fromhex(REFERENCE_KEY), bytes.fromhex(CREDENTIAL))
    entry = Entry(
        v=1, gate="gate-1", epoch="a" * 32, seq=seq, event_id=f"{seq:032}", occurred_at=NOW, clock=ClockTrust.SYNCED, monotonic_ms=seq,
        kind=EntryKind.QR, credential=name, reader="camera", outcome=Outcome.GRANTED, reason=Reason.VALID, door="door-1",
    )  # fmt: skip
    return Message(topic(ADDRESS, "entries"), encode_entries([entry]), 1, 1, False)


class Traffic:
    """What one gate is sent, and what it decides with that."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.gateway = Database(station.config, "gateway")
        self.inbox = Inbox()
        self.sent: list[object] = []
        self.decisions: list[Decision] = []

    def enter(self, seq: int) -> None:
        with self.gateway.begin() as session:
            self.sent.append(self.inbox.store(session, [entered(seq)], now=NOW).committed)

    def renew(self, now: int) -> None:
        """Sign the list anew, hold it as a gate would, and try the tenant's pass and a stranger's."""
        self.station.add(ListChange(id=f"change-{now}", door_group=GROUP, at=now))
        with self.gateway.begin() as session:
            (signed,) = lists.renew(session, LIST_KEY, now=now)
        self.sent += signed.publications()
        manifest = read_manifest(signed.manifest, address=ADDRESS, list_keys=(public(LIST_KEY),))
        held = accept(manifest, signed.parts, newer_than=0, now_ms=now)
        for credential in (bytes.fromhex(CREDENTIAL), bytes(16)):
            shown = pass_text(credential, now=now, group=GROUP).encode()
            self.decisions += [decide(shown, held, now_ms=at, clock=ClockTrust.SYNCED) for at in (now, now + DAY_MS)]


def live(config: HubConfig, *, watched: bool) -> tuple[Traffic, int]:
    """Let the tenant come and go before and after screening; return the gate's traffic and how many cases there are."""
    with running_station(config) as station:
        settle_in(station)
        traffic = Traffic(station)
        if watched:
            station.alert()
        traffic.renew(NOW)
        traffic.enter(1)
        station.screen()
        traffic.enter(2)
        traffic.renew(NOW + 1000)
        cases = len(station.rows(CaseSubject))
        traffic.gateway.close()
    return traffic, cases


def test_with_and_without_an_alert_a_gate_is_told_and_decides_the_same(twin_configs: tuple[HubConfig, HubConfig]) -> None:
    (with_alert, cases), (without, none) = (
        live(config, watched=watched) for config, watched in zip(twin_configs, (True, False), strict=True)
    )
    assert (cases, none) == (1, 0)
    assert with_alert.sent == without.sent
    assert with_alert.decisions == without.decisions
    assert [decision.opens for decision in with_alert.decisions[:4]] == [True, False, False, False]


def test_a_list_has_no_room_for_a_name_a_number_or_an_alert() -> None:
    hours = (SchedulePart, Schedule, WeeklyHours, SpecialHours, SpecialDayGroup, Hours)
    kinds = (ListManifest, ListPart, ListEntry, CredentialRight, DoorRules, *hours)
    fields = {kind.__name__: {one.name for one in msgspec.structs.fields(kind)} for kind in kinds}
    assert fields["ListEntry"] == {"credential", "not_before", "not_after"}
    assert fields["ListPart"] == {"v", "entries"}
    assert fields["ListManifest"] == {"v", "site", "gate", "version", "issued_at", "expires_at", "door_groups", "pass_keys", "parts"}
    ways = {"credential", "not_before", "not_after", "state", "card", "pin", "duress", "door_groups", "schedule", "release_ms", "open_ms"}
    assert fields["CredentialRight"] == ways
    assert fields["DoorRules"] == {
        "zone", "night_minute", "pin_alone", "anti_passback", "anti_passback_minutes", "first_person_in", "interlock", "residents_only"
    }  # fmt: skip
    said_of_hours = {"v", "schedules", "special_days", "token", "standard", "special", "days", "start", "until", "group", "hours"}
    assert set().union(*(fields[kind.__name__] for kind in hours)) == said_of_hours
    assert all(kind.__struct_config__.forbid_unknown_fields for kind in kinds)


def test_a_list_holds_the_credential_and_nothing_else(sqlite_config: HubConfig) -> None:
    traffic, _cases = live(sqlite_config, watched=True)
    (_channel, part) = traffic.sent[0]
    entries = msgspec.json.decode(part, type=ListPart).entries
    assert [entry.credential for entry in entries] == [CREDENTIAL]
