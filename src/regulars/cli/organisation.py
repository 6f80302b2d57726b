"""`regulars organisation`: headquarters, regions and stores."""

from typing import Annotated

import typer

from regulars.cli.output import console, open_database, print_table
from regulars.features.context import system_time
from regulars.features.organisation import facade
from regulars.features.organisation.contracts import Unit, UnitKind

app = typer.Typer(help="Headquarters, regions and stores.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="What tills and files call it.")]
NameArgument = Annotated[str, typer.Argument(help="The name to show.")]
Below = Annotated[str, typer.Option(help="Code of the unit above it.")]
ZoneOption = Annotated[str, typer.Option(help="Time zone, such as Asia/Shanghai; as above it by default.")]


@app.command("list")
def list_all() -> None:
    """Show the tree."""
    with open_database() as database, database.snapshot() as connection:
        units = facade.list_units(connection)
    rows = (
        (
            "  " * (len(unit.line) - 1) + unit.code,
            unit.name or "headquarters",
            unit.kind,
            unit.time_zone,
            "closed" if unit.is_closed else "",
        )
        for unit in units
    )
    print_table(("code", "name", "kind", "time zone", "state"), rows)


@app.command("add-region")
def add_region(code: Code, name: NameArgument, below: Below = "hq", time_zone: ZoneOption = "") -> None:
    """Add a region."""
    _add("region", code, name, below, time_zone)


@app.command("add-store")
def add_store(code: Code, name: NameArgument, below: Below = "hq", time_zone: ZoneOption = "") -> None:
    """Add a store."""
    _add("store", code, name, below, time_zone)


@app.command("rename")
def rename(code: Code, name: NameArgument) -> None:
    """Give a unit another name."""
    with open_database() as database:
        _tell(facade.change(database, code, system_time(), name=name))


@app.command("move")
def move(code: Code, below: Annotated[str, typer.Option(help="Code of the unit that is to stand above it.")]) -> None:
    """Move a unit, with everything below it."""
    with open_database() as database:
        _tell(facade.change(database, code, system_time(), parent=below))


@app.command("close")
def close(code: Code) -> None:
    """Close a unit; its members stay."""
    with open_database() as database:
        _tell(facade.change(database, code, system_time(), closed=True))


@app.command("open")
def open_again(code: Code) -> None:
    """Open a closed unit again."""
    with open_database() as database:
        _tell(facade.change(database, code, system_time(), closed=False))


def _add(kind: UnitKind, code: str, name: str, below: str, time_zone: str) -> None:
    with open_database() as database:
        _tell(facade.add_below(database, below, kind, code, name, time_zone=time_zone or None))


def _tell(unit: Unit) -> None:
    state = ", closed" if unit.is_closed else ""
    console.print(f"{unit.code}: {unit.name or 'headquarters'} ({unit.kind}{state})", markup=False)
