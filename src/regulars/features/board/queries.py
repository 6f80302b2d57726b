"""The statements behind the board: sums of figures, and members as they stand now."""

from __future__ import annotations

from datetime import date

from psycopg import Connection

from regulars.features.board.contracts import CameBack, FigureMonth, Months, PlacedOrders, TierCount
from regulars.kit.calendars import date_of, last_day, month_date, parse_month
from regulars.ledger.activity import NEVER


def sum_figures(connection: Connection) -> list[FigureMonth]:
    """Every figure by month. The table holds a few rows a day, whatever the number of members."""
    rows = connection.execute(
        "SELECT figure, dimension, (extract(year FROM day) * 12 + extract(month FROM day) - 1)::int, sum(value)::bigint"
        " FROM figure WHERE figure NOT IN ('placed_orders', 'expiring', 'came_back') GROUP BY 1, 2, 3"
    )
    return [FigureMonth(*row) for row in rows]


def select_placed_orders(connection: Connection, months: Months) -> list[PlacedOrders]:
    """The orders of a range of months, by month and by the months of the two orders before each."""
    rows = connection.execute(
        "SELECT (extract(year FROM day) * 12 + extract(month FROM day) - 1)::int, dimension, sum(value)::bigint FROM figure"
        " WHERE figure = 'placed_orders' AND day BETWEEN %s AND %s GROUP BY 1, 2",
        (month_date(months.first), date_of(last_day(months.last))),
    )
    found = []
    for month, dimension, orders in rows:
        before, _, before_that = dimension.partition(",")
        found.append(PlacedOrders(month, _month(before), _month(before_that), orders))
    return found


def select_came_back(connection: Connection, months: Months) -> list[CameBack]:
    """The orders of a range of months that are the first of their member since the start of some month."""
    rows = connection.execute(
        "SELECT (extract(year FROM day) * 12 + extract(month FROM day) - 1)::int, dimension, sum(value)::bigint FROM figure"
        " WHERE figure = 'came_back' AND day BETWEEN %s AND %s GROUP BY 1, 2",
        (month_date(months.first), date_of(last_day(months.last))),
    )
    found = []
    for month, dimension, orders in rows:
        tier, first, last = dimension.rsplit(",", 2)
        found.append(CameBack(month, tier, parse_month(first), parse_month(last), orders))
    return found


def _month(label: str) -> int:
    return NEVER if label == "-" else parse_month(label)


def count_tiers(connection: Connection) -> list[TierCount]:
    """How members stand now, by tier; who was merged into another is counted there."""
    rows = connection.execute(
        "SELECT tier_key, count(*), sum(points_pending)::bigint, sum(points_debt)::bigint, count(*) FILTER (WHERE in_grace),"
        " count(*) FILTER (WHERE points_debt > 0) FROM member_state"
        " WHERE member_id NOT IN (SELECT member_id FROM member WHERE merged_into IS NOT NULL) GROUP BY tier_key"
    )
    return [TierCount(*row) for row in rows]


def sum_between(connection: Connection, figure: str, first: date, last: date) -> int:
    """The sum of a figure over days, both ends included."""
    row = connection.execute(
        "SELECT coalesce(sum(value), 0)::bigint FROM figure WHERE figure = %s AND day BETWEEN %s AND %s", (figure, first, last)
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])
