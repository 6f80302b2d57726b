"""`regulars ledger …`: check the ledger, and let what is due happen."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import Progress

from regulars.cli import evidence
from regulars.cli.output import complaints, console, open_database, problems_told
from regulars.features.context import make_context
from regulars.kit.settings import Settings
from regulars.ledger.audit import audit
from regulars.ledger.refiguring import refigure
from regulars.ledger.sweep import sweep

app = typer.Typer(help="The ledger of points and growth.", no_args_is_help=True)
app.command("checkpoint")(evidence.checkpoint)
app.command("checkpoints")(evidence.checkpoints)
app.command("prove")(evidence.prove_entry)
app.command("verify")(evidence.verify_ledger)
app.command("verify-proof")(evidence.verify_proof)


@app.command("audit")
def run_audit(
    most: Annotated[int, typer.Option("--most", min=1, help="How many violations to print.")] = 50,
) -> None:
    """Recompute everything from the stored events; exit code 1 when anything differs."""
    with open_database() as database, problems_told():
        ledger = make_context(Settings.from_environment(), database).ledger
        found = 0
        with Progress(console=complaints) as bar:
            task = bar.add_task("members", total=None)
            for violation in audit(ledger, lambda done: bar.update(task, advance=done)):
                found += 1
                if found <= most:
                    console.print(f"{violation.member_id or 'base'}: {violation.what}", markup=False)
    console.print("No violation." if not found else f"{found} violations.", markup=False)
    if found:
        raise typer.Exit(1)


@app.command("figures")
def run_figures() -> None:
    """Derive the figures of the board from the stored events again, and set right what differs."""
    with open_database() as database, problems_told():
        ledger = make_context(Settings.from_environment(), database).ledger
        with Progress(console=complaints) as bar:
            task = bar.add_task("members", total=None)
            changed = refigure(ledger, lambda done: bar.update(task, advance=done))
    console.print(f"{changed:,} daily figures set right." if changed else "Every figure was right.", markup=False)


@app.command("settle")
def run_settle() -> None:
    """Let everything due by now happen, as the worker does."""
    with open_database() as database, problems_told():
        settled = sweep(make_context(Settings.from_environment(), database).ledger)
    console.print(f"{settled:,} members settled.", markup=False)
