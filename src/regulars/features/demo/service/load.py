"""Load the example: publish its program, import its sales as history, settle to the end of the data, audit.

Every step can be repeated: what is there already is left as it is. The database becomes a sandbox whose clock stands at the
end of the data, so that the console shows the shop as it was then.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from regulars.features.context import AppContext
from regulars.features.demo import queries
from regulars.features.demo.contracts import DemoSummary
from regulars.features.imports.facade import ImportPlan, appending_to, load, read_documents, read_mapping, registering_in
from regulars.features.members.facade import rank_all
from regulars.features.programs.facade import publish
from regulars.kit.problems import Problem
from regulars.ledger.audit import audit
from regulars.ledger.sweep import sweep
from regulars.store.clock import find_test_time, set_test_time

PROGRAM, MAPPING, DATA = "program.yaml", "mapping.yaml", "online_retail_ii.parquet"

Step = Callable[[str, int, int], None]
"""Told as work goes on: which step, how much is done, how much there is (0: not known)."""


def load_demo(context: AppContext, folder: Path, step: Step) -> DemoSummary:
    """Bring the example in and sum it up. The clock of the whole run includes reading, matching, settling and auditing."""
    began = time.perf_counter()
    refuse_live_base(context)
    step("reading", 0, 0)
    plan = read_documents(folder / DATA, read_mapping(folder / MAPPING))
    end = open_sandbox(context, folder / PROGRAM, plan)
    report = load(
        plan, appending_to(context.ledger), register=registering_in(context.ledger), database=context.database,
        progress=lambda done, total: step("loading", done, total),
    )  # fmt: skip
    sweep(context.ledger, progress=lambda done: step("settling", done, 0))
    rank_all(context.database)
    violations = sum(1 for _ in audit(context.ledger, lambda done: step("auditing", done, len(plan.members))))
    return summed_up(context, plan, report.events_new, time.perf_counter() - began, violations, end)


def refuse_live_base(context: AppContext) -> None:
    """The example belongs into an empty base or its own sandbox, never beside a shop's real members."""
    with context.database.snapshot() as connection:
        if find_test_time(connection) is None and queries.count_held(connection).events:
            raise Problem(
                "database_in_use", "This database holds events of its own and is no sandbox.",
                hint="Set REGULARS_DATA_DIR (or REGULARS_DATABASE_URL) to another, empty one.",
            )  # fmt: skip


def open_sandbox(context: AppContext, program: Path, plan: ImportPlan) -> datetime:
    """Publish the program and put the clock to the start of the day after the last document, before anything else is written.

    So a run that breaks off leaves a sandbox behind, which the next one takes up. The same text again is the version that exists.
    """
    last = plan.summary.last_at
    assert last is not None, "the example has documents"
    end = last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with context.database.transaction() as connection:
        publish(
            connection, context.programs, program.read_text(encoding="utf-8"), name=program.name, in_force_from=None,
            clock=context.wall_clock, published_by="demo", note="UCI Online Retail II",
        )  # fmt: skip
        now = find_test_time(connection)
        if now is None or now < end:
            set_test_time(connection, end)
    return end


def summed_up(
    context: AppContext, plan: ImportPlan, events_new: int, seconds: float, violations: int, end: datetime
) -> DemoSummary:
    """What the base holds now."""
    with context.database.snapshot() as connection:
        held = queries.count_held(connection)
        program = context.programs.published(connection)[-1].program
        counted = queries.count_tiers(connection)
        wallet = next(iter(program.points_wallets))
        points = queries.sum_points(connection, wallet)
        outstanding = queries.points_held(connection)
    summary = plan.summary
    return DemoSummary(
        members=held.members,
        orders=summary.orders,
        refund_documents=summary.refund_documents,
        refund_lines_matched=summary.refund_lines_matched,
        refund_lines_unmatched=summary.refund_lines_unmatched,
        events=events_new,
        entries=held.entries,
        seconds=round(seconds, 2),
        events_per_second=round(events_new / seconds, 1),
        points_issued=points.get("earn", 0),
        points_expired=-points.get("expire", 0),
        points_reversed=-points.get("reverse", 0),
        points_outstanding=outstanding,
        tiers={tier.key: counted.get(tier.key, 0) for tier in program.ladders[0].tiers},
        audit_violations=violations,
        order_total_minor=summary.order_total_minor,
        events_stored=held.events,
        program=f"{program.key} v{program.version}",
        data_to=end.isoformat(),
    )
