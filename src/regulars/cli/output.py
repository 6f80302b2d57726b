"""How commands speak: tables for people, and a Problem as a few plain lines with exit code 1."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.table import Table

from regulars.kit.collecting import collect_seldom
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.preparing import prepare

console = Console(highlight=False)
complaints = Console(stderr=True, highlight=False)


@contextmanager
def problems_told() -> Iterator[None]:
    """Tell a Problem on standard error and end the command with code 1."""
    try:
        yield
    except Problem as problem:
        complaints.print(str(problem), style="red", markup=False)
        raise typer.Exit(1) from problem


@contextmanager
def open_database() -> Iterator[Database]:
    """Open the database of the environment's settings, brought to the schema of this release."""
    with problems_told(), Database.open(Settings.from_environment()) as database:
        prepare(database)
        collect_seldom()
        yield database


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under column names; None is left blank."""
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
