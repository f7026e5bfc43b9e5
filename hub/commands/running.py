"""Starting things: the hub and its processes, the embedded broker, the witness, the demo."""

from pathlib import Path
from typing import Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, again, leave, load

hub_commands = typer.Typer(no_args_is_help=True, help="The hub and its five processes.")
broker_commands = typer.Typer(no_args_is_help=True, help="The embedded MQTT broker, for trying out.")
witness_commands = typer.Typer(no_args_is_help=True, help="The witness that cosigns the audit logs; it belongs on another machine.")


@hub_commands.command("run")
def hub_run(
    process: Annotated[
        str, typer.Argument(help="link, work, people, police or audit; without it all five, kept alive.", show_default=False)
    ] = "",
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Run the hub: all five processes, or one of them."""
    from hub import run

    loaded = load(config, settings)
    if process and process not in run.PROCESSES:
        leave(Exit.USAGE, f"there is no process {process!r}; there are {', '.join(run.PROCESSES)}")
    code = run.run_process(loaded.config, process) if process else run.supervise(loaded.config, again(config, settings))
    raise typer.Exit(code)


@broker_commands.command("run")
def broker_run(config: ConfigFile = None, settings: Settings = None) -> None:
    """Run the embedded broker on the configured address until told to stop."""
    from hub import lifeline, logs
    from hub.gateway import embedded

    loaded = load(config, settings)
    logs.set_up("broker")
    lifeline.watch()
    raise typer.Exit(embedded.main(loaded.config))


@witness_commands.command("run")
def witness_run(
    data: Annotated[Path, typer.Option("--data", help="The witness's own folder: its key and what it has cosigned.")],
    log_key: Annotated[str, typer.Option("--log-key", help="The audit log's public key, 64 hexadecimal characters.")],
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port")] = 8476,
) -> None:
    """Run a witness: it cosigns a tree head only if the tree merely grew."""
    from hub import lifeline, logs
    from registry.audit import witness

    logs.set_up("witness")
    lifeline.watch()
    raise typer.Exit(witness.main(data=data, log_key=log_key, host=host, port=port))


def demo(
    seconds: Annotated[int, typer.Option("--seconds", help="Play the story for so long and judge it; 0 runs until Ctrl-C.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Run a small town on this machine: hub, broker, witness, gates and people, gone when it ends."""
    from hub import demo as town

    raise typer.Exit(town.main(seconds=seconds, as_json=as_json))
