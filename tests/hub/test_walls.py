"""The walls in the database: prying queries, each tried with a process's own connection factory and credentials, on both databases, all
denied.
"""

import re
import sqlite3

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from hub.cases.tables import Case, CaseEvent
from hub.config import ROLES, HubConfig
from hub.database import Database
from hub.migrations.rows import metadata
from hub.postgresql import ROW_SECURITY
from hub.walls import ALL, GRANTS, SCHEMAS, Rights, schema_of
from registry.audit.tables import Checkpoint

POLICE_PRIES = {
    "a name": "SELECT sealed FROM register_person",
    "a count": "SELECT count(*) FROM register_person",
    "whether there is one": "SELECT 1 FROM register_tenancy",
    "an existence": "SELECT EXISTS (SELECT 1 FROM register_occupant)",
    "a subquery": "SELECT (SELECT max(id) FROM register_person)",
    "a subquery in a condition": "SELECT id FROM police_account WHERE id IN (SELECT account_id FROM register_occupant)",
    "a join": "SELECT p.id FROM police_account a JOIN register_person p ON p.id = a.id",
    "a union": "SELECT id FROM police_account UNION SELECT id FROM register_person",
    "a common table expression": "WITH x AS (SELECT * FROM register_person) SELECT count(*) FROM x",
    "insert from a select": "INSERT INTO police_attempt (key, failures, open_at) SELECT id, 1, 1 FROM register_person",
    "an update that reads": "UPDATE police_account SET unit = (SELECT min(id) FROM register_person)",
    "a delete that reads": "DELETE FROM police_session WHERE account_id IN (SELECT id FROM register_person)",
    "an order that reads": "SELECT id FROM police_account ORDER BY (SELECT count(*) FROM register_person)",
    "a view": "CREATE TEMPORARY VIEW v AS SELECT * FROM register_person",
    "a copy of the table": "CREATE TABLE mine AS SELECT * FROM register_person",
    "entries": "SELECT * FROM gateway_entry",
    "how many entries": "SELECT count(*) FROM gateway_entry",
    "the queue": "SELECT * FROM screening_outbox",
    "whom a case is about": "SELECT person_id FROM screening_case_subject",
    "who was cleared": "SELECT pair FROM screening_clearance",
    "whose case has a mark": "SELECT count(*) FROM screening_case_mark",
    "what a look showed": "SELECT said FROM cases_shown",
    "people's accounts": "SELECT login FROM people_account",
    "auditors": "SELECT * FROM auditor_account",
    "the register's log": "SELECT * FROM audit_register_entry",
    "the trees": "SELECT count(*) FROM audit_leaf",
    "how the trees grow": "SELECT max(size) FROM audit_checkpoint",
    "a case of its own making": "INSERT INTO cases_case (id) VALUES ('x')",
    "the end of a case": "DELETE FROM cases_case",
    "an alert's body changed": "UPDATE alerts_alert SET sealed = NULL",
    "an alert's ground changed": "UPDATE alerts_alert SET ground = 'lost_document'",
    "the log rewritten": "UPDATE audit_cases_entry SET reason = ''",
    "the log erased": "DELETE FROM audit_cases_entry",
    "the words of looks, which the log keeps": "SELECT reason FROM audit_cases_entry",
    "an issuer made up": "INSERT INTO alerts_issuer (id, name, public_key, enrolled_at) VALUES ('a', 'b', 'c', 1)",
    "an issuer's key taken up again": "UPDATE alerts_issuer SET disabled_at = NULL",
}
SQLITE_PRIES = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON police_account BEGIN SELECT 1; END",
    "another file": "ATTACH DATABASE ':memory:' AS other",
    "the same file again": "ATTACH DATABASE '{file}' AS other",
    "a detached wall": "DETACH DATABASE main",
    "a pragma": "PRAGMA table_info(register_person)",
    "a pragma that writes": "PRAGMA writable_schema = 1",
    "a pragma as a table": "SELECT * FROM pragma_table_info('register_person')",
    "the schema": "SELECT sql FROM sqlite_master",
    "the temporary schema": "SELECT * FROM sqlite_temp_master",
    "a reindexing": "REINDEX",
    "an analysis": "ANALYZE",
    "a vacuum into a file": "VACUUM INTO '/dev/null'",
    "a full-text table": "CREATE VIRTUAL TABLE v USING fts5(x)",
    "an extension": "SELECT load_extension('x')",
}
POSTGRESQL_PRIES = {
    "the owner's role": "SET ROLE anju_owner",
    "the people's role": "SET ROLE anju_people",
    "another session's user": "SET SESSION AUTHORIZATION anju_people",
    "no row security": "ALTER TABLE cases.cases_case DISABLE ROW LEVEL SECURITY",
    "a policy of its own": "CREATE POLICY p ON cases.cases_case USING (true)",
    "a grant of its own": "GRANT SELECT ON register.register_person TO anju_police",
    "a table out": "COPY register.register_person TO STDOUT",
    "a query out": "COPY (SELECT * FROM register.register_person) TO STDOUT",
    "a program": "COPY police.police_account TO PROGRAM 'cat'",
    "a file": "SELECT pg_read_file('PG_VERSION')",
    "a folder": "SELECT pg_ls_dir('.')",
    "a large object": "SELECT lo_import('/etc/hostname')",
    "passwords": "SELECT rolpassword FROM pg_authid",
    "a size": "SELECT pg_relation_size(oid) FROM pg_class WHERE relname = 'gateway_entry'",
    "a size with its indexes": "SELECT pg_total_relation_size(oid) FROM pg_class WHERE relname = 'register_person'",
    "how far the log of writes is": "SELECT pg_current_wal_lsn()",
    "a size in all": "SELECT pg_database_size(current_database())",
    "an estimate": "SELECT reltuples FROM pg_class WHERE relname = 'register_person'",
    "statistics": "SELECT n_tup_ins FROM pg_stat_all_tables WHERE relname = 'register_person'",
    "activity": "SELECT query FROM pg_stat_activity",
    "the statistics' source": "SELECT stadistinct FROM pg_statistic",
    "what the database has learnt of its own tables, and when": "SELECT attname, n_distinct FROM pg_stats",
    "what it has learnt of columns together": "SELECT * FROM pg_stats_ext",
    "a temporary table": "CREATE TEMPORARY TABLE mine (x int)",
    "a schema": "CREATE SCHEMA mine",
    "a function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a public table": "CREATE TABLE public.mine (x int)",
    "the revision": "SELECT * FROM public.anju_revision",
}
OTHERS_PRY = {
    "people": [
        "alerts_alert",
        "alerts_issuer",
        "cases_case",
        "cases_event",
        "cases_shown",
        "screening_outbox",
        "screening_case_subject",
        "audit_cases_entry",
        "police_account",
    ],
    "gateway": [
        "register_person",
        "register_tenancy",
        "alerts_alert",
        "cases_case",
        "people_account",
        "police_account",
        "audit_register_entry",
    ],
    "audit": [
        "register_person",
        "register_tenancy",
        "register_occupant",
        "gateway_entry",
        "cases_shown",
        "screening_case_subject",
        "people_account",
        "police_account",
    ],
    "worker": ["people_grant", "police_grant", "auditor_account", "gateway_wish", "gateway_list"],
}
COLUMNS_PRY = [
    ("gateway", "register_credential.pass_text"),
    ("gateway", "register_credential.claim_hash"),
    ("gateway", "register_property.address"),
    ("gateway", "register_property.landlord_id"),
    ("worker", "cases_case.sealed"),
    ("worker", "gateway_gate.reference_key"),
    ("worker", "gateway_gate.identity"),
    ("audit", "cases_case.sealed"),
    ("audit", "cases_case.outcome_reason"),
    ("audit", "alerts_alert.sealed"),
    ("audit", "alerts_alert.signature"),
]
CASE = {
    "number": "2026-0001",
    "alert_id": "a",
    "author_id": "author",
    "author_unit": "north",
    "approver_id": "approver",
    "approver_unit": "south",
    "ground": "court_order",
    "basis": "document",
    "state": "waiting",
    "created_at": 1,
}

