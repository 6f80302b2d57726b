"""Contests over HTTP: which there are, how everybody stands, and closing one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from psycopg import Connection

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.contests.contracts import Held
from regulars.features.contests.schemas import ContestList, ContestShape, ContestStanding, RankShape, StandingQuery
from regulars.features.contests.service.close import close
from regulars.features.contests.service.find import find_contest, find_contests, standing
from regulars.features.context import Context
from regulars.features.members.facade import read_member
from regulars.features.privacy.facade import name_for
from regulars.store.extracts import catch_up

router = APIRouter(prefix="/v1/contests", tags=["contests"])

Reader = Annotated[Principal, Depends(require("board:read"))]
Closer = Annotated[Principal, Depends(require("members:configure"))]
HonourKey = Annotated[str, Path(max_length=48)]


@router.get("", operation_id="list_contests", summary="Contests")
def get_contests(_caller: Reader, context: Context) -> ContestList:
    """The limited-time honours of the program in force that are won."""
    with context.database.snapshot() as connection:
        return ContestList(items=[ContestShape.of(held) for held in find_contests(context, connection)])


@router.get(
    "/{honour}",
    operation_id="read_standing_of_contest",
    summary="Who is how far",
    responses={404: {"description": "There is no such contest."}},
)
def get_standing(
    honour: HonourKey, query: Annotated[StandingQuery, Query()], request: Request, caller: Reader, context: Context
) -> ContestStanding:
    """The members who are furthest in a contest, of two alike the one who has been a member longer; frozen ones are left out."""
    catch_up(context.database)
    with context.database.snapshot() as connection:
        told = _standing(connection, find_contest(context, connection, honour), caller, query.limit)
    tell_audit(request, members=[each.member_id for each in told.places])
    return told


@router.post(
    "/{honour}/close",
    operation_id="close_contest",
    summary="Close a contest",
    responses={
        404: {"description": "There is no such contest."},
        409: {"description": "It is not over yet, somebody in front is to be looked into, or nobody can bear the honour."},
    },
)
def post_close(honour: HonourKey, request: Request, caller: Closer, context: Context) -> ContestStanding:
    """Decide who won a contest that is over, and grant them the honour. Closing it again changes nothing."""
    held = close(context, honour, caller.known_as)
    assert held.closing is not None, "it is closed"
    with context.database.snapshot() as connection:
        told = _standing(connection, held, caller, held.contest.winners)
    tell_audit(request, subject=f"contest {honour}", members=held.closing.winners)
    return told


def _standing(connection: Connection, held: Held, caller: Principal, limit: int) -> ContestStanding:
    places = []
    won = None if held.closing is None else set(held.closing.winners)
    for place, (member_id, score) in enumerate(standing(connection, held, limit), start=1):
        row = read_member(connection, member_id).row
        wins = place <= held.contest.winners if won is None else member_id in won
        places.append(
            RankShape(
                place=place, member_id=member_id, member_no=row.member_no, display_name=name_for(caller, row.display_name),
                score=score, wins=wins,
            )
        )  # fmt: skip
    return ContestStanding(contest=ContestShape.of(held), places=places)
