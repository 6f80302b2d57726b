"""The statements behind the board: sums of figures, activity of the months asked about, and members as they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from psycopg import Connection

from regulars.features.board.contracts import ActiveSpan, Activity, Buyers, FigureMonth, Months, TierCount
from regulars.kit.calendars import month_start


def sum_figures(connection: Connection) -> list[FigureMonth]:
    """Every figure by month. The table holds a few rows a day, whatever the number of members."""
    rows = connection.execute(
        "SELECT figure, dimension, (extract(year FROM day) * 12 + extract(month FROM day) - 1)::int, sum(value)::bigint"
        " FROM figure GROUP BY 1, 2, 3"
    )
    return [FigureMonth(*row) for row in rows]


# One walk over the activity of the months, answered from the index `event_activity` alone, then everything from its sums per
# member and month. A member is active as in the list of members: bought at some time, and did something lately.
_ACTIVITY = """
    WITH done AS MATERIALIZED (
        SELECT member_id, width_bucket(occurred_at, %(starts)s::timestamptz[]) AS place,
            count(*) FILTER (WHERE type = 'order.paid') AS orders, max(occurred_at) AS last_at
        FROM event
        WHERE status = 'accepted' AND type IN ('order.paid', 'member.checked_in')
            AND occurred_at >= %(start)s AND occurred_at < %(end)s
        GROUP BY 1, 2
    ), bought AS (
        SELECT asked.no, member_id, sum(orders) AS orders
        FROM unnest(%(firsts)s::int[], %(lasts)s::int[]) WITH ORDINALITY AS asked (first, last, no)
            JOIN done ON orders > 0 AND place BETWEEN asked.first AND asked.last
        GROUP BY 1, 2
    )
    SELECT 'buyers', no, count(*), count(*) FILTER (WHERE orders > 1) FROM bought GROUP BY no
    UNION ALL
    SELECT 'active', asked.no, count(DISTINCT member_id), 0
    FROM unnest(%(ends)s::int[], %(sinces)s::timestamptz[]) WITH ORDINALITY AS asked (place, since, no)
        JOIN done ON done.place <= asked.place AND last_at >= asked.since
        JOIN member_state USING (member_id)
    WHERE last_order_at IS NOT NULL
    GROUP BY asked.no"""


def read_activity(connection: Connection, ranges: Sequence[Months], active: Sequence[ActiveSpan], zone: ZoneInfo) -> Activity:
    """Who bought in ranges of months, and who was active at the ends of months; costs what happened in these months."""
    first = min(months.first for months in ranges)
    last = max(*(months.last for months in ranges), *(span.month for span in active))
    start = min(month_start(first, zone), *(span.since for span in active))
    places = range(first, last + 1)
    found = connection.execute(
        _ACTIVITY,
        {
            "starts": [month_start(month, zone) for month in places],
            "start": start,
            "end": month_start(last + 1, zone),
            "firsts": [months.first - first + 1 for months in ranges],
            "lasts": [months.last - first + 1 for months in ranges],
            "ends": [span.month - first + 1 for span in active],
            "sinces": [span.since for span in active],
        },
    ).fetchall()
    counts = {(what, no): (count, repeat) for what, no, count, repeat in found}
    return Activity(
        {months: Buyers(*counts.get(("buyers", no), (0, 0))) for no, months in enumerate(ranges, start=1)},
        {span.month: counts.get(("active", no), (0, 0))[0] for no, span in enumerate(active, start=1)},
    )


def count_tiers(connection: Connection) -> list[TierCount]:
    """How members stand now, by tier."""
    rows = connection.execute(
        "SELECT tier_key, count(*), sum(points_pending)::bigint, sum(points_debt)::bigint, count(*) FILTER (WHERE in_grace),"
        " count(*) FILTER (WHERE points_debt > 0) FROM member_state GROUP BY tier_key"
    )
    return [TierCount(*row) for row in rows]


def select_states_due(connection: Connection, until: datetime) -> Iterator[str]:
    """The states of members for whom something falls due up to an instant, a thousand at a time."""
    with connection.cursor(name="states_due") as cursor:
        cursor.itersize = 1000
        cursor.execute("SELECT state FROM member_state WHERE next_due_at <= %s", (until,))
        for (text,) in cursor:
            yield text
