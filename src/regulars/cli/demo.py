"""`regulars demo`: the example from an empty folder to a running console, in one command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from regulars.cli.output import complaints, console, open_database, print_table, problems_told
from regulars.cli.serve import serve
from regulars.features.context import make_context
from regulars.features.demo.facade import DemoSummary, load_demo
from regulars.features.demo.service.load import Step
from regulars.kit.examples import examples_folder
from regulars.kit.settings import Settings

EXAMPLE = "online-retail"


def run(
    serves: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the console afterwards.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen on; REGULARS_HOST or 127.0.0.1 by default.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port; REGULARS_PORT or 8000 by default.")] = None,
) -> None:
    """Load two years of a real shop's sales, settle and audit them, and serve the console. Run again, it adds nothing."""
    with open_database() as database:
        chosen = Settings.from_environment()
        settings = replace(chosen, host=host or chosen.host, port=chosen.port if port is None else port)
        context = make_context(settings, database)
        with problems_told(), progress_bar() as step:
            summary = load_demo(context, examples_folder() / EXAMPLE, step)
        if as_json:
            typer.echo(json.dumps(asdict(summary), ensure_ascii=False))
        else:
            tell(summary)
        if summary.audit_violations:
            raise typer.Exit(1)
        if serves:
            serve(context)


class Counted(MofNCompleteColumn):
    """So many of so many; where nobody knows how many there are, so many."""

    def render(self, task: Task) -> Text:
        """The words beside a bar."""
        if task.total is not None:
            return super().render(task)
        return Text(f"{task.completed:,.0f}" if task.completed else "", style="progress.download")


@contextmanager
def progress_bar() -> Iterator[Step]:
    """A bar per step, on standard error."""
    columns = (TextColumn("{task.description:>9}"), BarColumn(), Counted(), TimeElapsedColumn())
    with Progress(*columns, console=complaints) as bar:
        tasks: dict[str, TaskID] = {}

        def move(name: str, done: int, total: int) -> None:
            if name not in tasks:
                for finished in tasks.values():
                    bar.stop_task(finished)
                tasks[name] = bar.add_task(name, total=total or None)
            if name in ("settling", "auditing"):
                bar.update(tasks[name], advance=done, total=total or None)
            else:
                bar.update(tasks[name], completed=done, total=total or None)

        yield move


def tell(summary: DemoSummary) -> None:
    """The summary for people."""
    if not summary.events:
        console.print("Everything was there already: 0 new events.", markup=False)
    rows = [
        ("members", f"{summary.members:,}"),
        ("orders", f"{summary.orders:,}"),
        ("refund documents", f"{summary.refund_documents:,}"),
        ("  lines matched", f"{summary.refund_lines_matched:,}"),
        ("  lines unmatched", f"{summary.refund_lines_unmatched:,}"),
        ("events", f"{summary.events:,} new, {summary.events_stored:,} in all"),
        ("entries", f"{summary.entries:,}"),
        ("points issued", f"{summary.points_issued:,}"),
        ("  reversed by refunds", f"{summary.points_reversed:,}"),
        ("  expired", f"{summary.points_expired:,}"),
        ("  outstanding", f"{summary.points_outstanding:,}"),
        *((f"tier {tier}", f"{members:,}") for tier, members in summary.tiers.items()),
        ("audit", "no violation" if not summary.audit_violations else f"{summary.audit_violations} violations"),
        ("time", f"{summary.seconds:.1f} s, {summary.events_per_second:,.0f} events/s from file to audited ledger"),
    ]
    print_table(("", ""), rows)
