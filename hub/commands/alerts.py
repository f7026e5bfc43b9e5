"""What an issuing authority and the hub's operator do with alerts: make a key, sign offline, enrol the public half."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hub.commands.ground import ConfigFile, Exit, Settings, leave, load

alert_commands = typer.Typer(no_args_is_help=True, help="Signing alerts offline, and enrolling who may.")


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
    from uuid import uuid4

    from hub.clock import now_ms
    from hub.database import OWNER, Database
    from hub.screening.tables import Issuer

    if len(public_key) != 64 or not set(public_key) <= set("0123456789abcdef"):
        leave(Exit.USAGE, "a public key is 64 hexadecimal characters")
    loaded = load(config, settings)
    issuer = Issuer(id=uuid4().hex, name=name, public_key=public_key, enrolled_at=now_ms())
    with Database(loaded.config, OWNER).begin() as session:
        session.add(issuer)
    print(issuer.id)
