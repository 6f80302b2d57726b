"""Bring in: the rows of a file become members, a batch per transaction, each together with how far the import has come.

So an import that is killed goes on after its last batch, and no row counts twice. Rows that are in already are read again, for
what they say of those behind them, but not written. A dry run judges and matches every row and writes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.errors import DeadlockDetected

from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import AppContext
from regulars.features.imports.contracts import ReportProgress, RowReject
from regulars.features.member_files.contracts import REJECTS_LISTED_MAX, Tally
from regulars.features.member_files.known import Known
from regulars.features.member_files.lines import LineReader, Lines
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.member_files.matching import Change, Matcher, NewLine
from regulars.features.member_files.queries import runs
from regulars.features.member_files.writing import LineWriter, find, read_as_is
from regulars.kit.problems import Problem
from regulars.ledger.following import Reached

ATTEMPTS_MAX: Final = 5
"""Somebody may be given an identity of the file while its batch is being written; the batch is then matched anew."""
ACTION: Final = "import_members"


class Part(NamedTuple):
    """What some rows come to."""

    tally: Tally
    rejects: list[RowReject]
    fresh: list[NewLine]
    changes: list[Change]


class Bringing:
    """One import, or a dry run of one, from its first row to its last."""

    def __init__(self, context: AppContext, known: Known, reader: LineReader, mapping: MemberMapping, by: str) -> None:
        self._context: Final = context
        self._known: Final = known
        self._reader: Final = reader
        self._matcher: Final = Matcher(known, mapping.existing)
        self._asks_ledger: Final = mapping.asks_ledger
        self._by: Final = by

    def try_out(self, progress: ReportProgress) -> tuple[Tally, tuple[RowReject, ...]]:
        """Say what would happen to every row, and write nothing."""
        tally, done = Tally(), 0
        rejects: list[RowReject] = []
        for lines in _ahead(self._reader.batches()):
            with self._context.database.snapshot() as connection:
                part = self._match(connection, lines, holds=False)
            tally.add(part.tally)
            rejects += part.rejects[: REJECTS_LISTED_MAX - len(rejects)]
            done += lines.rows
            progress(done, self._reader.rows_total)
        return tally, tuple(rejects)

    def carry_out(self, run: runs.ImportRun, progress: ReportProgress) -> Tally:
        """Write what is not in yet; Problem `import_under_way` where somebody else goes on with it meanwhile."""
        tally, done = run.tally, 0
        for part_no, lines in enumerate(_ahead(self._reader.batches())):
            if done + lines.rows <= run.rows_done:
                with self._context.database.snapshot() as connection:
                    self._matcher.remember(lines.lines, find(connection, lines.lines, holds=False))
            else:
                self._carry_out_part(run.import_id, part_no, lines, done, tally)
            done += lines.rows
            progress(done, self._reader.rows_total)
        return tally

    def _carry_out_part(self, import_id: UUID, part_no: int, lines: Lines, done: int, tally: Tally) -> None:
        """Write some rows, and count them, in one transaction."""
        for attempt in range(1, ATTEMPTS_MAX + 1):
            try:
                with self._context.database.transaction(as_service=True) as connection:
                    if runs.hold_run(connection, import_id) != done:
                        raise under_way()
                    part = self._match(connection, lines, holds=True)
                    writer = LineWriter(self._known, self._context.ledger.history(connection), self._by)
                    writer.open(connection, part.fresh)
                    writer.change(connection, part.changes)
                    self._note(connection, import_id, part.changes)
                    after = Tally()
                    after.add(tally)
                    after.add(part.tally)
                    runs.add_rejects(connection, import_id, part_no, part.rejects)
                    runs.advance_run(connection, import_id, done + lines.rows, self._reader.rows_total, after)
            except Problem as problem:
                if problem.code != "identity_taken" or attempt == ATTEMPTS_MAX:
                    raise
            except (DeadlockDetected, Reached):
                # With an event of one of the members: here a member's row is held before the state.
                if attempt == ATTEMPTS_MAX:
                    raise
            else:
                tally.add(part.tally)
                return

    def _match(self, connection: Connection, lines: Lines, *, holds: bool) -> Part:
        """What some rows come to, as everybody is now."""
        found = find(connection, lines.lines, holds=holds)
        sorted_out = self._matcher.sort_out(lines.lines, found)
        held = [member_id for _, member_id in sorted_out.held]
        as_is = read_as_is(connection, held, found, asks_ledger=self._asks_ledger)
        changes, unchanged = [], 0
        for line, member_id in sorted_out.held:
            change = self._matcher.change(line, member_id, as_is[member_id])
            if change is not None and change.is_empty:
                unchanged += 1
            elif change is not None:
                changes.append(change)
        rejects = sorted([*lines.rejects, *self._matcher.rejects], key=lambda reject: reject.row or 0)
        going_in = len(sorted_out.fresh) + len(changes) + unchanged + sorted_out.skipped
        tally = Tally(
            rows=lines.rows + lines.unsplit,
            blank=lines.blank,
            new=len(sorted_out.fresh),
            updated=len(changes),
            unchanged=unchanged,
            skipped=sorted_out.skipped,
            rejected=lines.rows + lines.unsplit - lines.blank - going_in,
            faults=Counter(reject.reason for reject in rejects),
        )
        return Part(tally, rejects, sorted_out.fresh, changes)

    def _note(self, connection: Connection, import_id: UUID, changes: list[Change]) -> None:
        """Note in the audit log who of those who were there is changed."""
        if changes:
            members = tuple(str(change.member_id) for change in changes)
            at = self._context.wall_clock()
            record(connection, AuditLine(at, "change", ACTION, self._by, subject=f"import {import_id}", members=members))


def _ahead(batches: Iterator[Lines]) -> Iterator[Lines]:
    """The same, each read in a thread while the database is busy with the one before."""
    with ThreadPoolExecutor(max_workers=1) as reading:
        coming = reading.submit(next, batches, None)
        while (lines := coming.result()) is not None:
            coming = reading.submit(next, batches, None)
            yield lines


def under_way() -> Problem:
    """Somebody else goes on with the same import."""
    return Problem("import_under_way", "The same import is being carried out by somebody else.", hint="Wait until it has ended.")
