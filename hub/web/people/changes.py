"""What changes a tenancy after it was confirmed, and asks in the same transaction for the comparison with the alerts that follows from it.

A lease that goes on and papers that were corrected are compared again; the answer is the same whatever comes of that, and does not wait.
"""

from hub.screening import queue
from hub.web.people.days import read_date
from registry import corrections, tenancies
from registry.identity import Identity
from registry.refusals import Refusal, Refused
from registry.register import Register


def renew_tenancy(register: Register, tenancy_id: str, ends_on: str) -> None:
    """Let a lease run until the day that was typed; raise Refused."""
    day = read_date(ends_on)
    if day is None:
        raise Refused(Refusal("ends-on-unreadable" if ends_on.strip() else "ends-on-missing", "ends_on"))
    for renewed in tenancies.renew(register, tenancy_id, ends_on=day):
        queue.ask_again(register.session, renewed, cause=queue.RENEWED, now=register.now)


def correct_tenant(register: Register, tenancy_id: str, identity: Identity) -> None:
    """Correct what the landlord typed about a tenant who has not claimed the pass; raise Refused."""
    corrections.correct(register, identity, tenancy_id=tenancy_id)
    queue.ask_again(register.session, tenancy_id, cause=queue.CORRECTED, now=register.now)


def decide_correction(register: Register, correction_id: str, *, accept: bool) -> str:
    """Say yes or no to what a resident says is right, and return the tenancy's id; raise Refused."""
    tenancy_id = corrections.decide(register, correction_id, accept=accept)
    if accept:
        queue.ask_again(register.session, tenancy_id, cause=queue.CORRECTED, now=register.now)
    return tenancy_id
