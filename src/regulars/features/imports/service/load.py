"""Load a plan: send its events to the ledger in batches and remember after each how far it came.

The position is written after the batch. A process killed in between sends one batch again, and the ledger answers with
duplicates; so an import may be killed and repeated at any point and nothing counts twice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, TypeVar

from regulars.features.imports import queries
from regulars.features.imports.contracts import (
    EVENTS_PER_BATCH,
    AppendEvents,
    Event,
    LoadReport,
    RegisterMembers,
    ReportProgress,
    RowReject,
)
from regulars.features.imports.plan import ImportPlan
from regulars.store.database import Database

REFUSED_KEPT_MAX = 10_000
T = TypeVar("T")


def load(
    plan: ImportPlan,
    append: AppendEvents,
    *,
    database: Database | None = None,
    register: RegisterMembers | None = None,
    progress: ReportProgress | None = None,
) -> LoadReport:
    """Send what an earlier run has not sent yet.

    With a database the position is kept in `import_run`; without one everything is sent. `register` gets all members of
    the file, in batches, before the first event.
    """
    total = plan.events_total
    tally = _Tally()
    run = None
    if database is not None:
        with database.transaction() as connection:
            run = queries.open_run(connection, plan.source, plan.file_sha256, plan.mapping_sha256)
        if run.is_finished:
            return tally.report(total, total)
    start = run.events_done if run else 0
    if register is not None:
        for members in _batches(iter(plan.members)):
            tally.refused.extend(register(members))
    done = start
    for events in _batches(plan.events(start)):
        outcomes = append(events)
        assert len(outcomes) == len(events), "one outcome per event"
        for event, outcome in zip(events, outcomes, strict=True):
            tally.count(event, outcome)
        done += len(events)
        if run is not None and database is not None:
            with database.transaction() as connection:
                queries.advance_run(connection, run.import_id, done)
        if progress is not None:
            progress(done, total)
    report = tally.report(total, start)
    if run is not None and database is not None:
        with database.transaction() as connection:
            queries.finish_run(connection, run.import_id, _as_json(plan, report))
    return report


class _Tally:
    """Counts outcomes as they come."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.new = 0
        self.duplicate = 0
        self.refused: list[RowReject] = []

    def count(self, event: Event, outcome: Mapping[str, Any]) -> None:
        """A refused event was not stored; any other was, also a rejected one."""
        status = outcome["status"]
        self.statuses[status] += 1
        if outcome.get("duplicate"):
            self.duplicate += 1
        elif status != "refused":
            self.new += 1
        if status in ("rejected", "refused") and len(self.refused) < REFUSED_KEPT_MAX:
            self.refused.append(RowReject(None, event["type"], event["id"], outcome["code"]))

    def report(self, total: int, skipped: int) -> LoadReport:
        return LoadReport(total, skipped, self.new, self.duplicate, dict(self.statuses), tuple(self.refused))


def _batches(items: Iterator[T]) -> Iterator[Sequence[T]]:
    while batch := list(islice(items, EVENTS_PER_BATCH)):
        yield batch


def _as_json(plan: ImportPlan, report: LoadReport) -> str:
    return json.dumps({"summary": asdict(plan.summary), "load": asdict(report)}, default=str, ensure_ascii=False)
