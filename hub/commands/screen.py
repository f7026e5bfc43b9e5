"""The rules of screening from outside: compare a folder of made-up occupants and alerts, and write down what would become a case."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hub.commands.ground import Exit, leave, say

screen_commands = typer.Typer(no_args_is_help=True, help="The rules of screening, on files.")


@screen_commands.callback()
def _group() -> None:
    """Keep ``eval`` a command of its own."""


@screen_commands.command("eval")
def evaluate(
    folder: Annotated[Path, typer.Argument(help="A folder with occupants.jsonl and alerts.jsonl.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: occupant_id, alert_id, outcome, reason.")],
    today: Annotated[str, typer.Option("--today", help="The day of comparison, YYYY-MM-DD; today if left out.", show_default=False)] = "",
) -> None:
    """Compare every occupant with every alert in force that day and write one row for each pair that would become a case."""
    from hub.screening.folder import Unreadable, decide

    try:
        day = datetime.strptime(today, "%Y-%m-%d").replace(tzinfo=UTC).date() if today else datetime.now(UTC).date()
    except ValueError:
        leave(Exit.USAGE, "--today wants a date, YYYY-MM-DD")
    if out.resolve() in [(folder / name).resolve() for name in ("occupants.jsonl", "alerts.jsonl")]:
        leave(Exit.USAGE, f"{out} is what is to be read; --out wants another file")
    try:
        decisions = list(decide(folder, today=day, tell=say))
    except Unreadable as wrong:
        leave(Exit.USAGE, str(wrong))
    except OSError as error:
        leave(Exit.USAGE, f"{error.filename}: {error.strerror}. The folder needs occupants.jsonl and alerts.jsonl")
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("occupant_id", "alert_id", "outcome", "reason"))
            rows.writerows((each.occupant_id, each.alert_id, each.outcome, each.reason) for each in decisions)
    except OSError as error:
        leave(Exit.BROKEN, f"{out}: {error.strerror}")
    found = "1 pair would become a case" if len(decisions) == 1 else f"{len(decisions)} pairs would become cases"
    say(f"{found} on {day}; written to {out}")
