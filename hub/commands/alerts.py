"""What an issuing authority and the hub's operator do with alerts: make a key, sign offline, enrol the public half, renew it, end it."""

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, leave, load, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

alert_commands = typer.Typer(no_args_is_help=True, help="Signing alerts offline, and enrolling who may and by which keys.")
PublicKey = Annotated[str, typer.Argument(help="The public key, 64 hexadecimal characters.")]


@alert_commands.command("keygen")
def keygen(path: Annotated[Path, typer.Argument(help="The new key's file; keep it off the network.")]) -> None:
    """Make an issuer's signing key and print its public half."""
    from hub.commands.keys import make_key

    print(make_key(path))


@alert_commands.command("sign")
def sign(
    body: Annotated[Path, typer.Argument(help="The alert's body as JSON.", exists=True, dir_okay=False)],
    key: Annotated[Path, typer.Option("--key", help="The issuer's key file.")],
) -> None:
    """Sign one alert, offline, and print what an officer submits.

    The body has v (1), issuer, reference, ground, legal_basis, expires_at (UTC ms) and subject.

    The subject has name and document (kind, country, number), or name, birth_date and second_identifier.

    It may also have aliases (at most 5 other full names of that person) and further_documents (at most 2).
    """
    from hub.commands.keys import open_key
    from hub.screening import alerts
    from hub.web.refusals import sentence
    from registry.refusals import Refused

    signing_key = open_key(key)
    try:
        print(json.dumps(alerts.signed(json.loads(body.read_text("utf-8")), signing_key), ensure_ascii=False))
    except Refused as refused:
        reasons = dict.fromkeys(f"{each.field or 'alert'}: {sentence(each, 'en')} ({each.code})" for each in refused.refusals)
        leave(Exit.REFUSED, "\n".join(["this alert would be refused", *reasons]))
    except (ValueError, RecursionError):
        leave(Exit.USAGE, f"{body} is not an alert's body in JSON")


@alert_commands.command("enrol-issuer")
def enrol_issuer(
    name: Annotated[str, typer.Option("--name", help="The authority's name.")],
    public_key: Annotated[str, typer.Option("--key", help="Its public key, 64 hexadecimal characters.")],
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Enrol an authority's public key, so that its alerts can be submitted; print the issuer's id."""
    from hub.clock import now_ms
    from hub.screening import issuers

    with _as_owner(config, settings, public_key) as session:
        issuer = issuers.enrol(session, name, public_key=public_key, now=now_ms())
    print(issuer.authority)


@alert_commands.command("issuers")
def list_issuers(config: ConfigFile = None, settings: Settings = None, as_json: AsJson = False) -> None:
    """Print every authority's id, its name, and its keys with when each was enrolled and taken out of use (UTC ms)."""
    from hub.database import Database
    from hub.screening import issuers

    with Database(load(config, settings).config, "police").read() as session:
        keys = [key for each in issuers.by_authority(session).values() for key in each]
    fields = ("authority", "name", "public_key", "enrolled_at", "retired_at", "disabled_at")
    rows = [{name: getattr(key, name) for name in fields} for key in keys]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    elif not rows:
        say("no authority is enrolled; begin with: anju alert enrol-issuer")
    for row in [] if as_json else rows:
        print("  ".join(str(value or "-") for value in row.values()))


@alert_commands.command("renew-key")
def renew_key(
    issuer: Annotated[str, typer.Argument(help="The authority's id, as anju alert issuers prints it.")],
    public_key: Annotated[str, typer.Option("--key", help="Its further public key, 64 hexadecimal characters.")],
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Enrol a further key of an authority under the id that it has, so that who was cleared of its alerts stays cleared; print the id.

    The keys before it go on: end them with retire-key, or with disable-key.
    """
    from hub.clock import now_ms
    from hub.screening import issuers

    with _as_owner(config, settings, public_key) as session:
        key = issuers.renew(session, issuer, public_key=public_key, now=now_ms())
    print(key.authority)


@alert_commands.command("retire-key")
def retire_key(public_key: PublicKey, config: ConfigFile = None, settings: Settings = None) -> None:
    """Retire a key that was replaced in good order: alerts entered before stay in force as they are, and it signs no new one."""
    from hub.clock import now_ms
    from hub.screening import issuers

    with _as_owner(config, settings, public_key) as session:
        key = issuers.retire(session, public_key, now=now_ms())
        others = issuers.how_many_sign(session, key.authority, now=now_ms())
    say(f"{key.name}: this key signs no new alert; those entered before stay in force as they are")
    _say_what_signs(key.authority, others)


@alert_commands.command("disable-key")
def disable_key(
    public_key: PublicKey,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Disable a key that others may hold, for good: from the next screening on, every alert that it signed matches nobody.

    Nobody may look into their cases any more either. Such an alert is withdrawn, and entered again once another key has signed it.
    """
    from hub.clock import now_ms
    from hub.screening import issuers

    if not is_sure and typer.prompt("Every alert that it signed will match nobody. Type the key again") != public_key:
        leave(Exit.USAGE, "that is another key; nothing was done")
    with _as_owner(config, settings, public_key) as session:
        key = issuers.disable(session, public_key, now=now_ms())
        others = issuers.how_many_sign(session, key.authority, now=now_ms())
    say(f"{key.name}: every alert that this key signed matches nobody; withdraw those, and enter them signed again with another key")
    _say_what_signs(key.authority, others)


@contextmanager
def _as_owner(config: Path | None, settings: list[str] | None, public_key: str) -> "Iterator[Session]":
    """Give a transaction of the database's owner, who alone says which keys count; leave if the key is none, or if it is refused."""
    from hub.database import OWNER, Database
    from hub.web.refusals import sentence
    from registry.refusals import Refused

    if len(public_key) != 64 or not set(public_key) <= set("0123456789abcdef"):
        leave(Exit.USAGE, "a public key is 64 hexadecimal characters")
    try:
        with Database(load(config, settings).config, OWNER).begin() as session:
            yield session
    except Refused as refused:
        leave(Exit.REFUSED, "\n".join(f"{sentence(each, 'en')} ({each.code})" for each in refused.refusals))


def _say_what_signs(authority: str, others: int) -> None:
    if others:
        say(f"keys of this authority that sign: {others}")
    else:
        say(f"no key of this authority signs now; enrol a further one: anju alert renew-key {authority} --key …")