_TABLE = re.compile(rf"(?<![.'\\w])({'|'.join(SCHEMAS)})_[a-z_]+(?![\\w'])")
_REFUSALS = (
    "not authorized",
    "authorization denied",
    "prohibited",
    "permission denied",
    "must be owner",
    "must be superuser",
    "row-level security",
    "unsafe use of virtual table",
)


def refusal_of(config: HubConfig, role: str, query: str) -> str:
    """Try a query with a process's own connection factory and credentials; return what stopped it, or an empty text."""
    database = Database(config, role)
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute(query)
    except (sqlite3.Error, psycopg.Error) as error:
        return str(error).lower()
    finally:
        connection.close()
        database.close()
    return ""


def denied(config: HubConfig, role: str, query: str) -> bool:
    """Tell whether the wall, and nothing else, stopped a query."""
    if not config.on_sqlite:
        query = _TABLE.sub(lambda match: f"{match[1]}.{match[0]}", query)
    why = refusal_of(config, role, query)
    assert any(word in why for word in _REFUSALS), why or "nothing stopped it"
    return True


@pytest.mark.parametrize("query", POLICE_PRIES.values(), ids=POLICE_PRIES)
def test_police_cannot_pry_on_sqlite(sqlite_walls: HubConfig, query: str) -> None:
    assert denied(sqlite_walls, "police", query)


