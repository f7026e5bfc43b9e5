"""The permission matrix as tests read it, and how each of its rows is called: the product's code never sees this file.

``tests/permissions.csv`` is the design's: application, endpoint, purpose, and a scope for each role. A row that is not called here is
still to come; a test sees to it that there is no route for it.
"""

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.hub.screening.parts import DAY_MS, NOW, signed
from tests.hub.web.front import PASSPHRASE, TENANT
from tests.hub.web.whole import Ids
from tests.registry.parts import resident_number

FILE = Path(__file__).parents[2] / "permissions.csv"
APPLICATIONS = ("people", "police", "audit")
ROLES = ("anonymous", "resident", "landlord", "manager", "officer", "supervisor", "auditor", "sysadmin", "gate")
NOBODY = "-"


@dataclass(frozen=True)
class Row:
    """One row of the matrix for one application: method and path as written, and the scope of each role, ``-`` for none.

    ``written`` is what the file says the application is, which may be ``every``.
    """

    application: str
    endpoint: str
    scopes: Mapping[str, str] = field(hash=False)
    written: str = field(compare=False)

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.endpoint.split()[0]

    @property
    def shape(self) -> str:
        """The endpoint with nameless parameters, by which a route is recognised whatever it calls them."""
        return shape(self.endpoint)

    @property
    def granted(self) -> dict[str, str]:
        """The scopes of those who may call it."""
        return {role: scope for role, scope in self.scopes.items() if scope != NOBODY}


DRIVEN: set[Row] = set()
TO_COME: set[Row] = set()
"""What the end of the run tells, filled by the tests: rows that were driven, and rows still to come."""


def shape(endpoint: str) -> str:
    """Return an endpoint with nameless parameters."""
    return re.sub(r"\{[^}]*\}", "{}", endpoint)


def read_rows() -> list[Row]:
    """Return every row; one that is for every application stands once for each."""
    found = []
    with FILE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            of = APPLICATIONS if line["application"] == "every" else (line["application"],)
            found += [Row(one, line["endpoint"], {role: line[role] for role in ROLES}, line["application"]) for one in of]
    return found


def lines(rows: Iterable[Row]) -> int:
    """Return how many lines of the file these rows are."""
    return len({(row.written, row.endpoint) for row in rows})


Body = Callable[[Ids], object]


@dataclass(frozen=True)
class Call:
    """How a row is called: the path with ``{ids}`` of the hub that the tests have filled, the body, who is in scope if not the role's usual
    person, who has the role but not the scope, and what a gate sends, which has no account and proves its key in the body. ``paths`` are
    for roles that need a thing of their own, since the one before them has used it up.
    """

    path: str
    body: Body | None = None
    who: Mapping[str, str] = field(default_factory=dict)
    outsiders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_gate: Body | None = None
    paths: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """The ids that the path and the body ask for."""
        asked = _Asked()
        self.path.format_map(asked)
        if self.body:
            self.body(asked)
        return asked.names


class _Asked(dict[str, str]):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __missing__(self, name: str) -> str:
        self.names.add(name)
        return name


_TENANT = {"name": "阿不都热合曼·买买提", "document_number": resident_number(7)}
_THEIRS = {**TENANT, "phone": "199 0000 4321"}
_ALERT_OUTSIDERS = {"officer": ("south-officer", "verifier"), "supervisor": ("closer", "south-supervisor")}
_CASE_OUTSIDERS = {"officer": ("author", "south-officer"), "supervisor": ("approver", "east-supervisor", "south-supervisor")}
_ANSWER = {"outcome": "rejected", "answer": "The look had its ground."}
_AUTHOR = {"officer": "author", "supervisor": "east-supervisor"}


