"""What opens beside a printed pass: cards, PINs and rotating codes, in their state, at their hours, and as often as they may."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.decision import Decision, Doorstep, decide
from edge.gate.memory import Memory, Name
from edge.gate.presented import Card, Pin, Presented
from edge.protocol import rotating
from edge.protocol.building import code_key
from edge.protocol.messages import ClockTrust, Reason
from edge.protocol.passes import PassFlag, PassKind, pack_weekly
from edge.protocol.rights import AntiPassback, CredentialState, DoorRules, Schedule, SpecialDayGroup, SpecialHours, WeeklyHours
from tests.edge.parts import CREDENTIAL, GROUP, pass_text, trusted_list
from tests.edge.rights import BUILDING_KEY, CARD, HOLDER, more, right

NOW_S = 1_790_000_000  # a Monday, 14:13:20 UTC
NOW = NOW_S * 1000
MINUTE_MS = 60_000
HOUR_MS = 3_600_000
DAY_MS = 86_400_000
VISITOR = b"v" * 16


def held_with(*credentials, now: int = NOW, **options):
    return trusted_list(now=now, more=more(*credentials, **options))


class Gate:
    """A gate that decides and remembers, without a wire or a disk."""

    def __init__(self, held, **doorstep) -> None:
        self.held, self.door = held, Doorstep(**doorstep)
        self.memory: dict = {}

    def answer(self, presented: Presented, *, now: int = NOW, clock: ClockTrust = ClockTrust.SYNCED) -> Decision:
        before: Memory = dict(self.memory)
        decision = decide(presented, self.held, now_ms=now, clock=clock, memory=self.memory, door=self.door)
        assert self.memory == before, "to decide changes nothing"
        self.memory |= {note.name: note.mark for note in decision.notes}
        return decision

    def reason(self, presented: Presented, **options) -> Reason:
        decision = self.answer(presented, **options)
        assert decision.opens is (decision.reason is Reason.VALID)
        return decision.reason


# -- cards and PINs ------------------------------------------------------------------------------------------------------------------------


def test_a_card_of_the_list_opens_and_no_other_number_does() -> None:
    gate = Gate(held_with(right(NOW, card=CARD)))
    assert gate.answer(Card(CARD)).credential == HOLDER
    assert gate.reason(Card(CARD)) is Reason.VALID
    for other in (b"", CARD[:-1], CARD + b"\x00", b"\x00" + CARD):
        assert gate.reason(Card(other)) is Reason.UNKNOWN_CREDENTIAL
    assert Gate(None).reason(Card(CARD)) is Reason.UNKNOWN_CREDENTIAL


def test_another_building_s_key_finds_no_card() -> None:
    assert Gate(held_with(right(NOW, card=CARD), key=b"o" * 32)).reason(Card(CARD)) is Reason.UNKNOWN_CREDENTIAL


def test_the_number_of_a_card_stands_nowhere_in_a_list() -> None:
    for part, _count in more(right(NOW, card=CARD, pin="482913")).values():
        assert CARD not in part and CARD.hex().encode() not in part and b"482913" not in part


def test_a_card_that_wants_a_pin_opens_with_it_alone() -> None:
    gate = Gate(held_with(right(NOW, card=CARD, pin="4829")))
    assert gate.reason(Card(CARD)) is Reason.WRONG_PIN
    assert not gate.memory, "no PIN is no wrong PIN"
    assert gate.reason(Pin("4829", CARD)) is Reason.VALID
    assert gate.reason(Pin("4828", CARD)) is Reason.WRONG_PIN
    assert gate.reason(Pin("4829")) is Reason.NOT_PERMITTED_HERE
    assert gate.reason(Pin("4829", b"another card")) is Reason.UNKNOWN_CREDENTIAL


def test_a_pin_alone_opens_where_the_door_s_rules_say_so_and_from_six_digits() -> None:
    long, short = right(NOW, pin="482913"), right(NOW, credential=b"s" * 16, pin="48291")
    assert Gate(held_with(long)).reason(Pin("482913")) is Reason.NOT_PERMITTED_HERE
    gate = Gate(held_with(long, short, rules=DoorRules(pin_alone=True)))
    assert gate.answer(Pin("482913")).credential == HOLDER
    assert gate.reason(Pin("48291")) is Reason.WRONG_PIN
    assert gate.reason(Pin("482914")) is Reason.WRONG_PIN


@pytest.mark.parametrize("card", [CARD, b""])
def test_the_pin_for_duress_opens_like_the_other(card: bytes) -> None:
    gate = Gate(held_with(right(NOW, card=card, pin="482913", duress="482914"), rules=DoorRules(pin_alone=True)))
    calm, pressed = gate.answer(Pin("482913", card)), gate.answer(Pin("482914", card))
    assert (calm.duress, pressed.duress) == (False, True)
    assert (pressed.opens, pressed.reason, pressed.credential, pressed.notes) == (True, Reason.VALID, HOLDER, calm.notes)


@pytest.mark.parametrize("card", [CARD, b""])
@pytest.mark.parametrize(
    ("given", "doorstep", "reason"),
    [
        ({"state": CredentialState.SUSPENDED}, {}, Reason.SUSPENDED),
        ({"not_after": NOW_S}, {}, Reason.EXPIRED),
        ({"door_groups": [5]}, {}, Reason.NOT_PERMITTED_HERE),
        ({"schedule": "never"}, {}, Reason.NOT_PERMITTED_AT_THIS_TIME),
        ({}, {"other_door_open": True}, Reason.NOT_PERMITTED_AT_THIS_TIME),
        ({}, {"locked_down": True}, Reason.LOCKED_DOWN),
    ],
)
def test_the_pin_for_duress_is_refused_like_the_other_and_still_tells(card: bytes, given: dict, doorstep: dict, reason: Reason) -> None:
    holder = right(NOW, card=card, pin="482913", duress="482914", **given)
    never = [Schedule(token="never", standard=[])]
    gate = Gate(held_with(holder, schedules=never, rules=DoorRules(pin_alone=True, interlock=True)), **doorstep)
    calm, pressed = gate.answer(Pin("482913", card)), gate.answer(Pin("482914", card))
    assert (calm.reason, pressed.reason) == (reason, reason)
    assert (calm.duress, pressed.duress) == (False, True)
    assert (pressed.opens, pressed.credential, pressed.notes) == (False, calm.credential, calm.notes)


def test_wrong_pins_slow_the_card_they_were_tried_with_and_nobody_else() -> None:
    other = b"another card"
    gate = Gate(held_with(right(NOW, card=CARD, pin="4829"), right(NOW, credential=b"o" * 16, card=other, pin="1111")))
    assert [gate.reason(Pin("0000", CARD)) for _try in range(6)] == [Reason.WRONG_PIN] * 5 + [Reason.TOO_MANY_ATTEMPTS]
    assert gate.reason(Pin("4829", CARD)) is Reason.TOO_MANY_ATTEMPTS
    assert gate.reason(Pin("1111", other)) is Reason.VALID
    assert gate.reason(pass_text(now=NOW).encode()) is Reason.VALID
    assert gate.reason(Pin("4829", CARD), now=NOW + 4 * HOUR_MS) is Reason.EXPIRED
    assert Gate(gate.held).reason(Pin("4829", CARD)) is Reason.VALID


def test_wrong_pins_slow_the_keypad_and_cards_and_passes_go_on_opening() -> None:
    cards = right(NOW, credential=b"c" * 16, card=CARD)
    gate = Gate(held_with(right(NOW, pin="482913"), cards, rules=DoorRules(pin_alone=True)))
    wrong = [gate.reason(Pin(f"{number:06}")) for number in range(11)]
    assert wrong == [Reason.WRONG_PIN] * 10 + [Reason.TOO_MANY_ATTEMPTS]
    assert gate.reason(Pin("482913")) is Reason.TOO_MANY_ATTEMPTS
    assert gate.reason(Card(CARD)) is Reason.VALID
    assert gate.reason(pass_text(now=NOW).encode()) is Reason.VALID
    assert gate.reason(Pin("482913"), now=NOW + 5 * MINUTE_MS) is Reason.VALID


def test_a_keypad_that_waits_is_open_again_after_the_clock_was_set_back() -> None:
    gate = Gate(held_with(right(NOW, pin="482913"), rules=DoorRules(pin_alone=True)))
    for number in range(10):
        gate.answer(Pin(f"{number:06}"), now=NOW + 30 * MINUTE_MS)
    assert gate.reason(Pin("482913"), now=NOW) is Reason.TOO_MANY_ATTEMPTS
    assert gate.reason(Pin("482913"), now=NOW + 5 * MINUTE_MS) is Reason.VALID


# -- state, dates, doors and hours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (CredentialState.ACTIVE, Reason.VALID),
        (CredentialState.SUSPENDED, Reason.SUSPENDED),
        (CredentialState.LOST, Reason.LOST),
        (CredentialState.ENDED, Reason.EXPIRED),
    ],
)
def test_a_credential_s_state_is_the_reason_for_every_way_to_present_it(state: CredentialState, reason: Reason) -> None:
    gate = Gate(held_with(right(NOW, credential=CREDENTIAL, card=CARD, state=state)))
    code = rotating.encode(CREDENTIAL, code_key(BUILDING_KEY, CREDENTIAL), step=rotating.step_at(NOW))
    for presented in (Card(CARD), code.encode(), pass_text(now=NOW).encode()):
        assert gate.reason(presented) is reason


@given(st.integers(NOW_S - 50, NOW_S + 50), st.integers(NOW_S - 50, NOW_S + 50))
def test_a_card_opens_from_its_second_to_its_second(not_before: int, not_after: int) -> None:
    gate = Gate(held_with(right(NOW, card=CARD, not_before=not_before, not_after=not_after)))
    wanted = Reason.NOT_ACTIVE if not_before > NOW_S else Reason.VALID if not_after > NOW_S else Reason.EXPIRED
    assert gate.reason(Card(CARD)) is wanted


def test_a_credential_opens_the_doors_of_its_groups() -> None:
    assert Gate(held_with(right(NOW, card=CARD, door_groups=[GROUP, 5]))).reason(Card(CARD)) is Reason.VALID
    assert Gate(held_with(right(NOW, card=CARD, door_groups=[5]))).reason(Card(CARD)) is Reason.NOT_PERMITTED_HERE


def test_hours_are_the_door_s_own_and_a_door_without_time_keeps_no_tenant_out() -> None:
    evening = Schedule(
        token="evening", standard=[WeeklyHours(days=[1], start=22 * 60, until=6 * 60)], special=[SpecialHours(group="holidays", hours=[])]
    )
    holidays = SpecialDayGroup(token="holidays", days=["2026-10-05"])
    held = held_with(right(NOW, card=CARD, schedule="evening", not_after=NOW_S + 90 * 86_400), schedules=[evening], special_days=[holidays])
    here, there = Gate(held, zone=ZoneInfo("Asia/Shanghai")), Gate(held, zone=ZoneInfo("Europe/Berlin"))
    assert here.reason(Card(CARD)) is Reason.VALID  # 22:13 in Shanghai
    assert there.reason(Card(CARD)) is Reason.NOT_PERMITTED_AT_THIS_TIME  # 16:13 in Berlin
    assert here.reason(Card(CARD), now=NOW + 14 * DAY_MS) is Reason.NOT_PERMITTED_AT_THIS_TIME  # the special Monday
    assert there.reason(Card(CARD), clock=ClockTrust.UNKNOWN) is Reason.VALID


def test_the_credential_s_own_times_are_asked_for() -> None:
    decision = Gate(held_with(right(NOW, card=CARD, release_ms=9000, open_ms=120_000))).answer(Card(CARD))
    assert (decision.release_ms, decision.open_ms) == (9000, 120_000)


# -- visitors and withdrawals --------------------------------------------------------------------------------------------------------------


def visitor(*, counter: int = 0, flags: PassFlag = PassFlag.NONE, kind: PassKind = PassKind.VISITOR, days: int = 30) -> bytes:
    text = pass_text(VISITOR, now=NOW, kind=kind, flags=flags, counter=counter, not_after=NOW_S + days * 86_400)
    return text.encode()


@pytest.mark.parametrize("kind", list(PassKind))
def test_where_only_residents_enter_guests_come_in_with_their_host(kind: PassKind) -> None:
    gate = Gate(held_with(right(NOW, credential=VISITOR), rules=DoorRules(residents_only=True)))
    lives_here = kind is PassKind.RESIDENT
    assert gate.reason(visitor(kind=kind)) is (Reason.VALID if lives_here else Reason.NOT_PERMITTED_HERE)
    assert Gate(held_with(right(NOW, credential=VISITOR))).reason(visitor(kind=kind)) is Reason.VALID


@pytest.mark.parametrize("uses", [1, 3])
def test_a_pass_for_so_many_times_opens_so_many_times(uses: int) -> None:
    gate = Gate(held_with())
    assert [gate.reason(visitor(counter=uses)) for _try in range(uses + 2)] == [Reason.VALID] * uses + [Reason.REPLAYED] * 2


def test_a_recurring_visitor_comes_at_the_door_s_own_hours() -> None:
    monday = WeeklyHours(days=[1], start=22 * 60, until=23 * 60)
    shown = visitor(counter=pack_weekly(monday), flags=PassFlag.RECURRING)
    gate = Gate(held_with(), zone=ZoneInfo("Asia/Shanghai"))
    assert [gate.reason(shown) for _try in range(3)] == [Reason.VALID] * 3
    assert gate.reason(shown, now=NOW + HOUR_MS) is Reason.NOT_PERMITTED_AT_THIS_TIME
    assert gate.reason(shown, now=NOW + DAY_MS) is Reason.NOT_PERMITTED_AT_THIS_TIME
    assert gate.reason(shown, now=NOW + 7 * DAY_MS) is Reason.VALID


@pytest.mark.parametrize(
    ("utc", "reason"),
    [
        ("2026-10-24T23:59", Reason.NOT_PERMITTED_AT_THIS_TIME),
        ("2026-10-25T00:00", Reason.VALID),  # two o'clock for the first time
        ("2026-10-25T01:30", Reason.VALID),  # half past two for the second
        ("2026-10-25T02:00", Reason.NOT_PERMITTED_AT_THIS_TIME),
        ("2027-03-28T00:59", Reason.NOT_PERMITTED_AT_THIS_TIME),
        ("2027-03-28T01:00", Reason.NOT_PERMITTED_AT_THIS_TIME),  # three o'clock: the hours from two to three never came
        ("2027-04-04T00:30", Reason.VALID),  # half past two of summer
    ],
)
def test_a_recurring_visitor_comes_by_what_the_door_s_clock_shows_when_it_is_changed(utc: str, reason: Reason) -> None:
    sunday = WeeklyHours(days=[7], start=2 * 60, until=3 * 60)
    shown = visitor(counter=pack_weekly(sunday), flags=PassFlag.RECURRING, days=300)
    now = int(datetime.fromisoformat(utc).replace(tzinfo=UTC).timestamp()) * 1000
    assert Gate(held_with(), zone=ZoneInfo("Europe/Berlin")).reason(shown, now=now) is reason


@pytest.mark.parametrize("kind", [PassKind.VISITOR, PassKind.CONTRACTOR])
def test_a_withdrawn_pass_opens_no_more_and_its_neighbours_do(kind: PassKind) -> None:
    shown = visitor(kind=kind)
    neighbours = [VISITOR[:7] + bytes([byte]) * 9 for byte in range(1, 60) if bytes([byte]) != VISITOR[:1]]
    assert Gate(held_with(withdrawn=neighbours)).reason(shown) is Reason.VALID
    assert Gate(held_with(withdrawn=[*neighbours, VISITOR])).reason(shown) is Reason.WITHDRAWN


def test_ten_thousand_withdrawals_fit_into_a_hundred_kilobytes_and_two_messages() -> None:
    withdrawn = [number.to_bytes(8, "little") * 2 for number in range(10_000)]
    part, count = more(withdrawn=withdrawn)["withdrawals-0"]
    assert (len(part), count) == (80_000, 10_000)
    assert Gate(held_with(withdrawn=withdrawn)).held.rights.withdrawn == {one[:8] for one in withdrawn}


# -- the door's own rules ------------------------------------------------------------------------------------------------------------------


def test_a_door_in_lockdown_opens_for_nobody_and_says_so_to_those_who_might_enter() -> None:
    gate = Gate(held_with(right(NOW, card=CARD)), locked_down=True)
    assert gate.reason(Card(CARD)) is Reason.LOCKED_DOWN
    assert gate.reason(visitor()) is Reason.LOCKED_DOWN
    assert gate.reason(Card(b"unknown")) is Reason.UNKNOWN_CREDENTIAL


def test_of_two_doors_that_are_interlocked_one_stays_shut() -> None:
    card = right(NOW, card=CARD)
    locked = held_with(card, rules=DoorRules(interlock=True))
    assert Gate(locked, other_door_open=True).reason(Card(CARD)) is Reason.NOT_PERMITTED_AT_THIS_TIME
    assert Gate(locked).reason(Card(CARD)) is Reason.VALID
    assert Gate(held_with(card), other_door_open=True).reason(Card(CARD)) is Reason.VALID


def test_visitors_wait_for_the_first_of_the_house_and_nobody_of_the_house_waits() -> None:
    gate = Gate(trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW, more=more(rules=DoorRules(first_person_in=True))))
    assert gate.reason(visitor()) is Reason.NOT_PERMITTED_AT_THIS_TIME
    assert gate.reason(pass_text(now=NOW).encode()) is Reason.VALID
    assert gate.reason(visitor()) is Reason.VALID
    next_night = NOW + 13 * HOUR_MS  # 03:13, past the night minute of 03:00
    assert gate.reason(visitor(), now=next_night - 14 * MINUTE_MS) is Reason.VALID
    assert gate.reason(visitor(), now=next_night) is Reason.NOT_PERMITTED_AT_THIS_TIME


def test_soft_anti_passback_is_written_down_and_opens_and_hard_refuses_visitors_alone() -> None:
    resident = pass_text(now=NOW, not_after=NOW_S + 86_400).encode()
    for mode, answers in {
        AntiPassback.OFF: [Reason.VALID, Reason.VALID],
        AntiPassback.SOFT: [Reason.ANTI_PASSBACK, Reason.ANTI_PASSBACK],
        AntiPassback.HARD: [Reason.ANTI_PASSBACK, Reason.ANTI_PASSBACK],
    }.items():
        gate = Gate(trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW, more=more(rules=DoorRules(anti_passback=mode))))
        for presented in (resident, visitor()):
            assert gate.reason(presented) is Reason.VALID
            assert gate.reason(presented, now=NOW + 20_000) is Reason.VALID, "the same passage"
        again = [gate.answer(presented, now=NOW + 10 * MINUTE_MS) for presented in (resident, visitor())]
        assert [one.reason for one in again] == answers
        assert [one.opens for one in again] == [True, mode is not AntiPassback.HARD]


def test_no_passage_is_counted_where_there_is_one_way_out() -> None:
    gate = Gate(held_with(rules=DoorRules(anti_passback=AntiPassback.HARD)), only_exit=True)
    assert gate.reason(visitor()) is Reason.VALID
    assert gate.reason(visitor(), now=NOW + 10 * MINUTE_MS) is Reason.VALID
    assert not gate.memory


def test_passback_is_forgotten_after_its_minutes_and_every_night() -> None:
    rules = DoorRules(anti_passback=AntiPassback.SOFT, anti_passback_minutes=1440, zone="UTC")
    gate = Gate(trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW, more=more(rules=rules)))
    shown = pass_text(now=NOW, not_after=NOW_S + 30 * 86_400).encode()
    assert gate.reason(shown) is Reason.VALID
    assert gate.reason(shown, now=NOW + 13 * HOUR_MS) is Reason.VALID  # past 03:00
    assert gate.answer(shown, now=NOW + 14 * HOUR_MS).reason is Reason.ANTI_PASSBACK
    short = Gate(trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW, more=more(rules=DoorRules(anti_passback=AntiPassback.SOFT))))
    assert short.reason(shown) is Reason.VALID
    assert short.reason(shown, now=NOW + 30 * MINUTE_MS) is Reason.VALID


# -- all together --------------------------------------------------------------------------------------------------------------------------

ANYTHING = st.binary(max_size=80) | st.builds(Card, st.binary(max_size=12)) | st.builds(Pin, st.text(max_size=9), st.binary(max_size=3))


@given(ANYTHING, st.sampled_from(ClockTrust))
def test_whatever_is_presented_is_answered_and_does_not_open(presented: Presented, clock: ClockTrust) -> None:
    gate = Gate(HELD)
    assert not gate.answer(presented, clock=clock).opens


HELD = held_with(right(NOW, card=CARD, pin="4829"), rules=DoorRules(pin_alone=True))


def test_what_is_remembered_is_about_a_credential_or_the_door_and_never_a_number() -> None:
    gate = Gate(held_with(right(NOW, card=CARD, pin="4829"), rules=DoorRules(anti_passback=AntiPassback.SOFT, first_person_in=True)))
    gate.answer(Pin("4829", CARD))
    gate.answer(Pin("0000", CARD))
    assert {Name(name.kind, name.key).key for name in gate.memory} <= {HOLDER, b""}
