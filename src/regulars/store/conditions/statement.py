"""Statements: the members for whom a condition holds, as one SELECT in a dialect. Everything in one is a literal of its own.

Some fields stand in columns of narrow rows, others have to be read out of documents, which costs a hundred times as much. So the
clauses that must hold anyway and need no document are asked first, and documents are opened for those who are left. Where many
conditions are asked of the same members, their fields are read once into a temporary table.
"""

# ruff: noqa: S608 - made of constants, numbers, keys of the program, and literals that sqlglot escapes
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    fields = {field.name: field for part in deep for field in _fields_of(part)}
    read, column_of = _reading(fields.values(), sight, narrow, dialect)
    where = exp.and_(*(compared(part, sight, column_of) for part in deep)).sql(dialect=dialect)
    held = _held(first, narrow, dialect)
    return f"SELECT member_id, member_no FROM (SELECT member_id, member_no{read} FROM ({held}) AS held) AS seen WHERE {where}"


def shallow_where(
    condition: Condition, calendar: Calendar, at: Instant, narrow: Narrow, state: str = "member_state"
) -> str | None:
    """A condition as PostgreSQL's WHERE over `member` and `member_state`, under the name `state`; None if it needs documents."""
    shallow, deep = _split(condition, narrow)
    return None if deep else _plain(shallow, _sight(calendar, at), narrow, "postgres", state)


class Opened:
    """The fields of many conditions, read once in PostgreSQL: a statement that makes a temporary table, and questions to it."""

    TABLE: Final = "member_opened"

    def __init__(self, conditions: Iterable[Condition], calendar: Calendar, at: Instant, narrow: Narrow) -> None:
        self._sight: Final = _sight(calendar, at)
        self._narrow: Final = narrow
        self._fields: Final = {field.name: field for condition in conditions for field in _fields_of(condition)}
        self._read, self._column_of = _reading(self._fields.values(), self._sight, narrow, "postgres")

    def opening(self, among: str = "") -> str:
        """Makes the table of everybody, or of the members of the array that `among` stands for, such as `%s`."""
        is_deep = any(_is_deep(field, self._narrow) for field in self._fields.values())
        held = _held("", self._narrow, "postgres", needs_document=is_deep, among=among)
        return f"CREATE TEMPORARY TABLE {self.TABLE} ON COMMIT DROP AS SELECT member_id{self._read} FROM ({held}) AS held"

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


def _plain(conditions: list[Condition], sight: Sight, narrow: Narrow, dialect: Dialect, state: str = "member_state") -> str:
    """Conditions over the narrow tables themselves."""

    def column_of(field: Field) -> exp.Expr:
        name = _column(field, narrow)
        return exp.column(name, "member" if name in _MEMBER_COLUMNS else state)

    if not conditions:
        return ""
    return exp.and_(*(compared(part, sight, column_of, "member") for part in conditions)).sql(dialect=dialect)


def _reading(fields: Iterable[Field], sight: Sight, narrow: Narrow, dialect: Dialect) -> tuple[str, ColumnOf]:
    """How fields are read out of `held`, as a list of columns, and where each then stands."""
    columns = COLUMNS[dialect]
    named: dict[str, str] = {}
    read = ""
    for field in fields:
        if field.subject == "member":
            named[field.name] = f"f{len(named)}"
            expression = _read(field, columns, sight) if _is_deep(field, narrow) else _column(field, narrow)
            read += f", {expression} AS {named[field.name]}"
    return read, lambda field: exp.column(named[field.name])


def _held(where: str, narrow: Narrow, dialect: Dialect, *, needs_document: bool = True, among: str = "") -> str:
    """The narrow columns of members, with their documents opened where any field needs them."""
    names = "".join(f", {name}" for name in dict.fromkeys(["joined_at", "last_order_at", "last_active_at", *narrow.values()]))
    opened = f", {COLUMNS[dialect].opened}" if needs_document else ""
    chosen = f" JOIN unnest({among}::uuid[]) AS wanted (member_id) ON wanted.member_id = member.member_id" if among else ""
    document = " JOIN member_document ON member_document.member_id = member.member_id" if needs_document else ""
    # OFFSET 0 keeps PostgreSQL from opening the document once per field.
    once = " OFFSET 0" if needs_document and dialect == "postgres" else ""
    filtered = f" WHERE {_STANDS}" + (f" AND {where}" if where else "")
    return f"SELECT member.member_id, member.member_no{names}{opened} FROM member{_JOINED}{chosen}{document}{filtered}{once}"


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
