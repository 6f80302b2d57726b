"""Read: backtests as they are kept, and the members whom one names."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from psycopg import Connection

from regulars.features.backtest import queries
from regulars.features.backtest.contracts import StoredBacktest
from regulars.features.backtest.request_schemas import (
    AffectedList,
    AffectedMember,
    AffectedQuery,
    BacktestList,
    BacktestShape,
    BacktestSummary,
)
from regulars.features.backtest.schemas import BacktestReport, RankingReport
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem

LISTED_MAX = 50


def find_backtest(connection: Connection, backtest_id: UUID) -> StoredBacktest:
    """One of them; Problem `backtest_unknown` if it is not there, or was forgotten."""
    found = queries.select_backtest(connection, backtest_id)
    if found is None:
        field = FieldError("backtest_id", "is not known", "one of GET /v1/program/backtests")
        raise Problem("backtest_unknown", "There is no such backtest.", errors=(field,))
    return found


def backtest_shape(found: StoredBacktest) -> BacktestShape:
    """A backtest with its report."""
    report = None if found.report is None else BacktestReport.model_validate_json(found.report)
    return BacktestShape(**_summary(found).model_dump(), yaml=found.draft, report=report)


def list_backtests(connection: Connection) -> BacktestList:
    """The newest of them."""
    return BacktestList(items=[_summary(found) for found in queries.select_recent(connection, LISTED_MAX)])


def list_affected(connection: Connection, backtest_id: UUID, query: AffectedQuery, shown: Callable[[str], str]) -> AffectedList:
    """A page of winners or losers. Problems `backtest_unknown`, `backtest_unfinished`, `cursor_invalid`."""
    find_backtest(connection, backtest_id)
    ranking = queries.select_ranking(connection, backtest_id)
    if ranking is None:
        raise Problem("backtest_unfinished", "This backtest has no report yet.", hint="Ask again when its status is done.")
    read = RankingReport.model_validate_json(ranking)
    named = read.winners if query.side == "winners" else read.losers
    list_key = f"affected {backtest_id} {query.side}"
    place = 0 if query.cursor is None else decode_cursor(list_key, query.cursor)[0]
    start = place if isinstance(place, int) else 0
    end = start + query.limit
    page = named[start:end]
    names = queries.select_names(connection, [UUID(member.member_id) for member in page])
    items = []
    for member in page:
        member_no, display_name = names.get(UUID(member.member_id), (0, ""))
        items.append(AffectedMember(**member.model_dump(), member_no=member_no, display_name=shown(display_name)))
    return AffectedList(items=items, next_cursor=encode_cursor(list_key, (end,)) if end < len(named) else None, total=len(named))


def _summary(found: StoredBacktest) -> BacktestSummary:
    return BacktestSummary(
        backtest_id=str(found.backtest_id), status=found.status, asked_by=found.asked_by, asked_at=found.asked_at,
        started_at=found.started_at, finished_at=found.finished_at, since=found.since, until=found.until,
        events_done=found.events_done, events_total=found.events_total, problem=found.problem,
    )  # fmt: skip
