"""Practice runs from the ``anju`` command: a program of its own, since the hub imports nothing of the simulator."""

import subprocess
import sys
from typing import Annotated

import typer

from hub.commands.ground import AsJson


def simulate(
    scenario: Annotated[str, typer.Argument(help="A scenario, or fuzz; without one, what each is about.", show_default=False)] = "list",
    seed: Annotated[int, typer.Option(help="The same seed is the same run.")] = 1,
    seeds: Annotated[int, typer.Option(help="How many runs of fuzz, from --seed on.")] = 1000,
    language: Annotated[str, typer.Option(help="zh or en; else the terminal's.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """Let gates and a hub live through power cuts, fire, copied identities and lying clocks, and judge each promise: else exit code 1."""
    arguments = [scenario, "--seed", str(seed), "--seeds", str(seeds)]
    arguments += [*(["--language", language] if language else []), *(["--json"] if as_json else [])]
    raise typer.Exit(subprocess.run([sys.executable, "-m", "simulator.practice", *arguments], check=False).returncode)
