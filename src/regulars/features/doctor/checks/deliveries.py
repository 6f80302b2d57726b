"""Checks of what goes out: that facts are relayed, and that webhooks reach whom they are for."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.doctor.checks.ledger import WORKER
from regulars.features.doctor.contracts import Finding, Subject, graded, spoken
from regulars.features.doctor.queries import failing_endpoints, late_deliveries, waiting_facts


def outbox(subject: Subject) -> Iterator[Finding]:
    """Facts are relayed soon after they were written."""
    with subject.context.database.snapshot() as connection:
        waiting = waiting_facts(connection)
    if waiting.since is None:
        yield Finding("outbox", "ok", "Nothing waits.")
        return
    lag = subject.wall_clock() - waiting.since
    level = graded(lag.total_seconds(), subject.limits.outbox_lag_warn.total_seconds())
    says = f"The facts of {waiting.number:,} transactions wait, the oldest for {spoken(lag)}."
    yield Finding("outbox", level, says, "" if level == "ok" else WORKER)


def webhooks(subject: Subject) -> Iterator[Finding]:
    """Endpoints take what they are sent."""
    late_since = subject.wall_clock() - subject.limits.outbox_lag_warn
    with subject.context.database.snapshot() as connection:
        failing, late = failing_endpoints(connection), late_deliveries(connection, late_since)
    for endpoint in failing:
        who = f"{endpoint.description or endpoint.endpoint_id}"
        if endpoint.disabled_reason is not None:
            says = f"{who} was switched off: {endpoint.disabled_reason}."
            yield Finding("webhooks", "warn", says, "Mend the receiver, switch it on again in the console, and replay.")
        elif endpoint.failing_since is not None:
            says = f"{who} has refused everything since {endpoint.failing_since.isoformat(timespec='minutes')}."
            yield Finding("webhooks", "warn", says, "See its deliveries in the console; it is switched off when it goes on.")
    if late.since is not None:
        says = f"{late.number:,} deliveries are overdue, the oldest since {late.since.isoformat(timespec='minutes')}."
        yield Finding("webhooks", "warn", says, WORKER)
    if not failing and late.since is None:
        yield Finding("webhooks", "ok", "Nothing is overdue.")
