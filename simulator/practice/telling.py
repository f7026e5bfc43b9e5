"""What a practice run is to people who read it in a terminal: the same figures as the JSON, in words, in Chinese or English."""

from collections.abc import Iterable, Iterator, Mapping
from unicodedata import east_asian_width

from simulator.page.words import ALARMS, N_, Say
from simulator.practice.plans import Plan

Figures = Mapping[str, object]

ENTRIES = {
    "journaled": N_("Entries written at the doors"),
    "published": N_("Messages that carried entries"),
    "stored": N_("Entries in the hub"),
    "declared_gone": N_("Numbers accounted for as gone"),
    "commands": N_("Commands that somebody gave"),
    "opened_by_command": N_("Locks and modes moved by command"),
}
HAPPENED = {
    "let_in": N_("People let in"),
    "power_cut": N_("Power cuts"),
    "program_killed": N_("Gate programs killed"),
    "hub_killed": N_("Hubs killed"),
    "broker_crashed": N_("Brokers crashed"),
    "parted": N_("Lines cut"),
    "disk_read_only": N_("Disks that refused writes"),
    "disk_damaged": N_("Disks damaged"),
    "put_back_old_copy": N_("Old copies of a disk put back"),
    "clock_set_wrong": N_("Clocks set wrong"),
    "flood": N_("Floods of entries"),
    "replayed": N_("Commands played again by somebody"),
    "forced": N_("Doors forced"),
    "fire": N_("Doors freed by fire"),
    "mode_asked_in_fire": N_("Door modes asked for while fire had freed the door"),
    "covered": N_("Lenses covered"),
    "pass_not_read": N_("Passes held up to a covered lens"),
    "covered_told_after_ms": N_("Longest time until a covered lens was told, ms"),
    "copied": N_("Gates copied"),
    "journaled_by_copy": N_("Entries written at copies"),
    "copy_noticed_after_ms": N_("Longest time until two boxes of one name were noticed, ms"),
}
FUZZED = {
    "seeds": N_("Runs"),
    "broken": N_("Runs in which a promise broke"),
    "journaled": N_("Entries written at the doors"),
    "seconds": N_("Seconds"),
}
HAPPENED_PREFIX = "happened_"
GAP = 3


def tell_run(figures: Figures, say: Say) -> Iterator[str]:
    """Yield the lines about a scenario that held."""
    yield say("{scenario}, seed {seed}").format(**figures)
    yield say(str(figures["about"]))
    yield ""
    yield from _table({say(words): figures[name] for name, words in ENTRIES.items()})
    alarms = {say(words): _both(figures, kind, say) for kind, words in ALARMS.items() if f"{kind}_raised" in figures}
    yield from _section(say("Alarms at the doors"), alarms)
    happened = {say(words): figures[HAPPENED_PREFIX + name] for name, words in HAPPENED.items() if HAPPENED_PREFIX + name in figures}
    yield from _section(say("What happened"), happened)
    yield ""
    yield say("Every promise held.")


def tell_fuzz(told: Figures, say: Say) -> Iterator[str]:
    """Yield the lines about one broken run, or the counts at the end."""
    if "seed" in told:
        yield tell_broken(f"fuzz --seed {told['seed']} --seeds 1", told["broken"], say)
    else:
        yield from _table({say(words): told[name] for name, words in FUZZED.items()})


def tell_broken(run: str, why: object, say: Say) -> str:
    """Return the line about a promise that broke; what broke is said in English, as the tests say it."""
    return say("A promise broke in {run}: {why}").format(run=run, why=why)


def tell_list(plans: Mapping[str, Plan], say: Say) -> Iterator[str]:
    """Yield what there is to play."""
    for name, plan in plans.items():
        yield name
        yield f"  {say(plan.about)}"
    yield "fuzz"
    yield "  " + say("A plan of its own for each seed, with every fault likely in some and absent in others.")


def tell_unknown(name: str, known: Iterable[str], say: Say) -> str:
    """Return the line about a scenario that is not there."""
    return say("There is no scenario {name}; there are {known}.").format(name=name, known=say(", ").join(known))


def _both(figures: Figures, kind: str, say: Say) -> str:
    raised, cleared = figures[f"{kind}_raised"], figures.get(f"{kind}_cleared", 0)
    return say("{raised} raised, {cleared} cleared").format(raised=raised, cleared=cleared)


def _section(title: str, rows: Mapping[str, object]) -> Iterator[str]:
    if rows:
        yield ""
        yield title
        yield from _table(rows)


def _table(rows: Mapping[str, object]) -> Iterator[str]:
    widest, longest = max(map(_columns, rows)), max(_columns(str(value)) for value in rows.values())
    for words, value in rows.items():
        yield f"  {words}{' ' * (widest - _columns(words) + longest - _columns(str(value)) + GAP)}{value}"


def _columns(words: str) -> int:
    """Return how many columns a terminal gives to these words: a Chinese sign takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
