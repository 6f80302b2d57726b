"""Duplicates over HTTP: pairs that may be one person, dismissed or left for a merge."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.duplicates import queries
from regulars.features.duplicates.contracts import Names
from regulars.features.duplicates.schemas import DuplicateList, DuplicatesQuery, PairNamed
from regulars.features.duplicates.service.list import list_pairs
from regulars.features.duplicates.service.search import search_again
from regulars.kit.problems import FieldError, Problem
from regulars.store.clock import current_time

router = APIRouter(prefix="/v1/duplicates", tags=["merges"])

Reader = Annotated[Principal, Depends(require("members:read"))]
Merger = Annotated[Principal, Depends(require("members:merge"))]


@router.get("", operation_id="list_duplicates", summary="Who may be one person")
def get_duplicates(
    query: Annotated[DuplicatesQuery, Query()], request: Request, caller: Reader, context: Context
) -> DuplicateList:
    """A page of pairs that wait for a decision, the likeliest first. Merge one by `POST /v1/merges`, or dismiss it."""
    with context.database.snapshot() as connection:
        page = list_pairs(connection, caller, query.cursor, query.limit)
    tell_audit(request, members=[side.member_id for pair in page.items for side in (pair.first, pair.second)])
    return page


@router.post(
    "/dismiss",
    operation_id="dismiss_duplicate",
    summary="They are two people",
    status_code=204,
    responses={404: {"description": "Nobody thought that these two are one."}},
)
def post_dismiss(body: PairNamed, request: Request, caller: Merger, context: Context) -> None:
    """Never put a pair forward again. Dismissing it twice changes nothing."""
    pair = Names.of(body.first_id, body.second_id)
    with context.database.transaction() as connection:
        if not queries.dismiss(connection, pair, current_time(connection), caller.known_as):
            field = FieldError("first_id", "these two were not found to be alike", "a pair of the list")
            raise Problem("duplicate_unknown", "There is no such pair.", errors=(field,))
    tell_audit(request, members=pair)


@router.post(
    "/search", operation_id="search_duplicates", summary="Search everybody again", status_code=202, response_class=Response
)
def post_search(_caller: Merger, context: Context) -> Response:
    """Let the search begin anew: names and identities have changed since. What was decided about pairs stays."""
    search_again(context)
    return Response(status_code=202)
