"""The roll-out of a release at the command line: how far it is, and each act by an operator's word."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hub.commands.ground import AsJson, ConfigFile, Exit, Settings, as_operator, leave, load
from hub.gateway.rollout_pace import Pace

software_commands = typer.Typer(no_args_is_help=True, help="Software of the gates: a release goes from building to building.")
Login = Annotated[str, typer.Option("--login", help="The operator whose word it is; who prepared a roll-out does not start it.")]


@software_commands.command("show")
def show(config: ConfigFile = None, settings: Settings = None, as_json: AsJson = False) -> None:
    """Print the roll-out that is under way, or the last one, and how far every gate is.

    Exit code 0 when nothing stands in its way, 1 when it is halted.
    """
    from hub.database import Database
    from hub.gateway.rollout_standing import standing

    with Database(load(config, settings).config, "people").read() as session:
        found = standing(session)
        told: dict[str, object] = {"number": 0, "state": "none"}
        gates = []
        if found is not None:
            row = found.row
            told = {"number": row.number, "state": row.state, "release": row.release_number, "name": row.release_name}
            every = [(stage.number, each.gate.name, each.trace, each.step) for stage in found.stages for each in stage.gates]
            gates = [
                {"gate": name, "stage": number, "phase": trace.phase, "step": word, "skipped": trace.skipped is not None}
                for number, name, trace, word in every
            ]
    if as_json:
        print(json.dumps(told | {"gates": gates}))
    else:
        lines = [f"{name}: {value}" for name, value in told.items()]
        lines += [f"{gate['stage']}  {gate['gate']}  {gate['phase']}{'  skipped' if gate['skipped'] else ''}" for gate in gates]
        print("\n".join(lines))
    raise typer.Exit(int(Exit.FINDINGS if told["state"] == "halted" else Exit.OK))


@software_commands.command("prepare")
def prepare(
    release: Annotated[Path, typer.Argument(help="The maker's file that ends in .release.", exists=True, dir_okay=False)],
    first: Annotated[list[str], typer.Option("--first", help="A gate whose building comes first. Again for the building after that.")],
    login: Login,
    per_stage: Annotated[int, typer.Option("--per-stage", help="How many buildings a stage after the first has.")] = Pace.per_stage,
    well_minutes: Annotated[
        int, typer.Option("--well-minutes", help="How long gates must be well before the next stage.")
    ] = Pace.well_minutes,
    patience_minutes: Annotated[
        int, typer.Option("--patience-minutes", help="How long a gate that is heard may take to get there.")
    ] = Pace.patience_minutes,
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Prepare a roll-out for another operator to start. Nothing is sent yet."""
    import base64
    import binascii

    from hub.clock import now_ms
    from hub.gateway import gates, rollout_steps

    try:
        envelope = base64.b64decode(release.read_bytes())
    except binascii.Error:
        leave(Exit.REFUSED, "release-unreadable")
    with as_operator(load(config, settings).config, login) as (session, operator):
        rollout_steps.prepare(
            session,
            envelope,
            buildings=[gates.find_named(session, name).property_id for name in first],
            pace=Pace(per_stage=per_stage, well_minutes=well_minutes, patience_minutes=patience_minutes),
            actor=operator,
            now=now_ms(),
        )


@software_commands.command("step")
def step(
    act: Annotated[str, typer.Argument(help="start, pause, resume, skip or withdraw")],
    login: Login,
    gate: Annotated[str, typer.Option("--gate", help="The gate that is skipped, by its short name.")] = "",
    config: ConfigFile = None,
    settings: Settings = None,
) -> None:
    """Take a step as an operator, whose passphrase is asked for, or read from standard input."""
    from hub.clock import now_ms
    from hub.gateway import gates, rollout_steps

    with as_operator(load(config, settings).config, login) as (session, operator):
        gate_id = gates.find_named(session, gate).id if gate else ""
        rollout_steps.take(session, act, gate_id=gate_id, actor=operator, now=now_ms())
