"""The clock over HTTP: read anywhere, moved in a sandbox only."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from regulars.features.access.access import require
from regulars.features.context import Context
from regulars.features.sandbox import queries
from regulars.features.sandbox.schemas import Advance, AdvancedShape, Clock, Due, DueQuery
from regulars.features.sandbox.service.advance import advance
from regulars.features.sandbox.service.read_clock import read_clock
from regulars.features.sandbox.service.target import target_of

router = APIRouter(prefix="/v1/clock", tags=["clock"])

SECONDS_PER_CALL: float = 4
"""How long one call works before it says how far it has come: shorter than any proxy waits."""

reads = Depends(require("program:read"))
moves = Depends(require("clock:advance"))


@router.get("", operation_id="read_clock", summary="What time is it for members?", dependencies=[reads])
def get_clock(context: Context) -> Clock:
    """The clock that members live by, and when something is due next."""
    with context.database.snapshot() as connection:
        clock = read_clock(context, connection)
    return Clock(
        clock="test" if clock.is_test else "system",
        now=clock.now,
        time_zone=clock.zone.key,
        next_due_at=clock.next_due_at,
    )


@router.get("/due", operation_id="count_due", summary="How many members have something due by then?", dependencies=[reads])
def get_due(query: Annotated[DueQuery, Query()], context: Context) -> Due:
    """What moving the clock to an instant will let happen, as a number of members."""
    with context.database.snapshot() as connection:
        to = target_of(read_clock(context, connection), to=query.to, on=query.on, days=query.days)
        return Due(to=to, members_due=queries.count_due(connection, to))


@router.post(
    "/advance",
    operation_id="advance_clock",
    summary="Move the clock forward",
    dependencies=[moves],
    responses={409: {"description": "This is no sandbox, or an import of history is unfinished."}},
)
def post_advance(body: Advance, context: Context) -> AdvancedShape:
    """Move a sandbox's clock to an instant and let everything due by then happen, day by day.

    A call works for a few seconds. While the answer says `is_done: false`, send it again: it goes on from where it stopped.
    """
    done = advance(context, body.to, seconds_max=SECONDS_PER_CALL)
    return AdvancedShape(now=done.now, settlements=done.settlements, is_done=done.is_done)
