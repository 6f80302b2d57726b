"""The statements that read members. Each is put together from constant parts; every value is a parameter.

The stage of life is one expression, used for showing, filtering and counting alike, so that no two pages disagree.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from regulars.features.members.contracts import Lifecycle, MemberRow, StageCounts
from regulars.features.members.searching import Search
from regulars.kit.pagination import Position
from regulars.store.lifecycle import read_lifecycle_days
from regulars.store.names import read_names

SETTLED = """CASE WHEN state.last_order_at IS NULL THEN 'without_order'
    WHEN state.last_active_at >= %(active_from)s THEN 'active'
    WHEN state.last_order_at < %(lost_before)s THEN 'lost'
    ELSE 'dormant' END"""
"""The stage of who is not new any more; it needs no row of `member`."""
IS_NEW = "joined_at >= %(new_from)s AND state.orders <= 1"
LIFECYCLE = f"CASE WHEN {IS_NEW} THEN 'new' ELSE {SETTLED} END"

FROM = "FROM member JOIN member_state AS state USING (member_id)"
RANKED = f"{FROM} JOIN member_rank AS rank USING (member_id)"

COLUMNS = f"""member.member_id, member_no, '' AS display_name, joined_at, join_channel, tier_key, in_grace,
    state.points_available, points_pending, points_debt, state.growth, orders, state.spend_minor, state.last_order_at, erased_at,
    {LIFECYCLE} AS lifecycle"""


class Sort(NamedTuple):
    """A sort order: ties are broken by member_id in the same direction."""

    expression: str
    type: str
    is_descending: bool

    @property
    def is_ranked(self) -> bool:
        """Whether it goes by the rank of members, which follows their state (`store/ranks.py`)."""
        return self.expression.startswith("rank.")


SORTS: dict[str, Sort] = {
    "-spend": Sort("rank.spend_minor", "bigint", is_descending=True),
    "spend": Sort("rank.spend_minor", "bigint", is_descending=False),
    "-points": Sort("rank.points_available", "bigint", is_descending=True),
    "points": Sort("rank.points_available", "bigint", is_descending=False),
    "-growth": Sort("rank.growth", "bigint", is_descending=True),
    # Members without an order come last.
    "-last_order_at": Sort("rank.last_order_at", "timestamptz", is_descending=True),
    "-joined_at": Sort("joined_at", "timestamptz", is_descending=True),
    "member_no": Sort("member_no", "bigint", is_descending=False),
}

SEARCH = """member.member_id IN (SELECT standing_for(member_id) FROM (
    SELECT member_id FROM member_identity WHERE token = ANY(%(q_tokens)s)
    UNION ALL SELECT member_id FROM member_identity WHERE tail = %(q_tail)s
    UNION ALL SELECT member_id FROM member WHERE member_no = %(q_number)s
    UNION ALL SELECT member_id FROM member WHERE name_grams @> %(q_grams)s::int[]
    UNION ALL SELECT unnest(%(q_members)s::uuid[])) AS found)"""
"""By any name that leads to a member, also those of members who were merged into them."""

CONDITIONS: dict[str, str] = {
    "q": SEARCH,
    "tier": "state.tier_key = %(tier)s",
    "unit": "home_unit_id IN (SELECT unit_id FROM organisation_unit WHERE line @> ARRAY[%(unit)s::uuid])",
    "lifecycle": f"{LIFECYCLE} = %(lifecycle)s",
    "joined_from": "joined_at >= %(joined_from)s",
    "joined_before": "joined_at < %(joined_before)s",
    "debt": "(points_debt > 0) = %(debt)s",
    "grace": "in_grace = %(grace)s",
}


STANDS_FOR_ITSELF = "member.merged_into IS NULL"
"""Who was merged into another is found there."""


class Filters(NamedTuple):
    """What a list is narrowed to; None leaves a filter out. What `q` stands for is told by a Search."""

    q: str | None = None
    tier: str | None = None
    unit: UUID | None = None
    lifecycle: Lifecycle | None = None
    joined_from: datetime | None = None
    joined_before: datetime | None = None
    debt: bool | None = None
    grace: bool | None = None
    condition: str | None = None
    """What the store has written for a condition, over `member` and `state`; a percent sign in it is only itself."""


def select_members(
    connection: psycopg.Connection,
    filters: Filters,
    search: Search | None,
    *,
    sort: str,
    after: Position | None,
    limit: int,
    now: datetime,
) -> list[MemberRow]:
    """A page of members after a position (the sort value as text, and the member id)."""
    order = SORTS[sort]
    conditions, values = _where(filters), _values(connection, filters, search, now) | {"limit": limit}
    if after is not None:
        sign = "<" if order.is_descending else ">"
        conditions.append(f"({order.expression}, member.member_id) {sign} (%(after)s::{order.type}, %(after_id)s::uuid)")
        values |= {"after": after[0], "after_id": after[1]}
    direction = "DESC" if order.is_descending else "ASC"
    statement = (
        f"SELECT {COLUMNS}, ({order.expression})::text AS sort_value {RANKED if order.is_ranked else FROM}{_and(conditions)}"
        f" ORDER BY {order.expression} {direction}, member.member_id {direction} LIMIT %(limit)s"
    )
    with connection.cursor(row_factory=class_row(MemberRow)) as cursor:
        return _named(connection, cursor.execute(statement.encode(), values).fetchall())


def select_member_ids(connection: psycopg.Connection, filters: Filters, search: Search | None, now: datetime) -> list[UUID]:
    """All members that a list has over all its pages, by number; who was erased has nothing left to tell."""
    conditions = [*_where(filters), "erased_at IS NULL"]
    statement = f"SELECT member.member_id {FROM}{_and(conditions)} ORDER BY member_no"
    rows = connection.execute(statement.encode(), _values(connection, filters, search, now), binary=True).fetchall()
    return [member_id for (member_id,) in rows]


def select_members_by_id(connection: psycopg.Connection, member_ids: Sequence[UUID], now: datetime) -> list[MemberRow]:
    """Some members, by number."""
    statement = f"SELECT {COLUMNS}, '' AS sort_value {FROM} WHERE member.member_id = ANY(%(members)s) ORDER BY member_no"
    values = _values(connection, Filters(), None, now) | {"members": list(member_ids)}
    with connection.cursor(row_factory=class_row(MemberRow)) as cursor:
        return _named(connection, cursor.execute(statement.encode(), values).fetchall())


def count_members(connection: psycopg.Connection, filters: Filters, search: Search | None, now: datetime) -> int:
    """How many members a list has over all its pages."""
    statement = f"SELECT count(*) {FROM}{_and(_where(filters))}"
    row = connection.execute(statement.encode(), _values(connection, filters, search, now)).fetchone()
    assert row is not None
    count: int = row[0]
    return count


def count_by_lifecycle(connection: psycopg.Connection, now: datetime) -> StageCounts:
    """How many members are in each stage. The base is counted from an index; only who joined lately is looked at one by one."""
    values = _values(connection, Filters(), None, now)
    merged = "SELECT member_id FROM member WHERE merged_into IS NOT NULL"
    everybody = f"SELECT {SETTLED}, count(*) FROM member_state AS state WHERE member_id NOT IN ({merged}) GROUP BY 1"  # noqa: S608 - only constants
    fresh = f"SELECT {SETTLED}, count(*) {FROM} WHERE {IS_NEW} AND {STANDS_FOR_ITSELF} GROUP BY 1"
    counts: dict[Lifecycle, int] = dict(connection.execute(everybody.encode(), values).fetchall())
    active = counts.get("active", 0)
    for stage, members in connection.execute(fresh.encode(), values).fetchall():
        counts[stage] -= members
        counts["new"] = counts.get("new", 0) + members
    return StageCounts({stage: members for stage, members in counts.items() if members}, active)


def select_member(connection: psycopg.Connection, member_id: UUID, now: datetime) -> MemberRow | None:
    """One member."""
    statement = f"SELECT {COLUMNS}, '' AS sort_value {FROM} WHERE member.member_id = %(member_id)s"
    with connection.cursor(row_factory=class_row(MemberRow)) as cursor:
        found = cursor.execute(
            statement.encode(), _values(connection, Filters(), None, now) | {"member_id": member_id}
        ).fetchall()
    return _named(connection, found)[0] if found else None


def select_state(connection: psycopg.Connection, member_id: UUID) -> str:
    """The state of a member who exists, as the store keeps it."""
    row = connection.execute("SELECT member_document.whole FROM member_document WHERE member_id = %s", (member_id,)).fetchone()
    assert row is not None, "a member is never written without a state"
    state: str = row[0]
    return state


def _named(connection: psycopg.Connection, rows: list[MemberRow]) -> list[MemberRow]:
    names = read_names(connection, [row.member_id for row in rows])
    return [row._replace(display_name=names[row.member_id]) for row in rows]


def _where(filters: Filters) -> list[str]:
    chosen = [CONDITIONS[name] for name, value in filters._asdict().items() if value is not None and name in CONDITIONS]
    if filters.condition is not None:
        chosen.append(f"({filters.condition.replace('%', '%%')})")
    return [STANDS_FOR_ITSELF, *chosen]


def _and(conditions: Iterable[str]) -> str:
    joined = " AND ".join(conditions)
    return f" WHERE {joined}" if joined else ""


def _values(connection: psycopg.Connection, filters: Filters, search: Search | None, now: datetime) -> dict[str, Any]:
    days = read_lifecycle_days(connection)
    values = filters._replace(condition=None)._asdict() | ({} if search is None else search.values())
    values["active_from"] = now - timedelta(days=days.active_days)
    values["lost_before"] = now - timedelta(days=days.lost_days)
    values["new_from"] = now - timedelta(days=days.new_days)
    return values
