"""Work off: the next import that waits is tried out or carried out, with a sign of life after every batch.

Who works on it may die: after a minute of silence another goes on where it was. It may be given up, which is seen after the batch
at hand; and the process may be told to stop, which puts it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import structlog

from regulars.features.audit.facade import record
from regulars.features.context import AppContext
from regulars.features.imports.contracts import ReportProgress
from regulars.features.member_files.known import look_around
from regulars.features.member_files.lines import LineReader
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.member_files.queries import runs, tasks
from regulars.features.member_files.service.bring_in import Bringing
from regulars.features.member_files.service.by_command import read_member_rows, told
from regulars.kit.problems import Problem

log = structlog.get_logger()


def work_off(context: AppContext, stop: Event) -> bool:
    """Work on one import if there is one; True if there was."""
    with context.database.transaction() as connection:
        claimed = tasks.claim_next(connection)
    if claimed is None:
        return False
    try:
        _work(context, claimed, _signs_of_life(context, claimed, stop))
    except _GivenUpError:
        log.info("member_import_given_up", import_id=str(claimed.import_id))
        _note_what_is_in(context, claimed)
    except _StoppedError:
        with context.database.transaction() as connection:
            tasks.put_back(connection, claimed.import_id)
    except Problem as problem:  # a field, the program or the file is not as it was any more
        _fail(context, claimed, str(problem))
    except Exception:
        log.exception("member_import_failed", import_id=str(claimed.import_id))
        _fail(context, claimed, "It broke off. The log of the worker says why.")
    return True


def _work(context: AppContext, claimed: tasks.StoredImport, progress: ReportProgress) -> None:
    assert claimed.mapping is not None, "what waits has a mapping"
    mapping = MemberMapping.model_validate_json(claimed.mapping)
    with _file_of(context, claimed) as path:
        raw = read_member_rows(path, mapping)
    with context.database.snapshot() as connection:
        known = look_around(context, connection, mapping, tasks.reach_of(claimed.reach))
    bringing = Bringing(context, known, LineReader(raw, mapping, known), mapping, claimed.asked_by)
    if claimed.status == "trying":
        tally, rejects = bringing.try_out(progress)
        with context.database.transaction() as connection:
            runs.drop_rejects(connection, claimed.import_id)  # of a dry run that was cut off
            runs.add_rejects(connection, claimed.import_id, 0, rejects)
            tasks.keep_tried(connection, claimed.import_id, runs.tally_text(tally))
        return
    run = runs.ImportRun(claimed.import_id, claimed.rows_done, runs.tally_of(claimed.tally), is_finished=False)
    tally = bringing.carry_out(run, progress)
    with context.database.transaction() as connection:
        runs.finish_run(connection, claimed.import_id, context.wall_clock())
        runs.forget_rejects(connection, context.wall_clock())
        tasks.drop_file(connection, claimed.import_id)
        record(connection, told(context, claimed.import_id, tally, claimed.file_name, claimed.asked_by))
    log.info("member_import_done", import_id=str(claimed.import_id), rows=tally.rows, new=tally.new, updated=tally.updated)


@contextmanager
def _file_of(context: AppContext, claimed: tasks.StoredImport) -> Iterator[Path]:
    """The file of an import in a folder that nobody else may look into, for as long as it is read."""
    with TemporaryDirectory(prefix="regulars-import-") as folder:
        path = Path(folder) / f"file{Path(claimed.file_name).suffix.lower()}"
        with context.database.snapshot() as connection, path.open("wb") as file:
            for part in tasks.read_file(connection, claimed.import_id):
                file.write(part)
        yield path


def _fail(context: AppContext, claimed: tasks.StoredImport, why: str) -> None:
    with context.database.transaction() as connection:
        tasks.end(connection, claimed.import_id, "failed", why)
    _note_what_is_in(context, claimed)


def _note_what_is_in(context: AppContext, claimed: tasks.StoredImport) -> None:
    """Note in the audit log what came in of an import that ended early."""
    with context.database.transaction() as connection:
        left = tasks.select_import(connection, claimed.import_id)
        if left is not None and claimed.status == "importing" and left.rows_done:
            tally = runs.tally_of(left.tally)
            record(connection, told(context, claimed.import_id, tally, claimed.file_name, claimed.asked_by))


class _GivenUpError(Exception):
    """Somebody gave the import up."""


class _StoppedError(Exception):
    """This process is told to stop."""


def _signs_of_life(context: AppContext, claimed: tasks.StoredImport, stop: Event) -> ReportProgress:
    def came(done: int, _total: int) -> None:
        if stop.is_set():
            raise _StoppedError
        with context.database.transaction() as connection:
            if not tasks.note_alive(connection, claimed.import_id, done):
                raise _GivenUpError

    return came
