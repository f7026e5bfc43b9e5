"""Alerts as a JSON API: the rows of the permission matrix themselves. No answer says, or depends on, whether anybody matches (B8)."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Body
from sqlmodel import Session

from hub.screening import alerts
from hub.screening.alerts import confirm_by, force_of
from hub.screening.basis import issuer_names
from hub.screening.tables import Alert
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.police.access import officer_of
from hub.web.police.shapes import AlertAnswer, AlertsAnswer, Nothing

router = desk_router()


@router.post("/alerts", status_code=201)
@allow(officer="author", row="POST /alerts")
def submit(
    site: SiteDep, actor: ActorDep, signed: Annotated[Any, Body(description="{body, signature}, as `anju alert sign` prints it")]
) -> AlertAnswer:
    """Enter one signed alert; it is compared with nobody before a supervisor of another unit has approved it."""
    with site.database.begin(actor.account_id) as session:
        entered = alerts.submit(session, signed, officer=officer_of(actor), keys=site.state.keys, now=site.now())
        return answer(session, entered, now=site.now())


@router.get("/alerts")
@allow(officer="author", supervisor="unit", row="GET /alerts")
def listed(site: SiteDep, actor: ActorDep) -> AlertsAnswer:
    """Return the officer's own alerts, and those of the unit that a supervisor leads."""
    with site.database.read(actor.account_id) as session:
        issuers = issuer_names(session)
        found = alerts.list_alerts(session, officer_of(actor))
        return AlertsAnswer(alerts=[shown(alert, issuers, now=site.now()) for alert in found])


@router.get("/alerts/{alert_id}")
@allow(officer="author", supervisor="unit", row="GET /alerts/{id}")
def alert(site: SiteDep, actor: ActorDep, alert_id: str) -> AlertAnswer:
    """Return one alert."""
    with site.database.read(actor.account_id) as session:
        return answer(session, alerts.find(session, alert_id, officer_of(actor)), now=site.now())


@router.post("/alerts/{alert_id}/approve")
@allow(supervisor="other-unit+2p", row="POST /alerts/{id}/approve")
def approve(site: SiteDep, actor: ActorDep, alert_id: str, _given: Nothing | None = None) -> AlertAnswer:
    """Put an alert of another unit in force."""
    with site.database.begin(actor.account_id) as session:
        approved = alerts.approve(session, alert_id, officer=officer_of(actor), keys=site.state.keys, now=site.now())
        return answer(session, approved, now=site.now())


@router.post("/alerts/{alert_id}/reconfirm")
@allow(supervisor="other-unit+2p", row="POST /alerts/{id}/reconfirm")
def reconfirm(site: SiteDep, actor: ActorDep, alert_id: str, _given: Nothing | None = None) -> AlertAnswer:
    """Confirm that an alert of another unit still stands."""
    with site.database.begin(actor.account_id) as session:
        confirmed = alerts.reconfirm(session, alert_id, officer=officer_of(actor), keys=site.state.keys, now=site.now())
        return answer(session, confirmed, now=site.now())


@router.post("/alerts/{alert_id}/withdraw")
@allow(officer="author", supervisor="unit", row="POST /alerts/{id}/withdraw")
def withdraw(site: SiteDep, actor: ActorDep, alert_id: str, _given: Nothing | None = None) -> AlertAnswer:
    """Take an alert back for good."""
    with site.database.begin(actor.account_id) as session:
        withdrawn = alerts.withdraw(session, alert_id, officer=officer_of(actor), now=site.now())
        return answer(session, withdrawn, now=site.now())


def answer(session: Session, found: Alert, *, now: int) -> AlertAnswer:
    """Return one alert as the API shows it."""
    return shown(found, issuer_names(session), now=now)


def shown(found: Alert, issuers: Mapping[str, str], *, now: int) -> AlertAnswer:
    """Return an alert as the API and the pages show it; ``now`` is UTC ms."""
    worked_out = {"issuer", "force", "confirm_by"}
    columns = found.model_dump(include=set(AlertAnswer.model_fields) - worked_out)
    due = confirm_by(found) if found.approved_at else None
    return AlertAnswer(**columns, issuer=issuers.get(found.issuer_id, ""), force=force_of(found, now), confirm_by=due)
