"""Comparisons: a condition as sqlglot's expression over columns, in which the unknown never passes.

Under a NOT, a clause is closed by COALESCE, so that its opposite holds where nothing is known. Anywhere else NULL keeps a row out
as FALSE does, and the bare comparison is one whose selectivity PostgreSQL can tell from its statistics.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from regulars.core.conditions.base_fields import Profiled, Stage, Tagged
from regulars.core.conditions.comparing import Compare, HoldsAny, IsMissing, OneOf, Test, TextPart
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field
from regulars.core.conditions.groups import Clause, Group
from regulars.core.conditions.member_fields import Birthday
from regulars.core.conditions.sight import Sight
from regulars.core.conditions.time_fields import DayOf, DaysSince
from regulars.kit.calendars import birthday_in
from regulars.kit.instants import DAY, Instant, iso_text
from regulars.store.conditions.intervals import Range, days_ago, instants, passing

ColumnOf = Callable[[Field], exp.Expr]
"""Gives the column of a field."""


def compared(
    condition: Condition, sight: Sight, column_of: ColumnOf, member: str = "seen", *, is_under_not: bool = False
) -> exp.Expr:
    """A condition over the whole base as of a sight, whose state is nobody's: only its instant and calendar count.

    `member` is the relation whose `member_id` says of whom a row is.
    """
    if isinstance(condition, Group):
        is_under_not = is_under_not or condition.is_not
        parts = [compared(part, sight, column_of, member, is_under_not=is_under_not) for part in condition.parts]
        joined = (exp.and_ if condition.is_all else exp.or_)(*parts)
        return exp.not_(joined) if condition.is_not else joined
    assert isinstance(condition, Clause), "a condition is a group or a clause"
    field, test = condition.field, condition.test
    if field.subject == "day":
        return exp.true() if test.passes(field.read(sight)) else exp.false()
    assert field.subject in ("member", "base"), "over the whole base there is no order"
    if field.subject == "base":
        return _beside(field, test, sight, member)
    column = column_of(field)
    if isinstance(test, IsMissing):
        is_null = exp.Is(this=column, expression=exp.null())
        return is_null if test.is_missing else exp.not_(is_null)
    passes = _passes(field, test, sight, column)
    return exp.Coalesce(this=passes, expressions=[exp.false()]) if is_under_not else passes


def _passes(field: Field, test: Test, sight: Sight, column: exp.Expr) -> exp.Expr:
    if isinstance(field, Birthday):
        return _birthday(field, test, sight, column)
    if isinstance(field, DaysSince):
        return _between_instants(column, instants(days_ago(passing(test), sight.day), sight.calendar))
    if isinstance(field, DayOf):
        return _between_instants(column, instants(passing(test), sight.calendar))
    return _in_ranges(column, passing(test)) if field.kind in ("number", "money") else _words(column, test)


def _beside(field: Field, test: Test, sight: Sight, member: str) -> exp.Expr:
    """A clause about what stands in tables beside the state: whether there is such a row of the member."""
    if isinstance(field, Tagged):
        return _tagged(field, test, member)
    if isinstance(field, Profiled):
        return _profiled(field, test, sight, member)
    assert isinstance(field, Stage), "every field of the base is asked"
    return _at_stage(field, test, sight, member)


def _tagged(field: Tagged, test: Test, member: str) -> exp.Expr:
    """Whether there is a row of a tag: never unknown, so it needs no closing and PostgreSQL may turn it into a join."""
    rows = exp.select("1").from_("member_tag").where(f"member_tag.member_id = {member}.member_id")
    if isinstance(test, HoldsAny):
        numbers = [_number(field.numbers[word]) for word in test.words]
        rows = rows.where(exp.In(this=exp.column("tag_no", "member_tag"), expressions=numbers))
    assert isinstance(test, HoldsAny | IsMissing), "tags are held or not"
    is_there = exp.Exists(this=rows)
    return is_there if (test.is_so if isinstance(test, HoldsAny) else not test.is_missing) else exp.not_(is_there)


def _profiled(field: Profiled, test: Test, sight: Sight, member: str) -> exp.Expr:
    """Whether there is a profile that passes: what is not known is not there, so it needs no closing."""
    rows = exp.select("1").from_("member_profile").where(f"member_profile.member_id = {member}.member_id")
    column = _profile_column(field, sight)
    if isinstance(test, IsMissing):
        known = exp.Exists(this=rows.where(exp.not_(exp.Is(this=column, expression=exp.null()))))
        return exp.not_(known) if test.is_missing else known
    if isinstance(test, HoldsAny):
        words = exp.Array(expressions=[exp.Literal.string(word) for word in test.words])
        holds: exp.Expr = exp.Anonymous(this="jsonb_exists_any", expressions=[column, words])
        if not test.is_so:
            holds = exp.and_(exp.not_(exp.Is(this=column, expression=exp.null())), exp.not_(holds))
        return exp.Exists(this=rows.where(holds))
    is_number = field.kind in ("number", "day")
    return exp.Exists(this=rows.where(_in_ranges(column, passing(test)) if is_number else _words(column, test)))


def _at_stage(field: Stage, test: Test, sight: Sight, member: str) -> exp.Expr:
    """Whether there is a narrow row at a stage; everybody is at one."""
    active_at = exp.column("last_active_at", "living")
    order_at = exp.column("last_order_at", "living")
    is_new = exp.and_(
        exp.GTE(this=exp.column("joined_at", "joined"), expression=_instant(sight.at - field.new_days * DAY)),
        exp.LTE(this=exp.column("orders", "living"), expression=_number(1)),
    )
    stage = (
        exp.Case()
        .when(is_new, exp.Literal.string("new"))
        .when(exp.Is(this=order_at, expression=exp.null()), exp.Literal.string("without_order"))
        .when(exp.GTE(this=active_at, expression=_instant(sight.at - field.active_days * DAY)), exp.Literal.string("active"))
        .when(exp.LT(this=order_at, expression=_instant(sight.at - field.lost_days * DAY)), exp.Literal.string("lost"))
        .else_(exp.Literal.string("dormant"))
    )
    rows = exp.select("1").from_("member_state AS living").join("member AS joined", on="joined.member_id = living.member_id")
    rows = rows.where(f"living.member_id = {member}.member_id")
    if isinstance(test, IsMissing):
        return exp.false() if test.is_missing else exp.true()
    return exp.Exists(this=rows.where(_words(stage, test)))


def _profile_column(field: Profiled, sight: Sight) -> exp.Expr:
    """The value in PostgreSQL, whose base alone has profiles; keys are plain, a date is its day since 1970."""
    if field.part == "kind":
        return exp.column("kind", "member_profile")
    document = "told" if field.part == "age" else "fields"
    getter = "jsonb_extract_path" if field.kind == "words" else "jsonb_extract_path_text"
    read = exp.Anonymous(this=getter, expressions=[exp.column(document, "member_profile"), exp.Literal.string(field.key)])
    if field.part == "age":
        return exp.Sub(this=_number(sight.day), expression=exp.cast(read, exp.DataType.Type.BIGINT))
    types = {"number": exp.DataType.Type.BIGINT, "day": exp.DataType.Type.BIGINT, "flag": exp.DataType.Type.BOOLEAN}
    return exp.cast(read, types[field.kind]) if field.kind in types else read


def _in_ranges(column: exp.Expr, ranges: list[Range]) -> exp.Expr:
    parts: list[exp.Expr] = []
    for low, high in ranges:
        if low is not None and low == high:
            parts.append(exp.EQ(this=column, expression=_number(low)))
            continue
        bounds: list[exp.Expr] = []
        if low is not None:
            bounds.append(exp.GTE(this=column, expression=_number(low)))
        if high is not None:
            bounds.append(exp.LTE(this=column, expression=_number(high)))
        parts.append(exp.and_(*bounds))
    return exp.or_(*parts) if parts else exp.false()


def _between_instants(column: exp.Expr, ranges: list[tuple[Instant | None, Instant | None]]) -> exp.Expr:
    parts = []
    for start, end in ranges:
        bounds: list[exp.Expr] = []
        if start is not None:
            bounds.append(exp.GTE(this=column, expression=_instant(start)))
        if end is not None:
            bounds.append(exp.LT(this=column, expression=_instant(end)))
        # Without any bound it is enough that there is an instant.
        parts.append(exp.and_(*bounds) if bounds else exp.not_(exp.Is(this=column, expression=exp.null())))
    return exp.or_(*parts) if parts else exp.false()


def _birthday(field: Birthday, test: Test, sight: Sight, column: exp.Expr) -> exp.Expr:
    assert isinstance(test, Compare), "a truth is compared"
    month = sight.month % 12 + 1
    kept = [day for day in range(month * 100 + 1, month * 100 + 32) if field.is_month or _is_kept(day, sight)]
    if not field.is_month and _is_kept(229, sight) and 229 not in kept:
        kept.append(229)
    is_today = exp.In(this=column, expressions=[_number(day) for day in kept]) if kept else exp.false()
    return is_today if test.operand else exp.not_(is_today)


def _is_kept(birthday: int, sight: Sight) -> bool:
    return birthday_in(sight.month // 12, birthday) == sight.day


def _words(column: exp.Expr, test: Test) -> exp.Expr:
    if isinstance(test, Compare):
        value = exp.true() if test.operand is True else exp.false() if test.operand is False else exp.Literal.string(test.operand)
        return (exp.EQ if test.sign == "=" else exp.NEQ)(this=column, expression=value)
    if isinstance(test, OneOf):
        if not test.values:
            return exp.false()
        among = exp.In(this=column, expressions=[exp.Literal.string(value) for value in test.values])
        return among if test.is_in else exp.not_(among)
    assert isinstance(test, TextPart), "a text is compared"
    part = exp.Literal.string(test.text)
    fits: exp.Expr
    if test.part == "contains":
        fits = exp.GT(this=exp.StrPosition(this=column, substr=part), expression=_number(0))
    else:
        side = exp.Left if test.part == "begins" else exp.Right
        fits = exp.EQ(this=side(this=column, expression=_number(len(test.text))), expression=part)
    return fits if test.is_so else exp.not_(fits)


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def _instant(at: Instant) -> exp.Expr:
    return exp.cast(exp.Literal.string(iso_text(at)), exp.DataType.Type.TIMESTAMPTZ)
