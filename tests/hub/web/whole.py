"""A whole hub with people in it: three applications over one database, somebody in every role, two of everything that can be one's own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from edge.protocol.signing import Purpose, sign
from hub import accounts, upkeep
from hub.accounts.tables import ROLES
from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.secrets import make_secrets
from hub.web.layout.application import rules_of
from hub.web.layout.frame import Site
from tests.hub.screening.parts import CLOSER, DAY_MS, NOW, VERIFIER
from tests.hub.web.auditor.parts import HOUR, Bureau, running_bureau
from tests.hub.web.front import GATE_KEY, PHONE, TENANT, Caller, Front, House, add_house, running_front
from tests.hub.web.police.parts import Precinct, running_precinct
from tests.registry.parts import resident_number
from tests.rig.serving import PLAIN

EAST = Officer(account_id="east-supervisor", unit="east", roles=frozenset({"supervisor"}))
SOUTH = Officer(account_id="south-officer", unit="south", roles=frozenset({"officer"}))
SOUTHERN = Officer(account_id="south-supervisor", unit="south", roles=frozenset({"supervisor"}))
NEIGHBOUR = {"name": "欧阳若兰", "document_number": resident_number(2, "19851112")}
LODGER = {"name": "司马长风", "document_number": resident_number(3, "19700130")}
FELLOW = {"name": "诸葛明月", "document_number": resident_number(5, "19801224")}
GUEST = {"name": "东方朔望", "document_number": resident_number(4, "19990909")}
PHONES = {"resident": PHONE, "neighbour": "139 1234 5678"}
PERSONAL = (
    *(words[field] for words in (TENANT, NEIGHBOUR, LODGER, GUEST, FELLOW) for field in ("name", "document_number")),
    *(
        "1991-03-07",
        "1985-11-12",
        "1970-01-30",
        "1999-09-09",
        "13800138000",
        "13912345678",
        *PHONES.values(),
        "19900004321",
        "199 0000 4321",
    ),
)
"""What stands in this hub of people: names, document numbers, birth dates, telephones, in every form in which they were given."""

Ids = dict[str, str]
Account = tuple[str, str]
JSON = "application/json"
NOTHING = "/there/is/nothing/here"


@dataclass
class Whole:
    """The three applications and who is in them. ``own`` are the ids of what is theirs, ``foreign`` of what is not."""

    front: Front
    precinct: Precinct
    bureau: Bureau
    people: dict[str, str] = field(default_factory=dict)
    own: Ids = field(default_factory=dict)
    foreign: Ids = field(default_factory=dict)
    _cookies: dict[Account, str] = field(default_factory=dict)
    _callers: dict[str, httpx.Client] = field(default_factory=dict)
    _nothing: dict[tuple[str, Account | None, str, str], httpx.Response] = field(default_factory=dict)

    def site(self, application: str) -> Site:
        """Return one of the applications ``people``, ``police``, ``audit``."""
        return {"people": self.front.site, "police": self.precinct.site, "audit": self.bureau.site}[application]

    def url(self, application: str) -> str:
        """Return where it answers."""
        return {"people": self.front.url, "police": self.precinct.url, "audit": self.bureau.url}[application]

    def rules(self, application: str) -> list[tuple[str, str, str]]:
        """Return method, path and row of every route that an application has."""
        wrapped: Any = {"people": self.front.application(), "police": self.precinct.application, "audit": self.bureau.application}
        return rules_of(wrapped[application]._inner)

    def cookie(self, application: str, account_id: str, *, fresh: bool = False) -> str:
        """Return a session's cookie for an account of an application."""
        known = self._cookies.get((application, account_id))
        if known and not fresh:
            return known
        site = self.site(application)
        with site.database.begin() as session:
            made = accounts.open_session(session, site.application, account_id=account_id, now=site.now()).cookie
        self._cookies[application, account_id] = made
        return made

    def call(
        self, application: str, account: Account | None, method: str, path: str, body: object = None, *, accept: str = JSON
    ) -> httpx.Response:
        """Call a route as somebody: an application and an account of it, or nobody.

        Every application is shown the cookie under its own name, whichever application gave it.
        """
        client = self._callers.setdefault(
            application, httpx.Client(base_url=self.url(application), trust_env=False, timeout=180, verify=PLAIN)
        )
        client.cookies.clear()
        cookie = self.cookie(*account, fresh=method == "DELETE") if account else ""
        headers = {"Accept": accept, "Accept-Language": "en"} | ({"Cookie": f"anju-{application}={cookie}"} if cookie else {})
        return client.request(method, path, headers=headers, **({} if body is None else {"json": body}))

    def nothing(self, application: str, account: Account | None, method: str, *, accept: str = JSON) -> httpx.Response:
        """Return what somebody gets at an address where nothing is: the same each time, so it is asked for once."""
        key = (application, account, method, accept)
        if key not in self._nothing:
            self._nothing[key] = self.call(application, account, method, NOTHING, accept=accept)
        return self._nothing[key]

    def close(self) -> None:
        """Let go of the callers."""
        for client in self._callers.values():
            client.close()


