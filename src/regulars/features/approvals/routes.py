"""Approvals over HTTP: ask, see what waits, agree or not, and say what needs two people."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.approvals import queries
from regulars.features.approvals.contracts import Approval, Policy
from regulars.features.approvals.schemas import (
    ApprovalDecision,
    ApprovalDetail,
    ApprovalList,
    ApprovalPolicy,
    ApprovalQuery,
    ApprovalShape,
    EffectOfRequest,
    NewApproval,
)
from regulars.features.approvals.service.ask import ask
from regulars.features.approvals.service.decide import approve, find_approval, reject
from regulars.features.approvals.service.foresee import foresee
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.store.reach import reaches_member

router = APIRouter(prefix="/v1/approvals", tags=["approvals"])

Asker = Annotated[Principal, Depends(require("events:write"))]
Decider = Annotated[Principal, Depends(require("approvals:decide"))]
reads = Depends(require("approvals:decide"))
manages = Depends(require("staff:manage"))
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such request."}}
DECIDED: dict[int | str, dict[str, Any]] = {409: {"description": "It was decided already, or waited too long."}}
LIST_KEY = "approvals"


@router.post("", operation_id="ask_approval", summary="Ask for an approval", status_code=201)
def post_approval(body: NewApproval, request: Request, caller: Asker, context: Context) -> ApprovalShape:
    """Ask somebody else to agree; the answer says what it would do now. It is done when they have agreed."""
    with context.database.snapshot() as connection:
        if not reaches_member(connection, body.member_id):
            raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    approval = ask(context, body.type, body.member_id, body.data, caller.known_as)
    _tell(request, approval)
    return ApprovalShape.of(approval)


@router.get("", operation_id="list_approvals", summary="Requests", dependencies=[reads])
def get_approvals(query: Annotated[ApprovalQuery, Query()], request: Request, context: Context) -> ApprovalList:
    """A page of requests about members whom the caller reaches, newest first."""
    list_key = f"{LIST_KEY} {query.status}"
    with context.database.snapshot() as connection:
        found = queries.select_approvals(
            connection, status=query.status, requested_by=None, before=_before(list_key, query.cursor), limit=query.limit + 1
        )
    page = found[: query.limit]
    last = page[-1] if len(found) > query.limit else None
    cursor = encode_cursor(list_key, (last.requested_at.isoformat(), str(last.approval_id))) if last else None
    tell_audit(request, members=[each.member_id for each in page], is_reading=True)
    return ApprovalList(items=[ApprovalShape.of(each) for each in page], next_cursor=cursor)


@router.get("/policy", operation_id="read_approval_policy", summary="What needs two people?", dependencies=[manages])
def get_policy(context: Context) -> ApprovalPolicy:
    """From how many points on an adjustment needs a second person, and how long a request may wait."""
    with context.database.snapshot() as connection:
        policy = queries.select_policy(connection)
    return ApprovalPolicy(adjustment_above=policy.adjustment_above, days=policy.days)


@router.put("/policy", operation_id="change_approval_policy", summary="Say what needs two people", dependencies=[manages])
def put_policy(body: ApprovalPolicy, request: Request, context: Context) -> ApprovalPolicy:
    """Holds for what is sent from now on."""
    with context.database.transaction() as connection:
        before = queries.select_policy(connection)
        queries.update_policy(connection, Policy(body.adjustment_above, body.days))
    tell_audit(request, before={"adjustment_above": before.adjustment_above, "days": before.days}, after=body.model_dump())
    return body


@router.get("/{approval_id}", operation_id="read_approval", summary="One request", dependencies=[reads], responses=UNKNOWN)
def get_approval(approval_id: UUID, request: Request, context: Context) -> ApprovalDetail:
    """A request with what it would have done when it was asked for, and what it would do now."""
    with context.database.snapshot() as connection:
        approval, now = find_approval(connection, approval_id), context.ledger.now(connection)
    expected = None
    if approval.status == "pending":
        expected = EffectOfRequest.of(foresee(context, approval.type, approval.member_id, approval.data, now))
    tell_audit(request, members=[approval.member_id], is_reading=True)
    return ApprovalDetail.model_validate(ApprovalShape.of(approval).model_dump() | {"expected": expected})


@router.post("/{approval_id}/approve", operation_id="approve", summary="Agree", responses=UNKNOWN | DECIDED)
def post_approve(approval_id: UUID, body: ApprovalDecision, request: Request, caller: Decider, context: Context) -> ApprovalShape:
    """Do what somebody else asked for, by what holds now. `status` is `refused` where the program refuses it by then."""
    approval = approve(context, approval_id, caller.known_as, body.note)
    _tell(request, approval)
    return ApprovalShape.of(approval)


@router.post("/{approval_id}/reject", operation_id="reject", summary="Do not agree", responses=UNKNOWN | DECIDED)
def post_reject(approval_id: UUID, body: ApprovalDecision, request: Request, caller: Decider, context: Context) -> ApprovalShape:
    """Turn a request down, or take one's own back."""
    approval = reject(context, approval_id, caller.known_as, body.note)
    _tell(request, approval)
    return ApprovalShape.of(approval)


def _tell(request: Request, approval: Approval) -> None:
    after = {"status": approval.status, "type": approval.type, "requested_by": approval.requested_by}
    tell_audit(request, subject=f"approval {approval.approval_id}", members=[approval.member_id], after=after)


def _before(list_key: str, cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    at, approval_id = decode_cursor(list_key, cursor)
    return datetime.fromisoformat(str(at)), UUID(str(approval_id))
