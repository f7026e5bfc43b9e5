"""The key that gates take lists and commands from, at the command line: where it stands, and each step by an operator's word."""

import json
from typing import Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, as_operator, load

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
    from hub.clock import now_ms
    from hub.gateway import key_steps

    with as_operator(load(config, settings).config, login) as (session, operator):
        key_steps.take(session, act, hours=hours, is_anyway=anyway, actor=operator, now=now_ms())


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "-")
