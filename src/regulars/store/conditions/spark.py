"""Fields in Spark 4, out of the state as a variant, which knows a number from a text."""

from __future__ import annotations

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
    path_of,
)


class SparkColumns:
    """Over the JSON text, opened by Spark 4's variants, which know a number from a text."""

    opened = "parse_json(state) AS state"

    def tier(self, ladder: str) -> str:
        """The tier held on a ladder."""
        return f"try_variant_get(state, {_path(STANDINGS, ladder, 0)}, 'string')"

    def metric(self, metric: str, first: int, last: int) -> str:
        """The sum of a metric over months, both ends included."""
        months = f"map_entries(try_variant_get(state, {_path(METRICS, metric)}, 'map<string,bigint>'))"
        counted = f"filter({months}, month -> cast(month.key AS int) BETWEEN {first} AND {last})"
        return f"coalesce(aggregate({counted}, 0L, (sum, month) -> sum + month.value), 0L)"

    def growth(self, wallet: str) -> str:
        """The growth value."""
        parts = f"map_values(try_variant_get(state, {_path(GROWTH, wallet)}, 'map<string,map<string,bigint>>'))"
        return (
            f"coalesce(aggregate(flatten(transform({parts}, months -> map_values(months))), 0L, (sum, value) -> sum + value), 0L)"
        )

    def points(self, wallet: str, at: Instant) -> str:
        """Points that can be spent at an instant."""
        lots = f"try_variant_get(state, {_path(POINTS, wallet, 0)}, 'array<array<string>>')"
        usable = f"filter({lots}, lot -> cast(lot[{ACTIVE_AT}] AS bigint) <= {at} AND cast(lot[{EXPIRES_AT}] AS bigint) > {at})"
        return f"coalesce(aggregate({usable}, 0L, (sum, lot) -> sum + cast(lot[{REMAINING}] AS bigint)), 0L)"

    def birthday(self) -> str:
        """Month * 100 + day."""
        return f"try_variant_get(state, {_path(EXTRAS, 'birthday')}, 'int')"

    def attribute(self, key: str, kind: FieldKind) -> str:
        """An attribute, if it is of its kind."""
        path = _path(EXTRAS, "attributes", key)
        is_type, wanted = {"text": ("STRING", "string"), "flag": ("BOOLEAN", "boolean")}.get(kind, ("BIGINT", "bigint"))
        return (
            f"CASE WHEN schema_of_variant(try_variant_get(state, {path}, 'variant')) = '{is_type}'"
            f" THEN try_variant_get(state, {path}, '{wanted}') END"
        )


def _path(*steps: int | str) -> str:
    return path_of(steps, '["{}"]')
