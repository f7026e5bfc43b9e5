"""The figures: run the benches of a source checkout and print what they measured."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from hub.commands.ground import AsJson, Exit, leave, say

BENCHES = Path(__file__).parents[2] / "tests" / "bench"


def bench(
    name: Annotated[str, typer.Argument(help="One bench, such as ingest; without it all of them.", show_default=False)] = "",
    as_json: AsJson = False,
    peers: Annotated[bool, typer.Option("--peers", help="Of screening: install other systems apart and set them beside it.")] = False,
) -> None:
    """Measure on this machine. Benches come with the source, not with the installed package."""
    known = {path.stem: path for path in sorted(BENCHES.glob("*.py")) if not path.stem.startswith("_")}
    if not known:
        leave(Exit.BROKEN, "no benches here: they come with the source checkout")
    if name and name not in known:
        leave(Exit.USAGE, f"there is no bench {name!r}; there are {', '.join(known)}")
    if peers and name != "screening":
        leave(Exit.USAGE, "--peers is for anju bench screening")
    options = [*(["--json"] if as_json else []), *(["--peers"] if peers else [])]
    codes = []
    for stem, path in known.items():
        if name in ("", stem):
            say(f"bench {stem}")
            module = ".".join(path.relative_to(BENCHES.parents[1]).with_suffix("").parts)
            codes.append(subprocess.run([sys.executable, "-m", module, *options], cwd=BENCHES.parents[1]).returncode)
    raise typer.Exit(int(Exit.FINDINGS if any(codes) else Exit.OK))
