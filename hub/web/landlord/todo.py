"""What a landlord should look at today: offline gates, corrections, ends that are near or disagreed with, unclaimed passes; pure.

Nothing here comes from an entry: that a tenant has walked in is the tenant's own affair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hub.gateway.gates import GateView
from registry.corrections import CorrectionView
from registry.tenancies import TenancyView

SOON = timedelta(days=30)
MOST_OF_A_KIND = 3
"""From here on one line says how many there are: a list that nobody reads is no help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to look at: what kind it is, the page where it is dealt with, and the values of its sentence.

    ``label`` is a door's or a room's, ``address`` a room's building, ``since`` UTC milliseconds; ``count`` above 1 stands for so many.
    """

    kind: str
    href: str
    label: str = ""
    address: str = ""
    on: date | None = None
    days: int = 0
    since: int | None = None
    count: int = 1


def to_do(
    gates: Iterable[GateView], tenancies: Iterable[TenancyView], asked: Iterable[CorrectionView] = (), *, today: date
) -> tuple[Task, ...]:
    """Return what there is to do: gates first, then corrections that tenants ask for, disagreements, unclaimed passes, ends within 30 days.

    Of each kind the oldest or nearest comes first.
    """
    running = sorted(tenancies, key=lambda tenancy: tenancy.last_day)
    contested = [_task("contested", each, today) for each in running if each.contested]
    unclaimed = [_task("unclaimed", each, today) for each in running if not each.claimed]
    tenants = [each for each in running if each.along_with is None]  # a co-occupant's end comes with the tenant's, or is no work
    ending = [_task("ending", each, today) for each in tenants if today <= each.last_day <= today + SOON]
    return (*_offline(gates), *map(_correction, asked), *contested, *_gathered(unclaimed), *_gathered(ending))


def _offline(gates: Iterable[GateView]) -> list[Task]:
    silent = [gate for gate in gates if gate.state == "approved" and not gate.online]
    return [Task(kind="gate_offline", href=f"/l/p/{gate.property_id}", label=gate.label, since=gate.heard_at) for gate in silent]


def _correction(asked: CorrectionView) -> Task:
    return Task(kind="correction", href=f"/l/corrections/{asked.id}", label=asked.unit, address=asked.address)


def _gathered(tasks: Sequence[Task]) -> Sequence[Task]:
    if len(tasks) <= MOST_OF_A_KIND:
        return tasks
    return (Task(kind=tasks[0].kind, href="/l/tenants", count=len(tasks)),)


def _task(kind: str, tenancy: TenancyView, today: date) -> Task:
    days = (tenancy.last_day - today).days
    return Task(kind=kind, href=f"/l/t/{tenancy.id}", label=tenancy.unit, address=tenancy.address, on=tenancy.last_day, days=days)
