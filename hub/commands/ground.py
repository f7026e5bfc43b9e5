"""What every command stands on: its settings, its exit codes, and where it speaks (data on stdout, talk on stderr)."""

import sys
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from hub.config import HubConfig, Loaded


class Exit(IntEnum):
    """What an exit code means; documented in ``anju --help`` and tested."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BROKEN = 3
    REFUSED = 4
    TEMPORARY = 5
    INTERRUPTED = 130


ConfigFile = Annotated[Path | None, typer.Option("--config", help="A TOML file instead of /etc/anju/hub.toml.", show_default=False)]
Settings = Annotated[
    list[str] | None, typer.Option("--set", help="KEY=VALUE, above environment and file. May be repeated.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]


def load(config: Path | None, settings: list[str] | None) -> "Loaded":
    """Return the settings, or leave with the sentence that says what is wrong with them."""
    from hub.config import ConfigError, load_config

    flags: dict[str, object] = {}
    for setting in settings or []:
        key, separator, value = setting.partition("=")
        if not separator:
            leave(Exit.USAGE, f"--set wants KEY=VALUE, not {setting!r}")
        flags[key.strip()] = value
    try:
        return load_config(config, flags=flags)
    except ConfigError as error:
        leave(Exit.USAGE, str(error))


@contextmanager
def as_operator(config: "HubConfig", login: str) -> "Iterator[tuple[Session, str]]":
    """Give a transaction and the account of an operator, whose passphrase is asked for, or read from standard input.

    Leave with exit code 4 if they are none, or if what is done is refused: nothing of it is kept then.
    """
    from hub import accounts
    from hub.clock import now_ms
    from hub.database import Database
    from registry.refusals import Refusal, Refused

    passphrase = typer.prompt("Passphrase", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    people, database, now = accounts.of("people", config), Database(config, "people"), now_ms()
    with database.read() as session:
        proof = accounts.prove(session, people, login=login, passphrase=passphrase, address="command line", now=now)
    with database.begin() as session:
        token = proof if isinstance(proof, Refusal) else accounts.sign_in(session, people, proof, now=now)
        operator = None if isinstance(token, Refusal) else accounts.find_actor(session, people, cookie=token.cookie, now=now)
        if not isinstance(token, Refusal):
            accounts.sign_out(session, people, cookie=token.cookie)
    if operator is None or "sysadmin" not in operator.roles:
        leave(Exit.REFUSED, "sign-in-failed")
    try:
        with database.begin() as session:
            yield session, operator.account_id
    except Refused as refused:
        leave(Exit.REFUSED, ", ".join(refusal.code for refusal in refused.refusals))


def again(config: Path | None, settings: list[str] | None) -> list[str]:
    """Return the same settings as arguments for a child."""
    chosen = ["--config", str(config.resolve())] if config else []
    return chosen + [part for setting in settings or [] for part in ("--set", setting)]


def say(text: str) -> None:
    """Talk to the person, on stderr."""
    print(text, file=sys.stderr)


def leave(code: Exit, text: str) -> NoReturn:
    """Say why, and end with this exit code."""
    say(text)
    raise typer.Exit(int(code))
