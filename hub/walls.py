"""Who may touch which column: one table of grants that becomes PostgreSQL rights and row security, and SQLite's allow-list.

Import contracts stop code, not SQL; this stops SQL. What is not listed is refused, so a new column is invisible until somebody grants it here on purpose.
SQLite's wall guards against our own mistakes (the operating system's user can read the file); PostgreSQL's is the wall of production.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

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
        "gateway_list": EVERYTHING,
        "register_credential": Rights(read="id occupant_id door_group not_before not_after claimed_at ended_at"),
        "register_occupant": Rights(read="id"),  # the foreign key of a confirmation, which SQLite checks with our rights
        "register_property": Rights(read="id door_group pass_key"),
        "register_confirmation": ADD,
        "register_list_change": Rights(read=ALL, delete=True),
        "screening_outbox": Rights(read="id occupant_id", add=True),
    },
    "worker": {
        "register_property": READ,
        "register_unit": READ,
        "register_person": Rights(read=ALL, delete=True),
        "register_tenancy": Rights(read=ALL, change=ALL, delete=True),
        "register_occupant": Rights(read=ALL, delete=True),
        "register_credential": Rights(read=ALL, change=ALL, delete=True),
        "register_confirmation": Rights(read=ALL, delete=True),
        "register_notice": EVERYTHING,
        "register_disclosure": EVERYTHING,
        "register_list_change": ADD,
        "gateway_entry": Rights(read="gate_id epoch seq occurred_at received_at credential_id", delete=True),
        "gateway_set_aside": Rights(read="id at", delete=True),
        "screening_outbox": EVERYTHING,
        "screening_swept": EVERYTHING,
        "screening_clearance": EVERYTHING,
        "screening_case_subject": EVERYTHING,
        "alerts_issuer": READ,
        "alerts_alert": Rights(read=ALL, delete=True),
        "cases_case": Rights(
            read="id number alert_id author_id author_unit approver_id approver_unit ground basis state created_at owner_id unit taken_at"
            " opened_at outcome outcome_reason decided_at closed_at closed_by erase_on",
            change="sealed outcome_reason erase_on",
            add=True,
            delete=True,
        ),
        "cases_event": Rights(read=ALL, add=True, delete=True),
        "audit_register_entry": Rights(read=ALL, change="seq", add=True, delete=True),
        "audit_cases_entry": Rights(read=ALL, change="seq", add=True, delete=True),
        "audit_leaf": ADD,
        "audit_checkpoint": Rights(read=ALL, change="note witnessed", add=True),
        **{f"{application}_session": Rights(read="id expires_at", delete=True) for application in ("people", "police", "auditor")},
        **{f"{application}_attempt": Rights(read="key open_at", delete=True) for application in ("people", "police", "auditor")},
    },
    "people": {
        "register_property": EVERYTHING,
        "register_unit": EVERYTHING,
        "register_person": EVERYTHING,
        "register_tenancy": EVERYTHING,
        "register_occupant": EVERYTHING,
        "register_credential": EVERYTHING,
        "register_confirmation": Rights(read=ALL, delete=True),
        "register_notice": EVERYTHING,
        "register_disclosure": READ,
        "register_list_change": ADD,
        **_accounts("people"),
        "audit_register_entry": ADD,
        "audit_leaf": READ,
        "audit_checkpoint": READ,
        "gateway_gate": EVERYTHING,
        "gateway_status": READ,
        "gateway_alarm": READ,
        "gateway_list": READ,
        "gateway_entry": READ,
    },
    "police": {
        **_accounts("police"),
        "alerts_issuer": READ,
        "alerts_alert": Rights(read=ALL, change="state approver_id approver_unit approved_at confirmed_at withdrawn_at", add=True),
        "cases_case": Rights(
            read=ALL,
            change="state owner_id unit taken_at opened_at outcome outcome_reason decided_at closed_at closed_by erase_on",
        ),
        "cases_event": ADD,
        "audit_cases_entry": ADD,
        "audit_checkpoint": READ,
    },
    "audit": {
        **_accounts("auditor"),
        "audit_register_entry": READ,
        "audit_cases_entry": READ,
        "audit_leaf": READ,
        "audit_checkpoint": READ,
        "alerts_issuer": READ,
        "alerts_alert": Rights(
            read="id issuer_id ground legal_basis reference expires_at state author_id author_unit submitted_at approver_id approver_unit"
            " approved_at confirmed_at withdrawn_at"
        ),
        "cases_case": Rights(
            read="id number alert_id author_id author_unit approver_id approver_unit ground basis state created_at owner_id unit taken_at"
            " opened_at outcome decided_at closed_at closed_by erase_on"
        ),
        "cases_event": READ,
    },
}

_ALWAYS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT, sqlite3.SQLITE_RECURSIVE}
_FUNCTIONS = frozenset(
    "abs avg coalesce count exists glob hex ifnull iif instr length like lower ltrim max min nullif replace round row_number rtrim substr substring sum"
    " total trim typeof unixepoch upper".split()
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
        return second.lower() in _FUNCTIONS
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


# What row security adds on PostgreSQL: a role sees and changes only rows for which its condition holds; roles that are not named see none.
_ACTOR = "coalesce(current_setting('anju.actor', true), '')"
_NOT_OWN = f"{_ACTOR} NOT IN ('', author_id, approver_id)"
ROW_SECURITY: Mapping[str, Mapping[str, str]] = {
    "cases_case": {"worker": "true", "audit": "true", "police": _NOT_OWN},
    "cases_event": {"worker": "true", "audit": "true", "police": "case_id IN (SELECT id FROM cases.cases_case)"},
    "audit_leaf": {"worker": "true", "audit": "true", "people": "log = 'register'"},
    "audit_checkpoint": {"worker": "true", "audit": "true", "people": "log = 'register'", "police": "log = 'register'"},
}


def schema_of(table: str) -> str:
    """Return the PostgreSQL schema of a table: its prefix."""
    return table.split("_", 1)[0]


def raise_on_postgresql(connection: Connection) -> None:
    """Set every role's rights and the row security anew, as the owner, from nothing: what was granted by hand before is gone."""
    for statement in postgresql_statements():
        connection.execute(text(statement))


