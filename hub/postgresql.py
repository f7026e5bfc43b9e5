"""The walls as PostgreSQL has them: a login for each process, rights from the table of grants, row security, silence about sizes.

Two of these are run once by an administrator (``anju db roles`` prints them); the rights are set anew by the owner with every migration.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from hub.walls import ALL, GRANTS, SCHEMAS, Rights, schema_of

# What row security adds on PostgreSQL: a role sees and changes only rows for which its condition holds; roles that are not named see none.
_ACTOR = "coalesce(current_setting('anju.actor', true), '')"
_NOT_OWN = f"{_ACTOR} NOT IN ('', author_id, approver_id)"
_NOT_CONFIRMED = f"alert_id NOT IN (SELECT alert_id FROM alerts.alerts_confirmation WHERE account_id = {_ACTOR})"  # noqa: S608
ROW_SECURITY: Mapping[str, Mapping[str, str]] = {
    "cases_case": {"worker": "true", "audit": "true", "police": f"{_NOT_OWN} AND {_NOT_CONFIRMED}"},
    "cases_event": {"worker": "true", "audit": "true", "police": "case_id IN (SELECT id FROM cases.cases_case)"},
    "cases_shown": {"worker": "true", "police": "case_id IN (SELECT id FROM cases.cases_case)"},
    "audit_cases_entry": {
        "worker": "true",
        "audit": "true",
        "police": "act LIKE 'alert.%' OR subject IN (SELECT id FROM cases.cases_case)",  # itself behind the policy above
        "owner": "act LIKE 'issuer.%'",  # an authority's keys come and go at the command line
    },
    "audit_leaf": {"worker": "true", "audit": "true", "people": "log = 'register'"},
    "audit_checkpoint": {"worker": "true", "audit": "true", "people": "log = 'register'"},
}


def raise_walls(connection: Connection) -> None:
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
        lines += [
            f"GRANT {right} ON {schema_of(table)}.{table} TO anju_{role}"
            for table, rights in grants.items()
            for right in _privileges(rights)
        ]
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

    They would let the police process count registrations without reading one. What the database learns of its own tables goes too: it
    changes whenever the database finds time to look, which is when the others write.
    """
    return [
        """DO $$ DECLARE f regprocedure; BEGIN
        FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname ~ '^pg_stat_get_'
            OR proname ~ '^pg_(relation|table|total_relation|indexes|database|tablespace)_size$' OR proname ~ '^pg_current_wal')
        LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f); END LOOP; END $$""",
        """DO $$ DECLARE columns text; BEGIN
        SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum > 0
            AND attname NOT IN ('reltuples', 'relpages', 'relallvisible');
        REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC;
        EXECUTE format('GRANT SELECT (%s) ON pg_catalog.pg_class TO PUBLIC', columns); END $$""",
        """DO $$ DECLARE v name; BEGIN
        FOR v IN SELECT viewname FROM pg_views WHERE schemaname = 'pg_catalog' AND viewname ~ '^pg_stats'
        LOOP EXECUTE format('REVOKE SELECT ON pg_catalog.%I FROM PUBLIC', v); END LOOP; END $$""",
    ]


def connect_statements() -> list[str]:
    """Return what an administrator runs once inside the database: who may connect to it, and that only the gateway may stage rows."""
    rights = [
        ("REVOKE ALL", "FROM PUBLIC"),
        ("GRANT TEMPORARY", "TO anju_gateway"),
        *(("GRANT CONNECT", f"TO anju_{role}") for role in GRANTS),
    ]
    return [f"DO $$ BEGIN EXECUTE format('{verb} ON DATABASE %I {whom}', current_database()); END $$" for verb, whom in rights]
