"""Statements: the members for whom a condition holds, as one SELECT in a dialect. Everything in one is a literal of its own.

Some fields stand in columns of narrow rows, others have to be read out of documents, which costs a hundred times as much. So the
clauses that must hold anyway and need no document are asked first, and documents are opened for those who are left. Who has let
the extracts follow (`store/extracts.py`) has most of the others read there. Where many conditions are asked of the same members,
their fields are read once into a temporary table.
"""

# ruff: noqa: S608 - made of constants, numbers, keys of the program, and literals that sqlglot escapes
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from sqlglot import exp

from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field
from regulars.core.conditions.groups import Clause, Group
from regulars.core.conditions.member_fields import Attribute, Birthday, GrowthHeld, Measured, PointsAvailable, TierHeld
from regulars.core.conditions.sight import Sight
from regulars.core.conditions.time_fields import DayOf, DaysSince
from regulars.core.state import State
from regulars.core.windows import seen
from regulars.kit.calendars import Calendar
from regulars.kit.instants import Instant
from regulars.store.conditions.columns import Columns
from regulars.store.conditions.comparisons import ColumnOf, compared
from regulars.store.conditions.duckdb import DuckdbColumns
from regulars.store.conditions.postgres import PostgresColumns
from regulars.store.conditions.spark import SparkColumns

Dialect = Literal["postgres", "duckdb", "spark"]
COLUMNS: Final[dict[Dialect, Columns]] = {"postgres": PostgresColumns(), "duckdb": DuckdbColumns(), "spark": SparkColumns()}
_INSTANTS: Final = {"joined": "joined_at", "order": "last_order_at", "activity": "last_active_at"}
_MEMBER_COLUMNS: Final = frozenset({"joined_at"})
"""Columns of `member`; all other narrow ones are of `member_state`."""

Narrow = Mapping[str, str]
"""Fields that a column of the narrow rows answers as well as the document does, by name."""
NOTHING_NARROW: Final[Narrow] = {}

_STANDS: Final = "member.merged_into IS NULL"
"""Who was merged into another holds nothing any more."""
_STANDS_APART: Final = (
    "NOT EXISTS (SELECT FROM member AS gone WHERE gone.member_id = member_state.member_id AND gone.merged_into IS NOT NULL)"
)
"""The same where the row of `member` is not at hand: few were merged, and they are found by an index."""
_ONCE: Final = " OFFSET 0"
_JOINED: Final = " JOIN member_state ON member_state.member_id = member.member_id"


def members_where(
    condition: Condition, calendar: Calendar, at: Instant, dialect: Dialect, narrow: Narrow = NOTHING_NARROW
) -> str:
    """`SELECT member_id, member_no …` of the members for whom a condition holds at an instant, as their stored states say.

    It reads `member`, `member_state`, and where a field asks for it `member_document` or `member_tag`.
    What is due and not yet settled is missing.
    """
    sight = _sight(calendar, at)
    shallow, deep = _split(condition, narrow)
    first = _plain(shallow, sight, narrow, dialect)
    if not deep:
        where = f" AND {first}" if first else ""
        return f"SELECT member.member_id, member.member_no FROM member{_JOINED} WHERE {_STANDS}{where}"
    read, column_of = _reading([field for part in deep for field in _fields_of(part)], sight, narrow, dialect)
    where = exp.and_(*(compared(part, sight, column_of) for part in deep)).sql(dialect=dialect)
    held = _held(first, narrow, dialect)
    return f"SELECT member_id, member_no FROM (SELECT member_id, member_no{read} FROM ({held}) AS held) AS seen WHERE {where}"


def shallow_where(
    condition: Condition, calendar: Calendar, at: Instant, narrow: Narrow, state: str = "member_state"
) -> str | None:
    """A condition as PostgreSQL's WHERE over `member` and `member_state`, under the name `state`; None if it needs documents."""
    shallow, deep = _split(condition, narrow)
    return None if deep else _plain(shallow, _sight(calendar, at), narrow, "postgres", state=state)


