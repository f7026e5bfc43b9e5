"""The key that gates take lists and commands from, at the command line: where it stands, and each step by an operator's word."""

import json
import sys
from typing import Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, leave, load

key_commands = typer.Typer(no_args_is_help=True, help="The key that gates take lists and commands from.")


@key_commands.command("show")
def show(config: ConfigFile = None, settings: Settings = None, as_json: AsJson = False) -> None:
    """Print the newest key, the old one while it is believed, the step that waits, and which gates do not follow yet.

    Exit code 0 when every gate follows, 1 when some do not.
    """
    from hub.database import Database
    from hub.gateway import gates, keys

    with Database(load(config, settings).config, "people").read() as session:
        standing = keys.standing(session)
        behind = [gate.name for gate in standing.behind(gates.list_gates(session))]
    waiting = standing.waiting.act if standing.waiting else ""
    told = {"newest": standing.newest, "starts_at": standing.starts_at, "old": standing.old, "waiting": waiting, "behind": behind}
    print(json.dumps(told) if as_json else "\n".join(f"{name}: {_plain(value)}" for name, value in told.items()))
    raise typer.Exit(int(Exit.FINDINGS if behind else Exit.OK))


@key_commands.command("step")
def step(
    act: Annotated[str, typer.Argument(help="rotate, retire, agree or withdraw")],
    login: Annotated[str, typer.Option("--login", help="The operator whose word it is; another operator agrees.")],
    hours: Annotated[int, typer.Option("--hours", help="How long after its announcement a new key begins.")] = 24,
    anyway: Annotated[bool, typer.Option("--anyway", help="Retire the old key though some gates do not follow yet.")] = False,
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Take a step as an operator, whose passphrase is asked for, or read from standard input."""
    from hub import accounts
    from hub.clock import now_ms
    from hub.database import Database
    from hub.gateway import key_steps
    from registry.refusals import Refusal, Refused

    loaded, now = load(config, settings).config, now_ms()
    passphrase = typer.prompt("Passphrase", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    people, database = accounts.of("people", loaded), Database(loaded, "people")
    with database.begin() as session:
        token = accounts.sign_in(session, people, login=login, password=passphrase, address="command line", now=now)
        operator = None if isinstance(token, Refusal) else accounts.find_actor(session, people, cookie=token.cookie, now=now)
        if not isinstance(token, Refusal):
            accounts.sign_out(session, people, cookie=token.cookie)
    if operator is None or "sysadmin" not in operator.roles:
        leave(Exit.REFUSED, "sign-in-failed")
    try:
        with database.begin() as session:
            key_steps.take(session, act, hours=hours, is_anyway=anyway, actor=operator.account_id, now=now)
    except Refused as refused:
        leave(Exit.REFUSED, ", ".join(refusal.code for refusal in refused.refusals))


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "-")
