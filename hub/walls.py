"""Who may touch which column: one table of grants that becomes PostgreSQL rights and row security, and SQLite's allow-list.

Import contracts stop code, not SQL; this stops SQL. What is not listed is refused, so a new column is invisible until somebody grants it
here on purpose. SQLite's wall guards against our own mistakes (the operating system's user can read the file); PostgreSQL's is the wall of
production.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SCHEMAS = ("register", "gateway", "screening", "alerts", "cases", "audit", "people", "police", "auditor")
ALL = "*"


@dataclass(frozen=True)
class Rights:
    """What a role may do with one table: columns to read and to change (space-separated, or ``*`` for all), whole rows to add or delete."""

    read: str = ""
    change: str = ""
    add: bool = False
    delete: bool = False

    def may_read(self, column: str) -> bool:
        """Tell whether the column may be read; an empty name asks for the mere number of rows."""
        return bool(self.read) if column == "" else _covers(self.read, column)

    def may_change(self, column: str) -> bool:
        """Tell whether the column may be changed."""
        return _covers(self.change, column)


def _covers(columns: str, column: str) -> bool:
    return columns == ALL or column in columns.split()


EVERYTHING = Rights(read=ALL, change=ALL, add=True, delete=True)
READ = Rights(read=ALL)
ADD = Rights(read=ALL, add=True)


def _accounts(application: str) -> dict[str, Rights]:
    return {f"{application}_{table}": EVERYTHING for table in ("account", "grant", "session", "attempt")}


GRANTS: Mapping[str, Mapping[str, Rights]] = {
    "gateway": {
        "gateway_gate": EVERYTHING,
        "gateway_status": EVERYTHING,
        "gateway_alarm": EVERYTHING,
        "gateway_entry": EVERYTHING,
        "gateway_feed": EVERYTHING,
        "gateway_set_aside": EVERYTHING,
        "gateway_gap": ADD,
        "gateway_command": Rights(read=ALL, change="sent_at result answered_at took_ms"),
        "gateway_list": EVERYTHING,
        "gateway_list_part": EVERYTHING,
        "gateway_wish": EVERYTHING,
        "gateway_rollout": Rights(read=ALL, change="state under_way changed_at stopped_by stopped_for"),
        "gateway_rollout_gate": Rights(read=ALL, change="sent_at phase since before", add=True),
        "gateway_key_step": Rights(read=ALL, change="public_key starts_at signed_at envelope", add=True),
        "gateway_rules": READ,
        "gateway_hours": READ,
        "register_credential": Rights(
            read="id occupant_id door_group not_before not_after claimed_at ended_at state card_name pin_name duress_name duress_contact"
            " release_ms open_ms floor"
        ),
        "register_door_key": READ,
        "register_visit": Rights(read="id occupant_id door_group not_after withdrawn_at"),
        "register_notice": Rights(read="id", add=True),  # to the contact of somebody under duress
        "register_occupant": Rights(read="id tenancy_id"),  # the foreign key of a confirmation, which SQLite checks with our rights
        "register_property": Rights(read="id door_group pass_key"),
        "register_confirmation": ADD,
        "register_list_change": Rights(read=ALL, delete=True),
        "screening_outbox": Rights(read="id occupant_id", add=True),
    },
    "worker": {
        "register_property": READ,
        "register_unit": READ,
        "register_visit": Rights(read=ALL, change=ALL, delete=True),
        "register_person": Rights(read=ALL, delete=True),
        "register_tenancy": Rights(read=ALL, change=ALL, delete=True),
        "register_occupant": Rights(read=ALL, delete=True),
        "register_credential": Rights(read=ALL, change=ALL, delete=True),
        "register_confirmation": Rights(read=ALL, delete=True),
        "register_correction": Rights(read="id occupant_id", delete=True),
        "register_notice": EVERYTHING,
        "register_disclosure": EVERYTHING,
        "register_list_change": ADD,
        "gateway_entry": Rights(read="gate_id epoch seq occurred_at received_at credential_id", delete=True),
        "gateway_set_aside": Rights(read="id at", delete=True),
        "gateway_command": Rights(read="number gate_id asked_at", delete=True),
        "gateway_gate": Rights(read="id"),  # the foreign key of a command, which SQLite checks with our rights
        "gateway_gap": Rights(read="gate_id epoch first_seq at", delete=True),
        "screening_outbox": EVERYTHING,
        "screening_swept": EVERYTHING,
        "screening_clearance": EVERYTHING,
        "screening_case_subject": EVERYTHING,
        "screening_case_mark": EVERYTHING,
        "alerts_issuer": READ,
        "alerts_confirmation": Rights(read=ALL, delete=True),
        "alerts_alert": Rights(read=ALL, delete=True),
        "cases_case": Rights(
            read="id number alert_id author_id author_unit approver_id approver_unit ground basis state created_at owner_id unit taken_at"
            " opened_at outcome outcome_reason decided_at closed_at closed_by erase_on",
            change="state sealed outcome_reason closed_at erase_on",
            add=True,
            delete=True,
        ),
        "cases_event": Rights(read=ALL, add=True, delete=True),
        "cases_chance": Rights(read="case_id", add=True, delete=True),
        "cases_shown": Rights(read=ALL, delete=True),
        "audit_register_entry": Rights(read=ALL, change="seq", add=True, delete=True),
        "audit_cases_entry": Rights(read=ALL, change="seq", add=True, delete=True),
        "audit_leaf": ADD,
        "audit_checkpoint": Rights(read=ALL, change="note witnessed", add=True),
        "audit_public": Rights(read=ALL, change=ALL, add=True),
        "audit_commitment": Rights(read=ALL, change="nonce note", add=True),
        "audit_opening": Rights(read=ALL, add=True, delete=True),
        "audit_objection": Rights(read="id answered_at", delete=True),
        "anju_revision": READ,
        **{f"{application}_session": Rights(read="id expires_at", delete=True) for application in ("people", "police", "auditor")},
        **{f"{application}_attempt": Rights(read="key open_at", delete=True) for application in ("people", "police", "auditor")},
    },
    "people": {
        "register_property": EVERYTHING,
        "register_door_key": ADD,
        "register_visit": EVERYTHING,
        "register_unit": EVERYTHING,
        "register_person": EVERYTHING,
        "register_tenancy": EVERYTHING,
        "register_occupant": EVERYTHING,
        "register_credential": EVERYTHING,
        "register_confirmation": Rights(read=ALL, delete=True),
        "register_notice": EVERYTHING,
        "register_disclosure": READ,
        "register_list_change": ADD,
        "register_correction": EVERYTHING,
        "screening_outbox": Rights(add=True),  # a lease that goes on, papers that were corrected
        "audit_unit": READ,  # what the town calls the unit that looked
        **_accounts("people"),
        "audit_manager": EVERYTHING,
        "audit_objection": Rights(read=ALL, change="outcome answered_at", add=True),
        "audit_register_entry": ADD,
        "audit_leaf": READ,
        "audit_checkpoint": READ,
        "audit_public": READ,
        "audit_commitment": READ,
        "gateway_gate": EVERYTHING,
        "gateway_status": READ,
        "gateway_alarm": READ,
        "gateway_list": READ,
        "gateway_rules": EVERYTHING,
        "gateway_hours": EVERYTHING,
        "gateway_wish": EVERYTHING,
        "gateway_rollout": Rights(read=ALL, change="state under_way started_by started_at changed_at stopped_by stopped_for", add=True),
        "gateway_rollout_gate": Rights(read=ALL, change="phase since skipped", add=True),
        "gateway_key_step": Rights(read=ALL, change="agreed_by agreed_at", add=True, delete=True),
        "gateway_entry": READ,
        "gateway_feed": READ,
        "gateway_gap": READ,
        "gateway_command": ADD,
    },
    "police": {
        **_accounts("police"),
        "audit_unit": Rights(read=ALL, change="name_zh name_en", add=True),
        "alerts_issuer": READ,
        "alerts_confirmation": ADD,
        "alerts_alert": Rights(read=ALL, change="state approver_id approver_unit approved_at confirmed_at withdrawn_at", add=True),
        "cases_case": Rights(
            read=ALL, change="state owner_id unit taken_at opened_at outcome outcome_reason decided_at closed_at closed_by erase_on"
        ),
        "cases_event": ADD,
        "cases_shown": Rights(add=True),  # what a look showed, for the person and nobody else
        "audit_cases_entry": Rights(add=True),  # it keeps the words of every look, which the timeline forgets with the case
        "audit_public": READ,
        "audit_commitment": READ,
    },
    "audit": {
        **_accounts("auditor"),
        "audit_unit": READ,
        "audit_manager": Rights(
            read="id property_id address by_owner named_by named_at agreed_by agreed_at", change="agreed_by agreed_at"
        ),  # whom an operator proposed for which building, and not whose account it is
        "audit_objection": Rights(
            read="id number kind entry_id reason text asked_at due_on outcome answer answered_at",
            change="outcome answer answered_at answered_by",
        ),  # what was said, and not whose it is
        "audit_register_entry": ADD,  # the auditor's own acts
        "audit_cases_entry": READ,
        "audit_leaf": READ,
        "audit_checkpoint": READ,
        "audit_public": READ,
        "audit_commitment": READ,
        "audit_opening": READ,
        "alerts_issuer": READ,
        "alerts_confirmation": READ,
        "alerts_alert": Rights(
            read="id issuer_id ground legal_basis reference expires_at state author_id author_unit submitted_at approver_id approver_unit"
            " approved_at confirmed_at withdrawn_at"
        ),
        "cases_case": Rights(
            read="id number alert_id author_id author_unit approver_id approver_unit ground basis state created_at owner_id unit taken_at"
            " opened_at outcome decided_at closed_at closed_by erase_on"
        ),
        "cases_event": READ,
        "cases_chance": READ,  # how many strangers chance would bring: the auditor's alone
    },
}

_ALWAYS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT, sqlite3.SQLITE_RECURSIVE}
_FUNCTIONS = (
    "abs avg coalesce count exists glob hex ifnull iif instr length like lower ltrim max min nullif replace round row_number rtrim substr"
    " substring sum total trim typeof unixepoch upper"
)


def authorizer(role: str) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Return SQLite's authorizer for a role: it asks once for each table and column of a statement, in subqueries, views and counts too.

    ATTACH, PRAGMA, any change of the schema, and functions that are not listed are refused, whatever the role.
    """
    grants = GRANTS[role]

    def judge(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
        return sqlite3.SQLITE_OK if _allows(grants, action, first or "", second or "") else sqlite3.SQLITE_DENY

    return judge


def _allows(grants: Mapping[str, Rights], action: int, first: str, second: str) -> bool:
    if action in _ALWAYS:
        return True
    if action == sqlite3.SQLITE_FUNCTION:
        return _covers(_FUNCTIONS, second.lower())
    rights = grants.get(first, Rights())
    match action:
        case sqlite3.SQLITE_READ:
            return rights.may_read(second)
        case sqlite3.SQLITE_UPDATE:
            return rights.may_change(second)
        case sqlite3.SQLITE_INSERT:
            return rights.add
        case sqlite3.SQLITE_DELETE:
            return rights.delete
    return False


def schema_of(table: str) -> str:
    """Return the PostgreSQL schema of a table: its prefix."""
    return "public" if table == "anju_revision" else table.split("_", 1)[0]
