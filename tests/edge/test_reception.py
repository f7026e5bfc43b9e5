"""Every setting of a list and of a door at the real program: each test fails when the agent does not look at it."""

import contextlib
import signal
import sqlite3
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from edge.protocol import rotating
from edge.protocol.building import code_key
from edge.protocol.messages import Entry
from edge.protocol.passes import PassFlag, PassKind, pack_weekly
from edge.protocol.rights import AntiPassback, CredentialState, DoorRules, Schedule, SpecialDayGroup, SpecialHours, WeeklyHours
from edge.protocol.signing import reference
from tests.edge.parts import CREDENTIAL, REFERENCE_KEY, Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.rights import BUILDING_KEY, CARD, HOLDER, more, right
from tests.edge.safety.station import stands
from tests.edge.test_agent import entries

PIN, DURESS = "482913", "482914"
ALWAYS = {CREDENTIAL: (0, 2**32)}


def hold(table: Table, *credentials, **options) -> None:
    now = now_ms()
    table.hold(*signed_list(ALWAYS, now=now, more=more(*credentials, **options)))


def start(table: Table) -> None:
    before = len(table.bench.parts("mode"))
    joined = table.log.count("safety.joined") if table.log_file.exists() else 0
    table.start()
    wait_for(lambda: len(table.bench.parts("mode")) > before, what="the agent at the bench")
    wait_for(lambda: table.log.count("safety.joined") > joined, what="the agent and the process below it")


def lay_on(table: Table, number: bytes = CARD) -> None:
    table.bench.say(part="card", state=number.hex())


def type_in(table: Table, keys: str) -> None:
    for key in keys:
        table.bench.say(part="key", state=key)


def reasons(table: Table) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.outcome.value, one.reason.value) for one in entries(table)]


def answered(table: Table, count: int) -> Entry:
    wait_for(lambda: len(entries(table)) >= count, what=f"answer {count}")
    assert len(entries(table)) == count
    return entries(table)[-1]


def releases(table: Table) -> int:
    return [line["state"] for line in table.bench.parts("strike")].count("released")


def test_a_card_opens_and_another_does_not(table: Table) -> None:
    table.settings = {"door": {"release_ms": 100}}
    hold(table, right(now_ms(), card=CARD))
    start(table)
    lay_on(table)
    entry = answered(table, 1)
    assert (entry.kind, entry.reader, entry.reason, entry.credential) == ("card", "reader-1", "valid", reference(REFERENCE_KEY, HOLDER))
    wait_for(lambda: releases(table) == 1, what="the release")
    lay_on(table, b"another")
    assert answered(table, 2).reason == "unknown_credential"
    assert releases(table) == 1


def test_a_card_that_stays_on_the_reader_is_answered_once(table: Table) -> None:
    hold(table, right(now_ms(), card=CARD))
    start(table)
    for _again in range(5):
        lay_on(table)
    lay_on(table, b"another")
    answered(table, 2)
    assert [reason for _kind, _outcome, reason in reasons(table)] == ["valid", "unknown_credential"]


def test_a_card_that_wants_a_pin_is_asked_for_it_and_waits_no_longer_than_it_should(table: Table) -> None:
    table.settings = {"door": {"pin_wait_ms": 700, "same_pass_pause_ms": 0}}
    hold(table, right(now_ms(), card=CARD, pin=PIN))
    start(table)
    lay_on(table)
    asked = wait_for(lambda: [line for line in table.bench.parts("indicator") if line["state"] == "asks_pin"], what="the question")
    assert asked[0]["says"]["zh"] and asked[0]["says"]["en"]
    assert answered(table, 1).reason == "wrong_pin"  # nobody typed anything
    for count in (2, 3, 4):  # a busy machine may be late with a key too
        lay_on(table)
        type_in(table, f"{PIN}#")
        if answered(table, count).reason == "valid":
            break
    assert entries(table)[-1].reason == "valid"
    wait_for(lambda: releases(table) == 1, what="one release")


