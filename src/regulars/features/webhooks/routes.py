"""Webhooks over HTTP: endpoints, their deliveries, and asking to hear again."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.context import Context
from regulars.features.webhooks import queries
from regulars.features.webhooks.fact_types import FACT_TYPES
from regulars.features.webhooks.schemas import (
    Counted,
    DeliveryList,
    DeliveryQuery,
    DeliveryShape,
    EndpointChange,
    EndpointList,
    EndpointShape,
    FactType,
    FactTypeList,
    MadeEndpoint,
    NewEndpoint,
    Pinged,
    Replay,
)
from regulars.features.webhooks.service import endpoints
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

Manager = Annotated[Principal, Depends(require("webhooks:manage"))]
manages = Depends(require("webhooks:manage"))
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such endpoint."}}
DeliveryNo = Annotated[int, Path(ge=1, le=2**62)]


@router.get("/types", operation_id="list_fact_types", summary="Facts to subscribe to", dependencies=[manages])
def get_types() -> FactTypeList:
    """The types of facts, with their names."""
    return FactTypeList(items=[FactType(type=name, zh=words.zh, en=words.en) for name, words in FACT_TYPES.items()])


@router.get("", operation_id="list_webhooks", summary="Endpoints", dependencies=[manages])
def get_endpoints(context: Context) -> EndpointList:
    """All endpoints, and how many messages wait for each."""
    with context.database.snapshot() as connection:
        counts = queries.count_deliveries(connection)
        return EndpointList(items=[EndpointShape.of(each, counts) for each in queries.select_endpoints(connection)])


@router.post("", operation_id="create_webhook", summary="Add an endpoint", status_code=201)
def post_endpoint(body: NewEndpoint, caller: Manager, context: Context) -> MadeEndpoint:
    """Add an endpoint that hears of everything from now on. Its secret is in this answer and nowhere else."""
    with context.database.transaction() as connection:
        return MadeEndpoint.of(
            endpoints.make_endpoint(
                connection,
                body.url,
                body.description,
                body.types,
                allowed=context.settings.webhook_networks,
                by=caller.known_as,
                now=context.wall_clock(),
            )
        )


@router.patch(
    "/{endpoint_id}", operation_id="change_webhook", summary="Change an endpoint", dependencies=[manages], responses=UNKNOWN
)
def patch_endpoint(endpoint_id: UUID, body: EndpointChange, context: Context) -> EndpointShape:
    """Change an endpoint, or switch it off and on. What came meanwhile is sent when it is on again."""
    with context.database.transaction() as connection:
        changed = endpoints.change_endpoint(
            connection,
            endpoint_id,
            url=body.url,
            description=body.description,
            types=body.types,
            is_active=body.is_active,
            allowed=context.settings.webhook_networks,
        )
        return EndpointShape.of(changed, queries.count_deliveries(connection))


@router.delete(
    "/{endpoint_id}",
    operation_id="delete_webhook",
    summary="Remove an endpoint",
    status_code=204,
    dependencies=[manages],
    responses=UNKNOWN,
)
def delete_endpoint(endpoint_id: UUID, context: Context) -> None:
    """Remove an endpoint with all that waits for it."""
    with context.database.transaction() as connection:
        endpoints.remove_endpoint(connection, endpoint_id)


@router.post(
    "/{endpoint_id}/secret",
    operation_id="rotate_webhook_secret",
    summary="Give an endpoint a new secret",
    dependencies=[manages],
    responses=UNKNOWN,
)
def post_secret(endpoint_id: UUID, context: Context) -> MadeEndpoint:
    """Sign with a new secret. For 24 hours the old one signs too, so nothing is lost while the receiver changes over."""
    with context.database.transaction() as connection:
        return MadeEndpoint.of(endpoints.rotate_secret(connection, endpoint_id, context.wall_clock()))


@router.post(
    "/{endpoint_id}/ping",
    operation_id="ping_webhook",
    summary="Try an endpoint",
    dependencies=[manages],
    responses=UNKNOWN,
)
def post_ping(endpoint_id: UUID, context: Context) -> Pinged:
    """Queue a `webhook.ping`; its delivery shows what the endpoint answered."""
    with context.database.transaction() as connection:
        return Pinged(message_id=endpoints.ping(connection, endpoint_id, context.wall_clock()))


@router.post(
    "/{endpoint_id}/replay",
    operation_id="replay_webhook",
    summary="Send again from a point in time",
    dependencies=[manages],
    responses=UNKNOWN,
)
def post_replay(endpoint_id: UUID, body: Replay, context: Context) -> Counted:
    """Send all facts recorded since an instant once more, under the ids they had. Says how many transactions they came from."""
    with context.database.transaction() as connection:
        return Counted(count=endpoints.replay(connection, endpoint_id, body.since, context.wall_clock()))


@router.get(
    "/{endpoint_id}/deliveries",
    operation_id="list_webhook_deliveries",
    summary="Deliveries of an endpoint",
    dependencies=[manages],
    responses=UNKNOWN,
)
def get_deliveries(endpoint_id: UUID, query: Annotated[DeliveryQuery, Query()], context: Context) -> DeliveryList:
    """A page of deliveries, newest first."""
    list_key = f"deliveries {endpoint_id} {query.status}"
    before = _before(list_key, query.cursor)
    with context.database.snapshot() as connection:
        endpoints.find_endpoint(connection, endpoint_id)
        found = queries.select_deliveries(connection, endpoint_id, query.status, before, query.limit + 1)
    page = found[: query.limit]
    cursor = encode_cursor(list_key, (page[-1].delivery_no,)) if len(found) > query.limit else None
    return DeliveryList(items=[DeliveryShape.of(each) for each in page], next_cursor=cursor)


@router.post(
    "/{endpoint_id}/deliveries/retry",
    operation_id="retry_webhook_deliveries",
    summary="Send all dead letters again",
    dependencies=[manages],
    responses=UNKNOWN,
)
def post_retry_all(endpoint_id: UUID, context: Context) -> Counted:
    """Queue every dead message of an endpoint anew."""
    return _retry(context, endpoint_id, None)


@router.post(
    "/{endpoint_id}/deliveries/{delivery_no}/retry",
    operation_id="retry_webhook_delivery",
    summary="Send one dead letter again",
    dependencies=[manages],
    responses=UNKNOWN,
)
def post_retry(endpoint_id: UUID, delivery_no: DeliveryNo, context: Context) -> Counted:
    """Queue one dead message anew; `count` is 0 where it is not dead."""
    return _retry(context, endpoint_id, delivery_no)


def _retry(context: Context, endpoint_id: UUID, delivery_no: int | None) -> Counted:
    with context.database.transaction() as connection:
        endpoints.find_endpoint(connection, endpoint_id)
        return Counted(count=queries.try_again(connection, endpoint_id, delivery_no, context.wall_clock()))


def _before(list_key: str, cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        (delivery_no,) = decode_cursor(list_key, cursor)
        return int(delivery_no)
    except ValueError as error:
        field = FieldError("cursor", "is not a cursor")
        raise Problem("cursor_invalid", "The cursor cannot be used here.", errors=(field,)) from error
