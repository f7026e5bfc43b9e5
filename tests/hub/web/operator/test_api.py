"""The operator's JSON API on both databases: a gate's way in with the gate's own program, who sees which gates, who gets an account."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.certificates import renews_at_ms
from edge.enrolment import NotEnrolled, enrol, fingerprint, load_identity, renew
from edge.protocol.codec import encode, open_signed
from edge.protocol.enrolment import EnrolmentRequest, EnrolmentState
from edge.protocol.messages import ClockTrust, DesiredConfig, Status
from edge.protocol.signing import Purpose, key_id, sign
from hub.accounts.attempts import PAIR_FREE
from hub.accounts.tables import PeopleAccount, PeopleGrant
from hub.gateway import configuration, provisioning
from hub.gateway.certificates import DAY_MS, GATE_DAYS, open_authority
from hub.gateway.status import store_status
from hub.gateway.tables import GapRow, Gate, GateAlarm, GateWish
from hub.health import serve_health
from registry.audit.tables import RegisterEntry
from tests.hub.web.front import PASSPHRASE, add_house
from tests.hub.web.operator.parts import Operations, key_in

LAST_WILL = Status(
    v=1,
    gate="north-12",
    online=False,
    at=1,
    software="1",
    list_version=0,
    journal_depth=0,
    clock=ClockTrust.UNKNOWN,
    strike="secured",
    door="unknown",
    faults=[],
)
ABSENT = "/gates/0123456789abcdef0123456789abcdef/health"


def test_a_gate_comes_in_by_its_own_program_and_two_operators(operations: Operations, tmp_path: Path) -> None:
    made, key = operations.create(), key_in(tmp_path / "gate")
    waiting = operations.ask(made["code"], key)
    assert waiting is not None and waiting.state is EnrolmentState.WAITING_FOR_APPROVAL
    assert operations.first.refused(f"/gates/{made['id']}/approve") == [("second-person-needed", None)]
    assert operations.second.tell(f"/gates/{made['id']}/approve") == {"id": made["id"]}
    operations.settle()
    identity = enrol(tmp_path / "gate", operations.front.url, made["code"], patience_s=0)
    assert (identity.gate, identity.site) == ("north-12", operations.front.config.site)
    (gate,) = operations.front.rows(Gate)
    assert (gate.door_group, gate.property_id, gate.state) == (operations.house.door_group, operations.house.property_id, "approved")
    assert made["code"] not in repr(gate.model_dump())


def test_a_gate_that_is_taken_out_gets_nothing_more(operations: Operations) -> None:
    made, key = operations.create(), Ed25519PrivateKey.generate()
    operations.ask(made["code"], key)
    operations.second.tell(f"/gates/{made['id']}/approve")
    operations.settle()
    operations.first.tell(f"/gates/{made['id']}/revoke")
    assert operations.front.row(Gate, made["id"]).state == "revoked"
    with pytest.raises(NotEnrolled, match="HTTP 422"):
        operations.ask(made["code"], key)
    assert operations.second.refused(f"/gates/{made['id']}/approve") == [("gate-not-waiting", None)]


def test_everything_wrong_with_a_new_gate_is_said_at_once(operations: Operations) -> None:
    wrong = {"name": "North 12", "label": " ", "property_id": "nowhere"}
    expected = [("gate-name", "name"), ("gate-label-missing", "label"), ("property-unknown", "property_id")]
    assert operations.first.refused("/gates", wrong) == expected
    good = {"name": "north-12", "label": "门" * 61, "property_id": operations.house.property_id}
    assert operations.first.refused("/gates", good) == [("gate-label", "label")]
    operations.create()
    taken = {"name": "north-12", "label": "后门", "property_id": operations.house.property_id}
    assert operations.first.refused("/gates", taken) == [("gate-name-taken", "name")]
    assert operations.first.refused("/gates", taken | {"site": "other"}) == [("unknown-field", None)]
    assert len(operations.front.rows(Gate)) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"code":"A"}', b"\xff\xfe", b'{"code":NaN,"public_key":"","proof":""}', b"[" * 5_000, b'"' + b"x" * 60_000 + b'"'],
    ids=["empty", "cut", "list", "short", "bytes", "nan", "deep", "long"],
)
def test_a_body_that_is_no_request_is_refused_and_not_repeated(sqlite_operations: Operations, body: bytes) -> None:
    answer = sqlite_operations.front.caller().post("/gates/enrol", content=body)
    assert (answer.status_code, [error["code"] for error in answer.json()["errors"]]) == (422, ["malformed"])
    assert sqlite_operations.front.caller().post("/gates/enrol", content=b"x" * 300_000).status_code == 413


def test_guessing_codes_gets_slow_for_the_guesser_alone(operations: Operations) -> None:
    made, key = operations.create(), Ed25519PrivateKey.generate()
    for nth in range(PAIR_FREE):
        with pytest.raises(NotEnrolled, match="HTTP 422"):
            operations.ask(f"AAAA-AAAA-AA{nth:02}", key)
    assert operations.ask(made["code"], key) is None  # the right one as well: 429, and the program asks again later
    slow = operations.front.caller().post("/gates/enrol", content=_request("AAAA-AAAA-AAAA", key))
    assert (slow.status_code, slow.headers["retry-after"]) == (429, "2")
    elsewhere = {"X-Forwarded-For": "192.0.2.7"}
    assert operations.front.caller().post("/gates/enrol", content=_request(made["code"], key), headers=elsewhere).status_code == 200
    operations.front.now += 3_000
    waiting = operations.ask(made["code"], key)
    assert waiting is not None and waiting.state is EnrolmentState.WAITING_FOR_APPROVAL


def test_a_gate_that_waits_is_no_guesser(operations: Operations) -> None:
    made, key = operations.create(), Ed25519PrivateKey.generate()
    for _ in range(PAIR_FREE * 3):
        assert operations.ask(made["code"], key) is not None


def test_somebody_signed_in_is_no_gate(operations: Operations) -> None:
    made = operations.create()
    body = _request(made["code"], Ed25519PrivateKey.generate())
    assert operations.first.post("/gates/enrol", content=body).status_code == 404


def test_a_landlord_sees_the_own_gates_and_no_others(operations: Operations) -> None:
    gate_id = operations.gate_in_use()
    operations.says(gate_id)
    other = add_house(operations.front.landlord("another"), address="河边路8号")
    others = operations.first.tell(
        "/gates", {"name": "riverside-8", "label": "河边路8号大门", "property_id": other.property_id}, status=201
    )
    own = operations.house.landlord
    assert [gate["id"] for gate in own.ask("/gates")["gates"]] == [gate_id]
    assert [gate["id"] for gate in other.landlord.ask("/gates")["gates"]] == [others["id"]]
    assert {gate["id"] for gate in operations.first.ask("/gates")["gates"]} == {gate_id, others["id"]}
    assert own.ask(f"/gates/{gate_id}/health")["age_ms"] == 0
    foreign, absent = own.get(f"/gates/{others['id']}/health"), own.get(ABSENT)
    assert (foreign.status_code, foreign.content) == (absent.status_code, absent.content) == (404, absent.content)


def test_what_never_came_and_what_was_asked_of_a_door_stand_in_its_health(operations: Operations) -> None:
    gate_id = operations.gate_in_use()
    operations.front.write(GapRow(gate_id=gate_id, epoch="a" * 32, first_seq=3, last_seq=7, why="overflow", at=1))
    number = operations.first.tell(f"/gates/{gate_id}/drill", status=202)["number"]
    health = operations.first.ask(f"/gates/{gate_id}/health")
    assert health["gaps"] == [{"epoch": "a" * 32, "first": 3, "last": 7, "why": "overflow", "at": 1}]
    assert [(one["number"], one["action"], one["result"]) for one in health["commands"]] == [(number, "drill", None)]
    assert "5 entries" in operations.first.get_page("/o/gates/north-12")
    assert "gate.drilled" in [line.act for line in operations.front.rows(RegisterEntry)]


def test_health_says_what_is_wrong_by_code(operations: Operations) -> None:
    gate_id, now = operations.gate_in_use(), operations.front.now
    operations.says(gate_id, online=False, changed_at=now - 60_000, received_at=now - 60_000)
    operations.front.write(GateAlarm(gate_id=gate_id, kind="held_open", raised=True, at=now - 74_000))
    health = operations.first.ask(f"/gates/{gate_id}/health")
    assert health["age_ms"] == 60_000
    assert [(problem["code"], problem["since"]) for problem in health["problems"]] == [
        ("ANJU-G02", now - 74_000),
        ("ANJU-G01", now - 60_000),
    ]


SAYS_SO = {
    "zh": ("现在收不到这个门禁的消息。下面是5分0秒前最后得知的情况", "12条待传", "看不见画面", "是它最后一次心跳时的情况"),
    "en": ("What stands here is what was last known, 5 min 0 s ago", "12 waiting", "Camera dark", "are what it said last"),
}


@pytest.mark.parametrize("language", sorted(SAYS_SO))
def test_what_was_last_known_of_a_gate_that_is_gone_stays_with_its_age(operations: Operations, language: str) -> None:
    gate_id, front = operations.gate_in_use(), operations.front
    operations.says(gate_id, journal_depth=12, list_version=front.now, faults='["camera_lost"]')
    assert operations.first.ask(f"/gates/{gate_id}/health")["last_known"] is False
    front.now += 300_000
    with front.link.begin() as session:
        store_status(session, gate_id, LAST_WILL, retained=False, now=front.now)
    health = operations.first.ask(f"/gates/{gate_id}/health")
    assert (health["online"], health["last_known"], health["age_ms"]) == (False, True, 300_000)
    assert (health["journal_depth"], health["list_version"], health["faults"]) == (12, front.now - 300_000, ["camera_lost"])
    operations.first.headers["Accept-Language"] = language
    pages = operations.first.get_page("/o/gates/north-12") + operations.first.get_page("/o")
    assert [words for words in SAYS_SO[language] if words not in pages] == []


def test_a_landlord_and_a_manager_change_no_gate(operations: Operations) -> None:
    gate_id = operations.gate_in_use()
    operations.front.account("manager", "manager")
    manager, landlord = operations.front.enter_as("manager"), operations.house.landlord
    assert manager.ask("/gates") == {"gates": []}
    for caller, path in (
        (manager, f"/gates/{gate_id}/revoke"),
        (landlord, f"/gates/{gate_id}/revoke"),
        (landlord, f"/gates/{gate_id}/approve"),
    ):
        refused, absent = caller.post(path), caller.post("/nothing/here")
        assert (refused.status_code, refused.content) == (404, absent.content)
    assert landlord.post("/gates", json={}).content == landlord.post("/nothing/here").content
    assert operations.front.row(Gate, gate_id).state == "approved"


def test_an_account_for_a_landlord_works_at_once(operations: Operations) -> None:
    made = operations.first.tell("/admin/accounts", {"login": "138 0013 9000", "passphrase": PASSPHRASE, "roles": ["landlord"]}, status=201)
    assert operations.front.enter_as("13800139000").ask("/me") | {"language": ""} == {
        "account_id": made["id"],
        "label": "",
        "roles": ["landlord"],
        "unit": "",
        "language": "",
    }
    assert "13800139000" not in repr([row.model_dump() for row in operations.front.rows(PeopleAccount)])


@pytest.mark.parametrize(
    "roles", [["sysadmin"], ["resident"], ["officer"], ["supervisor"], ["auditor"], ["landlord", "sysadmin"], ["root"]]
)
def test_no_operator_makes_an_account_for_more_than_letting(sqlite_operations: Operations, roles: list[str]) -> None:
    before = len(sqlite_operations.front.rows(PeopleGrant))
    body = {"login": "somebody", "passphrase": PASSPHRASE, "roles": roles}
    assert sqlite_operations.first.refused("/admin/accounts", body) == [("role-not-given-here", "roles")]
    assert len(sqlite_operations.front.rows(PeopleGrant)) == before


def test_what_cannot_be_an_account_is_refused_beside_its_field(sqlite_operations: Operations) -> None:
    def refused(**changes: object) -> list[tuple[str, str | None]]:
        body = {"login": "somebody", "passphrase": PASSPHRASE, "roles": ["landlord"]} | changes
        return sqlite_operations.first.refused("/admin/accounts", body)

    assert refused(roles=[]) == [("role-missing", "roles")]
    assert refused(login=" ") == [("login-missing", "login")]
    assert refused(login="operator-1") == [("login-taken", "login")]
    assert refused(passphrase="short") == [("passphrase-too-short", "passphrase")]
    assert refused(is_admin=True) == [("unknown-field", None)]


def test_each_act_leaves_its_line_and_a_refused_one_leaves_none(operations: Operations) -> None:
    made = operations.create()
    operations.first.refused("/gates", {"name": "north-12", "label": "x", "property_id": operations.house.property_id})
    operations.ask(made["code"], Ed25519PrivateKey.generate())
    operations.first.refused(f"/gates/{made['id']}/approve")
    operations.second.tell(f"/gates/{made['id']}/approve")
    operations.second.tell(f"/gates/{made['id']}/revoke")
    account = operations.first.tell("/admin/accounts", {"login": "somebody", "passphrase": PASSPHRASE, "roles": ["landlord"]}, status=201)
    first, second = (caller.ask("/me")["account_id"] for caller in (operations.first, operations.second))
    lines = [(line.act, line.subject, line.actor) for line in operations.front.rows(RegisterEntry) if line.role == "sysadmin"]
    expected = [("account.made", account["id"], first), ("gate.approved", made["id"], second), ("gate.created", made["id"], first)]
    assert sorted(lines) == [*expected, ("gate.revoked", made["id"], second)]


def test_jobs_are_what_the_worker_says_of_itself(operations: Operations) -> None:
    front = operations.front
    nobody = operations.first.ask("/admin/jobs")
    assert {name: each["answers"] for name, each in nobody.items()} == {"work": False, "link": False}
    config = front.site.config
    says = {"ok": False, "turns": 7, "failing": ["retention"], "screening_lacks": ["witness"]}
    server = serve_health(config.host, config.work_port, lambda: says)
    try:
        worker = operations.first.ask("/admin/jobs")["work"]
    finally:
        server.shutdown()
        server.server_close()
    assert worker == {"answers": True, "well": False, **says}


def test_metrics_are_counts_and_ages(operations: Operations) -> None:
    gate_id = operations.gate_in_use()
    operations.says(gate_id, online=False, journal_depth=12, received_at=operations.front.now - 5_000)
    operations.create("south-1")
    figures = operations.first.ask("/admin/metrics")
    assert figures["gates"]["by_state"] == {"created": 1, "requested": 0, "approved": 1, "revoked": 0}
    assert (figures["gates"]["entries_waiting"], figures["gates"]["oldest_word_ms"]) == (12, 5_000)
    assert figures["gates"]["problems"] == {"ANJU-G01": 1}
    assert figures["accounts"] == {"resident": 0, "landlord": 1, "manager": 0, "sysadmin": 2}
    assert figures["register_log"] == {"size": 0, "age_ms": None}
    assert _numbers_only(figures)


def test_a_code_is_shown_by_the_fingerprint_of_the_first_key(operations: Operations) -> None:
    made, key = operations.create(), Ed25519PrivateKey.generate()
    operations.ask(made["code"], key)
    page = operations.second.get_page("/o/gates/north-12/approve")
    assert fingerprint(key)[:4] in page and fingerprint(key)[4:] in page


def _request(code: str, key: Ed25519PrivateKey) -> bytes:
    public = key.public_key().public_bytes_raw()
    return encode(EnrolmentRequest(code=code, public_key=public.hex(), proof=sign(key, Purpose.ENROLMENT, code.encode() + public).hex()))


def _numbers_only(value: object) -> bool:
    if isinstance(value, dict):
        return all(_numbers_only(each) for each in value.values())
    return value is None or isinstance(value, int | float)


def test_a_wish_is_signed_for_its_gate_and_says_all_that_was_wished(operations: Operations) -> None:
    gate = operations.gate_in_use()
    wished = {"door.release_ms": 4000, "door.held_open_ms": 90_000}
    operations.first.tell(f"/gates/{gate}/configuration", {"settings": {}, "release": "c2lnbmVk"}, method="PUT")
    operations.first.tell(f"/gates/{gate}/configuration", {"settings": wished}, method="PUT")
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    with operations.front.link.begin() as session:
        (one,) = configuration.sign_new(session, key, now=operations.front.now)
    message = open_signed(DesiredConfig, {key_id(public): public}, Purpose.CONFIG, one.envelope)
    assert (message.gate, message.settings) == ("north-12", wished)
    assert message.release == b"signed", "settings alone take no release back"
    with operations.front.link.begin() as session:
        assert configuration.sign_new(session, key, now=operations.front.now) == []
        assert configuration.stored(session) == [one]


@pytest.mark.parametrize(
    ("settings", "refusal"),
    [
        ({"door.driver": 1}, ("setting-unknown", "settings")),
        ({"door.release_ms": 0}, ("setting-range", "door.release_ms")),
        ({"door.release_ms": 10**9}, ("setting-range", "door.release_ms")),
    ],
)
def test_what_a_gate_would_refuse_is_refused_at_the_desk(
    operations: Operations, settings: dict[str, int], refusal: tuple[str, str]
) -> None:
    gate = operations.gate_in_use()
    assert operations.first.refused(f"/gates/{gate}/configuration", {"settings": settings}, method="PUT") == [refusal]
    assert operations.front.rows(GateWish) == []


def test_a_certificate_is_renewed_for_the_gate_that_holds_its_key_and_for_nobody_else(operations: Operations, tmp_path: Path) -> None:
    authority = open_authority(Ed25519PrivateKey.generate(), site=operations.front.config.site)
    made, folder = operations.create(), tmp_path / "gate"
    operations.ask(made["code"], key_in(folder))
    operations.second.tell(f"/gates/{made['id']}/approve")
    operations.settle(authority)
    first = enrol(folder, operations.front.url, made["code"], patience_s=0)
    assert first.certificate and first.authority == authority.pem
    assert renew(folder, operations.front.url) is None, "nothing newer yet"
    later = operations.front.now + GATE_DAYS * DAY_MS * 2 // 3 + 1
    assert provisioning.renew_certificates(operations.front.link, authority, now=later) == 1
    assert provisioning.renew_certificates(operations.front.link, authority, now=later) == 0
    renewed = renew(folder, operations.front.url)
    assert renewed is not None and renewed == load_identity(folder)
    assert renews_at_ms(renewed.certificate) > renews_at_ms(first.certificate)
    forged = {"proof": sign(Ed25519PrivateKey.generate(), Purpose.RENEWAL, b"north-12").hex()}
    assert operations.front.caller().post("/gates/north-12/renew", json=forged).status_code == 404
    operations.first.tell(f"/gates/{made['id']}/revoke")
    assert renew(folder, operations.front.url) is None


def test_a_new_box_at_the_same_door_has_nothing_of_the_old_one_but_the_door(operations: Operations) -> None:
    old = operations.front.row(Gate, operations.gate_in_use())
    made = operations.first.tell(f"/gates/{old.id}/replace", status=201)
    new = operations.front.row(Gate, made["id"])
    assert (new.name, new.label, new.property_id, new.door_group) == ("north-12-r2", old.label, old.property_id, old.door_group)
    assert (new.state, new.public_key, new.reference_key) == ("created", None, None)
    assert operations.front.row(Gate, old.id).state == "revoked"
    assert operations.first.post(f"/gates/{old.id}/replace").status_code == 404, "what is out is not replaced again"
    operations.ask(made["code"], Ed25519PrivateKey.generate())
    assert operations.first.refused(f"/gates/{made['id']}/approve") == [("second-person-needed", None)]
    assert operations.first.tell(f"/gates/{made['id']}/replace", status=201)["name"] == "north-12-r3"


THREE_FACTS = {
    "zh": ("已封锁，谁也不开，已1小时30分", "已松开，已4秒", "开着，已1分30秒"),
    "en": ("Locked down, opens for nobody, for 1 h 30 min", "Has let go, for 4 s", "Stands open, for 1 min 30 s"),
}


@pytest.mark.parametrize("language", sorted(THREE_FACTS))
def test_the_door_is_three_facts_each_with_its_age(operations: Operations, language: str) -> None:
    gate_id, now = operations.gate_in_use(), operations.front.now
    since = {"mode_since": now - 5_400_000, "strike_since": now - 4_000, "door_since": now - 90_000}
    operations.says(gate_id, mode="locked_down", strike="released", door="open", **since)
    operations.front.write(GateAlarm(gate_id=gate_id, kind="fire_release", raised=True, at=now - 4_000))
    health = operations.first.ask(f"/gates/{gate_id}/health")
    assert {name: health[name] for name in since} == since
    assert (health["mode"], health["strike"], health["door"], health["alarms"]) == ("locked_down", "released", "open", ["fire_release"])
    operations.first.headers["Accept-Language"] = language
    page = operations.first.get_page("/o/gates/north-12")
    assert [words for words in THREE_FACTS[language] if words not in page] == []