def test_the_pin_for_duress_opens_and_only_the_entry_knows(table: Table) -> None:
    table.settings = {"door": {"same_pass_pause_ms": 0}}
    hold(table, right(now_ms(), card=CARD, pin=PIN, duress=DURESS))
    start(table)
    for number, typed in enumerate((PIN, DURESS), 1):
        lay_on(table)
        type_in(table, f"{typed}#")
        answered(table, number)
    calm, pressed = entries(table)
    assert (pressed.outcome, pressed.reason, pressed.credential) == (calm.outcome, calm.reason, calm.credential)
    assert calm.duress is not True
    assert pressed.duress is True
    wait_for(lambda: len(table.bench.parts("verdict")) == 2, what="both verdicts")
    heard = [{key: value for key, value in line.items() if key not in ("ms", "heard_ns")} for line in table.bench.heard]
    assert not [line for line in heard if "duress" in str(line)]
    first, second = (line for line in heard if line["part"] == "verdict")
    assert first == second
    assert "duress" not in table.log


@pytest.mark.parametrize(("alone", "reason"), [(True, "valid"), (False, "not_permitted_here")])
def test_a_pin_alone_opens_where_the_door_s_rules_say_so(table: Table, alone: bool, reason: str) -> None:
    hold(table, right(now_ms(), pin=PIN), rules=DoorRules(pin_alone=alone))
    start(table)
    type_in(table, f"{PIN}#")
    entry = answered(table, 1)
    assert (entry.kind, entry.reader, entry.reason) == ("pin", "keypad-1", reason)


def test_wrong_pins_slow_the_keypad_over_a_restart_and_cards_go_on_opening(table: Table) -> None:
    hold(table, right(now_ms(), pin=PIN), right(now_ms(), credential=b"c" * 16, card=CARD), rules=DoorRules(pin_alone=True))
    start(table)
    type_in(table, "".join(f"{number:06}#" for number in range(10)))
    answered(table, 10)
    table.processes[-1].send_signal(signal.SIGKILL)
    table.processes[-1].wait()
    start(table)
    type_in(table, f"{PIN}#")
    assert answered(table, 11).reason == "too_many_attempts"
    lay_on(table)
    assert answered(table, 12).reason == "valid"


@pytest.mark.parametrize(
    ("state", "reason"), [(CredentialState.SUSPENDED, "suspended"), (CredentialState.LOST, "lost"), (CredentialState.ENDED, "expired")]
)
def test_what_its_holder_made_of_a_pass_counts_at_the_door(table: Table, state: CredentialState, reason: str) -> None:
    hold(table, right(now_ms(), card=CARD, state=state))
    start(table)
    lay_on(table)
    assert answered(table, 1).reason == reason
    wait_for(lambda: [line for line in table.bench.parts("indicator") if line.get("reason") == reason], what="the sentence")


