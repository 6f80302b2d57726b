"""`regulars program`: check, compare, foretell, publish and show the loyalty program."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from regulars.cli import backtest
from regulars.cli.output import complaints, console, open_database, print_table, problems_told
from regulars.cli.program_words import tell, tell_comparison, tell_effect
from regulars.features.programs.facade import (
    JUDGED_MAX,
    ProgramDocument,
    ProgramLibrary,
    PublishedProgram,
    check,
    check_draft,
    compare,
    draft_of,
    effect_of,
    in_force,
    publish,
    schema_json,
)
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program
from regulars.store.clock import current_time
from regulars.store.database import Database

app = typer.Typer(help="The loyalty program: its rules as a document, in versions that never change.", no_args_is_help=True)
app.command("backtest")(backtest.run)

File = Annotated[Path, typer.Argument(help="The program as YAML.", exists=True, dir_okay=False, readable=True)]


@app.command("check")
def check_file(file: File) -> None:
    """Check a draft without publishing it: every fault with its line, or how it reads. Exit code 1 for faults."""
    with problems_told():
        checked = check_draft(_text_of(file), (), datetime.now(UTC))
    for fault in checked.faults:
        place = f"{file}:{fault.line}" if fault.line else str(file)
        expected = f" (expected {fault.expected})" if fault.expected else ""
        complaints.print(f"{place}: {fault.path}: {fault.message}{expected}", style="red", markup=False, soft_wrap=True)
    if checked.draft is None:
        raise typer.Exit(1)
    tell(checked.draft)


@app.command("show")
def show(
    version: Annotated[int | None, typer.Option(min=1, help="The version; the one in force by default.")] = None,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="Print the text exactly as it was published.")] = False,
) -> None:
    """Show a published version: ladder, wallets and rules in both languages, or its text."""
    with open_database() as database, problems_told(), database.snapshot() as connection:
        published = ProgramLibrary().published(connection)
        if not published:
            raise no_program()
        shown = _known(published, version, "--version") if version else in_force(published, current_time(connection))
    if as_yaml:
        typer.echo(shown.text, nl=False)
    else:
        tell(shown)


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A version's number, or a file.")],
    after: Annotated[str, typer.Argument(metavar="B", help="A version's number, or a file.")],
    with_lines: Annotated[bool, typer.Option("--lines", help="Also the changed lines of the texts.")] = False,
) -> None:
    """Tell what B says otherwise than A: two versions, two files, or one of each."""
    with problems_told():
        had, has = _sides(before, after)
        compared = compare(*had, *has)
    tell_comparison(compared, with_lines=with_lines)


@app.command("effect")
def effect(
    file: File,
    everybody: Annotated[bool, typer.Option("--everybody", help="Judge all members, however long it takes.")] = False,
) -> None:
    """Tell what publishing a draft would do at once: who is lifted, whose review ends otherwise, who holds what changes."""
    with open_database() as database, problems_told(), database.snapshot() as connection:
        published = ProgramLibrary().published(connection)
        if not published:
            raise no_program()
        now = current_time(connection)
        draft = draft_of(_text_of(file), published, now)
        found = effect_of(connection, published[-1], draft, instant_of(now), None if everybody else JUDGED_MAX)
    tell_effect(found, draft)


@app.command("publish")
def publish_file(
    file: File,
    start: Annotated[
        str | None, typer.Option("--from", help="In force from this instant (ISO 8601 with zone); now by default.")
    ] = None,
    note: Annotated[str, typer.Option(help="What changes and why, for the history.")] = "",
    based_on: Annotated[
        int | None, typer.Option(min=0, help="The version that the draft was made from; refused if there is a later one.")
    ] = None,
    is_agreed: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Publish the next version, after saying what changes and what that does. None can be changed later.

    A terminal is asked before it happens. The first version judges everything that ever happened.
    """
    with open_database() as database, problems_told():
        in_force_from = _instant(start)
        text = _text_of(file)
        seen = _foretell(database, text, str(file))
        if seen and not is_agreed and sys.stdin.isatty():
            typer.confirm(f"Publish version {seen + 1}?", abort=True)
        with database.transaction() as connection:
            published = publish(
                connection,
                ProgramLibrary(),
                text,
                name=str(file),
                in_force_from=in_force_from,
                clock=partial(current_time, connection),
                published_by=getpass.getuser(),
                note=note,
                based_on=based_on if based_on is not None else seen,
            )
    console.print(f"Version {published.version} of {published.program.key} is published, {_since(published)}.", markup=False)


def _foretell(database: Database, text: str, name: str) -> int:
    """Say what a text changes and does; gives the latest version, 0 when there is none or the text is that version's."""
    with database.snapshot() as connection:
        published = ProgramLibrary().published(connection)
        if not published or published[-1].text == text:
            return len(published)
        now = current_time(connection)
        draft = draft_of(text, published, now, name)
        compared = compare(published[-1].document, published[-1].text, draft.document, text)
        tell_comparison(compared)
        if compared.parts:
            tell_effect(effect_of(connection, published[-1], draft, instant_of(now)), draft)
    return len(published)


def _sides(*names: str) -> list[tuple[ProgramDocument, str]]:
    """What is to be compared, each a document with its text; the database is opened only for versions."""
    published: list[PublishedProgram] = []
    if any(name.isdecimal() for name in names):
        with open_database() as database, database.snapshot() as connection:
            published = ProgramLibrary().published(connection)
    return [_side(name, published) for name in names]


def _side(name: str, published: list[PublishedProgram]) -> tuple[ProgramDocument, str]:
    if name.isdecimal():
        version = _known(published, int(name), name)
        return version.document, version.text
    file = Path(name)
    if not file.is_file():
        field = FieldError(name, "is neither a version nor a file", "a number such as 1, or the path of a program")
        raise Problem("file_not_found", f"There is no file {name}.", errors=(field,))
    text = _text_of(file)
    return check(text, name), text


def _known(published: list[PublishedProgram], version: int, option: str) -> PublishedProgram:
    if not published:
        raise no_program()
    if not 1 <= version <= len(published):
        field = FieldError(option, "is not known", f"1 to {len(published)}")
        raise Problem("program_version_unknown", f"There is no version {version}.", errors=(field,))
    return published[version - 1]


@app.command("history")
def history() -> None:
    """List all versions, newest first."""
    with open_database() as database, database.snapshot() as connection:
        published = ProgramLibrary().published(connection)
    rows = (
        (version.version, _since(version), version.published_at.isoformat(timespec="seconds"), version.published_by, version.note)
        for version in reversed(published)
    )
    print_table(("version", "in force", "published", "by", "note"), rows)


@app.command("schema")
def schema() -> None:
    """Print the document's JSON Schema, for editors."""
    typer.echo(schema_json(), nl=False)


def _since(published: PublishedProgram) -> str:
    start = published.in_force_from
    return "from the beginning" if start.year == 1 else f"from {start.isoformat(timespec='seconds')}"


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        field = FieldError("$", f"byte {error.start} is not UTF-8", "text in UTF-8")
        raise Problem("program_invalid", f"{file} cannot be read.", errors=(field,)) from error


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        field = FieldError("--from", f"{text} is not an instant", "ISO 8601 with a zone, such as 2026-01-01T00:00:00+08:00")
        raise Problem("request_invalid", "The instant cannot be read.", errors=(field,))
    return instant.astimezone(UTC)
