"""`regulars keys …-master`: the master key, under which the keys of personal data are wrapped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from regulars.cli.output import complaints, console, open_database, print_table
from regulars.features.privacy.facade import add_master_key, examine_keys, retire_master_keys, rotate_master_key
from regulars.kit.sealing import MasterKey


def show() -> None:
    """List the master keys by their ids, with what they wrap. No key is shown."""
    with open_database() as database:
        found = examine_keys(database)
    rows = [
        (key_id, found.wraps.get(key_id, 0), "active" if place == 0 else "at hand") for place, key_id in enumerate(found.at_hand)
    ]
    rows += [(key_id, found.wraps[key_id], "missing") for key_id in found.lacking]
    print_table(("master key", "wraps", ""), rows)


def new() -> None:
    """Print a fresh master key for REGULARS_MASTER_KEY. It is kept nowhere."""
    typer.echo(MasterKey.new().text())


def rotate(
    adds: Annotated[
        bool, typer.Option("--new/--no-new", help="Make a new key first; --no-new finishes a run that was cut off.")
    ] = True,
) -> None:
    """Wrap every data key under a new master key. Members can be used meanwhile; what was cut off, the next run finishes."""
    with open_database() as database, _progress() as progress:
        if adds:
            add_master_key(database)
        done = rotate_master_key(database, progress)
    console.print(f"{done.wrapped_anew:,} keys wrapped anew; the master key {done.active} wraps everything.", markup=False)
    console.print("Keep a copy of it apart from the database. Older backups still need the old key.", markup=False)


def retire(
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take the old master keys out of the file: personal data in backups made under them cannot be read any more."""
    with open_database() as database, _progress() as progress:
        if not is_sure:
            typer.confirm(
                "Personal data in older backups will be lost, unless you keep the old keys elsewhere. Go on?", abort=True
            )
        rotate_master_key(database, progress)
        retired = retire_master_keys(database)
    console.print(f"Retired: {', '.join(retired) or 'none, there was only one'}.", markup=False)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=complaints, transient=True) as bar:
        task = bar.add_task("wrapping anew", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
