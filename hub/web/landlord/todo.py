"""What a landlord should look at today: offline gates, ends that are near or disagreed with, passes that nobody claimed; pure.

Nothing here comes from an entry: that a tenant has walked in is the tenant's own affair.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hub.gateway.gates import GateView
from registry.tenancies import TenancyView

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to look at: what kind it is, the page where it is dealt with, and the values of its sentence.

    ``label`` is a door's or a room's, ``address`` a room's building; ``since`` is UTC milliseconds.
    """

    kind: str
    href: str
    label: str
    address: str = ""
    on: date | None = None
    days: int = 0
    since: int | None = None


def to_do(gates: Iterable[GateView], tenancies: Iterable[TenancyView], *, today: date) -> tuple[Task, ...]:
    """Return what there is to do: gates first, then disagreements, then unclaimed passes, then ends within 30 days, the nearest first."""
    running = sorted(tenancies, key=lambda tenancy: tenancy.last_day)
    offline = (
        Task(kind="gate_offline", href=f"/l/p/{gate.property_id}", label=gate.label, since=gate.heard_at)
        for gate in gates
        if _is_offline(gate)
    )
    return (*offline, *(task for kind in _KINDS for task in kind(running, today)))


def _is_offline(gate: GateView) -> bool:
    return gate.state == "approved" and not gate.online


def _contested(running: Iterable[TenancyView], today: date) -> Iterator[Task]:
    return (_task("contested", each, today) for each in running if each.contested)


def _unclaimed(running: Iterable[TenancyView], today: date) -> Iterator[Task]:
    return (_task("unclaimed", each, today) for each in running if not each.claimed)


def _ending(running: Iterable[TenancyView], today: date) -> Iterator[Task]:
    return (_task("ending", each, today) for each in running if today <= each.last_day <= today + SOON)


def _task(kind: str, tenancy: TenancyView, today: date) -> Task:
    days = (tenancy.last_day - today).days
    return Task(kind=kind, href=f"/l/t/{tenancy.id}", label=tenancy.unit, address=tenancy.address, on=tenancy.last_day, days=days)


_KINDS = (_contested, _unclaimed, _ending)
