"""`regulars backup`: the whole database in one file, while others go on working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from regulars.cli.output import complaints, console, problems_told
from regulars.features.backup.facade import Manifest, back_up
from regulars.features.context import system_time
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.store.database import Database


def run(
    target: Annotated[Path, typer.Argument(help="A new file, or a folder to make one in, named by the time.")],
    of_sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Of the sandbox that REGULARS_SANDBOX names, not of the real base.")
    ] = False,
) -> None:
    """Back up the database to a file that only you can read. Nothing has to be stopped, and nothing is overwritten."""
    with problems_told(), Database.open(_chosen(of_sandbox)) as database, _growing() as progress:
        made = back_up(database, target, system_time, progress)
    console.print(f"{made.path}: {decimal(made.path.stat().st_size)}", markup=False, soft_wrap=True)
    tell(made.manifest)


def tell(manifest: Manifest) -> None:
    """What a backup holds, in a few lines."""
    counts = f"{manifest.members:,} members, {manifest.events:,} events, {manifest.entries:,} entries"
    lines = [
        f"  made {manifest.made_at.isoformat(timespec='seconds')} of {manifest.database} by Regulars {manifest.regulars}",
        f"  {counts}, {len(manifest.program_versions)} versions of the program",
    ]
    if manifest.test_time is not None:
        lines.append(f"  a sandbox: its clock stands at {manifest.test_time.isoformat(timespec='seconds')}")
    if manifest.checkpoint is not None:
        lines.append(f"  newest checkpoint {manifest.checkpoint.checkpoint_no}, hash {manifest.checkpoint.hash}")
    lines.append(f"  SHA-256 of the dump {manifest.dump.sha256}")
    console.print("\n".join(lines), markup=False, soft_wrap=True)


def _chosen(of_sandbox: bool) -> Settings:
    settings = Settings.from_environment()
    if of_sandbox and settings.sandbox is None:
        field = FieldError("REGULARS_SANDBOX", "is not set", "the name of a sandbox")
        raise Problem("request_invalid", "Which sandbox should be backed up?", errors=(field,))
    return settings if of_sandbox else replace(settings, sandbox=None)


@contextmanager
def _growing() -> Iterator[Callable[[int], None]]:
    """A line on standard error that grows with the file."""
    with Progress(TextColumn("{task.description}"), TimeElapsedColumn(), console=complaints, transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda done: bar.update(task, description=f"written {decimal(done)}")
