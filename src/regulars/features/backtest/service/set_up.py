"""Set up: a question becomes the two histories to compare, or the Problem that says why it cannot be asked."""

from __future__ import annotations

from datetime import datetime

from psycopg import Connection

from regulars.core.backtest import history_with
from regulars.core.program import ProgramHistory
from regulars.features.backtest.contracts import Histories, Question
from regulars.features.programs.facade import ProgramLibrary, check_draft
from regulars.kit.instants import BEFORE_ALL, instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program


def set_up(library: ProgramLibrary, connection: Connection, question: Question, now: datetime) -> Histories:
    """The two histories of a question asked at `now`.

    Problems: `program_missing`, `program_invalid` with every fault of the draft, `request_invalid` for the range.
    """
    published = library.published(connection)
    if not published:
        raise no_program()
    since = BEFORE_ALL if question.since is None else instant_of(question.since)
    until = instant_of(question.until or now)
    if until > instant_of(now):
        raise _refused_range("to", "lies in the future", f"at most {now.isoformat()}")
    if since >= until:
        raise _refused_range("from", "lies at or after the end", "an instant before it")
    checked = check_draft(question.draft, published, now)
    if checked.draft is None:
        errors = tuple(
            FieldError(
                fault.path, f"line {fault.line}: {fault.message}" if fault.line else fault.message, fault.expected, fault.hint
            )
            for fault in checked.faults
        )
        raise Problem(
            "program_invalid", "The draft could not be published as it is.", errors=errors, hint="Mend it and try again."
        )
    in_force = ProgramHistory(tuple((instant_of(version.in_force_from), version.program) for version in published))
    drafted = history_with(in_force, checked.draft.program, since)
    return Histories(published, checked.draft, in_force, drafted, since, until)


def _refused_range(path: str, message: str, expected: str) -> Problem:
    return Problem(
        "request_invalid", "This stretch of history cannot be asked for.", errors=(FieldError(path, message, expected),)
    )
