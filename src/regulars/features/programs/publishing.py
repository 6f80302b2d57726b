"""Publishing: a checked document becomes the next immutable version, in force from an instant on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from psycopg import Connection

from regulars.core.program import Program
from regulars.features.programs.compiling import compile_program, held_keys
from regulars.features.programs.contracts import PublishedProgram
from regulars.features.programs.document import parse_document
from regulars.features.programs.library import ProgramLibrary, compiled
from regulars.features.programs.queries import VersionRow, insert_version, lock_versions
from regulars.kit.problems import FieldError, Problem
from regulars.store.clock import find_test_time, set_test_time


def publish(
    connection: Connection, library: ProgramLibrary, text: str, *, name: str, in_force_from: datetime | None,
    clock: Callable[[], datetime],
    published_by: str, note: str = "", based_on: int | None = None,
) -> PublishedProgram:  # fmt: skip
    """Append the next version.

    The first version judges everything that ever happened; a later one is in force from `in_force_from` (default: the next
    instant), which lies after now, since events already judged stay judged. The clock is read once every decision under way is
    stored, so none of them can fall under the new version. `based_on` is the version that the author had before them (0: none);
    where another one is the latest by now, it is not overwritten unseen. Problems: `program_invalid`, `program_conflict`,
    `program_strands_members`, `program_in_force_in_past`; the same text again is answered with the version that exists.
    """
    document, source = parse_document(text, name)
    lock_versions(connection)
    now = clock()
    before = library.published(connection)
    if before and before[-1].text == text and in_force_from is None:
        return before[-1]
    _refuse_lost_update(before, based_on)
    draft = compile_program(document, source, len(before) + 1)
    start = in_force_from or (now + datetime.resolution if before else datetime.fromisoformat("0001-01-02T00:00:00+00:00"))
    if before:
        refuse_stranding(before[-1].program, draft)
        if start <= max(now, before[-1].in_force_from):
            field = FieldError("in_force_from", "does not lie after what is already judged", f"later than {now.isoformat()}")
            raise Problem("program_in_force_in_past", "A version cannot judge the past anew.", errors=(field,))
    row = VersionRow(draft.version, start, now, published_by, note, text)
    insert_version(connection, row, draft.key, hashlib.sha256(text.encode()).hexdigest())
    if in_force_from is None and find_test_time(connection) == now and before:
        set_test_time(connection, start)  # a clock that stands still would never reach the version
    return compiled(row)


def _refuse_lost_update(before: list[PublishedProgram], based_on: int | None) -> None:
    if based_on is None or based_on == len(before):
        return
    field = FieldError("based_on", f"is {based_on}, and the latest version is {len(before)}", str(len(before)))
    latest = {"version": len(before), "published_by": before[-1].published_by} if before else {"version": 0}
    raise Problem(
        "program_conflict",
        "Another version was published since this draft was begun.",
        errors=(field,),
        hint="Compare the draft with the latest version, take over what changed there, and publish on top of it.",
        facts=latest,
    )


def refuse_stranding(before: Program, draft: Program) -> None:
    """Every wallet, ladder and tier that members may hold must still exist, and money must keep its meaning."""
    missing = sorted(held_keys(before) - held_keys(draft))
    errors = [FieldError(f"{part}s", f"{part} {key} is gone, and members hold it", f"{part} {key}") for part, key in missing]
    fixed = before.key, before.currency, before.zone.key
    if fixed != (draft.key, draft.currency, draft.zone.key):
        errors.append(FieldError("program", "key, currency and time zone stay as they are", ", ".join(fixed)))
    if errors:
        hint = "Keep what members hold."
        raise Problem("program_strands_members", "Members would be stranded.", errors=tuple(errors), hint=hint)
