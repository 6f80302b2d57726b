"""`regulars audit`: verify the audit log, and take it away as a file."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from regulars.cli.output import console, open_database
from regulars.features.audit import facade
from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.service.export import write_lines
from regulars.features.context import system_time

app = typer.Typer(help="The audit log: who read or changed what.", no_args_is_help=True)


@app.command("verify")
def verify() -> None:
    """Hash every line again; exit code 1 and the first line that is not as it was sealed."""
    with open_database() as database:
        facade.seal(database)
        found = facade.verify(database)
    if found.broken_at is not None:
        console.print(f"Line {found.broken_at} is not as it was sealed: {found.reason}.", markup=False)
        raise typer.Exit(1)
    console.print(f"{found.sealed:,} lines are as they were sealed. Keep this hash elsewhere: {found.head}", markup=False)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write it.", dir_okay=False)],
    file_format: Annotated[Literal["csv", "ndjson"], typer.Option("--format", help="csv, or ndjson as it is sealed.")] = "csv",
) -> None:
    """Write every line to a file, oldest first; that is noted too."""
    with open_database() as database:
        line = AuditLine(at=system_time(), kind="export", action="export_audit", actor="command line", detail=file_format)
        with database.transaction() as connection:
            facade.record(connection, line)
        with file.open("w", encoding="utf-8", newline="") as output:
            output.writelines(write_lines(facade.walk_lines(database, facade.Search()), file_format))
    console.print(f"Wrote {file}.", markup=False)
