"""`regulars import orders` and `members`: files into the ledger by a mapping, with their rejects and a progress bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from regulars.cli.output import complaints, console, open_database, print_table, problems_told
from regulars.features.context import make_context
from regulars.features.imports.facade import (
    ImportPlan,
    ImportSummary,
    LoadReport,
    ReportProgress,
    appending_to,
    load,
    read_documents,
    read_mapping,
    registering_in,
    require_currency,
    write_rejects,
)
from regulars.features.member_files.contracts import Tally
from regulars.features.member_files.facade import import_by_command, read_member_mapping
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.settings import Settings
from regulars.ledger.append import Ledger

app = typer.Typer(help="Bring in data from elsewhere.", no_args_is_help=True)


@app.callback()
def imports() -> None:
    """Bring in data from elsewhere."""


@app.command("orders")
def orders(
    file: Annotated[Path, typer.Argument(help="CSV, Parquet or Excel.")],
    mapping: Annotated[Path, typer.Option("--mapping", "-m", help="What the columns mean (YAML).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and match, but send nothing.")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="Where to list what did not go in.")] = None,
) -> None:
    """Load purchases and refunds. May be stopped and repeated at any time: nothing counts twice."""
    with problems_told():
        plan = read_documents(file, read_mapping(mapping))
        tell_plan(plan.summary)
        report = None if dry_run else send(plan)
    listed = (*plan.rejects, *(report.refused if report else ()))
    if report is not None:
        tell_report(report)
    if listed:
        path = rejects or Path(f"{file.stem}-rejects.csv")
        complaints.print(f"{write_rejects(path, listed):,} lines did not go in: see {path}", style="yellow", markup=False)


def send(plan: ImportPlan) -> LoadReport:
    """Send a plan to the ledger of the environment's database."""
    with open_database() as database, progress_bar() as progress:
        ledger = Ledger(database, ProgramLibrary().history)
        require_currency(ledger, plan.summary.currency)
        return load(plan, appending_to(ledger), register=registering_in(ledger), database=database, progress=progress)


@app.command("members")
def members(
    file: Annotated[Path, typer.Argument(help="CSV, Parquet or Excel.")],
    mapping: Annotated[Path, typer.Option("--mapping", "-m", help="What the columns mean (YAML).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen to every row, and write nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Bring a file in once more that came in before.")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="Where to list what did not go in.")] = None,
) -> None:
    """Bring in members, or change those who are there. May be stopped and repeated at any time: no row counts twice."""
    with problems_told(), open_database() as database, progress_bar("rows") as progress:
        context = make_context(Settings.from_environment(), database)
        report = import_by_command(context, file, read_member_mapping(mapping), progress, is_dry=dry_run, again=again)
    if report.is_earlier:
        console.print("This file came in by this mapping before: nothing was done. --again brings it in once more.")
    tell_tally(report.tally, is_dry=dry_run)
    if report.rejects:
        path = rejects or Path(f"{file.stem}-rejects.csv")
        count = write_rejects(path, report.rejects)
        complaints.print(f"{count:,} faults were listed: see {path}", style="yellow", markup=False)


def tell_tally(tally: Tally, *, is_dry: bool) -> None:
    """What became of the rows, or would."""
    rows = [
        ("rows", f"{tally.rows:,}"),
        ("  new members", f"{tally.new:,}"),
        ("  updated", f"{tally.updated:,}"),
        ("  unchanged", f"{tally.unchanged:,}"),
        ("  left alone: there already", f"{tally.skipped:,}"),
        ("  blank", f"{tally.blank:,}"),
        ("  rejected", f"{tally.rejected:,}"),
        *((f"    {reason}", f"{count:,}") for reason, count in tally.faults.most_common()),
    ]
    print_table(("what would happen" if is_dry else "", ""), rows)


@contextmanager
def progress_bar(what: str = "events") -> Iterator[ReportProgress]:
    """A bar that moves with each batch."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=complaints) as bar:
        task = bar.add_task(what, total=None)

        def move(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield move


def tell_plan(summary: ImportSummary) -> None:
    """What the file holds."""
    rows = [
        ("rows", f"{summary.rows:,}"),
        ("  without a member", f"{summary.rows_without_member:,}"),
        ("  rejected", f"{summary.rows_rejected:,}"),
        ("members", f"{summary.members:,}"),
        ("orders", f"{summary.orders:,} with {summary.order_lines:,} lines"),
        ("  worth", money(summary.order_total_minor, summary)),
        ("refund documents", f"{summary.refund_documents:,} with {summary.refund_lines:,} lines"),
        ("  worth", money(summary.refund_total_minor, summary)),
        ("  lines matched", f"{summary.refund_lines_matched:,} ({summary.refund_lines_matched_in_part:,} in part)"),
        ("  lines unmatched", f"{summary.refund_lines_unmatched:,}"),
        *((f"    {reason}", f"{count:,}") for reason, count in summary.unmatched_by_reason.items()),
        ("  stated minus paid", money(summary.price_difference_minor, summary)),
    ]
    print_table(("", ""), rows)


def tell_report(report: LoadReport) -> None:
    """What became of the events."""
    statuses = ", ".join(f"{count:,} {status}" for status, count in sorted(report.statuses.items()))
    skipped = f"; {report.events_skipped:,} were in already" if report.events_skipped else ""
    console.print(f"{report.events_new:,} new events of {report.events_total:,}{skipped}. {statuses}", markup=False)


def money(amount_minor: int, summary: ImportSummary) -> str:
    """An amount with its currency.

    >>> from types import SimpleNamespace
    >>> money(-123456, SimpleNamespace(currency="GBP", currency_digits=2))
    'GBP -1,234.56'
    """
    whole, part = divmod(abs(amount_minor), 10**summary.currency_digits)
    sign = "-" if amount_minor < 0 else ""
    digits = f".{part:0{summary.currency_digits}d}" if summary.currency_digits else ""
    return f"{summary.currency} {sign}{whole:,}{digits}"