def _visit(ids: Ids) -> object:
    return {"credential_id": ids["credential"], "kind": "one_time", "not_before": NOW // 1000, "not_after": NOW // 1000 + 7200}


EVERY: Mapping[str, Call] = {
    "GET /health": Call("/health"),
    "GET /policy": Call("/policy"),
    "GET /transparency/report": Call("/transparency/report"),
    "GET /audit/checkpoint": Call("/audit/checkpoint"),
    "POST /session": Call("/session", lambda _ids: {"login": "nobody", "passphrase": "not the right one"}),
    "DELETE /session": Call("/session"),
    "GET /me": Call("/me"),
    "POST /me/password": Call("/me/password", lambda _ids: {"passphrase": "not the right one", "new_passphrase": PASSPHRASE}),
}
PEOPLE: Mapping[str, Call] = {
    "POST /claims": Call("/claims", lambda ids: {"code": ids["code"], "phone": "139 9999 0000", "passphrase": PASSPHRASE}),
    "POST /gates/enrol": Call("/gates/enrol", lambda _ids: {"code": "AAAA-AAAA-AAAA", "public_key": "00" * 32, "proof": "00" * 64}),
    "POST /gates/{id}/renew": Call(
        "/gates/{gate name}/renew", lambda _ids: {"proof": "00" * 64}, as_gate=lambda ids: {"proof": ids["gate proof"]}
    ),
    "POST /properties": Call("/properties", lambda _ids: {"address": "学前街21号"}),
    "GET /properties": Call("/properties"),
    "GET /properties/{id}": Call("/properties/{property}"),
    "PATCH /properties/{id}": Call("/properties/{property}", lambda _ids: {}),
    "POST /properties/{id}/units": Call(
        "/properties/{property}/units", lambda _ids: {"first_floor": 9, "last_floor": 9, "rooms_per_floor": 1}
    ),
    "GET /units/{id}": Call("/units/{unit}"),
    "POST /tenancies": Call("/tenancies", lambda ids: {"unit_id": ids["empty unit"], **_TENANT}),
    "GET /tenancies": Call("/tenancies"),
    "GET /tenancies/{id}": Call("/tenancies/{tenancy}"),
    "PATCH /tenancies/{id}": Call("/tenancies/{unentered}", lambda _ids: {**_TENANT, "name": "司马长风一"}),
    "POST /tenancies/{id}/renew": Call("/tenancies/{tenancy}/renew", lambda _ids: {"ends_on": "2029-06-01"}),
    "GET /corrections": Call("/corrections"),
    "POST /corrections/{id}/decide": Call(
        "/corrections/{correction}/decide", lambda _ids: {"accept": False}, paths={"manager": "/corrections/{other correction}/decide"}
    ),
    "POST /me/corrections": Call("/me/corrections", lambda ids: {**_THEIRS, "tenancy_id": ids["tenancy"]}),
    "POST /tenancies/{id}/occupants": Call("/tenancies/{tenancy}/occupants", lambda _ids: {**_TENANT, "name": "欧阳锋", "phone": ""}),
    "POST /tenancies/{id}/invitations": Call("/tenancies/{unentered}/invitations"),
    "POST /tenancies/{id}/spare-pass": Call("/tenancies/{tenancy}/spare-pass"),
    "POST /tenancies/{id}/undo": Call("/tenancies/{unentered}/undo", paths={"manager": "/tenancies/{other unentered}/undo"}),
    "POST /tenancies/{id}/end": Call("/tenancies/{tenancy}/end", lambda _ids: {"end_on": "2027-06-01"}),
    "POST /tenancies/{id}/contest-end": Call("/tenancies/{tenancy}/contest-end"),
    "POST /notices": Call("/notices", lambda ids: {"property_id": ids["property"], "code": "water-off", "day": "2027-01-20"}),
    "GET /notices": Call("/notices"),
    "POST /credentials": Call("/credentials", lambda ids: {"credential_id": ids["credential"], "kind": "card", "number": "04A1B2C3"}),
    "POST /credentials/{id}/suspend": Call("/credentials/{credential}/suspend", lambda _ids: {"suspended": False}),
    "POST /credentials/{id}/replace": Call("/credentials/{lost}/replace"),
    "POST /credentials/{id}/revoke": Call("/credentials/{ended}/revoke"),
    "POST /visits": Call("/visits", _visit),
    "GET /visits": Call("/visits"),
    "POST /visits/{id}/withdraw": Call("/visits/{visit}/withdraw"),
    "GET /credentials/{id}/pass": Call("/credentials/{credential}/pass"),
    "GET /me/entries": Call("/me/entries"),
    "GET /me/data": Call("/me/data"),
    "GET /me/export": Call("/me/export"),
    "GET /me/access-log": Call("/me/access-log"),
    "GET /me/notices": Call("/me/notices"),
    "POST /me/objections": Call("/me/objections", lambda ids: {"look_id": ids["look"], "reason": "no_basis"}),
    "GET /me/objections": Call("/me/objections"),
    "POST /me/complaints": Call("/me/complaints", lambda _ids: {"reason": "door", "text": "The door is stuck."}),
    "GET /gates": Call("/gates"),
    "GET /gates/{id}/health": Call("/gates/{gate}/health"),
    "POST /gates": Call("/gates", lambda ids: {"name": "north-99", "label": "后门", "property_id": ids["property"]}),
    "POST /gates/{id}/approve": Call("/gates/{gate}/approve"),
    "POST /gates/{id}/replace": Call("/gates/{old gate}/replace"),
    "PUT /gates/{id}/configuration": Call("/gates/{gate}/configuration", lambda _ids: {"settings": {"door.release_ms": 4000}}),
    "POST /gates/{id}/open": Call("/gates/{lasting gate}/open"),
    "POST /gates/{id}/drill": Call("/gates/{lasting gate}/drill"),
    "POST /gates/{id}/revoke": Call("/gates/{gate}/revoke"),
    "POST /admin/accounts": Call("/admin/accounts", lambda _ids: {"login": "third", "passphrase": PASSPHRASE, "roles": ["landlord"]}),
    "POST /admin/role-grants": Call("/admin/role-grants", lambda ids: {"login": "another manager", "property_id": ids["property"]}),
    "POST /admin/keys/rotate": Call("/admin/keys/rotate", lambda _ids: {"act": "rotate"}),
    "GET /admin/rollout": Call("/admin/rollout"),
    "POST /admin/rollout": Call("/admin/rollout", lambda _ids: {"act": "pause"}),
    "GET /admin/metrics": Call("/admin/metrics"),
    "GET /admin/jobs": Call("/admin/jobs"),
}
POLICE: Mapping[str, Call] = {
    "POST /alerts": Call("/alerts", lambda _ids: signed(reference="M-77", expires_at=NOW + 20 * DAY_MS), who=_AUTHOR),
    "POST /alerts/{id}/approve": Call(
        "/alerts/{submitted alert}/approve", who={"supervisor": "approver"}, outsiders={"supervisor": ("east-supervisor",)}
    ),
    "POST /alerts/{id}/reconfirm": Call(
        "/alerts/{warrant}/reconfirm", who={"supervisor": "approver"}, outsiders={"supervisor": ("east-supervisor",)}
    ),
    "POST /alerts/{id}/withdraw": Call("/alerts/{withdrawn alert}/withdraw", who=_AUTHOR, outsiders=_ALERT_OUTSIDERS),
    "GET /alerts": Call("/alerts", who=_AUTHOR),
    "GET /alerts/{id}": Call("/alerts/{alert}", who=_AUTHOR, outsiders=_ALERT_OUTSIDERS),
    "GET /cases": Call("/cases"),
    "POST /cases/next": Call("/cases/next"),
    "GET /cases/{id}": Call("/cases/{case}", outsiders=_CASE_OUTSIDERS),
    "POST /cases/{id}/open": Call(
        "/cases/{case}/open", lambda _ids: {"reason": "Comparing"}, outsiders={"officer": _CASE_OUTSIDERS["officer"]}
    ),
    "POST /cases/{id}/outcome": Call(
        "/cases/{case}/outcome",
        lambda _ids: {"outcome": "undecided", "reason": "No more is known"},
        outsiders={"officer": _CASE_OUTSIDERS["officer"]},
    ),
    "POST /cases/{id}/close": Call("/cases/{case}/close", outsiders={"supervisor": _CASE_OUTSIDERS["supervisor"]}),
    "GET /cases/{id}/looks": Call("/cases/{case}/looks", outsiders=_CASE_OUTSIDERS),
}
AUDIT: Mapping[str, Call] = {
    "GET /alerts": Call("/alerts"),
    "GET /cases": Call("/cases"),
    "GET /cases/{id}/looks": Call("/cases/{case}/looks"),
    "GET /complaints": Call("/complaints"),
    "POST /complaints/{id}/decide": Call("/complaints/{complaint}/decide", lambda _ids: _ANSWER),
    "GET /objections": Call("/objections"),
    "POST /objections/{id}/decide": Call("/objections/{objection}/decide", lambda _ids: _ANSWER),
    "GET /audit/entries": Call("/audit/entries"),
    "GET /audit/cases-checkpoint": Call("/audit/cases-checkpoint"),
    "GET /audit/sample": Call("/audit/sample"),
    "GET /audit/officials": Call("/audit/officials"),
    "GET /audit/retention": Call("/audit/retention"),
    "GET /audit/export": Call("/audit/export"),
    "GET /audit/proof/{id}": Call("/audit/proof/{entry}"),
    "POST /admin/role-grants/{id}/approve": Call("/admin/role-grants/{naming}/approve"),
}
CALLS: Mapping[str, Mapping[str, Call]] = {"people": {**EVERY, **PEOPLE}, "police": {**EVERY, **POLICE}, "audit": {**EVERY, **AUDIT}}
