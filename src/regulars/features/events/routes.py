"""Events over HTTP. The body goes to the ledger as it came: it is parsed once, by the types that know its limits."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from regulars.features.access.access import DirectRoute, require
from regulars.features.access.contracts import Principal
from regulars.features.approvals.facade import event_refusal, may_need_approval
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.events import queries
from regulars.features.events.confirming import check_confirmation, confirmation_refusal
from regulars.features.events.reaching import check_reach, is_limited, reach_refusals
from regulars.features.events.schemas import (
    EXAMPLE_EVENT,
    EXAMPLE_OUTCOME,
    EXAMPLE_REFUSED,
    QuarantinedItem,
    QuarantineList,
    QuarantineQuery,
    ReleaseShape,
)
from regulars.features.events.service.release import release
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Answer
from regulars.ledger.append import BATCH_EVENTS_MAX
from regulars.ledger.wire import RELEASE_SOURCE

router = APIRouter(tags=["events"])
direct = APIRouter(tags=["events"], route_class=DirectRoute)

Writer = Annotated[Principal, Depends(require("events:write"))]
Releaser = Annotated[Principal, Depends(require("quarantine:release"))]
reads = Depends(require("members:read"))

LIST_KEY = "quarantine"


def _body(schema: dict[str, Any], example: Any) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


ONE_EVENT = _body({"$ref": "#/components/schemas/Event"}, EXAMPLE_EVENT)
MANY_EVENTS = _body(
    {
        "type": "object",
        "required": ["events"],
        "properties": {
            "events": {"type": "array", "maxItems": BATCH_EVENTS_MAX, "items": {"$ref": "#/components/schemas/Event"}}
        },
    },
    {"events": [EXAMPLE_EVENT]},
)
OUTCOME = {
    "description": "What the event did.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}, "example": EXAMPLE_OUTCOME}},
}
QUARANTINED = {
    "description": "The event came too late and waits for staff.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Outcome"}}},
}


@direct.post(
    "/v1/events",
    operation_id="append_event",
    summary="Send an event",
    openapi_extra=ONE_EVENT,
    responses={200: OUTCOME, 202: QUARANTINED, 404: {"description": "The member is not known."}},
    response_class=Response,
)
async def post_event(request: Request, caller: Writer) -> Response:
    """Store one event for ever and say what it did. The same event again is answered as the first time, marked `duplicate`."""
    body = await request.body()
    check_confirmation(body, caller)
    if is_limited(caller):
        await run_in_threadpool(check_reach, request.app.state.context.database, body, caller)
    if may_need_approval(body):
        refusal = await run_in_threadpool(event_refusal, request.app.state.context.database, body, caller)
        if refusal is not None:
            raise refusal
    answer = await request.app.state.group_commit.append(body, caller.known_as)
    if caller.kind == "staff":
        _tell_audit(request, answer)
    return _answered(answer)


@router.post(
    "/v1/events/preview",
    operation_id="preview_event",
    summary="Try an event",
    openapi_extra=ONE_EVENT,
    responses={200: OUTCOME, 202: QUARANTINED, 404: {"description": "The member is not known."}},
    response_class=Response,
)
async def preview_event(request: Request, caller: Writer, context: Context) -> Response:
    """Say what an event would do now. Nothing is stored; the id is not used up."""
    body = await request.body()
    check_confirmation(body, caller)
    if is_limited(caller):
        await run_in_threadpool(check_reach, context.database, body, caller)
    return _answered(await run_in_threadpool(context.ledger.preview, body))


class _Batch(msgspec.Struct, forbid_unknown_fields=True):
    events: Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1, max_length=BATCH_EVENTS_MAX)]


_BATCH = msgspec.json.Decoder(_Batch)


@router.post(
    "/v1/events/batch",
    operation_id="append_events",
    summary="Send many events",
    openapi_extra=MANY_EVENTS,
    responses={
        200: {
            "description": "One answer per event, in order: an outcome, or `refused` with the fields that cannot be used.",
            "content": {"application/json": {"example": {"items": [EXAMPLE_OUTCOME, EXAMPLE_REFUSED]}}},
        }
    },
    response_class=Response,
)
async def post_events(request: Request, caller: Writer, context: Context) -> Response:
    """Store up to 1,000 events in one transaction. Each is answered on its own; a bad one never harms its neighbours."""
    try:
        batch = _BATCH.decode(await request.body())
    except msgspec.ValidationError as error:
        field = FieldError("events", str(error), f"1 to {BATCH_EVENTS_MAX} events")
        raise Problem("event_invalid", "The batch cannot be used.", errors=(field,)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("json_malformed", f"The body is not JSON: {error}", hint='Send {"events": [...]} in UTF-8.') from error
    raws = [bytes(raw) for raw in batch.events]
    refused = {place: refusal for place, raw in enumerate(raws) if (refusal := confirmation_refusal(raw, caller))}
    if is_limited(caller):
        refused |= await run_in_threadpool(reach_refusals, context.database, raws, caller)
    for place, raw in enumerate(raws):
        if place not in refused and may_need_approval(raw):
            refusal = await run_in_threadpool(event_refusal, context.database, raw, caller)
            refused |= {place: refusal} if refusal is not None else {}
    sent = [raw for place, raw in enumerate(raws) if place not in refused]
    decided = iter(await run_in_threadpool(context.ledger.answer, sent, sent_by=caller.known_as))
    answers = [refused[place] if place in refused else next(decided) for place in range(len(raws))]
    return Response(b'{"items":[' + b",".join(_item(answer) for answer in answers) + b"]}", media_type="application/json")


@router.get(
    "/v1/quarantine",
    operation_id="list_quarantine",
    summary="Events that came too late",
    tags=["quarantine"],
    dependencies=[reads],
)
def get_quarantine(query: Annotated[QuarantineQuery, Query()], context: Context) -> QuarantineList:
    """A page of events that wait for staff, oldest first."""
    with context.database.snapshot() as connection:
        held = queries.list_quarantined(connection, RELEASE_SOURCE, _after(query.cursor), query.limit + 1)
        total = queries.count_quarantined(connection, RELEASE_SOURCE)
    page = held[: query.limit]
    last = page[-1] if len(held) > query.limit else None
    items = []
    for event in page:
        refusal = msgspec.json.decode(event.outcome)["rejection"]
        items.append(
            QuarantinedItem(
                source=event.source,
                id=event.id,
                type=event.type,
                member_id=event.member_id,
                occurred_at=event.occurred_at,
                received_at=event.received_at,
                code=refusal["code"],
                detail=refusal["detail"],
            )
        )
    cursor = encode_cursor(LIST_KEY, (last.received_at.isoformat(), str(last.member_id), last.source, last.id)) if last else None
    return QuarantineList(items=items, next_cursor=cursor, total=total)


@router.post(
    "/v1/quarantine/release",
    operation_id="release_event",
    summary="Let a late event count",
    tags=["quarantine"],
    responses={200: OUTCOME},
    response_class=Response,
)
def post_release(body: ReleaseShape, request: Request, caller: Releaser, context: Context) -> Response:
    """Count a quarantined event at its own time. Doing it twice gives the first answer again."""
    answer = release(context, body.source, body.id, caller.known_as)
    _tell_audit(request, answer)
    return _answered(answer)


def _after(cursor: str | None) -> tuple[datetime, UUID, str, str] | None:
    if cursor is None:
        return None
    try:
        at, member_id, source, event_id = decode_cursor(LIST_KEY, cursor)
        return datetime.fromisoformat(str(at)), UUID(str(member_id)), str(source), str(event_id)
    except ValueError as error:
        raise Problem(
            "cursor_invalid", "The cursor cannot be used here.", errors=(FieldError("cursor", "is not a cursor"),)
        ) from error


def _tell_audit(request: Request, answer: Answer) -> None:
    if not isinstance(answer, Problem):
        outcome = answer.outcome()
        moved: dict[str, int] = {}
        for entry in outcome.entries:
            moved[entry.wallet] = moved.get(entry.wallet, 0) + entry.amount
        after = {"moved": moved, "balances": outcome.balances}
        subject = f"event {outcome.source} {outcome.id}"
        tell_audit(request, subject=subject, members=[outcome.member_id], detail=outcome.type, after=after)


def _answered(answer: Answer) -> Response:
    if isinstance(answer, Problem):
        raise answer
    if answer.status == "rejected":
        outcome = answer.outcome()
        refusal = outcome.rejection
        assert refusal is not None, "a rejected event was refused for a reason"
        raise Problem(
            refusal.code,
            refusal.detail,
            errors=(FieldError(refusal.path, refusal.detail, hint=refusal.hint),),
            hint=refusal.hint,
            facts={**refusal.facts, "duplicate": outcome.duplicate, "outcome": msgspec.to_builtins(outcome)},
        )
    return Response(answer.text, 202 if answer.status == "quarantined" else 200, media_type="application/json")


def _item(answer: Answer) -> bytes:
    if not isinstance(answer, Problem):
        return answer.text.encode()
    errors = [
        {"path": each.path, "message": each.message, "expected": each.expected, "hint": each.hint} for each in answer.errors
    ]
    return msgspec.json.encode(
        {"status": "refused", "code": answer.code, "detail": answer.detail, "errors": errors, "hint": answer.hint}
    )
