"""`regulars sandbox`: databases with a clock of their own, to try what time will do without waiting for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from regulars.cli.instants import read_instant
from regulars.cli.output import console, print_table, problems_told
from regulars.features.context import system_time
from regulars.features.sandbox.facade import create_sandbox, drop_sandbox_database, list_sandboxes
from regulars.kit.settings import Settings
from regulars.store.database import Database

app = typer.Typer(help="Sandboxes: databases with a clock of their own, beside the one members live in.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Small letters, digits and _, at most 31.")]


@app.command("create")
def create(
    name: Name,
    at: Annotated[
        str | None, typer.Option("--at", help="What its clock shows: a date (UTC) or an instant; now by default.")
    ] = None,
) -> None:
    """Make an empty sandbox with the schema of this release."""
    with open_production() as database:
        now = system_time() if at is None else read_instant(at, "--at", ZoneInfo("UTC"))
        create_sandbox(database, name, now)
    console.print(f"The sandbox {name} is made; its clock shows {now.isoformat(timespec='seconds')}.", markup=False)
    console.print(f"Every command works in it with REGULARS_SANDBOX={name}, such as:", markup=False)
    console.print(f"  REGULARS_SANDBOX={name} regulars program publish FILE", markup=False)


@app.command("list")
def list_all() -> None:
    """List the sandboxes, with what their clocks show."""
    with open_production() as database:
        found = list_sandboxes(database.url)
    rows = (
        (each.name, each.database, each.now.isoformat(timespec="seconds"), f"{each.size_bytes / 2**20:,.1f}") for each in found
    )
    print_table(("name", "database", "clock", "MiB"), rows)


@app.command("drop")
def drop(name: Name, *, is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Drop a sandbox with everything in it."""
    with open_production() as database:
        if not is_sure:
            typer.confirm(f"Drop the sandbox {name} with everything in it?", abort=True)
        drop_sandbox_database(database.url, name)
    console.print(f"The sandbox {name} is gone.", markup=False)


@contextmanager
def open_production() -> Iterator[Database]:
    """Open the database that sandboxes stand beside, whichever sandbox the environment names; nothing in it is touched."""
    with problems_told(), Database.open(replace(Settings.from_environment(), sandbox=None)) as database:
        yield database