@pytest.mark.parametrize("query", POLICE_PRIES.values(), ids=POLICE_PRIES)
def test_police_cannot_pry_on_postgresql(postgresql_walls: HubConfig, query: str) -> None:
    assert denied(postgresql_walls, "police", query)


@pytest.mark.parametrize("query", POSTGRESQL_PRIES.values(), ids=POSTGRESQL_PRIES)
def test_police_cannot_leave_their_postgresql_role(postgresql_walls: HubConfig, query: str) -> None:
    assert denied(postgresql_walls, "police", query)


@pytest.mark.parametrize("query", SQLITE_PRIES.values(), ids=SQLITE_PRIES)
def test_no_process_leaves_its_sqlite_file(sqlite_walls: HubConfig, query: str) -> None:
    for role in ROLES:
        assert denied(sqlite_walls, role, query.format(file=sqlite_walls.sqlite_file))


@pytest.mark.parametrize(("role", "table"), [(role, table) for role, tables in OTHERS_PRY.items() for table in tables])
def test_each_process_keeps_to_its_tables(sqlite_walls: HubConfig, postgresql_walls: HubConfig, role: str, table: str) -> None:
    for config in (sqlite_walls, postgresql_walls):
        for query in (f"SELECT count(*) FROM {table}", f"SELECT * FROM {table}", f"DELETE FROM {table}", f"SELECT (SELECT 1 FROM {table})"):
            assert denied(config, role, query)


@pytest.mark.parametrize(("role", "column"), COLUMNS_PRY)
def test_a_column_that_is_not_granted_cannot_be_read(sqlite_walls: HubConfig, postgresql_walls: HubConfig, role: str, column: str) -> None:
    table, _, name = column.partition(".")
    for config in (sqlite_walls, postgresql_walls):
        for query in (
            f"SELECT {name} FROM {table}",
            f"SELECT * FROM {table}",
            f"SELECT 1 FROM {table} WHERE {name} IS NULL",
            f"SELECT count({name}) FROM {table}",
        ):
            assert denied(config, role, query)


def test_an_officer_does_not_see_the_case_of_an_own_alert(postgresql_config: HubConfig) -> None:
    worker, police = Database(postgresql_config, "worker"), Database(postgresql_config, "police")
    with worker.begin() as session:
        session.add(Case(id="c", **CASE))
        session.flush()
        session.add(CaseEvent(id="e", case_id="c", at=1, actor="worker", unit="", step="created"))
    seen = {}
    for actor in ("", "author", "approver", "third"):
        with police.read(actor) as session:
            seen[actor] = (
                session.execute(text("SELECT count(*) FROM cases_case")).scalar(),
                session.execute(text("SELECT count(*) FROM cases_event")).scalar(),
            )
    assert seen == {"": (0, 0), "author": (0, 0), "approver": (0, 0), "third": (1, 1)}
    with police.begin("author") as session:
        changed = session.execute(text("UPDATE cases_case SET state = 'taken'"))
        assert changed.rowcount == 0
    with pytest.raises(ProgrammingError, match="row-level security"), police.begin("author") as session:
        session.add(CaseEvent(id="f", case_id="c", at=1, actor="author", unit="", step="taken"))
    worker.close()
    police.close()


def test_only_the_register_tree_is_seen_by_people(postgresql_config: HubConfig) -> None:
    worker = Database(postgresql_config, "worker")
    with worker.begin() as session:
        for log in ("register", "cases"):
            session.add(Checkpoint(log=log, size=1, note="n", at=1))
    people = Database(postgresql_config, "people")
    with people.read() as session:
        assert session.execute(text("SELECT log FROM audit_checkpoint")).all() == [("register",)]
    people.close()
    worker.close()


def test_every_grant_names_columns_that_exist() -> None:
    tables = {table.name: {column.name for column in table.columns} for table in metadata.sorted_tables} | {
        "anju_revision": {"version_num"}
    }
    for grants in GRANTS.values():
        for table, rights in grants.items():
            named = set(f"{rights.read} {rights.change}".split()) - {ALL}
            assert named <= tables[table], table
    assert set(ROW_SECURITY) <= set(tables)
    assert {schema_of(name) for name in tables} == {*SCHEMAS, "public"}


def test_police_and_gateway_hold_no_right_that_the_bounds_forbid() -> None:
    reached = {role: {schema_of(table) for table in grants} for role, grants in GRANTS.items()}
    assert reached["police"] == {"police", "alerts", "cases", "audit"}
    assert reached["people"] - {"police"} == {"people", "register", "gateway", "audit", "screening"}
    assert {table: rights for table, rights in GRANTS["people"].items() if schema_of(table) == "screening"} == {
        "screening_outbox": Rights(add=True)  # who lives on or is corrected is compared again; what became of it nobody there can read
    }
    assert reached["audit"] == {"auditor", "alerts", "cases", "audit"}
    assert reached["gateway"] == {"gateway", "register", "screening"}