def postgresql_statements() -> list[str]:
    """Return the SQL that takes every right away and gives back what is listed; roles are named ``anju_<role>``."""
    roles = [f"anju_{role}" for role in GRANTS]
    everyone = ", ".join(["PUBLIC", *roles])
    lines = []
    for schema in (*SCHEMAS, "public"):
        lines += [f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {everyone}", f"REVOKE ALL ON SCHEMA {schema} FROM {everyone}"]
    for role, grants in GRANTS.items():
        lines += [f"GRANT USAGE ON SCHEMA {schema} TO anju_{role}" for schema in sorted({schema_of(table) for table in grants})]
        lines += [f"GRANT {right} ON {schema_of(table)}.{table} TO anju_{role}" for table, rights in grants.items() for right in _privileges(rights)]
    for table, conditions in ROW_SECURITY.items():
        lines += _row_security(f"{schema_of(table)}.{table}", table, conditions)
    return lines


def _privileges(rights: Rights) -> list[str]:
    columns = {"SELECT": rights.read, "UPDATE": rights.change}
    named = [kind if names == ALL else f"{kind} ({', '.join(names.split())})" for kind, names in columns.items() if names]
    return named + ["INSERT"] * rights.add + ["DELETE"] * rights.delete


def _row_security(place: str, table: str, conditions: Mapping[str, str]) -> list[str]:
    lines = [f"ALTER TABLE {place} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {place} FORCE ROW LEVEL SECURITY"]
    for role, condition in conditions.items():
        name = f"{table}_{role}"
        lines.append(f"DROP POLICY IF EXISTS {name} ON {place}")
        lines.append(f"CREATE POLICY {name} ON {place} TO anju_{role} USING ({condition}) WITH CHECK ({condition})")
    return lines


def cluster_statements(database: str, passwords: Mapping[str, str]) -> list[str]:
    """Return what an administrator runs once in a new cluster, outside a transaction: the logins (role -> password) and their database.

    Passwords must be free of quotes, as :mod:`hub.secrets` makes them.
    """
    lines = [f"CREATE ROLE anju_{role} LOGIN PASSWORD '{password}'" for role, password in passwords.items()]
    return [*lines, f"CREATE DATABASE {database} OWNER anju_owner ENCODING 'UTF8' TEMPLATE template0"]


def silence_statements() -> list[str]:
    """Return what an administrator runs once inside the database: sizes, statistics and row estimates tell nothing to anybody else.

    They would let the police process count registrations without reading one.
    """
    return [
        """DO $$ DECLARE f regprocedure; BEGIN
        FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname ~ '^pg_stat_get_'
            OR proname ~ '^pg_(relation|table|total_relation|indexes|database|tablespace)_size$' OR proname ~ '^pg_current_wal')
        LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f); END LOOP; END $$""",
        """DO $$ DECLARE columns text; BEGIN
        SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum > 0
            AND attname NOT IN ('reltuples', 'relpages', 'relallvisible');
        REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC; EXECUTE format('GRANT SELECT (%s) ON pg_catalog.pg_class TO PUBLIC', columns); END $$""",
        "DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$",
        *(
            f"DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO anju_{role}', current_database()); END $$"
            for role in GRANTS
        ),
        "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO anju_gateway', current_database()); END $$",
    ]
