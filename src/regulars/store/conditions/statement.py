"""The statement: members for whom a condition holds, as one SELECT in a dialect. Everything in it is a literal of its own."""

# ruff: noqa: S608 - made of constants, numbers, keys of the program, and literals that sqlglot escapes
from __future__ import annotations

from typing import Final, Literal

from sqlglot import exp

from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field
from regulars.core.conditions.member_fields import Attribute, Birthday, GrowthHeld, Measured, PointsAvailable, TierHeld
from regulars.core.conditions.sight import Sight
from regulars.core.conditions.time_fields import DayOf, DaysSince
from regulars.core.state import State
from regulars.core.windows import span
from regulars.kit.calendars import Calendar
from regulars.kit.instants import Instant
from regulars.store.conditions.columns import Columns
from regulars.store.conditions.comparisons import compared
from regulars.store.conditions.duckdb import DuckdbColumns
from regulars.store.conditions.postgres import PostgresColumns
from regulars.store.conditions.spark import SparkColumns

Dialect = Literal["postgres", "duckdb", "spark"]
COLUMNS: Final[dict[Dialect, Columns]] = {"postgres": PostgresColumns(), "duckdb": DuckdbColumns(), "spark": SparkColumns()}
_INSTANTS: Final = {"joined": "joined_at", "order": "last_order_at", "activity": "last_active_at"}


OPENED: Final = "member_opened"
"""A temporary table of some members with their documents opened, against which many conditions are asked in one transaction."""


OPEN_MEMBERS: Final = (
    f"CREATE TEMPORARY TABLE {OPENED} ON COMMIT DROP AS SELECT member.member_id, member.member_no, member.joined_at,"
    f" last_order_at, last_active_at, {COLUMNS['postgres'].opened} FROM unnest(%s::uuid[]) AS wanted (member_id)"
    " JOIN member USING (member_id) JOIN member_state USING (member_id) JOIN member_document USING (member_id)"
)
"""Fills it in PostgreSQL with the members of an array."""


def members_where(
    condition: Condition, calendar: Calendar, at: Instant, dialect: Dialect, *, among: Literal["all", "opened"] = "all"
) -> str:
    """`SELECT member_id, member_no …` of the members for whom a condition holds at an instant, as their stored states say.

    It reads `member`, `member_state`, and where a field asks for it `member_document` or `member_tag`; or, of some members only,
    the table `OPENED`. What is due and not yet settled is missing.
    """
    sight = Sight(State(at, at), calendar, at)
    columns = COLUMNS[dialect]
    named: dict[str, tuple[str, str]] = {}

    def column_of(field: Field) -> exp.Expr:
        if field.name not in named:
            named[field.name] = (f"f{len(named)}", _read(field, columns, sight))
        return exp.column(named[field.name][0])

    where = compared(condition, sight, column_of).sql(dialect=dialect)
    read = "".join(f", {expression} AS {name}" for name, expression in named.values())
    if among == "opened":
        return f"SELECT member_id, member_no FROM (SELECT member_id, member_no{read} FROM {OPENED}) AS seen WHERE {where}"
    opened, joined = "", ""
    if any("state" in expression for _, expression in named.values()):
        opened, joined = f", {columns.opened}", " JOIN member_document ON member_document.member_id = member.member_id"
        # OFFSET 0 keeps PostgreSQL from opening the document once per field.
        joined += " OFFSET 0" if dialect == "postgres" else ""
    held = (
        f"SELECT member.member_id, member.member_no, member.joined_at, last_order_at, last_active_at{opened}"
        f" FROM member JOIN member_state ON member_state.member_id = member.member_id{joined}"
    )
    return f"SELECT member_id, member_no FROM (SELECT member_id, member_no{read} FROM ({held}) AS held) AS seen WHERE {where}"


def _read(field: Field, columns: Columns, sight: Sight) -> str:
    if isinstance(field, DaysSince | DayOf):
        return _INSTANTS[field.what]
    if isinstance(field, TierHeld):
        return f"coalesce({columns.tier(field.ladder)}, '{field.choices[0]}')"
    if isinstance(field, Birthday):
        return columns.birthday()
    if isinstance(field, Attribute):
        return columns.attribute(field.key, field.kind)
    return _quantity(field, columns, sight)


def _quantity(field: Field, columns: Columns, sight: Sight) -> str:
    if isinstance(field, Measured):
        first, last = span(field.window, sight.month)
        return columns.metric(field.metric, first, last)
    if isinstance(field, GrowthHeld):
        return columns.growth(field.wallet)
    assert isinstance(field, PointsAvailable), "every field of a member is read"
    return columns.points(field.wallet, sight.at)
