"""`regulars program`: check, show and publish the loyalty program."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from regulars.cli import backtest
from regulars.cli.output import complaints, console, open_database, print_table, problems_told
from regulars.features.programs.contracts import ToldTier
from regulars.features.programs.facade import (
    ProgramLibrary,
    PublishedProgram,
    check_draft,
    in_force,
    publish,
    schema_json,
    told_cards,
    told_ladder,
    told_promotions,
    told_rules,
    told_stacking,
    told_wallets,
)
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program
from regulars.store.clock import current_time

app = typer.Typer(help="The loyalty program: its rules as a document, in versions that never change.", no_args_is_help=True)
app.command("backtest")(backtest.run)

File = Annotated[Path, typer.Argument(help="The program as YAML.", exists=True, dir_okay=False, readable=True)]
LANGUAGES = ("zh", "en")


@app.command("check")
def check(file: File) -> None:
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
        if version is not None and version > len(published):
            field = FieldError("--version", "is not known", f"1 to {len(published)}")
            raise Problem("program_version_unknown", f"There is no version {version}.", errors=(field,))
        shown = published[version - 1] if version else in_force(published, current_time(connection))
    if as_yaml:
        typer.echo(shown.text, nl=False)
    else:
        tell(shown)


@app.command("publish")
def publish_file(
    file: File,
    start: Annotated[
        str | None, typer.Option("--from", help="In force from this instant (ISO 8601 with zone); now by default.")
    ] = None,
    note: Annotated[str, typer.Option(help="What changes, for the history.")] = "",
) -> None:
    """Publish the next version. The first one judges everything that ever happened; none can be changed later."""
    with open_database() as database, problems_told():
        in_force_from = _instant(start)
        with database.transaction() as connection:
            published = publish(
                connection,
                ProgramLibrary(),
                _text_of(file),
                name=str(file),
                in_force_from=in_force_from,
                clock=partial(current_time, connection),
                published_by=getpass.getuser(),
                note=note,
            )
    console.print(f"Version {published.version} of {published.program.key} is published, {_since(published)}.", markup=False)


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


def tell(published: PublishedProgram) -> None:
    """Print a program as people read it, each sentence in both languages."""
    document = published.document
    console.print(f"{document.name.zh} / {document.name.en} ({document.program})", markup=False)
    for ladder in document.ladders:
        for tier in told_ladder(published, ladder.key):
            asked = " / ".join(_asked(tier, published, language) for language in LANGUAGES) if tier.requirements else "-"
            console.print(f"  {tier.level} {tier.name.zh} / {tier.name.en}: {asked}", markup=False, soft_wrap=True)
    for wallet in told_wallets(published):
        console.print(f"  {wallet.name.zh} / {wallet.name.en}: {wallet.text.zh} / {wallet.text.en}", markup=False, soft_wrap=True)
    for rule in told_rules(published):
        console.print(f"  {rule.key}: {rule.text.zh} / {rule.text.en}", markup=False, soft_wrap=True)
    for promotion in told_promotions(published):
        named = f"{promotion.name.zh} / {promotion.name.en}"
        console.print(f"  {named}: {promotion.text.zh} / {promotion.text.en}", markup=False, soft_wrap=True)
    for card in told_cards(published):
        console.print(f"  {card.name.zh} / {card.name.en}: {card.text.zh} / {card.text.en}", markup=False, soft_wrap=True)
    if stacking := told_stacking(published):
        console.print(f"  {stacking.zh} / {stacking.en}", markup=False, soft_wrap=True)


def _asked(tier: ToldTier, published: PublishedProgram, language: str) -> str:
    digits = published.document.currency.digits
    return ", ".join(
        f"{getattr(clause.name, language)} ({getattr(clause.window, language)})"
        f" ≥ {_amount(clause.required, digits if clause.unit == 'money' else 0)}"
        for clause in tier.requirements
    )


def _amount(required: int, digits: int) -> str:
    return f"{required:,}" if not digits else f"{required // 10**digits:,}.{required % 10**digits:0{digits}d}"


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
