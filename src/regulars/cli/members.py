"""`regulars members`: what one member may ask for - everything that is kept of them, and to be forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from regulars.cli import merges
from regulars.cli.output import console, open_database
from regulars.features.audit.contracts import AuditKind, AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import AppContext, make_context, system_time
from regulars.features.privacy.facade import as_json, as_page, erase_member, export_member, member_called
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.store.database import Database

COMMAND_LINE = "command line"

app = typer.Typer(help="One member: merged with another, exported, erased.", no_args_is_help=True)
app.command("merge")(merges.run_merge)
app.command("unmerge")(merges.run_unmerge)
app.command("find-duplicates")(merges.run_search)

Who = Annotated[str, typer.Argument(help="The member's number, or an identity such as phone:13912345678.")]


@app.command("export")
def export(
    who: Who,
    file: Annotated[Path, typer.Argument(help="A new file: .html to be read, anything else as JSON.")],
) -> None:
    """Write everything that is kept of a member to a file that only you can read."""
    with open_database() as database:
        with database.snapshot() as connection:
            member_id = member_called(connection, who)
            found = export_member(connection, member_id)
        text = as_page(found, system_time()) if file.suffix == ".html" else as_json(found)
        _note(database, "export", "export_member", member_id, file.suffix.lstrip("."))
        _write_new(file, text)
    console.print(f"Everything about member #{found.member_no} is in {file}.", markup=False, soft_wrap=True)


@app.command("erase")
def erase(
    who: Who,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask for the number to be typed.")] = False,
) -> None:
    """Erase a member for ever: the key of what is personal is destroyed, points are written off, the books stay."""
    with open_database() as database:
        with database.snapshot() as connection:
            member_id = member_called(connection, who)
            number = export_member(connection, member_id).member_no
        question = f"Member #{number} will be erased for ever. Type the number to go on"
        if not is_sure and typer.prompt(question).strip() != str(number):
            raise Problem("erasure_unconfirmed", "That is not the number; nothing was changed.")
        written_off = erase_member(_context(database), member_id, number, COMMAND_LINE)
        _note(database, "change", "erase_member", member_id, "")
    console.print(f"Member #{number} is erased; {written_off:,} points were written off.", markup=False)
    console.print("Backups made before still hold what was sealed, until their master key is retired.", markup=False)


def _context(database: Database) -> AppContext:
    return make_context(Settings.from_environment(), database)


def _note(database: Database, kind: AuditKind, action: str, member_id: UUID, detail: str) -> None:
    with database.transaction() as connection:
        line = AuditLine(system_time(), kind, action, COMMAND_LINE, members=(str(member_id),), detail=detail)
        record(connection, line)


def _write_new(file: Path, content: bytes) -> None:
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(content)
    except OSError as error:
        field = FieldError(str(file), error.strerror or "cannot be written", "a new file")
        raise Problem("file_unwritable", "The export was not written.", errors=(field,)) from error
