"""Commands from afar, at the rim and through a real broker: obeyed once, in time, written down first, and answered."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from edge.commands import Commands
from edge.gate.time_trust import Believed
from edge.keyring import Keyring
from edge.protocol.codec import decode, encode, seal
from edge.protocol.messages import ClockTrust, Command, CommandAction, CommandResult, Receipt, Signed
from edge.protocol.rights import DoorRules
from edge.protocol.signing import Purpose
from tests.edge.gate.test_command_rule import COMMAND, NOW
from tests.edge.parts import ADDRESS, LIST_KEY, OTHER_KEY, Table, now_ms, public, signed_list, wait_for
from tests.edge.rights import more
from tests.edge.safety.station import locks
from tests.edge.test_uplink import Hub, broker, hub, online  # noqa: F401


@dataclass
class Station:
    """A gate's commands with a door that notes what was done to it, and a clock that a test sets."""

    folder: Path
    now: int = NOW
    ahead: int = 0
    clock: ClockTrust = ClockTrust.SYNCED
    done: list[str] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    admits: bool = True

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.keyring = Keyring(self.folder, site=ADDRESS.site, first=(public(LIST_KEY),))
        self.commands = Commands(
            self.folder,
            address=ADDRESS,
            keyring=self.keyring,
            door=self,
            clock=self,
            believed=lambda: Believed(self.now + self.ahead, self.clock),
            witness=self.signed.append,
            answer=self.receipts.append,
        )

    def wall_ms(self) -> int:
        return self.now

    def monotonic_ms(self) -> int:
        return self.now - NOW

    def let_in(self) -> bool:
        self.done.append("let_in")
        return self.admits

    def change_mode(self, act: str, *, until: int) -> bool:
        self.done.append(f"{act} until {until}" if until else act)
        return self.admits

    def drill(self) -> bool:
        self.done.append("drill")
        return True

    def hear(self, command: Command, *, retained: bool = False, key: object = LIST_KEY, purpose: Purpose = Purpose.COMMAND) -> str:
        """Hand over a command and return the result of its receipt, or nothing when there was none."""
        before = len(self.receipts)
        self.commands.hear(seal(key, purpose, command), retained)  # type: ignore[arg-type]
        self.commands.see_to_them()
        return self.receipts[-1].result.value if len(self.receipts) > before else ""


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(tmp_path)


def numbered(number: int, **changes: object) -> Command:
    return msgspec.structs.replace(COMMAND, number=f"{number:032x}", issued_at=NOW + number, **changes)


def test_each_action_reaches_the_door_and_is_answered(station: Station) -> None:
    assert station.hear(numbered(1)) == "done"
    assert station.hear(numbered(2, action=CommandAction.MODE, mode="lock_down")) == "done"
    assert station.hear(numbered(3, action=CommandAction.DRILL)) == "done"
    assert station.done == ["let_in", "lock_down", "drill"]
    assert [(one.gate, one.number) for one in station.receipts] == [(ADDRESS.gate, f"{number:032x}") for number in (1, 2, 3)]
    assert station.signed == [NOW + 1, NOW + 2, NOW + 3]
    station.admits = False
    assert station.hear(numbered(4)) == "door_refuses"


def test_what_is_replayed_kept_delayed_reordered_or_foreign_moves_nothing(station: Station) -> None:
    assert station.hear(numbered(5)) == "done"
    assert station.hear(numbered(5)) == "replayed"
    assert station.hear(numbered(4)) == "out_of_order"
    assert station.hear(numbered(6), retained=True) == ""
    assert station.hear(numbered(7), key=OTHER_KEY) == ""
    assert station.hear(numbered(7), purpose=Purpose.LIST) == ""
    assert station.hear(numbered(7, gate="north-13")) == ""
    station.commands.hear(b"nonsense", False)
    station.commands.see_to_them()
    station.now += 10_007
    assert station.hear(numbered(7)) == "expired"
    assert station.done == ["let_in"]


def test_a_command_that_was_changed_on_its_way_moves_nothing(station: Station) -> None:
    envelope = decode(Signed, seal(LIST_KEY, Purpose.COMMAND, numbered(1, action=CommandAction.DRILL)))
    body = encode(numbered(1, action=CommandAction.UNLOCK))
    for forged in (msgspec.structs.replace(envelope, body=body), msgspec.structs.replace(envelope, sig=bytes(64))):
        station.commands.hear(encode(forged), False)
    station.commands.see_to_them()
    assert (station.done, station.receipts, station.signed) == ([], [], [])


def test_a_start_and_a_new_line_move_nothing(station: Station) -> None:
    assert station.hear(numbered(5)) == "done"
    station.now += 1_000
    station.start()
    assert station.hear(numbered(5)) == "replayed"
    assert station.hear(numbered(6)) == "before_start"
    assert station.hear(numbered(1_001)) == "done"
    station.now += 1_000
    station.commands.connected()
    assert station.hear(numbered(1_002)) == "before_start"
    assert station.done == ["let_in", "let_in"]


