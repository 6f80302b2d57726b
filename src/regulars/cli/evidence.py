"""`regulars ledger checkpoint`, `prove`, `verify`, `verify-proof`: showing that the past is what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from pydantic import BaseModel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from regulars.cli.output import complaints, console, open_database, print_table, problems_told
from regulars.features.context import AppContext, make_context
from regulars.features.evidence.facade import (
    CheckpointShape,
    ProofShape,
    check_proof,
    read_checkpoint_file,
    read_one,
    read_proof_file,
)
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.ledger.checkpoints import make_checkpoint
from regulars.ledger.proofs import prove
from regulars.ledger.verification import verify
from regulars.store.chains import count_members
from regulars.store.checkpoints import list_checkpoints

SHOWN_MAX = 1_000

Export = Annotated[Path | None, typer.Option("--export", help="Write it to a new file, to be kept elsewhere.")]
Kept = Annotated[Path | None, typer.Option("--against", help="A checkpoint that was exported and kept elsewhere.")]


def checkpoint(
    export: Export = None,
    number: Annotated[int | None, typer.Option("--number", min=1, help="Show this one instead of making another.")] = None,
) -> None:
    """Make a checkpoint: one hash over everything that is in the ledger now. The worker makes one a day."""
    with opened() as context:
        if export is not None and export.exists():
            raise _file_exists(export)
        if number is None:
            with progress_bar(context) as move:
                shape = CheckpointShape.of(make_checkpoint(context.ledger, move))
        else:
            with context.database.snapshot() as connection:
                shape = read_one(connection, number)
        if export is not None:
            write(export, shape)
    tell(shape)


def checkpoints(
    most: Annotated[int, typer.Option("--most", min=1, max=SHOWN_MAX, help="How many to show.")] = 20,
) -> None:
    """List the checkpoints, newest first."""
    with opened() as context, context.database.snapshot() as connection:
        found = list_checkpoints(connection, 2**62, most)
    rows = (
        (each.checkpoint_no, each.at.isoformat(timespec="seconds"), f"{each.members:,}", f"{each.entries:,}", each.hash.hex())
        for each in found
    )
    print_table(("checkpoint", "at", "members", "entries", "hash"), rows)


def prove_entry(
    member: Annotated[str, typer.Option("--member", help="The member's id.")],
    entry: Annotated[int, typer.Option("--entry", min=1, max=2**62, help="The number of the entry.")],
    number: Annotated[int | None, typer.Option("--checkpoint", min=1, help="By default the first that covers it.")] = None,
    export: Annotated[Path | None, typer.Option("--export", help="Write it to a new file; printed by default.")] = None,
) -> None:
    """Give the proof that an entry of a member stood in the ledger at a checkpoint."""
    with opened() as context, context.database.snapshot() as connection:
        if export is not None and export.exists():
            raise _file_exists(export)
        shape = ProofShape.of(prove(connection, _member_id(member), entry, number))
        if export is None:
            typer.echo(shape.model_dump_json(indent=2))
        else:
            write(export, shape)
            console.print(f"{export}: entry {entry}, proven by checkpoint {shape.checkpoint.checkpoint_no}.", markup=False)


def verify_proof(file: Annotated[Path, typer.Argument(help="A proof.")], against: Kept = None) -> None:
    """Check a proof. This needs no database and believes nothing but the checkpoint."""
    with problems_told():
        written = read_proof_file(file)
        check_proof(written, None if against is None else read_checkpoint_file(against))
    entry = written.entries[0]
    console.print(f"The proof holds: entry {entry.entry_no} of member {written.member_id}", markup=False)
    console.print(f"  {entry.kind} {entry.amount:+,} {entry.wallet}, at {entry.at.isoformat()}", markup=False)
    tell(written.checkpoint)
    if against is None:
        console.print("Compare this hash with the one that was kept, or check again with --against FILE.", markup=False)


def verify_ledger(
    since: Annotated[
        int | None, typer.Option("--since", min=1, help="Trust everything up to this checkpoint, and check what came after.")
    ] = None,
    against: Kept = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many differences to print.")] = 50,
) -> None:
    """Hash everything again, and name whatever is not as it was written; exit code 1 when anything is not."""
    found = 0
    with opened() as context:
        if since is not None and against is not None:
            field = FieldError("--since", "and --against do not go together", "one of them, or neither")
            raise Problem("request_invalid", "What should be trusted?", errors=(field,))
        kept = None if against is None else read_checkpoint_file(against).checkpoint()
        if since is not None:
            with context.database.snapshot() as connection:
                read_one(connection, since)
        with progress_bar(context) as move:
            for difference in verify(context.ledger, since=since or 0, against=kept, progress=move):
                found += 1
                if found <= most:
                    entry = "" if difference.entry_no is None else f", entry {difference.entry_no}"
                    who = "base" if difference.member_id is None else f"member {difference.member_id}{entry}"
                    console.print(f"{who}: {difference.what}", markup=False, soft_wrap=True)
    console.print("Nothing was changed." if not found else f"{found} differences.", markup=False)
    if found:
        raise typer.Exit(1)


def tell(shape: CheckpointShape) -> None:
    """A checkpoint in two lines."""
    console.print(f"Checkpoint {shape.checkpoint_no} of {shape.at.isoformat()}", markup=False)
    console.print(f"  {shape.members:,} members, {shape.entries:,} entries, hash {shape.hash}", markup=False, soft_wrap=True)


def write(path: Path, shape: BaseModel) -> None:
    """Write a file that did not exist: what is kept as evidence is never overwritten."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(shape.model_dump_json(indent=2) + "\n")
    except FileExistsError as error:
        raise _file_exists(path) from error
    except OSError as error:
        raise Problem("file_unwritable", f"{path} cannot be written: {error.strerror}.") from error


@contextmanager
def opened() -> Iterator[AppContext]:
    """The database of the environment, with refusals told."""
    with open_database() as database, problems_told():
        yield make_context(Settings.from_environment(), database)


@contextmanager
def progress_bar(context: AppContext) -> Iterator[Callable[[int], None]]:
    """A bar of members, on standard error."""
    with context.database.snapshot() as connection:
        total = count_members(connection)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=complaints) as bar:
        task = bar.add_task("members", total=total)
        yield lambda done: bar.update(task, advance=done)


def _member_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        field = FieldError("--member", "is not the id of a member", "such as 01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11")
        raise Problem("request_invalid", "Which member?", errors=(field,)) from error


def _file_exists(path: Path) -> Problem:
    return Problem("file_exists", f"{path} exists already.", hint="Choose another name: evidence is never overwritten.")