def member_ids_where(condition: Condition, calendar: Calendar, at: Instant, narrow: Narrow) -> str:
    """`SELECT member_id …` of the same members in PostgreSQL, as narrow rows and extracts say, or documents where it must."""
    sight = _sight(calendar, at)
    shallow, deep = _split(condition, narrow)
    first = _plain(shallow, sight, narrow, "postgres", member="member_state")
    read, column_of = _reading([field for part in deep for field in _fields_of(part)], sight, narrow, "postgres")
    rows = _standing_rows([*shallow, *deep], deep, first, narrow)
    if not deep:
        return rows
    where = exp.and_(*(compared(part, sight, column_of) for part in deep)).sql(dialect="postgres")
    return f"SELECT member_id FROM (SELECT member_id{read} FROM ({rows}) AS held) AS seen WHERE {where}"


class Opened:
    """The fields of many conditions, read once in PostgreSQL: a statement that makes a temporary table, and questions to it.

    They are read as `member_ids_where` reads them. The extracts of some members, which may be behind, the caller brings.
    """

    TABLE: Final = "member_opened"

    def __init__(self, conditions: Sequence[Condition], calendar: Calendar, at: Instant, narrow: Narrow) -> None:
        self._sight: Final = _sight(calendar, at)
        self._narrow: Final = narrow
        self._conditions: Final = conditions
        fields = [field for condition in conditions for field in _fields_of(condition)]
        self._read, self._column_of = _reading(fields, self._sight, narrow, "postgres")
        self.source: Final = _source(fields, narrow)
        """Out of what is read that has no narrow column."""

    def opening(self, among: str = "", extracts: str = "") -> str:
        """Makes the table of everybody, or of the members of the array that `among` stands for, such as `%s`.

        Where extracts are read, `extracts` stands for the array of theirs, as texts.
        """
        rows = _standing_rows(self._conditions, self._conditions, "", self._narrow, among, extracts)
        return f"CREATE TEMPORARY TABLE {self.TABLE} ON COMMIT DROP AS SELECT member_id{self._read} FROM ({rows}) AS held"

    def matching(self, condition: Condition) -> str:
        """`SELECT member_id …` of those in the table for whom one of the conditions holds."""
        where = compared(condition, self._sight, self._column_of).sql(dialect="postgres")
        return f"SELECT member_id FROM {self.TABLE} AS seen WHERE {where}"


def needs_document(condition: Condition, narrow: Narrow) -> bool:
    """Whether any clause of a condition reads documents."""
    return any(_is_deep(field, narrow) for field in _fields_of(condition))


def _sight(calendar: Calendar, at: Instant) -> Sight:
    return Sight(State(at, at), calendar, at)


def _split(condition: Condition, narrow: Narrow) -> tuple[list[Condition], list[Condition]]:
    """The conditions that must all hold, apart by whether they need the document."""
    parts: list[Condition] = [condition]
    if isinstance(condition, Group) and condition.is_all and not condition.is_not:
        parts = list(condition.parts)
    shallow = [part for part in parts if not needs_document(part, narrow)]
    return shallow, [part for part in parts if needs_document(part, narrow)]


def _fields_of(condition: Condition) -> Iterator[Field]:
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from _fields_of(part)
    else:
        assert isinstance(condition, Clause), "a condition is a group or a clause"
        yield condition.field


def _is_deep(field: Field, narrow: Narrow) -> bool:
    return field.subject == "member" and not isinstance(field, DaysSince | DayOf) and field.name not in narrow


def _column(field: Field, narrow: Narrow) -> str:
    """The narrow column of a field that has one."""
    return _INSTANTS[field.what] if isinstance(field, DaysSince | DayOf) else narrow[field.name]


def _plain(
    conditions: list[Condition], sight: Sight, narrow: Narrow, dialect: Dialect, *, state: str = "member_state",
    member: str = "member",
) -> str:  # fmt: skip
    """Conditions over the narrow tables themselves; `member` is the one whose `member_id` says of whom a row is."""

    def column_of(field: Field) -> exp.Expr:
        name = _column(field, narrow)
        return exp.column(name, "member" if name in _MEMBER_COLUMNS else state)

    if not conditions:
        return ""
    return exp.and_(*(compared(part, sight, column_of, member) for part in conditions)).sql(dialect=dialect)


