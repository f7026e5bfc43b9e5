"""Looking after a hub: its settings, its database, its accounts, its gates, its health."""

import json
import sys
from typing import Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, leave, load, say

config_commands = typer.Typer(no_args_is_help=True, help="The settings, and where each came from.")
db_commands = typer.Typer(no_args_is_help=True, help="The database.")
user_commands = typer.Typer(no_args_is_help=True, help="Accounts.")
gate_commands = typer.Typer(no_args_is_help=True, help="Gates.")

MARKS = {"well": "✔", "warning": "!", "broken": "✘"}


@config_commands.command("show")
def config_show(config: ConfigFile = None, settings: Settings = None, as_json: AsJson = False) -> None:
    """Print every setting and whether it came from a flag, the environment, a file or the default."""
    loaded = load(config, settings)
    values = loaded.config.model_dump(mode="json")
    if as_json:
        print(json.dumps({key: {"value": value, "from": loaded.sources[key]} for key, value in values.items()}, ensure_ascii=False))
        return
    for key, value in values.items():
        print(f"{key} = {json.dumps(value, ensure_ascii=False)}    # {loaded.sources[key]}")


@db_commands.command("upgrade")
def db_upgrade(config: ConfigFile = None, settings: Settings = None) -> None:
    """Make the secrets that are missing, bring the database to the newest revision, and set every role's rights anew."""
    from sqlalchemy.exc import SQLAlchemyError

    from hub.database import migrate
    from hub.secrets import SecretError, make_secrets

    loaded = load(config, settings)
    try:
        make_secrets(loaded.config)
        migrate(loaded.config)
    except (SQLAlchemyError, SecretError, OSError) as error:
        leave(Exit.BROKEN, f"the database cannot be upgraded: {type(error).__name__}; see anju doctor")
    say("the database is at the newest revision")


@db_commands.command("roles")
def db_roles(
    database: Annotated[str, typer.Argument(help="The name of the PostgreSQL database to make.")] = "anju",
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Print the SQL that a PostgreSQL administrator runs once: the logins, with the passwords from the secrets, and their database."""
    from hub.config import ROLES
    from hub.postgresql import cluster_statements, connect_statements, silence_statements
    from hub.secrets import make_secrets, read_secret

    loaded = load(config, settings)
    if loaded.config.on_sqlite:
        leave(Exit.USAGE, "the database is SQLite, which has no logins; set database to postgresql+psycopg://…")
    make_secrets(loaded.config)
    passwords = {role: read_secret(loaded.config.secrets_dir / f"db-{role}") for role in (*ROLES, "owner")}
    lines = [*cluster_statements(database, passwords), f"\\connect {database}", *silence_statements(), *connect_statements()]
    print("\n".join(line if line.startswith("\\") else f"{line};" for line in lines))


@user_commands.command("add")
def user_add(
    application: Annotated[str, typer.Option("--application", help="people, police or audit")],
    login: Annotated[str, typer.Option("--login")],
    role: Annotated[list[str], typer.Option("--role", help="May be repeated.")],
    unit: Annotated[str, typer.Option("--unit", help="An official's unit, such as north, once it is named.")] = "",
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Make an account; its passphrase is asked for, or read from standard input."""
    from hub import accounts
    from hub.clock import now_ms
    from hub.database import Database
    from registry.refusals import Refusal

    loaded = load(config, settings)
    passphrase = (
        typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    )
    try:
        place = accounts.of(application, loaded.config)
        with Database(loaded.config, application).begin() as session:
            made = accounts.create_account(session, place, login=login, passphrase=passphrase, roles=role, unit=unit, now=now_ms())
    except ValueError as error:
        leave(Exit.USAGE, str(error))
    if isinstance(made, Refusal):
        leave(Exit.REFUSED, made.code)
    print(made)


@user_commands.command("name-unit")
def user_name_unit(
    unit: Annotated[str, typer.Argument(help="The unit's short name, such as north, which rows and the audit log keep.")],
    zh: Annotated[str, typer.Option("--zh", help="What the town calls it in Chinese.")],
    en: Annotated[str, typer.Option("--en", help="The same in English.")],
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Say what a unit of the police is called, or call it otherwise; officials are added to units that have a name."""
    from hub import accounts
    from hub.database import Database

    with Database(load(config, settings).config, "police").begin() as session:
        refusal = accounts.name_unit(session, unit, zh=zh, en=en)
    if refusal:
        leave(Exit.REFUSED, refusal.code)


@gate_commands.command("list")
def gate_list(config: ConfigFile = None, settings: Settings = None, as_json: AsJson = False) -> None:
    """Print every gate with its state, and when it was last heard of."""
    from sqlalchemy import select
    from sqlmodel import col

    from hub.database import Database
    from hub.gateway.tables import Gate, GateStatus

    loaded = load(config, settings)
    columns = (col(Gate.name), col(Gate.label), col(Gate.state), col(GateStatus.online), col(GateStatus.received_at))
    query = select(*columns).outerjoin(GateStatus).order_by(col(Gate.name))
    with Database(loaded.config, "people").read() as session:
        rows = [dict(zip(("name", "label", "state", "online", "heard_at"), row, strict=True)) for row in session.execute(query)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("  ".join(str(value) for value in row.values()))


def doctor(config: ConfigFile = None, settings: Settings = None, as_json: AsJson = False) -> None:
    """Check this hub. Exit code 0 well, 1 warnings, 3 broken."""
    from hub.doctor import Level, examine

    findings = examine(load(config, settings).config)
    if as_json:
        print(json.dumps([{"code": f.code, "level": f.level, "says": f.says} for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{MARKS[finding.level]} {finding.code}: {finding.says}")
    levels = {finding.level for finding in findings}
    code = Exit.BROKEN if Level.BROKEN in levels else Exit.FINDINGS if Level.WARNING in levels else Exit.OK
    raise typer.Exit(int(code))


def version() -> None:
    """Print the version."""
    from importlib.metadata import version as installed

    print(installed("anju"))
