"""Stages of life: the days that part new, active, dormant and lost members. One setting of the whole base, always there.

Lists, pages, conditions and files reckon stages from it as they read. The board's history of active customers is kept as sums
instead, which `ledger/lifecycle.py` carries over when the setting changes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple, final

from psycopg import Connection

from regulars.kit.calendars import Calendar, day_number


class LifecycleDays(NamedTuple):
    """When a member counts as new, as active, and as lost; in between, dormant."""

    new_days: int = 30
    """New: joined within these days, with one order at most."""
    active_days: int = 90
    """Active: a customer who did something within these days."""
    lost_days: int = 180
    """Lost: not active, and the last order is older than these days."""


class LifecycleSetting(NamedTuple):
    """The setting and who changed it last."""

    days: LifecycleDays
    counted_from: date | None
    """From this day on the board's sums count by the present `active_days`; None: they always did."""
    changed_at: datetime | None
    changed_by: str
    longest_days: int = 0
    """The most `active_days` by which sums from before `counted_from` may have been counted."""


@final
class ActiveDays:
    """So long a customer counts as active, and by how many days the sums may have counted until a change."""

    def __init__(self, days: int, since: int = 0, longest: int = 0) -> None:
        self.days: Final = days
        self.since: Final = since
        """The local day of the latest change; 0: the sums always counted by these days."""
        self.longest: Final = longest

    def end_after(self, latest: int) -> int:
        """The day until which a customer is counted who did something last on a day, at the latest.

        From the day of the change on it is exact. Before it nobody knows by which days they were counted, so the longest are
        taken: no day counts somebody a second time.

        >>> ActiveDays(30).end_after(100)
        130
        >>> ActiveDays(30, since=150, longest=90).end_after(100)  # counted by 90 days, until the change ended it
        150
        >>> ActiveDays(30, since=200, longest=90).end_after(100)
        190
        """
        end = latest + self.days
        if latest >= self.since:
            return end
        longest = latest + self.longest
        return longest if longest <= self.since else max(end, self.since)


def read_lifecycle(connection: Connection) -> LifecycleSetting:
    """The setting."""
    row = connection.execute(
        "SELECT new_days, active_days, lost_days, counted_from, changed_at, changed_by, longest_days FROM lifecycle_setting"
    ).fetchone()
    assert row is not None, "the setting is there from the start"
    new, active, lost, *rest = row
    return LifecycleSetting(LifecycleDays(new, active, lost), *rest)


def read_lifecycle_days(connection: Connection) -> LifecycleDays:
    """The days alone."""
    return read_lifecycle(connection).days


def write_lifecycle(connection: Connection, setting: LifecycleSetting) -> None:
    """Keep another setting."""
    connection.execute(
        "UPDATE lifecycle_setting SET new_days = %s, active_days = %s, lost_days = %s, counted_from = %s, changed_at = %s,"
        " changed_by = %s, longest_days = %s",
        (*setting.days, *setting[1:]),
    )


def customers_by_latest_day(connection: Connection, calendar: Calendar) -> dict[int, int]:
    """How many customers did something last on each local day; who was merged into another still has a day of their own."""
    rows = connection.execute(
        "SELECT (last_active_at AT TIME ZONE %s)::date, count(*) FROM member_state"
        " WHERE last_order_at IS NOT NULL AND last_active_at IS NOT NULL GROUP BY 1",
        (str(calendar.zone),),
    )
    return {day_number(day): count for day, count in rows}