def test_hours_and_special_days_are_the_door_s_own(table: Table) -> None:
    every_day, days = list(range(1, 8)), [f"--{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 32)]
    always = [WeeklyHours(days=every_day, start=0, until=1440)]
    never = Schedule(token="never", standard=always, special=[SpecialHours(group="all", hours=[])])
    cards = {b"always": "always", b"never": "never"}
    rights = [right(now_ms(), credential=name.ljust(16), card=name, schedule=token) for name, token in cards.items()]
    group = SpecialDayGroup(token="all", days=days)
    hold(table, *rights, schedules=[Schedule(token="always", standard=always), never], special_days=[group])
    start(table)
    for number, name in enumerate(cards, 1):
        lay_on(table, name)
        answered(table, number)
    assert [reason for *_rest, reason in reasons(table)] == ["valid", "not_permitted_at_this_time"]


@pytest.mark.parametrize(("zone", "reason"), [("Pacific/Kiritimati", "valid"), ("Pacific/Pago_Pago", "not_permitted_at_this_time")])
def test_the_door_s_time_zone_counts(table: Table, zone: str, reason: str) -> None:
    """25 hours lie between these two: hours of the day and the next minutes at one are none at the other."""
    begins = datetime.now(ZoneInfo("Pacific/Kiritimati")) - timedelta(minutes=30)
    ends = begins + timedelta(hours=1)
    start_min, end_min = begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute
    soon = Schedule(token="soon", standard=[WeeklyHours(days=[begins.isoweekday()], start=start_min, until=end_min)])
    hold(table, right(now_ms(), card=CARD, schedule="soon"), schedules=[soon], rules=DoorRules(zone=zone))
    start(table)
    lay_on(table)
    assert answered(table, 1).reason == reason


def test_a_credential_of_other_doors_does_not_open_this_one(table: Table) -> None:
    hold(table, right(now_ms(), card=CARD, door_groups=[5]))
    start(table)
    lay_on(table)
    assert answered(table, 1).reason == "not_permitted_here"


def test_who_needs_longer_gets_a_longer_release_and_a_longer_open_door(table: Table) -> None:
    table.settings = {"door": {"release_ms": 100, "held_open_ms": 400, "pre_alarm_ms": 0}}
    hold(table, right(now_ms(), card=CARD, release_ms=1500, open_ms=60_000))
    start(table)
    table.bench.say(part="door", state="closed")
    lay_on(table)
    wait_for(lambda: len(table.bench.parts("strike")) == 2, what="release and securing")
    released, secured = table.bench.parts("strike")
    assert secured["heard_ns"] - released["heard_ns"] >= 0.5e9, "a tenth of a second is the door's own"


def test_the_longer_open_door_is_no_alarm(table: Table) -> None:
    table.settings = {"door": {"release_ms": 60_000, "held_open_ms": 300, "pre_alarm_ms": 0, "same_pass_pause_ms": 0}}
    plain = right(now_ms(), credential=b"p" * 16, card=b"plain")
    hold(table, right(now_ms(), card=CARD, open_ms=60_000), plain)
    start(table)
    table.bench.say(part="door", state="closed")
    for number, (card, alarms) in enumerate(((CARD, 0), (b"plain", 1)), 1):
        lay_on(table, card)
        answered(table, number)
        table.bench.say(part="door", state="open")
        if alarms:
            wait_for(lambda: "kind=held_open raised=True" in table.log, what="the alarm")
        else:
            time.sleep(1)
            table.bench.say(part="tamper", state="alarm")
            wait_for(lambda: "kind=tamper raised=True" in table.log, what="the agent hearing all that was done")
        assert table.log.count("kind=held_open raised=True") == alarms
        table.bench.say(part="door", state="closed")


def visitor(*, counter: int = 0, flags: PassFlag = PassFlag.NONE, credential: bytes = b"v" * 16, kind: PassKind = PassKind.VISITOR) -> str:
    return pass_text(credential, now=now_ms(), kind=kind, flags=flags, counter=counter)


def test_a_one_time_pass_opens_once_whatever_becomes_of_the_gate(table: Table) -> None:
    table.settings = {"door": {"same_pass_pause_ms": 0}}
    hold(table)
    table.show(visitor(counter=1))
    assert table.start(ANJU_KILL_AT="memory.kept").wait(120) == 137
    assert entries(table) == []
    table.start()
    wait_for(lambda: entries(table), what="the second answer")
    assert (entries(table)[0].outcome, entries(table)[0].reason) == ("refused", "replayed")


def test_a_recurring_pass_opens_at_its_hours(table: Table) -> None:
    hold(table)
    days = WeeklyHours(days=list(range(1, 8)), start=0, until=1440)
    table.show(visitor(counter=pack_weekly(days), flags=PassFlag.RECURRING))
    table.start()
    answered(table, 1)
    table.show(visitor(counter=pack_weekly(WeeklyHours(days=[], start=0, until=1440)), flags=PassFlag.RECURRING, credential=b"w" * 16))
    answered(table, 2)
    assert [reason for *_rest, reason in reasons(table)] == ["valid", "not_permitted_at_this_time"]


def test_a_withdrawn_pass_is_refused(table: Table) -> None:
    hold(table, withdrawn=[b"v" * 16])
    table.show(visitor(kind=PassKind.CONTRACTOR))
    table.start()
    assert answered(table, 1).reason == "withdrawn"


def test_a_phone_s_code_opens_once(table: Table) -> None:
    table.settings = {"door": {"same_pass_pause_ms": 0}}
    hold(table)
    step = rotating.step_at(now_ms())
    table.show(rotating.encode(CREDENTIAL, code_key(BUILDING_KEY, CREDENTIAL), step=step))
    table.start()
    wait_for(lambda: len(entries(table)) >= 2, what="being read again")
    assert [reason for *_rest, reason in reasons(table)][:2] == ["valid", "replayed"]
    assert entries(table)[0].credential == reference(REFERENCE_KEY, CREDENTIAL)


def test_of_two_interlocked_doors_one_stays_shut(table: Table) -> None:
    table.settings = {"door": {"same_pass_pause_ms": 0}}
    hold(table, right(now_ms(), card=CARD), rules=DoorRules(interlock=True))
    start(table)
    for number, (state, reason) in enumerate((("open", "not_permitted_at_this_time"), ("closed", "valid")), 1):
        table.bench.say(part="other", state=state)
        wait_for(lambda want=state: stands(table, "other") == want, what="the wire, which is heard before a card")
        lay_on(table)
        assert answered(table, number).reason == reason


def test_a_door_in_lockdown_says_so(table: Table) -> None:
    table.settings = {"door": {"mode": "locked_down"}}
    hold(table, right(now_ms(), card=CARD))
    start(table)
    lay_on(table)
    assert answered(table, 1).reason == "locked_down"
    assert releases(table) == 0


def test_visitors_wait_for_the_first_of_the_house(table: Table) -> None:
    table.settings = {"door": {"same_pass_pause_ms": 0}}
    hold(table, right(now_ms(), card=CARD), rules=DoorRules(first_person_in=True))
    table.show(visitor())
    start(table)
    wait_for(lambda: entries(table), what="the visitor")
    assert entries(table)[0].reason == "not_permitted_at_this_time"
    lay_on(table)
    wait_for(lambda: ("qr", "granted", "valid") in reasons(table), what="the visitor, after somebody of the house")


@pytest.mark.parametrize(
    ("mode", "only_exit", "outcome", "reason"),
    [
        (AntiPassback.SOFT, False, "granted", "anti_passback"),
        (AntiPassback.HARD, False, "refused", "anti_passback"),
        (AntiPassback.HARD, True, "granted", "valid"),
    ],
)
def test_a_pass_that_comes_again_too_soon(table: Table, mode: AntiPassback, only_exit: bool, outcome: str, reason: str) -> None:
    """What the gate remembers is put back by half an hour: nobody waits for it here."""
    table.settings = {"door": {"only_exit": only_exit}}
    hold(table, rules=DoorRules(anti_passback=mode, anti_passback_minutes=1440, night_minute=_long_ago()))
    table.show(visitor())
    table.start()
    answered(table, 1)
    table.processes[-1].send_signal(signal.SIGTERM)
    table.processes[-1].wait()
    with contextlib.closing(sqlite3.connect(table.data / "memory.db")) as memory, memory:
        assert memory.execute("UPDATE mark SET at = at - 1800000 WHERE kind = 'passage'").rowcount == (not only_exit)
    table.start()
    wait_for(lambda: len(entries(table)) == 2, what="the second passage")
    assert (entries(table)[1].outcome, entries(table)[1].reason) == (outcome, reason)
    wait_for(lambda: table.log.count("gate.faults") >= 2, what="both starts telling how the gate is")
    assert ("rule_left_out" in table.log) is only_exit, "what the list says and the door does not do is told"


def _long_ago() -> int:
    """The minute of the UTC day twelve hours from now: the last night is half a day away."""
    return (now_ms() // 60_000 + 720) % 1440