def account_of(whole: Whole, role: str) -> Account | None:
    """Return the application and account of somebody in this role; None for anonymous and for a gate, which has no account."""
    application = next((name for name, roles in ROLES.items() if role in roles), None)
    return (application, whole.people[role]) if application else None


@contextmanager
def running_whole(config: HubConfig) -> Iterator[Whole]:
    """Fill a hub with people and run its three applications."""
    make_secrets(config)
    with ExitStack() as stack:
        front = stack.enter_context(running_front(config))
        precinct = stack.enter_context(running_precinct(config))
        bureau = stack.enter_context(running_bureau(config))
        whole = Whole(front, precinct, bureau)
        stack.callback(whole.close)
        _set_clocks(whole, NOW)
        bureau.note("register", "property.added", at=NOW - 3 * HOUR)
        bureau.grow(at=NOW - 3 * HOUR)  # so that the public has a checkpoint
        _let_in_people(whole)
        _open_cases(whole)
        _object(whole)
        bureau.grow()
        bureau.announce()
        whole.own["entry"] = bureau.auditor().ask("/audit/entries?log=register")["entries"][0]["id"]
        yield whole


def _set_clocks(whole: Whole, now: int) -> None:
    whole.front.now = whole.precinct.now = whole.bureau.now = now


def _let_in_people(whole: Whole) -> None:
    """Two landlords with a house each; in each a resident who has claimed the pass and walked in, and one who has not."""
    front = whole.front
    for login, role in (("operator-1", "sysadmin"), ("operator-2", "sysadmin"), ("manager", "manager"), ("another manager", "manager")):
        whole.people.setdefault(role, front.account(login, role))
    houses = add_house(front.landlord(), rooms=5), add_house(front.landlord("another"), address="河边路8号")
    for house, name, tenant, ids in zip(houses, PHONES, (TENANT, NEIGHBOUR), (whole.own, whole.foreign), strict=True):
        given = house.let(0, **tenant, phone="199 0000 4321")
        resident = front.claim(given["claim_code"], PHONES[name])
        correction = resident.tell("/me/corrections", {**tenant, "tenancy_id": given["id"]}, status=201)["id"]
        ids |= {
            "property": house.property_id,
            "unit": house.units[0]["id"],
            "tenancy": given["id"],
            "credential": given["credential_id"],
            "correction": correction,
            **_give_away(front, resident, given["credential_id"]),
        }
        whole.people |= {name: resident.ask("/me")["account_id"], f"landlord of {name}": house.landlord.ask("/me")["account_id"]}
        _fit(whole, house, ids, nth=len(ids))
    houses[0].landlord.tell(f"/properties/{houses[0].property_id}", {"manager": "manager"}, method="PATCH")
    proposal = {"login": "another manager", "property_id": houses[1].property_id}
    whole.own["naming"] = front.enter_as("operator-1").tell("/admin/role-grants", proposal, status=201)["id"]
    waiting, whole.own["other unentered"] = houses[0].let(1, **LODGER), houses[0].let(3, **GUEST)["id"]
    fellow = houses[0].let(4, **FELLOW)
    asked = {**FELLOW, "phone": "199 0000 4321", "tenancy_id": fellow["id"]}
    whole.own["other correction"] = front.claim(fellow["claim_code"], "137 1234 5678").tell("/me/corrections", asked, status=201)["id"]
    whole.own |= {"code": waiting["claim_code"], "empty unit": houses[0].units[2]["id"], "unentered": waiting["id"]}
    whole.foreign |= {"code": "XXXX-XXXX-XXXX", "empty unit": houses[1].units[2]["id"], "unentered": whole.foreign["tenancy"]}
    whole.people["landlord"] = whole.people["landlord of resident"]


