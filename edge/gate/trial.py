"""Trying what is new without losing what works: a version is on trial until the gate was well with it, and given up if it is not.

Settings and software are tried by the same rules. A standing is written down before anything of it takes effect; so a power cut at any
moment finds the version that works, or a trial that is counted.
"""

from dataclasses import dataclass, replace

STARTS_MAX = 2


@dataclass(frozen=True, slots=True)
class Run:
    """How the gate has been since it started, in ms: how long, and how long without a break it has been well."""

    lasted_ms: int
    well_for_ms: int


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a gate must be well, in ms, before a trial is good, and within what time it must have been."""

    well_for_ms: int = 20_000
    patience_ms: int = 120_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Which versions a gate knows, 0 for none: the last ``good`` one, the one on ``trial`` and its ``starts``, the last ``given_up``."""

    good: int = 0
    trial: int = 0
    starts: int = 0
    given_up: int = 0

    @property
    def running(self) -> int:
        """The version to run now."""
        return self.trial or self.good


def is_wanted(standing: Standing, version: int) -> bool:
    """Tell whether a version is worth a trial: newer than any that was good, tried or given up. What failed here is not tried twice."""
    return version > max(standing.good, standing.trial, standing.given_up)


def begin(standing: Standing, version: int) -> Standing:
    """Put a version that is wanted on trial; an older trial is dropped."""
    return replace(standing, trial=version, starts=0)


def start(standing: Standing) -> Standing:
    """Count a start. A version that was started twice and never was well, by crash or power cut, is given up."""
    if not standing.trial:
        return standing
    return give_up(standing) if standing.starts >= STARTS_MAX else replace(standing, starts=standing.starts + 1)


def confirm(standing: Standing) -> Standing:
    """The gate was well for long enough: what was on trial is good."""
    return Standing(good=standing.trial, given_up=standing.given_up) if standing.trial else standing


def give_up(standing: Standing) -> Standing:
    """Return to the last good version."""
    return Standing(good=standing.good, given_up=standing.trial) if standing.trial else standing


def drop(standing: Standing) -> Standing:
    """Leave the version that runs, which cannot be run any more: for the good one, or from that one for none. It may be tried again."""
    return replace(standing, trial=0, starts=0) if standing.trial else Standing(given_up=standing.given_up)


def judge(standing: Standing, run: Run, terms: Terms, *, ran: int) -> Standing:
    """Return what follows from this run of the version ``ran``: well without a break for long enough, or not well within the patience there
    is. A run of another version than the one on trial, as when a newer came meanwhile, says nothing of it.
    """
    if ran != standing.trial:
        return standing
    if run.well_for_ms >= terms.well_for_ms:
        return confirm(standing)
    return give_up(standing) if run.lasted_ms >= terms.patience_ms else standing
