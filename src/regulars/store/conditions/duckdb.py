"""Fields in DuckDB, out of the state as JSON."""

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
    WHOLE_NUMBER,
    path_of,
)


class DuckdbColumns:
    """Over the JSON text, opened by DuckDB's JSON functions."""

    opened = "state::JSON AS state"

    def tier(self, ladder: str) -> str:
        """The tier held on a ladder."""
        return f"json_extract_string(state, {_path(STANDINGS, ladder, 0)})"

    def metric(self, metric: str, first: int, last: int) -> str:
        """The sum of a metric over months, both ends included."""
        months = f"map_entries(CAST(json_extract(state, {_path(METRICS, metric)}) AS MAP(VARCHAR, BIGINT)))"
        counted = f"list_filter({months}, lambda month: month.key::INT BETWEEN {first} AND {last})"
        return f"coalesce(list_sum(list_transform({counted}, lambda month: month.value)), 0)::BIGINT"

    def growth(self, wallet: str) -> str:
        """The growth value."""
        parts = f"map_values(CAST(json_extract(state, {_path(GROWTH, wallet)}) AS MAP(VARCHAR, MAP(VARCHAR, BIGINT))))"
        return f"coalesce(list_sum(list_transform({parts}, lambda months: list_sum(map_values(months)))), 0)::BIGINT"

    def points(self, wallet: str, at: Instant) -> str:
        """Points that can be spent at an instant."""
        lots = f"CAST(json_extract(state, {_path(POINTS, wallet, 0)}) AS JSON[])"
        usable = (
            f"list_filter({lots}, lambda lot: (lot->>'$[{ACTIVE_AT}]')::BIGINT <= {at}"
            f" AND (lot->>'$[{EXPIRES_AT}]')::BIGINT > {at})"
        )
        return f"coalesce(list_sum(list_transform({usable}, lambda lot: (lot->>'$[{REMAINING}]')::BIGINT)), 0)::BIGINT"

    def birthday(self) -> str:
        """Month * 100 + day."""
        return f"(json_extract_string(state, {_path(EXTRAS, 'birthday')}))::INT"

    def attribute(self, key: str, kind: FieldKind) -> str:
        """An attribute, if it is of its kind."""
        path = _path(EXTRAS, "attributes", key)
        text = f"json_extract_string(state, {path})"
        if kind == "text":
            return f"CASE WHEN json_type(state, {path}) = 'VARCHAR' THEN {text} END"
        if kind == "flag":
            return f"CASE WHEN json_type(state, {path}) = 'BOOLEAN' THEN ({text})::BOOLEAN END"
        is_whole = f"json_type(state, {path}) IN ('UBIGINT', 'BIGINT') AND regexp_matches({text}, '{WHOLE_NUMBER}')"
        return f"CASE WHEN {is_whole} THEN ({text})::BIGINT END"


def _path(*steps: int | str) -> str:
    return path_of(steps, '."{}"')
