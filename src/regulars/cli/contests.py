"""`regulars contests …`: who is how far in a contest, and closing one."""

from __future__ import annotations

from typing import Annotated

import typer

from regulars.cli.output import console, open_database, print_table, problems_told
from regulars.features.contests.facade import close, find_contest, find_contests, standing
from regulars.features.context import make_context
from regulars.kit.calendars import date_of
from regulars.kit.settings import Settings
from regulars.store.extracts import catch_up

app = typer.Typer(help="Limited-time honours that are won.", no_args_is_help=True)

Honour = Annotated[str, typer.Argument(help="The key of the honour.")]


@app.command("list")
def list_contests() -> None:
    """List the contests of the program in force."""
    with open_database() as database, database.snapshot() as connection:
        held = find_contests(make_context(Settings.from_environment(), database), connection)
    print_table(
        ("honour", "metric", "from", "to", "winners", "state"),
        (
            (
                each.honour.key, each.contest.metric, date_of(each.contest.first_day), date_of(each.contest.last_day),
                each.contest.winners, each.state,
            )
            for each in held
        ),
    )  # fmt: skip


@app.command("standing")
def show_standing(honour: Honour, limit: Annotated[int, typer.Option(min=1, max=200, help="How many places.")] = 20) -> None:
    """Show who is furthest; money in minor units."""
    with open_database() as database, problems_told():
        catch_up(database)
        with database.snapshot() as connection:
            held = find_contest(make_context(Settings.from_environment(), database), connection, honour)
            found = standing(connection, held, limit)
    print_table(("place", "member", "score"), ((place, *each) for place, each in enumerate(found, start=1)))


@app.command("close")
def close_contest(honour: Honour) -> None:
    """Decide who won a contest that is over, and grant them the honour; again it changes nothing."""
    with open_database() as database, problems_told():
        held = close(make_context(Settings.from_environment(), database), honour, "command line")
    closing = held.closing
    assert closing is not None, "it is closed"
    console.print(f"{honour}: {len(closing.winners)} won, decided {closing.closed_at:%Y-%m-%d %H:%M} UTC.", markup=False)