def _reading(fields: Iterable[Field], sight: Sight, narrow: Narrow, dialect: Dialect) -> tuple[str, ColumnOf]:
    """How fields are read out of `held`, as a list of columns, and where each then stands."""
    columns = COLUMNS[dialect]
    named: dict[str, str] = {}
    read = ""
    for field in {field.name: field for field in fields}.values():
        if field.subject == "member":
            named[field.name] = f"f{len(named)}"
            expression = _read(field, columns, sight) if _is_deep(field, narrow) else _column(field, narrow)
            read += f", {expression} AS {named[field.name]}"
    return read, lambda field: exp.column(named[field.name])


def _held(where: str, narrow: Narrow, dialect: Dialect) -> str:
    """The narrow columns of members, with their documents opened."""
    names = "".join(f", {name}" for name in dict.fromkeys(["joined_at", "last_order_at", "last_active_at", *narrow.values()]))
    # OFFSET 0 keeps PostgreSQL from opening the document once per field.
    once = _ONCE if dialect == "postgres" else ""
    filtered = f" WHERE {_STANDS}" + (f" AND {where}" if where else "")
    document = " JOIN member_document ON member_document.member_id = member.member_id"
    return (
        f"SELECT member.member_id, member.member_no{names}, {COLUMNS[dialect].opened}"
        f" FROM member{_JOINED}{document}{filtered}{once}"
    )


def _source(fields: Iterable[Field], narrow: Narrow) -> Literal["", "extract", "document"]:
    """Extracts hold all that no narrow column has, but for points by lot."""
    deep = [field for field in fields if _is_deep(field, narrow)]
    return "document" if any(isinstance(field, PointsAvailable) for field in deep) else "extract" if deep else ""


def _standing_rows(
    asked: Sequence[Condition], read: Sequence[Condition], where: str, narrow: Narrow, among: str = "", extracts: str = ""
) -> str:
    """The ids of those who stand for themselves in PostgreSQL, with what the conditions to be read are read out of.

    The row of `member` is looked at only where something asks for it.
    """
    fields = [field for part in read for field in _fields_of(part) if field.subject == "member"]
    names = dict.fromkeys(_column(field, narrow) for field in fields if not _is_deep(field, narrow))
    source = _source(fields, narrow)
    plain = [field for part in asked for field in _fields_of(part) if field.subject == "member" and not _is_deep(field, narrow)]
    tables, stands, opened, once = "member_state", _STANDS_APART, "", ""
    if any(_column(field, narrow) in _MEMBER_COLUMNS for field in plain):
        tables, stands = f"member{_JOINED}", _STANDS
    if source == "document":
        tables += " JOIN member_document ON member_document.member_id = member_state.member_id"
        opened, once = f", {COLUMNS['postgres'].opened}", _ONCE
    elif source == "extract" and not among:
        tables += " LEFT JOIN member_extract ON member_extract.member_id = member_state.member_id"
        opened = ", member_extract.parts AS state"
    if among and source == "extract":
        given = f"unnest({among}::uuid[], {extracts}::text[]) AS given (member_id, parts)"
        tables += f" JOIN (SELECT member_id, parts::jsonb AS state FROM {given}{_ONCE}) AS wanted"
        tables += " ON wanted.member_id = member_state.member_id"
        opened = ", wanted.state"
    elif among:
        tables += f" JOIN unnest({among}::uuid[]) AS wanted (member_id) ON wanted.member_id = member_state.member_id"
    filtered = f"{stands} AND {where}" if where else stands
    listed = "".join(f", {name}" for name in names)
    return f"SELECT member_state.member_id{listed}{opened} FROM {tables} WHERE {filtered}{once}"


def _read(field: Field, columns: Columns, sight: Sight) -> str:
    if isinstance(field, TierHeld):
        return f"coalesce({columns.tier(field.ladder)}, '{field.choices[0]}')"
    if isinstance(field, Birthday):
        return columns.birthday()
    if isinstance(field, Attribute):
        return columns.attribute(field.key, field.kind)
    return _quantity(field, columns, sight)


def _quantity(field: Field, columns: Columns, sight: Sight) -> str:
    if isinstance(field, Measured):
        first, last = seen(field.window, sight.month)
        return columns.metric(field.metric, first, last)
    if isinstance(field, GrowthHeld):
        return columns.growth(field.wallet)
    assert isinstance(field, PointsAvailable), "every field of a member is read"
    return columns.points(field.wallet, sight.at)
