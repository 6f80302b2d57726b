"""Ask: a file that was handed over is to be tried out, then carried out; a worker does it. Or it is given up."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from psycopg import Connection

from regulars.features.access.contracts import Principal
from regulars.features.context import AppContext
from regulars.features.member_files.contracts import WAITING_MAX, ImportStatus
from regulars.features.member_files.known import look_around
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.member_files.queries import tasks
from regulars.features.member_files.queries.runs import tally_of
from regulars.features.member_files.service.hand_over import SCOPE
from regulars.features.privacy.facade import sees_all
from regulars.kit.problems import FieldError, Problem


def find_import(connection: Connection, caller: Principal, import_id: UUID) -> tasks.StoredImport:
    """An import that a caller may see: their own, and every one for who reaches everybody in full. Problem `import_unknown`."""
    found = tasks.select_import(connection, import_id)
    if found is None or not (found.asked_by == caller.known_as or sees_everybody(caller)):
        raise _unknown()
    return found


def sees_everybody(caller: Principal) -> bool:
    """Whether a caller reaches all members and reads them in full."""
    return SCOPE not in caller.limits and sees_all(caller)


def ask_to_try(context: AppContext, caller: Principal, import_id: UUID, mapping: MemberMapping) -> None:
    """Let a worker say what would become of every row. Problem `mapping_invalid`, `column_missing`, or those of `_queue`."""
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, import_id)
        reach = _reach(caller, found)
        look_around(context, connection, mapping, tasks.reach_of(reach))
        headers = [header for header, _ in tasks.read_head(connection, import_id)]
        missing = sorted({header for header in mapping.headers().values() if headers.count(header) != 1})
        if missing and headers:
            errors = tuple(FieldError(header, "does not stand in the file once") for header in missing)
            raise Problem("column_missing", "The file does not have every column of the mapping once.", errors=errors)
        _queue(connection, found, ("uploaded", "tried"), "trying", mapping, reach)


def ask_to_start(context: AppContext, caller: Principal, import_id: UUID) -> None:
    """Let a worker bring in what was tried out. Problems of `_queue`."""
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, import_id)
        mapping = MemberMapping.model_validate_json(found.mapping) if found.mapping else None
        _queue(connection, found, ("tried",), "importing", mapping, _reach(caller, found))


def foresee_import(connection: Connection, import_id: UUID) -> int:
    """How many members an import that was tried out would bring in or change. Problem `import_unknown` or `import_not_ready`."""
    found = _waiting(connection, import_id)
    return going_in(found)


def start_import(connection: Connection, import_id: UUID) -> int:
    """Let a worker bring in what was tried out, as far as whoever asked reaches; how many members. Problems of `_queue`."""
    found = _waiting(connection, import_id)
    mapping = MemberMapping.model_validate_json(found.mapping) if found.mapping else None
    _queue(connection, found, ("tried",), "importing", mapping, found.reach)
    return going_in(found)


def going_in(found: tasks.StoredImport) -> int:
    """How many members an import would bring in or change, as its last dry run found."""
    tried = tally_of(found.tried or "{}")
    return tried.new + tried.updated


def _waiting(connection: Connection, import_id: UUID) -> tasks.StoredImport:
    found = tasks.select_import(connection, import_id)
    if found is None:
        raise _unknown()
    if found.status != "tried":
        raise _not_ready(found)
    return found


def give_up(context: AppContext, caller: Principal, import_id: UUID) -> None:
    """Stop an import after the batch at hand; what is in stays in. One that has ended stays as it is."""
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, import_id)
        if found.asked_by == tasks.COMMAND_LINE:
            raise _not_ready(found)
        tasks.end(connection, import_id, "cancelled")


def _queue(
    connection: Connection,
    found: tasks.StoredImport,
    allowed: tuple[ImportStatus, ...],
    status: Literal["trying", "importing"],
    mapping: MemberMapping | None,
    reach: str | None,
) -> None:
    """Problem `import_not_ready` for one that is elsewhere on its way, `imports_busy` where enough are waiting."""
    waiting = tasks.count_waiting(connection)
    newest = tasks.select_import(connection, found.import_id)
    if newest is None or newest.status not in allowed or mapping is None:
        raise _not_ready(newest or found)
    if waiting >= WAITING_MAX:
        raise Problem("imports_busy", "Enough imports are under way.", hint="Wait until one of them has ended.")
    tasks.queue(connection, found.import_id, status, mapping.model_dump_json(), reach)


def _reach(caller: Principal, found: tasks.StoredImport) -> str | None:
    """How far an import reaches: as far as whoever handed it over does now, or did then where somebody else goes on with it."""
    return tasks.reach_text(caller.limits.get(SCOPE)) if found.asked_by == caller.known_as else found.reach


def _unknown() -> Problem:
    field = FieldError("import_id", "is not known", hint="The list shows the imports there are.")
    return Problem("import_unknown", "There is no such import.", errors=(field,))


def _not_ready(found: tasks.StoredImport) -> Problem:
    field = FieldError("import_id", f"is {found.status}", "a file handed over; one that was tried out before it is started")
    return Problem("import_not_ready", "The import cannot do that now.", errors=(field,))