def _give_away(front: Front, resident: Caller, credential_id: str) -> Ids:
    """Have a resident add two cards, of which one will be lost and one ended, and give a visitor a pass."""
    lost, ended = (
        resident.tell("/credentials", {"credential_id": credential_id, "kind": "card", "number": f"AABBCC{nth:02}"}, status=201)
        for nth in range(2)
    )
    until = {"not_before": front.now // 1000, "not_after": front.now // 1000 + 3600}
    visit = resident.tell("/visits", {"credential_id": credential_id, "kind": "one_time", **until}, status=201)
    return {"lost": lost["credential_id"], "ended": ended["credential_id"], "visit": visit["id"]}


def _fit(whole: Whole, house: House, ids: Ids, *, nth: int) -> None:
    gate = whole.front.fit_gate(house.property_id, house.door_group, name=f"gate-{house.property_id[:6]}", label=f"{nth}号门")
    whole.front.heard(gate, online=True)
    whole.front.now += 60_000
    assert whole.front.hold_up(gate, ids["credential"]).confirmed == 1
    ids["gate"], ids["gate name"] = gate.id, gate.name
    for which in ("old", "lasting"):  # one to be replaced, and one that no row takes out
        other = whole.front.fit_gate(house.property_id, house.door_group, name=f"{which}-{house.property_id[:6]}", label=f"{nth}号后门")
        ids[f"{which} gate"] = other.id
    ids["gate proof"] = sign(GATE_KEY, Purpose.RENEWAL, gate.name.encode()).hex()


def _open_cases(whole: Whole) -> None:
    """An alert about each of the two residents: one case is worked on, one waits; and alerts to approve, to confirm and to withdraw."""
    precinct, station, now = whole.precinct, whole.precinct.station, whole.front.now
    _set_clocks(whole, now)
    station.hire(EAST, SOUTH, SOUTHERN)
    until = now + 30 * DAY_MS
    for nth, tenant in enumerate((TENANT, NEIGHBOUR)):
        document = {"kind": "resident_id", "country": "CHN", "number": tenant["document_number"]}
        about = {"subject": {"name": tenant["name"], "document": document, "second_identifier": "a scar"}}
        alert = station.alert(now=now, expires_at=until, reference=f"M-{nth}", **about)
        ids = (whole.own, whole.foreign)[nth]
        ids["alert"] = alert.id
        station.screen(now=now)
        (ids["case"],) = [case.id for case in station.rows(Case, "police") if case.alert_id == alert.id]
        if nth == 0:
            station.take(now=now)
            station.open(ids["case"], now=now)
    warrant = {"ground": "arrest_warrant", "reference": "W-1", "expires_at": until}
    whole.own |= {
        "submitted alert": station.submit(now=now, reference="M-8", expires_at=until).id,
        "withdrawn alert": station.alert(now=now, reference="M-9", expires_at=until).id,
        "warrant": station.alert(now=now, **warrant).id,
    }
    whole.people |= {"officer": VERIFIER.account_id, "supervisor": CLOSER.account_id, "auditor": _auditor(whole)}
    assert precinct.now == now


def _object(whole: Whole) -> None:
    """Have the resident whose data was looked at object to it, and complain of a door."""
    with whole.bureau.worker.begin() as session:
        upkeep.write_disclosures(session)
    resident = ("people", whole.people["resident"])
    (look,) = whole.call("people", resident, "GET", "/me/access-log").json()["looks"]
    complaint = {"reason": "door", "text": "It sticks."}
    whole.own |= {
        "look": look["id"],
        "objection": whole.call("people", resident, "POST", "/me/objections", {"look_id": look["id"], "reason": "not_me"}).json()["id"],
        "complaint": whole.call("people", resident, "POST", "/me/complaints", complaint).json()["id"],
    }
    whole.foreign["look"] = "none"


def _auditor(whole: Whole) -> str:
    return str(whole.bureau.auditor().ask("/me")["account_id"])
