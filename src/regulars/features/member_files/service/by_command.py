"""By command: a file on this machine is tried out, or brought in; the same file by the same mapping comes in once."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.features.context import AppContext
from regulars.features.imports.contracts import ReportProgress
from regulars.features.imports.facade import RawRows, read_columns, sha256_of
from regulars.features.member_files.contracts import REJECTS_LISTED_MAX, ROWS_MAX, ImportReport, Tally
from regulars.features.member_files.known import look_around
from regulars.features.member_files.lines import LineReader
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.member_files.queries import runs
from regulars.features.member_files.queries.tasks import COMMAND_LINE
from regulars.features.member_files.service.bring_in import ACTION, Bringing
from regulars.kit.problems import Problem


def import_by_command(
    context: AppContext, path: Path, mapping: MemberMapping, progress: ReportProgress, *, is_dry: bool, again: bool
) -> ImportReport:
    """Bring a file in, or say what would happen. A file that came in before is only brought in `again` if that is asked for.

    Problems of `read_columns` and `look_around`, and `import_under_way`.
    """
    raw = read_member_rows(path, mapping)
    with context.database.snapshot() as connection:
        known = look_around(context, connection, mapping, None)
    bringing = Bringing(context, known, LineReader(raw, mapping, known), mapping, COMMAND_LINE)
    if is_dry:
        return ImportReport(*bringing.try_out(progress))
    with context.database.transaction() as connection:
        run = runs.open_command_run(connection, path.name, sha256_of(path), mapping.sha256(), COMMAND_LINE, context.wall_clock())
        if run.is_finished and again:
            runs.begin_again(connection, run.import_id)
            run = run._replace(rows_done=0, tally=Tally(), is_finished=False)
        runs.forget_rejects(connection, context.wall_clock())
    if run.is_finished:
        return ImportReport(run.tally, (), is_earlier=True)
    tally = bringing.carry_out(run, progress)
    with context.database.transaction() as connection:
        runs.finish_run(connection, run.import_id, context.wall_clock())
        record(connection, told(context, run.import_id, tally, path.name, COMMAND_LINE))
        return ImportReport(tally, tuple(runs.select_rejects(connection, run.import_id, REJECTS_LISTED_MAX)))


def read_member_rows(path: Path, mapping: MemberMapping) -> RawRows:
    """Read the mapped columns of a file; Problem `file_too_large` and those of `read_columns`."""
    raw = read_columns(path, mapping.read, mapping.headers())
    if raw.table.num_rows > ROWS_MAX:
        raise Problem("file_too_large", f"{path.name} has more than {ROWS_MAX} rows.", hint="Split it.")
    return raw


def told(context: AppContext, import_id: UUID, tally: Tally, file_name: str, by: str) -> AuditLine:
    """What the audit log says of an import that has ended."""
    after = {"new": tally.new, "updated": tally.updated, "rejected": tally.rejected, "rows": tally.rows}
    subject = f"import {import_id}"
    return AuditLine(context.wall_clock(), "change", ACTION, by, subject=subject, detail=file_name, after=after)
