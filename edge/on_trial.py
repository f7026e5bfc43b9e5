"""What a gate tries before it keeps it, settings and software alike: decided by one rule, told, and written down."""

from collections.abc import Callable

from edge import log
from edge.gate import trial
from edge.gate.trial import Run, Standing, Terms


def settle(what: str, standing: Standing, run: Run, terms: Terms, *, ran: int, keep: Callable[[Standing], None]) -> bool:
    """Decide about a trial by how the gate has been since it started; return whether it must start again with what was good.

    ``what`` is its name in the log; ``keep`` is given the new standing, if there is one.
    """
    after = trial.judge(standing, run, terms, ran=ran)
    if after == standing:
        return False
    is_good = after.good == standing.trial
    log.tell(f"{what}.kept" if is_good else f"{what}.given_up", version=standing.trial)
    keep(after)
    return not is_good
