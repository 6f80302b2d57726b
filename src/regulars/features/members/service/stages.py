"""Stages: the days that part them are changed, and the tags that ask for a stage are asked of everybody again."""

from __future__ import annotations

from regulars.features.context import AppContext
from regulars.features.tags.facade import mark_asking_due
from regulars.ledger.lifecycle import change_lifecycle
from regulars.store.lifecycle import LifecycleDays, LifecycleSetting


def change_stages(context: AppContext, days: LifecycleDays, by: str) -> tuple[LifecycleSetting, LifecycleSetting]:
    """Keep other days, and return the setting before and after."""
    with context.database.transaction(as_service=True) as connection:
        before, after = change_lifecycle(context.ledger, connection, days, context.wall_clock(), by)
        if days != before.days:
            mark_asking_due(connection, "lifecycle")
        return before, after
