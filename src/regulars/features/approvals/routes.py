"""Approvals over HTTP: ask, see what waits, agree or not, and say what needs two people."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.approvals import queries
from regulars.features.approvals.contracts import APPROVABLE, IMPORT, MERGE, TAGGING, UNMERGE, Approval, Policy, Wanted
from regulars.features.approvals.schemas import (
    ApprovalAgreement,
    ApprovalDecision,
    ApprovalDetail,
    ApprovalList,
    ApprovalPolicy,
    ApprovalQuery,
    ApprovalShape,
    EffectOfRequest,
    ImportApproval,
    MergeApproval,
    NewApproval,
    TagApproval,
    UnmergeApproval,
)
from regulars.features.approvals.service.ask import ask
from regulars.features.approvals.service.decide import approve, find_approval, foresee, mark_of, reject
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.member_files.facade import find_import
from regulars.features.merges.facade import find_merge
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.store.reach import reaches_member

router = APIRouter(prefix="/v1/approvals", tags=["approvals"])

Asker = Annotated[Principal, Depends(require("events:write"))]
Merger = Annotated[Principal, Depends(require("members:merge"))]
Importer = Annotated[Principal, Depends(require("members:import"))]
Tagger = Annotated[Principal, Depends(require("members:configure"))]
Decider = Annotated[Principal, Depends(require("approvals:decide"))]
reads = Depends(require("approvals:decide"))
manages = Depends(require("staff:manage"))
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such request."}}
DECIDED: dict[int | str, dict[str, Any]] = {
    409: {"description": "It was decided already, waited too long, or would do something else than its mark says."}
}
LIST_KEY = "approvals"


@router.post("", operation_id="ask_approval", summary="Ask for an approval", status_code=201)
def post_approval(body: NewApproval, request: Request, caller: Asker, context: Context) -> ApprovalShape:
    """Ask somebody else to agree; the answer says what it would do now. It is done when they have agreed."""
    if body.type not in APPROVABLE:
        field = FieldError("type", "cannot be asked for", expected=f"one of {', '.join(APPROVABLE)}")
        raise Problem("approval_impossible", "There is nothing to approve.", errors=(field,))
    with context.database.snapshot() as connection:
        if not reaches_member(connection, body.member_id):
            raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    return _asked(request, ask(context, Wanted(body.type, body.member_id, body.data), caller.known_as))


@router.post("/merges", operation_id="ask_merge_approval", summary="Ask for a merge", status_code=201)
def post_merge_approval(body: MergeApproval, request: Request, caller: Merger, context: Context) -> ApprovalShape:
    """Ask somebody else to agree to a merge. Headquarters sees it."""
    return _asked(request, ask(context, Wanted(MERGE, None, body.model_dump(mode="json")), caller.known_as))


@router.post("/unmerges", operation_id="ask_unmerge_approval", summary="Ask for the undoing of a merge", status_code=201)
def post_unmerge_approval(body: UnmergeApproval, request: Request, caller: Merger, context: Context) -> ApprovalShape:
    """Ask somebody else to agree to undoing a merge. Headquarters sees it."""
    known = find_merge(context, body.merge_id)
    both = {"absorbed_id": str(known.absorbed_id), "survivor_id": str(known.survivor_id)}
    data = {"merge_id": known.merge_id, **both, "reason": body.reason}
    return _asked(request, ask(context, Wanted(UNMERGE, None, data), caller.known_as))


@router.post("/imports", operation_id="ask_import_approval", summary="Ask for an import of members", status_code=201)
def post_import_approval(body: ImportApproval, request: Request, caller: Importer, context: Context) -> ApprovalShape:
    """Ask somebody else to agree to starting an import that was tried out. Its file is kept meanwhile; headquarters sees it."""
    with context.database.transaction(as_service=True) as connection:
        found = find_import(connection, caller, body.import_id)
    data = {"import_id": str(body.import_id), "file_name": found.file_name, "reason": body.reason}
    return _asked(request, ask(context, Wanted(IMPORT, None, data), caller.known_as))


@router.post("/tags", operation_id="ask_tag_approval", summary="Ask for a tag for many", status_code=201)
def post_tag_approval(body: TagApproval, request: Request, caller: Tagger, context: Context) -> ApprovalShape:
    """Ask somebody else to agree to a tag for many members. A condition is asked anew when they do."""
    data = body.model_dump(mode="json", exclude_none=True)
    return _asked(request, ask(context, Wanted(TAGGING, None, data), caller.known_as))


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
    tell_audit(request, members=[about for each in page for about in _members_of(each)], is_reading=True)
    return ApprovalList(items=[ApprovalShape.of(each) for each in page], next_cursor=cursor)


@router.get("/policy", operation_id="read_approval_policy", summary="What needs two people?", dependencies=[manages])
def get_policy(context: Context) -> ApprovalPolicy:
    """What staff may not do alone, and how long a request may wait."""
    with context.database.snapshot() as connection:
        return ApprovalPolicy(**asdict(queries.select_policy(connection)))


@router.put("/policy", operation_id="change_approval_policy", summary="Say what needs two people", dependencies=[manages])
def put_policy(body: ApprovalPolicy, request: Request, context: Context) -> ApprovalPolicy:
    """Holds for what is sent from now on."""
    with context.database.transaction() as connection:
        before = queries.select_policy(connection)
        queries.update_policy(connection, Policy(**body.model_dump()))
    tell_audit(request, before=asdict(before), after=body.model_dump())
    return body


@router.get("/{approval_id}", operation_id="read_approval", summary="One request", dependencies=[reads], responses=UNKNOWN)
def get_approval(approval_id: UUID, request: Request, context: Context) -> ApprovalDetail:
    """A request with what it would have done when it was asked for, and what it would do now."""
    with context.database.snapshot() as connection:
        approval = find_approval(connection, approval_id)
    expected, mark = None, None
    if approval.status == "pending":
        foreseen = foresee(context, approval)
        expected, mark = EffectOfRequest.of(approval.type, foreseen), mark_of(approval, foreseen)
    tell_audit(request, members=_members_of(approval), is_reading=True)
    return ApprovalDetail.model_validate(ApprovalShape.of(approval).model_dump() | {"expected": expected, "mark": mark})


@router.post("/{approval_id}/approve", operation_id="approve", summary="Agree", responses=UNKNOWN | DECIDED)
def post_approve(
    approval_id: UUID, body: ApprovalAgreement, request: Request, caller: Decider, context: Context
) -> ApprovalShape:
    """Do what somebody else asked for, by what holds now. `status` is `refused` where it cannot be done any more."""
    approval = approve(context, approval_id, caller.known_as, body.note, body.mark)
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
    tell_audit(request, subject=f"approval {approval.approval_id}", members=_members_of(approval), after=after)


def _asked(request: Request, approval: Approval) -> ApprovalShape:
    _tell(request, approval)
    return ApprovalShape.of(approval)


def _members_of(approval: Approval) -> list[UUID]:
    """Whom a request is about, as far as it names them."""
    if approval.member_id is not None:
        return [approval.member_id]
    named = [approval.data.get("absorbed_id"), approval.data.get("survivor_id"), *approval.data.get("members", ())]
    return [UUID(each) for each in named if each]


def _before(list_key: str, cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    at, approval_id = decode_cursor(list_key, cursor)
    return datetime.fromisoformat(str(at)), UUID(str(approval_id))
