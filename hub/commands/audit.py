"""The audit logs from outside: enrol an auditor, export the logs, verify an export with nothing but a public key."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, leave, load, say

audit_commands = typer.Typer(no_args_is_help=True, help="The two audit logs.")


@audit_commands.command("keygen")
def keygen(path: Annotated[Path, typer.Argument(help="The new key's file; it belongs on the auditor's machine.")]) -> None:
    """Make an auditor's signing key and print its public half."""
    from hub.commands.keys import make_key

    print(make_key(path))


@audit_commands.command("log-key")
def log_key(config: ConfigFile = None, settings: Settings = None) -> None:
    """Print the audit logs' public key: what an auditor signs for and a verifier needs."""
    from hub.commands.keys import open_key

    loaded = load(config, settings)
    print(open_key(loaded.config.secrets_dir / "audit.key").public_key().public_bytes_raw().hex())


@audit_commands.command("sign")
def sign(
    log: Annotated[str, typer.Argument(help="The audit logs' public key, as anju audit log-key prints it.")],
    key: Annotated[Path, typer.Option("--key", help="The auditor's key file.")],
) -> None:
    """Sign, on the auditor's machine, that this log key is the one the auditor watches; print the statement."""
    from hub.commands.keys import open_key
    from hub.oversight import statement

    try:
        print(statement(open_key(key), bytes.fromhex(log)))
    except ValueError:
        leave(Exit.USAGE, "a public key is 64 hexadecimal characters")


@audit_commands.command("enrol")
def enrol(
    statement: Annotated[str, typer.Argument(help="The auditor's statement, as anju audit sign printed it.")],
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Enrol the auditor whose public key is the setting auditor_key; screening will not start without."""
    from hub import oversight
    from hub.commands.keys import open_key

    loaded = load(config, settings)
    log = open_key(loaded.config.secrets_dir / "audit.key").public_key().public_bytes_raw()
    if not oversight.holds(loaded.config, log, statement):
        leave(Exit.REFUSED, "this is not a statement by auditor_key over this hub's audit log")
    oversight.statement_file(loaded.config).write_text(statement.strip() + "\n", "ascii")
    say("the auditor is enrolled")


@audit_commands.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="A new folder for the export.")], config: ConfigFile = None, settings: Settings = None
) -> None:
    """Write both logs to a folder that anybody can verify offline."""
    from hub.database import Database
    from registry.audit.export import export_to

    loaded = load(config, settings)
    if folder.exists():
        leave(Exit.USAGE, f"{folder} is there already; an export goes to a new folder")
    with Database(loaded.config, "audit").read() as session:
        export_to(session, folder)
    say(f"exported to {folder}")


@audit_commands.command("verify")
def verify(
    folder: Annotated[Path, typer.Argument(help="An export.", exists=True)],
    key: Annotated[Path, typer.Option("--key", help="A file with the logs' public key.")],
    witness: Annotated[Path | None, typer.Option("--witness", help="A file with the witness's public key.", show_default=False)] = None,
    kept: Annotated[list[Path] | None, typer.Option("--kept", help="A checkpoint that you kept, or have from the witness.")] = None,
    as_json: AsJson = False,
) -> None:
    """Verify an export offline. The verifier is a program of its own: registry/audit/verify.py needs nothing else of Anju."""
    import registry.audit

    verifier = Path(registry.audit.__file__).with_name("verify.py")
    command = [sys.executable, "-I", verifier, folder, "--key", key, *(["--witness", witness] if witness else [])]
    command += [part for path in kept or [] for part in ("--kept", path)] + (["--json"] if as_json else [])
    raise typer.Exit(subprocess.run([str(part) for part in command], check=False).returncode)
