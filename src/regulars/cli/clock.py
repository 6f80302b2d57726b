"""`regulars clock`: what time it is for members, and moving it forward in a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from regulars.cli.instants import read_instant
from regulars.cli.output import complaints, console, open_database, problems_told
from regulars.features.context import AppContext, make_context
from regulars.features.sandbox.facade import (
    DAYS_MAX,
    Advanced,
    ClockReading,
    advance,
    count_due,
    move_clock,
    read_clock,
    target_of,
)
from regulars.kit.settings import Settings

app = typer.Typer(help="The clock that members live by; in a sandbox it can be moved forward.", no_args_is_help=True)


@app.command("show")
def show() -> None:
    """Show the time, whose clock it is, and when something is due next."""
    with opened() as context:
        clock = _read(context)
    console.print(
        f"{shown(clock.now, clock.zone)} ({'test clock' if clock.is_test else 'the clock of the computer'})", markup=False
    )
    due = "nothing is due" if clock.next_due_at is None else f"next due {shown(clock.next_due_at, clock.zone)}"
    console.print(due, markup=False)


@app.command("set")
def set_clock(when: Annotated[str, typer.Argument(help="A date, or an instant as ISO 8601 with a zone.")]) -> None:
    """Move the clock of a sandbox forward without waiting: what falls due is left to the next event or sweep."""
    with opened() as context:
        clock = _read(context)
        with context.database.transaction() as connection:
            move_clock(context, connection, read_instant(when, "WHEN", clock.zone))
        clock = _read(context)
    console.print(f"It is {shown(clock.now, clock.zone)}.", markup=False)


@app.command("advance")
def advance_clock(
    days: Annotated[int | None, typer.Option("--days", min=1, max=DAYS_MAX, help="By so many days.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="To a date, or an instant as ISO 8601 with a zone.")] = None,
) -> None:
    """Move the clock of a sandbox forward, and let everything due on the way happen in order."""
    with opened() as context:
        clock = _read(context)
        target = _target(clock, days, to)
        with context.database.snapshot() as connection:
            due = count_due(connection, target)
        with progress_bar(clock, target) as move:
            done = advance(context, target, progress=move)
    tell(done, due, clock.zone)


def tell(done: Advanced, due: int, zone: ZoneInfo) -> None:
    """What an advance did."""
    console.print(
        f"It is {shown(done.now, zone)}. {due:,} members had something due; {done.settlements:,} settlements.", markup=False
    )


@contextmanager
def opened() -> Iterator[AppContext]:
    """The database of the environment, with refusals told."""
    with open_database() as database, problems_told():
        yield make_context(Settings.from_environment(), database)


@contextmanager
def progress_bar(clock: ClockReading, target: datetime) -> Iterator[Callable[[datetime, int], None]]:
    """A bar of the time that passes inside, on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[settled]:,} settled"), TimeElapsedColumn())
    with Progress(*columns, console=complaints) as bar:
        task = bar.add_task("", total=max((target - clock.now) / timedelta(days=1), 1e-9), settled=0)
        settled = 0

        def move(now: datetime, members: int) -> None:
            nonlocal settled
            settled += members
            day = now.astimezone(clock.zone).date().isoformat()
            bar.update(task, completed=(now - clock.now) / timedelta(days=1), description=day, settled=settled)

        yield move


def shown(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as people of the program read it.

    >>> from datetime import UTC
    >>> shown(datetime(2026, 12, 31, 16, tzinfo=UTC), ZoneInfo("Asia/Shanghai"))
    '2027-01-01 00:00:00 (Asia/Shanghai)'
    """
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M:%S} ({zone.key})"


def _read(context: AppContext) -> ClockReading:
    with context.database.snapshot() as connection:
        return read_clock(context, connection)


def _target(clock: ClockReading, days: int | None, to: str | None) -> datetime:
    instant = None if to is None else read_instant(to, "--to", clock.zone)
    return target_of(clock, to=instant, on=None, days=days)
