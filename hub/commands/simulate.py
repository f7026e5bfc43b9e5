"""Practice runs from the ``anju`` command: a program of its own, since the hub imports nothing of the simulator."""

import subprocess
import sys
from typing import Annotated

import typer

from hub.commands.ground import AsJson


def simulate(
    scenario: Annotated[str, typer.Argument(help="A file of simulator/scenarios without its ending, or fuzz.", show_default=False)],
    seed: Annotated[int, typer.Option(help="The same seed is the same run.")] = 1,
    seeds: Annotated[int, typer.Option(help="How many runs of fuzz, from --seed on.")] = 1000,
    as_json: AsJson = False,
) -> None:
    """Let gates and a hub live through power cuts, crashes and lying clocks, and judge that nothing was lost: else exit code 1."""
    arguments = [scenario, "--seed", str(seed), "--seeds", str(seeds), *(["--json"] if as_json else [])]
    raise typer.Exit(subprocess.run([sys.executable, "-m", "simulator.practice", *arguments], check=False).returncode)
