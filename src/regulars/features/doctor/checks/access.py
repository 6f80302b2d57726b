"""Checks of access: that administrators log in with more than a password, and that the audit log is sealed."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.doctor.checks.ledger import WORKER
from regulars.features.doctor.contracts import Finding, Subject, graded, spoken
from regulars.features.doctor.queries import administrators_by_password_alone, unsealed_lines

SHOWN_MAX = 5


def second_factor(subject: Subject) -> Iterator[Finding]:
    """No administrator's password opens the door by itself."""
    with subject.context.database.snapshot() as connection:
        found = administrators_by_password_alone(connection)
    if found:
        names = ", ".join(found[:SHOWN_MAX]) + (f" and {len(found) - SHOWN_MAX} more" if len(found) > SHOWN_MAX else "")
        says = f"Administrators who log in by a password alone: {names}."
        yield Finding("second factor", "warn", says, "Let them set one up in the console, and ask for one from their role.")
    else:
        yield Finding("second factor", "ok", "No administrator logs in by a password alone.")


def audit_log(subject: Subject) -> Iterator[Finding]:
    """What was written of who read and changed what is sealed soon after."""
    with subject.context.database.snapshot() as connection:
        waiting = unsealed_lines(connection)
    if waiting.since is None:
        yield Finding("audit log", "ok", "All of it is sealed.")
        return
    lag = subject.wall_clock() - waiting.since
    level = graded(lag.total_seconds(), subject.limits.outbox_lag_warn.total_seconds())
    says = f"{waiting.number:,} lines are not sealed, the oldest for {spoken(lag)}."
    yield Finding("audit log", level, says, "" if level == "ok" else WORKER)
