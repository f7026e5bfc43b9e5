"""One example of every message, made from fixed keys, so that its bytes can be held for ever in ``v1/``."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol import building, codec, enrolment, keys, list_delta, messages, pass_list, passes, rights, rotating, signing, topics

LIST_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PASS_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
BUILDING_KEY = bytes(range(128, 160))
GATE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(64, 96)))
RELEASE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(96, 128)))


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


PASS = passes.Pass(
    key_id=signing.key_id(public(PASS_KEY)),
    credential=bytes(range(16)),
    door_group=12,
    not_before=1_790_000_000,
    not_after=1_820_000_000,
    kind=passes.PassKind.RESIDENT,
)

ENTRY = messages.Entry(
    v=1,
    gate="north-12",
    epoch="00112233445566778899aabbccddeeff",
    seq=41,
    event_id="ffeeddccbbaa99887766554433221100",
    occurred_at=1_795_526_585_000,
    clock=messages.ClockTrust.SYNCED,
    monotonic_ms=86_400_000,
    kind=messages.EntryKind.QR,
    credential=signing.reference(bytes(32), PASS.credential),
    reader="camera-1",
    outcome=messages.Outcome.GRANTED,
    reason=messages.Reason.VALID,
    door="door-1",
)

MANIFEST = pass_list.ListManifest(
    v=1,
    site="town",
    gate="north-12",
    version=7,
    issued_at=1_795_526_000_000,
    expires_at=1_796_130_800_000,
    door_groups=[12],
    pass_keys=[pass_list.PassKey(door_group=12, public_key=public(PASS_KEY).hex())],
    parts=[pass_list.PartDigest(name="passes-0", sha256="00" * 32, count=1)],
)

DELTA = list_delta.ListDelta(
    v=1,
    since=6,
    manifest=codec.seal(LIST_KEY, signing.Purpose.LIST, MANIFEST),
    parts=[
        list_delta.PartDelta(
            name="passes-0",
            drop=["11" * 16],
            put=[pass_list.ListEntry(credential="00" * 16, not_before=1_790_000_000, not_after=1_820_000_000)],
        ),
        list_delta.PartDelta(name="withdrawals-0", whole=bytes(range(8))),
    ],
)

COMMAND = messages.Command(
    v=1, site="town", gate="north-12", number="0f" * 16, issued_at=1_795_526_585_000, lives_ms=10_000, action=messages.CommandAction.UNLOCK
)

NEXT_LIST_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(160, 192)))


def key_statement(key: Ed25519PrivateKey, *, by: Ed25519PrivateKey, old: list[Ed25519PrivateKey]) -> messages.Signed:
    said = keys.KeyStatement(
        v=1,
        site="town",
        key=public(key).hex(),
        starts_at=1_795_612_985_000,
        issued_at=1_795_526_585_000,
        old=[public(one).hex() for one in old],
    )
    return codec.decode(messages.Signed, codec.seal(by, signing.Purpose.KEYS, said))


KEY_CHAIN = keys.KeyChain(
    v=1, statements=[key_statement(NEXT_LIST_KEY, by=LIST_KEY, old=[LIST_KEY]), key_statement(NEXT_LIST_KEY, by=NEXT_LIST_KEY, old=[])]
)

STATUS = messages.Status(
    v=1,
    gate="north-12",
    online=True,
    at=1_795_526_585_000,
    software="0.1.0",
    list_version=7,
    journal_depth=0,
    clock=messages.ClockTrust.SYNCED,
    strike="secured",
    door="closed",
    faults=[messages.Fault.LIST_STALE],
)

EXAMPLES: dict[str, bytes] = {
    "key-chain.json": codec.encode(KEY_CHAIN),
    "command-rotate-key.json": codec.seal(
        LIST_KEY,
        signing.Purpose.COMMAND,
        msgspec.structs.replace(COMMAND, action=messages.CommandAction.ROTATE_KEY, keys=codec.encode(KEY_CHAIN)),
    ),
    "pass.txt": passes.encode(PASS, PASS_KEY).encode(),
    "entries.json": codec.encode_entries([ENTRY]),
    "ack.json": codec.encode(messages.Ack(v=1, epoch=ENTRY.epoch, seq=41)),
    "status.json": codec.encode(STATUS),
    "status-door.json": codec.encode(
        msgspec.structs.replace(
            STATUS,
            strike="released",
            door="open",
            faults=[],
            mode=messages.DoorMode.ACCESSED,
            mode_age_ms=1200,
            strike_age_ms=1195,
            door_age_ms=400,
            alarms=[messages.AlarmKind.TAMPER],
        )
    ),
    "status-release.json": codec.encode(
        msgspec.structs.replace(STATUS, release=1, release_given_up=2, release_step=messages.ReleaseStep.TOO_OLD)
    ),
    "status-free.json": codec.encode(
        msgspec.structs.replace(
            STATUS,
            strike="released",
            faults=[],
            mode=messages.DoorMode.UNLOCKED,
            alarms=[messages.AlarmKind.FREE_ENDS_SOON],
            key=signing.key_id(public(NEXT_LIST_KEY)).hex(),
            old_keys=1,
            mode_until=1_795_526_615_000,
        )
    ),
    "command-mode.json": codec.seal(
        LIST_KEY,
        signing.Purpose.COMMAND,
        msgspec.structs.replace(COMMAND, action=messages.CommandAction.MODE, mode="unlock", until=1_795_540_985_000),
    ),
    "alarm.json": codec.encode(messages.Alarm(v=1, gate="north-12", kind=messages.AlarmKind.HELD_OPEN, raised=True, at=1_795_526_585_000)),
    "gaps.json": codec.join_entries(
        [codec.encode(ENTRY)], [messages.Gap(v=1, epoch=ENTRY.epoch, first=30, last=40, why=messages.Lost.OVERFLOW)]
    ),
    "ack-missing.json": codec.encode(messages.Ack(v=1, epoch=ENTRY.epoch, seq=29, missing=[messages.Range(first=30, last=40)])),
    "alarm-ack.json": codec.encode(messages.AlarmAck(v=1, ids=[ENTRY.event_id])),
    "command.json": codec.seal(LIST_KEY, signing.Purpose.COMMAND, COMMAND),
    "receipt.json": codec.encode(
        messages.Receipt(v=1, gate="north-12", number=COMMAND.number, at=1_795_526_585_100, result=messages.CommandResult.DONE, took_ms=2)
    ),
    "list-part.json": codec.encode(
        pass_list.ListPart(v=1, entries=[pass_list.ListEntry(credential="00" * 16, not_before=1_790_000_000, not_after=1_820_000_000)])
    ),
    "desired-config.json": codec.seal(
        LIST_KEY,
        signing.Purpose.CONFIG,
        messages.DesiredConfig(
            v=1,
            site="town",
            gate="north-12",
            version=3,
            issued_at=1_795_526_585_000,
            settings={"door.release_ms": 4000},
            release=codec.seal(
                RELEASE_KEY,
                signing.Purpose.RELEASE,
                messages.Release(
                    v=1, number=2, name="0.2.0", minimum=1, url="https://example.org/anju-edge-2.zip", sha256="22" * 32, size=180_000
                ),
            ),
        ),
    ),
    "entries-duress.json": codec.encode_entries([msgspec.structs.replace(ENTRY, kind=messages.EntryKind.CARD, duress=True)]),
    "credential-part.json": codec.encode(
        rights.CredentialPart(
            v=1,
            entries=[
                rights.CredentialRight(credential="00" * 16, not_before=1_790_000_000, not_after=1_820_000_000),
                rights.CredentialRight(
                    credential=PASS.credential.hex(),
                    not_before=1_790_000_000,
                    not_after=1_820_000_000,
                    state=rights.CredentialState.SUSPENDED,
                    card=building.card_at_gate(bytes(32), building.card_name(BUILDING_KEY, bytes.fromhex("04a1b2c3d4e5f6"))),
                    pin=building.pin_name(BUILDING_KEY, "4829", salt=PASS.credential),
                    duress=building.pin_name(BUILDING_KEY, "4830", salt=PASS.credential),
                    door_groups=[12],
                    schedule="evenings",
                    release_ms=9000,
                    open_ms=120_000,
                ),
            ],
        )
    ),
    "schedule-part.json": codec.encode(
        rights.SchedulePart(
            v=1,
            schedules=[
                rights.Schedule(
                    token="evenings",
                    standard=[rights.WeeklyHours(days=[1, 2, 3, 4, 5], start=1320, until=360)],
                    special=[rights.SpecialHours(group="holidays", hours=[rights.Hours(start=600, until=720)])],
                )
            ],
            special_days=[rights.SpecialDayGroup(token="holidays", days=["2027-02-06", "--02-29"])],
        )
    ),
    "rules-part.json": codec.encode(
        rights.RulesPart(
            v=1, rules=rights.DoorRules(zone="Asia/Shanghai", pin_alone=True, anti_passback=rights.AntiPassback.SOFT, first_person_in=True)
        )
    ),
    "withdrawals.bin": PASS.credential[: rights.WITHDRAWAL_BYTES] + b"\xff" * rights.WITHDRAWAL_BYTES,
    "keys-part.json": codec.encode(
        rights.KeysPart(
            v=1,
            sealed=building.seal_keys(
                bytes(32),
                topics.gate_address("town", "north-12"),
                rights.BuildingKeys(v=1, keys=[rights.BuildingKey(door_group=12, key=BUILDING_KEY.hex())]),
                nonce=bytes(building.NONCE_BYTES),
            ),
        )
    ),
    "rotating.txt": rotating.encode(
        PASS.credential, building.code_key(BUILDING_KEY, PASS.credential), step=rotating.step_at(1_795_526_585_000)
    ).encode(),
    "list-manifest.json": codec.seal(LIST_KEY, signing.Purpose.LIST, MANIFEST),
    "list-delta.json": codec.seal(LIST_KEY, signing.Purpose.DELTA, DELTA),
    "enrolment-request.json": codec.encode(
        enrolment.EnrolmentRequest(
            code="K7QP-4M2X",
            public_key=public(GATE_KEY).hex(),
            proof=signing.sign(GATE_KEY, signing.Purpose.ENROLMENT, b"K7QP-4M2X" + public(GATE_KEY)).hex(),
        )
    ),
    "enrolment-answer.json": codec.encode(
        enrolment.EnrolmentAnswer(
            state=enrolment.EnrolmentState.ENROLLED,
            identity=enrolment.GateIdentity(
                site="town",
                gate="north-12",
                broker_host="127.0.0.1",
                broker_port=8883,
                broker_password="not-a-real-password",
                list_keys=[public(LIST_KEY).hex()],
                reference_key="11" * 32,
            ),
        )
    ),
}
