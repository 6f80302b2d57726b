"""`regulars members merge` and `unmerge`: two members become one, and apart again."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from regulars.cli.output import console, open_database
from regulars.features.access.contracts import COMMAND_LINE
from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import make_context, system_time
from regulars.features.duplicates.facade import search_again, search_round
from regulars.features.merges.contracts import Effect, MergeRow, Side
from regulars.features.merges.facade import (
    Choice,
    MergePolicy,
    ProfilePolicy,
    TierPolicy,
    merge,
    preview_merge,
    preview_unmerge,
    unmerge,
)
from regulars.features.privacy.facade import member_called
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.store.database import Database

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]
TierOption = Annotated[TierPolicy, typer.Option(help="The higher of both, the survivor's own, or what the joined figures reach.")]
ProfileOption = Annotated[
    ProfilePolicy, typer.Option(help="The survivor's with gaps filled, the survivor's alone, or what was told last.")
]
TakeOption = Annotated[
    list[str], typer.Option(help="A field whose value is the absorbed member's: name, home, birthday, field.KEY, attribute.NAME.")
]
KeepOption = Annotated[list[str], typer.Option(help="A field whose value is the survivor's, likewise.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the merge.")]


def run_merge(
    absorbed: Annotated[
        str,
        typer.Argument(help="Who becomes a part: a member number, or an identity such as phone:13912345678."),
    ],
    survivor: Annotated[str, typer.Argument(help="Who has everything afterwards, named likewise.")],
    reason: Reason = "",
    tier: TierOption = "higher",
    profile: ProfileOption = "filled",
    take: TakeOption = [],  # noqa: B006 - nobody writes to it
    keep: KeepOption = [],  # noqa: B006 - as above
    dry_run: DryRun = False,
) -> None:
    """Merge one member into another; every id of theirs leads to the survivor from then on."""
    with open_database() as database:
        context = make_context(Settings.from_environment(), database)
        both = _both(database, absorbed, survivor)
        chosen: dict[str, Choice] = {**dict.fromkeys(keep, "survivor"), **dict.fromkeys(take, "absorbed")}
        policy = MergePolicy(tier, profile, chosen)
        if dry_run:
            _print(preview_merge(context, *both, policy))
        else:
            row = merge(context, *both, _given(reason), COMMAND_LINE.known_as, policy=policy)
            _note(database, row, "merge_members")
            console.print(f"Merged as {row.merge_id}: {row.absorbed_id} is now a part of {row.survivor_id}.", markup=False)


def run_unmerge(
    merge_id: Annotated[str, typer.Argument(help="The id of the merge.")], reason: Reason = "", dry_run: DryRun = False
) -> None:
    """Undo a merge: each has what they had, and what came under their name since."""
    with open_database() as database:
        context = make_context(Settings.from_environment(), database)
        if dry_run:
            _print(preview_unmerge(context, merge_id))
        else:
            row = unmerge(context, merge_id, _given(reason), COMMAND_LINE.known_as)
            _note(database, row, "unmerge_members")
            console.print(f"Undone: {row.absorbed_id} and {row.survivor_id} are two members again.", markup=False)


def run_search(
    everybody: Annotated[bool, typer.Option("--all", help="Compare everybody anew, not only who came since.")] = False,
) -> None:
    """Look for members who may be one person, as the worker does; the console lists them."""
    with open_database() as database:
        context = make_context(Settings.from_environment(), database)
        if everybody:
            search_again(context)
        looked_at = found = 0
        while (done := search_round(context)).looked_at:
            looked_at, found = looked_at + done.looked_at, found + done.found
    console.print(f"{looked_at:,} members looked at, {found:,} new pairs.", markup=False)


def _given(reason: str) -> str:
    if not reason.strip():
        field = FieldError("--reason", "is missing", "why, in a few words")
        raise Problem("request_invalid", "A merge and its undoing need a reason.", errors=(field,))
    return reason.strip()


def _both(database: Database, absorbed: str, survivor: str) -> tuple[UUID, UUID]:
    with database.snapshot() as connection:
        return member_called(connection, absorbed), member_called(connection, survivor)


def _note(database: Database, row: MergeRow, action: str) -> None:
    both = (str(row.absorbed_id), str(row.survivor_id))
    with database.transaction() as connection:
        line = AuditLine(system_time(), "change", action, COMMAND_LINE.known_as, members=both, detail=row.reason)
        record(connection, line)


def _print(effect: Effect) -> None:
    for side in (effect.absorbed, effect.survivor):
        console.print(f"{side.member_id}", markup=False)
        for line in _lines(side):
            console.print(f"  {line}", markup=False)
    if effect.taken:
        console.print(f"profile of the absorbed member: {', '.join(effect.taken)}", markup=False)
    for each in effect.conflicts:
        console.print(f"{each.key}: both told something else; the value of the {each.stands} member holds", markup=False)


def _lines(side: Side) -> list[str]:
    lines: list[str] = []
    for wallet in {**side.before.balances, **side.after.balances}:
        before, after = (held.balances.get(wallet, {}).get("balance", 0) for held in (side.before, side.after))
        lines.append(f"{wallet}: {before:,} -> {after:,}")
    for ladder, tier in side.after.tiers.items():
        lines.append(f"{ladder}: {side.before.tiers.get(ladder, '-')} -> {tier}")
    return lines
