"""The board over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from regulars.features.access.access import require
from regulars.features.board.schemas import Board, BoardQuery
from regulars.features.board.service.read import read_board
from regulars.features.board.service.tiers import read_tiers
from regulars.features.board.tier_schemas import TierBoard
from regulars.features.context import Context

router = APIRouter(prefix="/v1/board", tags=["board"], dependencies=[Depends(require("board:read"))])


@router.get("", operation_id="read_board", summary="The figures of the business")
def get_board(query: Annotated[BoardQuery, Query()], context: Context) -> Board:
    """The figures of a range of months with those they compare with, and how members stand now."""
    with context.database.snapshot() as connection:
        return read_board(context, connection, query.first, query.last)


@router.get("/tiers", operation_id="read_tier_board", summary="The figures of each tier")
def get_tier_board(query: Annotated[BoardQuery, Query()], context: Context) -> TierBoard:
    """Members, moves, retention, revenue, points and what they cost, by the tier that members held at the time."""
    with context.database.snapshot() as connection:
        return read_tiers(context, connection, query.first, query.last)
