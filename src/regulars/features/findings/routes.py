"""Findings over HTTP: what watches found, and what staff decide."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.findings.schemas import FindingList, FindingsQuery, ReviewAsk, ReviewShape
from regulars.features.findings.service.list import list_suspects
from regulars.features.findings.service.review import review

router = APIRouter(prefix="/v1/findings", tags=["findings"])

Reviewer = Annotated[Principal, Depends(require("findings:review"))]


@router.get("", operation_id="list_findings", summary="Unusual earning")
def get_findings(query: Annotated[FindingsQuery, Query()], request: Request, caller: Reviewer, context: Context) -> FindingList:
    """A page of members of whom the program's watches found something that nobody has looked into, the longest wait first."""
    with context.database.snapshot() as connection:
        page = list_suspects(context, connection, caller, query.cursor, query.limit)
    tell_audit(request, members=[each.member_id for each in page.items])
    return page


@router.post(
    "/{member_id}/review",
    operation_id="review_findings",
    summary="Decide about unusual earning",
    responses={
        404: {"description": "There is no such member, or nothing of theirs waits."},
        409: {"description": "Something else was found meanwhile; look again."},
    },
)
def post_review(member_id: UUID, body: ReviewAsk, request: Request, caller: Reviewer, context: Context) -> ReviewShape:
    """Let everything that is held back of a member be used, or take it back; and freeze the member, or end the freeze."""
    done = review(context, member_id, body, caller.known_as)
    held = {each.wallet: each.points for each in done.held}
    tell_audit(
        request, subject=f"review of {member_id}", members=[member_id], detail=body.reason,
        after={"verdict": body.verdict, "freeze": body.freeze, "held": held},
    )  # fmt: skip
    return done
