"""The ``anju`` command. Exit codes: 0 ok, 1 finished with findings, 2 usage, 3 environment broken, 4 refused by policy, 5 try again, 130
interrupted.
"""

import typer

from hub.commands import alerts, audit, bench, running, screen, signing_key, simulate, software, upkeep

app = typer.Typer(
    name="anju",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Rental-housing access control and tenancy register. Start with: anju demo",
    epilog="Exit codes: 0 ok · 1 findings · 2 usage · 3 environment broken · 4 refused by policy · 5 try again · 130 interrupted",
)
app.command("demo")(running.demo)
app.add_typer(running.hub_commands, name="hub")
app.add_typer(running.broker_commands, name="broker")
app.add_typer(running.witness_commands, name="witness")
app.command("doctor")(upkeep.doctor)
app.add_typer(upkeep.config_commands, name="config")
app.add_typer(upkeep.db_commands, name="db")
app.add_typer(upkeep.user_commands, name="user")
app.add_typer(upkeep.gate_commands, name="gate")
app.add_typer(signing_key.key_commands, name="key")
app.add_typer(software.software_commands, name="software")
app.add_typer(alerts.alert_commands, name="alert")
app.add_typer(audit.audit_commands, name="audit")
app.add_typer(screen.screen_commands, name="screen")
app.command("bench")(bench.bench)
app.command("simulate")(simulate.simulate)
app.command("version")(upkeep.version)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
