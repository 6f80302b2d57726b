"""Fields in PostgreSQL, out of the state as jsonb."""

# ruff: noqa: S608 - made of constants, numbers, keys of the program, and literals that sqlglot escapes
from __future__ import annotations

from typing import Final

from regulars.core.conditions.field import FieldKind
from regulars.kit.instants import Instant
from regulars.store.conditions.columns import (
    ACTIVE_AT,
    EXPIRES_AT,
    EXTRAS,
    GROWTH,
    METRICS,
    POINTS,
    REMAINING,
    STANDINGS,
    WHOLE_NUMBER,
    text_of,
)

NAMED_MONTHS_MAX: Final = 36
"""A sum over so many months at most names each of them."""


class PostgresColumns:
    """Over the whole document as jsonb."""

    opened = "member_document.whole::jsonb AS state"

    def tier(self, ladder: str) -> str:
        """The tier held on a ladder."""
        return f"state->{STANDINGS}->{text_of(ladder)}->>0"

    def metric(self, metric: str, first: int, last: int) -> str:
        """The sum of a metric over months, both ends included.

        A few months are named one by one: a subquery over what is there would keep whole plans in one process.
        """
        if last - first < NAMED_MONTHS_MAX:
            # A path is walked in place; an arrow for each step would copy what it leads to.
            steps = f'{METRICS},"{metric}"'
            return " + ".join(
                f"coalesce((state #>> {text_of(f'{{{steps},{month}}}')})::bigint, 0)" for month in range(first, last + 1)
            )
        return _each_sum(f"state->{METRICS}->{text_of(metric)}", f" WHERE key::int BETWEEN {first} AND {last}")

    def growth(self, wallet: str) -> str:
        """The growth value."""
        return (
            "(SELECT coalesce(sum(month.value::bigint), 0)::bigint"
            f" FROM jsonb_each(state->{GROWTH}->{text_of(wallet)}) AS part, jsonb_each_text(part.value) AS month)"
        )

    def points(self, wallet: str, at: Instant) -> str:
        """Points that can be spent at an instant."""
        return (
            f"(SELECT coalesce(sum((lot->>{REMAINING})::bigint), 0)::bigint"
            f" FROM jsonb_array_elements(state->{POINTS}->{text_of(wallet)}->0) AS lot"
            f" WHERE (lot->>{ACTIVE_AT})::bigint <= {at} AND (lot->>{EXPIRES_AT})::bigint > {at})"
        )

    def birthday(self) -> str:
        """Month * 100 + day."""
        return f"(state->{EXTRAS}->>'birthday')::int"

    def attribute(self, key: str, kind: FieldKind) -> str:
        """An attribute, if it is of its kind."""
        value = f"state->{EXTRAS}->'attributes'->{text_of(key)}"
        text = f"state->{EXTRAS}->'attributes'->>{text_of(key)}"
        if kind == "text":
            return f"CASE WHEN jsonb_typeof({value}) = 'string' THEN {text} END"
        if kind == "flag":
            return f"CASE WHEN jsonb_typeof({value}) = 'boolean' THEN ({text})::boolean END"
        return f"CASE WHEN jsonb_typeof({value}) = 'number' AND {text} ~ '{WHOLE_NUMBER}' THEN ({text})::bigint END"


def _each_sum(document: str, where: str) -> str:
    return f"(SELECT coalesce(sum(value::bigint), 0)::bigint FROM jsonb_each_text({document}){where})"
