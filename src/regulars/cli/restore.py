"""`regulars restore`: a backup becomes a database again, checked before it takes its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from regulars.cli.backup import tell
from regulars.cli.output import complaints, console, problems_told
from regulars.features.backup.facade import Step, open_backup, plan_restore, restore
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import DATABASE_URL_SCHEMES, Settings
from regulars.store.database import key_source, server_url


def run(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    into: Annotated[
        str | None, typer.Option("--into", help="A PostgreSQL URL or a data directory; by default that of the environment.")
    ] = None,
    replaces: Annotated[
        bool, typer.Option("--replace", help="Replace a database that holds something, after its name was typed.")
    ] = False,
    drops_replaced: Annotated[
        bool, typer.Option("--drop-replaced", help="Do not keep the replaced database under another name.")
    ] = False,
    audits: Annotated[
        bool, typer.Option("--audit/--without-audit", help="Decide all events again before it takes its place.")
    ] = True,
    opens: Annotated[
        bool, typer.Option("--key/--without-key", help="The master key must open it; without, it may stay unreadable.")
    ] = True,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask whether to begin.")] = False,
) -> None:
    """Restore a backup into an empty database. Until everything in it is found to hold, nothing is changed."""
    with problems_told(), server_url(_target(into)) as url, open_backup(file) as backup:
        keys = key_source(_target(into)) if opens else None
        place = plan_restore(url, backup.manifest, replaces=replaces, keys=keys)
        console.print(str(file), markup=False, soft_wrap=True)
        tell(backup.manifest)
        if not place.is_empty:
            _name_typed(place.name)
        elif not is_sure:
            typer.confirm(f"Restore it as the database {place.name}?", abort=True)
        with _bars() as step:
            done = restore(backup, place, keys=keys, audits=audits, keeps_replaced=not drops_replaced, step=step)
    console.print(f"Restored as the database {place.name}; " + ("nothing differs." if audits else "not audited."), markup=False)
    if not opens:
        console.print("The master key was not tried: `regulars doctor` says whether it opens what is sealed.", markup=False)
    if done.migrated:
        console.print(f"Migrated: {', '.join(done.migrated)}.", markup=False)
    if done.replaced is not None:
        console.print(f"The old one is kept as {done.replaced}, until you drop it.", markup=False)


def _target(into: str | None) -> Settings:
    settings = replace(Settings.from_environment(), sandbox=None)
    if into is None:
        return settings
    if into.startswith(DATABASE_URL_SCHEMES):
        return replace(settings, database_url=into)
    if "://" in into:
        field = FieldError("--into", "is no PostgreSQL URL", "postgresql://user@host:5432/database, or a folder")
        raise Problem("request_invalid", "Where should it go?", errors=(field,))
    return replace(settings, database_url=None, data_dir=Path(into).expanduser())


def _name_typed(name: str) -> None:
    typed = typer.prompt(f"All that is in the database {name} will be replaced. Type its name to go on")
    if typed.strip() != name:
        raise Problem("request_invalid", "That is not its name; nothing was changed.")


@contextmanager
def _bars() -> Iterator[Step]:
    """A bar for each step, on standard error."""
    columns = (TextColumn("{task.description:>10}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=complaints) as bar:
        tasks: dict[str, TaskID] = {}

        def move(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total or None)
            bar.update(tasks[name], advance=done)

        yield move
