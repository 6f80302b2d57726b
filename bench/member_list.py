"""The member list over a million members: three filters, in several orders, page by page, as the console asks for it."""

from __future__ import annotations

import time
from typing import Any, Final

from bench.million import Million
from bench.tags import define
from regulars.features.conditions.facade import ConditionReader
from regulars.features.members.queries import Filters
from regulars.features.members.service.list import list_members
from regulars.features.members.service.search import condition_key, narrowed, read_filter
from regulars.features.tags.facade import evaluate_until_done

ASKED: Final = 60
PAGES: Final = 3
SORTS: Final = ("-spend", "-last_order_at", "-points", "member_no")


def measure(base: Million) -> dict[str, Any]:
    """Milliseconds of a page and of the count."""
    define(base, "recent", [{"field": "days_since_order", "operator": "<=", "value": 60}])
    evaluate_until_done(base.context)
    base.analyze()
    pages, counts = _times(base)
    return {
        "list_ms_p50": _percentile(pages, 50), "list_ms_p95": _percentile(pages, 95),
        "list_count_ms_p95": _percentile(counts, 95),
        "list": base.about() | {
            "filters": "tier at least silver, a tag, points at least N", "sorts": list(SORTS), "pages": len(pages),
            "repeat": "python -m bench list",
        },
    }  # fmt: skip


def _times(base: Million) -> tuple[list[float], list[float]]:
    pages: list[float] = []
    counts: list[float] = []
    for number in range(ASKED // PAGES):
        given = {
            "combinator": "and",
            "rules": [
                {"field": "tier.retail", "operator": ">=", "value": "silver"},
                {"field": "tags", "operator": "contains", "value": "recent"},
                {"field": "points.points", "operator": ">=", "value": 100 * number},
            ],
        }
        cursor = None
        for page in range(PAGES):
            with base.database.snapshot() as connection:
                began = time.perf_counter()
                now = base.context.ledger.now(connection)
                reader = ConditionReader(connection, base.context.programs.published(connection), now, "members")
                filters = narrowed(Filters(), reader, read_filter(reader, given), now)
                found = list_members(
                    connection, filters, sort=SORTS[number % len(SORTS)], cursor=cursor, limit=20, in_names=False,
                    condition=condition_key(given), is_counted=page == PAGES,
                )  # fmt: skip
                pages.append(time.perf_counter() - began)
                assert len(found.members) == 20
                cursor = found.next_cursor
                began = time.perf_counter()
                if page == 0:
                    list_members(connection, filters, sort="member_no", cursor=None, limit=1, in_names=False)
                    counts.append(time.perf_counter() - began)
    return pages, counts


def _percentile(seconds: list[float], percent: int) -> float:
    held = sorted(seconds)
    return round(held[min(len(held) - 1, len(held) * percent // 100)] * 1000, 1)