def test_a_clock_that_was_ahead_at_the_start_and_was_set_right_refuses_nobody_for_it(station: Station) -> None:
    station.now, station.ahead = NOW + 1_000, 3_600_000
    station.start()
    station.commands.connected()
    station.now, station.ahead = NOW + 2_000, 0
    assert station.hear(numbered(999)) == "before_start"
    assert station.hear(numbered(1_500)) == "done"


def test_without_a_clock_that_is_trusted_nothing_moves(station: Station) -> None:
    station.clock = ClockTrust.UNKNOWN
    assert station.hear(numbered(1)) == "clock_in_doubt"
    assert station.done == []


def test_a_number_that_cannot_be_written_down_is_not_obeyed(station: Station) -> None:
    (station.folder / "commands.json.new").mkdir()
    assert station.hear(numbered(1)) == "not_remembered"
    assert station.done == []


def test_a_damaged_memory_obeys_nothing_older_than_itself(station: Station) -> None:
    station.hear(numbered(5))
    (station.folder / "commands.json").write_bytes(b"{")
    station.now += 100
    station.start()
    assert station.hear(numbered(100)) == "out_of_order"
    assert station.hear(numbered(101)) == "done"


def command_now(number: int, **changes: object) -> bytes:
    command = msgspec.structs.replace(COMMAND, number=f"{number:032x}", issued_at=now_ms(), **changes)
    return seal(LIST_KEY, Purpose.COMMAND, command)


def receipts(hub: Hub) -> list[Receipt]:  # noqa: F811
    return [decode(Receipt, payload) for payload in hub.receipts]


def give(hub: Hub, number: int, **changes: object) -> CommandResult:  # noqa: F811
    """Give the gate a command and return what became of it. Where a busy machine let its ten seconds pass, another is given."""
    for tried in range(number, number + 10):
        hub.send("commands", command_now(tried, **changes))
        found = wait_for(lambda tried=tried: [one for one in receipts(hub) if one.number == f"{tried:032x}"], what="the receipt")
        if found[0].result is not CommandResult.EXPIRED:
            break
    return found[0].result


def strikes(table: Table) -> int:
    return [line["state"] for line in table.bench.parts("strike")].count("released")


def test_the_real_gate_obeys_once_and_neither_a_kept_nor_a_repeated_command_nor_one_from_before_its_start(
    online: Table,  # noqa: F811
    hub: Hub,  # noqa: F811
) -> None:
    online.settings["door"] = {"release_ms": 200}
    online.hold(*signed_list(now=now_ms()))
    online.start()
    wait_for(lambda: hub.statuses and hub.statuses[-1].clock == "synced", what="the gate")
    wait_for(lambda: "safety.joined" in online.log, what="the process at the lock")

    for number in range(1, 10):
        envelope = command_now(number)
        for _twice in range(2):
            hub.send("commands", envelope)
        wait_for(lambda number=number: len(receipts(hub)) == 2 * number, what="both receipts")
        first, second = receipts(hub)[-2:]
        if first.result is not CommandResult.EXPIRED:  # a busy machine may let its ten seconds pass
            break
    assert (first.result, second.result) == (CommandResult.DONE, CommandResult.REPLAYED)
    wait_for(lambda: locks(online) == ["released", "secured"], what="the strike, once")
    before = len(receipts(hub))
    hub.send("commands", command_now(100), retain=True)
    wait_for(lambda: len(receipts(hub)) > before, what="the next, heard at once and not from the broker's store")
    online.processes[-1].terminate()
    online.processes[-1].wait(120)
    wait_for(online.bench.has_heard_all, what="whatever the lock did")
    strikes_before, before = strikes(online), len(receipts(hub))
    online.start()
    wait_for(lambda: "command.dropped why=retained" in online.log, what="the kept command")
    wait_for(lambda: online.log.count("safety.joined") == 2, what="the process at the lock")
    hub.send("commands", envelope)
    wait_for(lambda: len(receipts(hub)) > before, what="a receipt for the old one")
    assert receipts(hub)[-1].result in (CommandResult.BEFORE_START, CommandResult.EXPIRED)
    assert give(hub, 101) is CommandResult.DONE
    wait_for(lambda: strikes(online) == strikes_before + 1, what="the strike again")


def test_from_afar_too_a_door_of_a_pair_stays_shut_while_the_other_is_open(
    online: Table,  # noqa: F811
    hub: Hub,  # noqa: F811
) -> None:
    online.hold(*signed_list(now=now_ms(), more=more(rules=DoorRules(interlock=True))))
    online.start()
    wait_for(lambda: hub.statuses and hub.statuses[-1].clock == "synced" and online.bench.parts("hello"), what="the gate")
    for number, (state, result) in enumerate((("open", "door_refuses"), ("closed", "done")), 1):
        for part in ("other", "door"):  # what the hub is told of the second was heard after the first
            online.bench.say(part=part, state=state)
        wait_for(lambda state=state: hub.statuses[-1].door == state, what="the contacts")
        assert give(hub, 10 * number) == result
