"""`regulars tags …`: the tags of members."""

from __future__ import annotations

import typer

from regulars.cli.output import console, open_database, print_table, problems_told
from regulars.features.context import make_context
from regulars.features.tags.facade import evaluate_until_done, select_tags
from regulars.kit.settings import Settings

app = typer.Typer(help="Tags of members, by hand and by rule.", no_args_is_help=True)


@app.command("list")
def list_tags() -> None:
    """List the tags with how many members bear them."""
    with open_database() as database, database.snapshot() as connection:
        tags = select_tags(connection)
    print_table(
        ("key", "name", "kind", "members", "state"),
        (
            (
                tag.key, tag.name, "manual" if tag.condition is None else "rule", f"{tag.members:,}",
                "not followed: the program does not know it" if tag.is_faulty else "due" if tag.is_due else "",
            )
            for tag in tags
        ),
    )  # fmt: skip


@app.command("evaluate")
def evaluate() -> None:
    """Bring all rule-based tags up to date now, as the worker does all the time."""
    with open_database() as database, problems_told():
        done = evaluate_until_done(make_context(Settings.from_environment(), database))
    console.print(
        f"{done.rules:,} rules asked of everybody, {done.changed:,} changed members looked at:"
        f" {done.entered:,} entered, {done.left:,} left.",
        markup=False,
    )
