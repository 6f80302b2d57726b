"""Backtests over HTTP: asked for, watched, read, and looked into member by member."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.backtest import queries
from regulars.features.backtest.request_schemas import (
    AffectedList,
    AffectedQuery,
    AskBacktest,
    BacktestList,
    BacktestShape,
    LifeQuery,
    LifeShape,
)
from regulars.features.backtest.service.ask import ask
from regulars.features.backtest.service.explain import explain
from regulars.features.backtest.service.read import backtest_shape, find_backtest, list_affected, list_backtests
from regulars.features.context import Context
from regulars.features.privacy.facade import name_for

router = APIRouter(prefix="/v1/program/backtests", tags=["program"])

Asker = Annotated[Principal, Depends(require("program:backtest"))]
asks = Depends(require("program:backtest"))


@router.post(
    "",
    operation_id="ask_backtest",
    summary="Ask what a draft would have done",
    status_code=202,
    responses={409: {"description": "No program is published, the draft strands members, or two backtests are under way."}},
)
def post_backtest(body: AskBacktest, caller: Asker, context: Context) -> BacktestShape:
    """Put a draft into the queue; a worker decides all of history under it. Watch it by `GET` until its status is done.

    Nothing of it touches the ledger. The hundred newest are kept.
    """
    backtest_id = ask(context, body.yaml, body.first, body.end, caller.known_as)
    with context.database.snapshot() as connection:
        return backtest_shape(find_backtest(connection, backtest_id))


@router.get("", operation_id="list_backtests", summary="The newest backtests", dependencies=[asks])
def get_backtests(context: Context) -> BacktestList:
    """At most fifty, the newest first, without their reports."""
    with context.database.snapshot() as connection:
        return list_backtests(connection)


@router.get("/{backtest_id}", operation_id="read_backtest", summary="A backtest and its report", dependencies=[asks])
def get_backtest(backtest_id: UUID, context: Context) -> BacktestShape:
    """How far it is, and its report once it is done."""
    with context.database.snapshot() as connection:
        return backtest_shape(find_backtest(connection, backtest_id))


@router.post("/{backtest_id}/cancel", operation_id="cancel_backtest", summary="Give a backtest up", dependencies=[asks])
def post_cancel(backtest_id: UUID, context: Context) -> BacktestShape:
    """Stop it within a second or two, or take it out of the queue; one that is finished stays as it is."""
    with context.database.transaction() as connection:
        find_backtest(connection, backtest_id)
        queries.cancel(connection, backtest_id)
        return backtest_shape(find_backtest(connection, backtest_id))


@router.get("/{backtest_id}/members", operation_id="list_affected_members", summary="Who would win and lose most")
def get_affected(
    backtest_id: UUID, query: Annotated[AffectedQuery, Query()], request: Request, caller: Asker, context: Context
) -> AffectedList:
    """A page of winners or of losers, the greatest difference first."""
    with context.database.snapshot() as connection:
        page = list_affected(connection, backtest_id, query, partial(name_for, caller))
    tell_audit(request, members=[each.member_id for each in page.items])
    return page


@router.get(
    "/{backtest_id}/members/{member_id}",
    operation_id="explain_backtest_member",
    summary="One member's life under both programs",
)
def get_life(
    backtest_id: UUID,
    member_id: UUID,
    query: Annotated[LifeQuery, Query()],
    request: Request,
    caller: Asker,
    context: Context,
) -> LifeShape:
    """What each program makes of every event of a member, newest first; decided when it is asked for."""
    with context.database.snapshot() as connection:
        life = explain(context, connection, find_backtest(connection, backtest_id), member_id, query)
    tell_audit(request, members=[member_id])
    return life.model_copy(update={"display_name": name_for(caller, life.display_name)})
