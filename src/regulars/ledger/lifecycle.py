"""Lifecycle: the days by which a customer counts as active are changed, and the board's sums of active customers with them.

The sums hold, for each customer, the day on which they stop being active (`ledger/activity.py`). A change moves these ends, from
the day of the change on; what was counted before stays as it was counted, until somebody lets the figures be derived again (ADR
0098). Nothing is decided meanwhile, which takes a second for a million members.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from psycopg import Connection

from regulars.kit.calendars import date_of
from regulars.kit.instants import instant_of
from regulars.ledger.append import Ledger
from regulars.store.exchange import Exchange
from regulars.store.figures import add_figures
from regulars.store.heads import read_heads, stop_decisions
from regulars.store.lifecycle import LifecycleDays, LifecycleSetting, customers_by_latest_day, read_lifecycle, write_lifecycle


def change_lifecycle(
    ledger: Ledger, connection: Connection, days: LifecycleDays, at: datetime, by: str
) -> tuple[LifecycleSetting, LifecycleSetting]:
    """Keep other days in the transaction at hand, and return the setting before and after."""
    stop_decisions(connection)
    before = read_lifecycle(connection)
    after = before._replace(days=days, changed_at=at, changed_by=by)
    if days.active_days != before.days.active_days and read_heads(connection).program_version:
        calendar = ledger.history(connection).latest().calendar
        today = calendar.day_of(instant_of(ledger.now(connection)))
        latest = customers_by_latest_day(connection, calendar)
        changes = ends_moved(latest.items(), before.days.active_days, days.active_days, today)
        exchange = Exchange(connection)
        add_figures(exchange, {(day, "active", ""): change for day, change in changes.items()})
        exchange.run()
        if latest:  # without customers nothing was counted yet
            longest = max(before.longest_days, before.days.active_days, days.active_days)
            after = after._replace(counted_from=date_of(today), longest_days=longest)
    write_lifecycle(connection, after)
    return before, after


def ends_moved(customers: Iterable[tuple[int, int]], before: int, after: int, today: int) -> dict[int, int]:
    """By how much the sums of active customers change on which day, given how many did something last on each day.

    Up to yesterday nothing changes; from today on, the running sum counts those who did something within the new days.

    >>> ends_moved([(100, 2)], 90, 30, 140)  # they stop being active today, not on day 190
    {190: 2, 140: -2}
    >>> ends_moved([(100, 2)], 30, 90, 140)  # they are active again from today
    {140: 2, 190: -2}
    """
    changes: dict[int, int] = {}
    for latest, count in customers:
        was, will = latest + before, latest + after
        if was > today:
            changes[was] = changes.get(was, 0) + count
            changes[max(will, today)] = changes.get(max(will, today), 0) - count
        elif will > today:
            changes[today] = changes.get(today, 0) + count
            changes[will] = changes.get(will, 0) - count
    return {day: change for day, change in changes.items() if change}
