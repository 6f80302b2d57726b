"""The shapes of webhooks over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.webhooks.contracts import (
    DESCRIPTION_LENGTH_MAX,
    URL_LENGTH_MAX,
    Delivery,
    DeliveryStatus,
    DisabledReason,
    Endpoint,
)
from regulars.features.webhooks.fact_types import FACT_TYPES
from regulars.features.webhooks.service.endpoints import Made

EXAMPLE_ID = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
EXAMPLE_ENDPOINT: dict[str, Any] = {
    "endpoint_id": EXAMPLE_ID, "url": "https://shop.example.com/hooks", "description": "Online mall",
    "types": ["tier.changed"], "is_active": True, "disabled_reason": None, "failing_since": None,
    "created_at": "2026-03-01T02:00:00Z", "created_by": "staff:anna", "pending": 0, "delivered": 12, "dead": 0,
}  # fmt: skip
EXAMPLE_DELIVERY: dict[str, Any] = {
    "delivery_no": 12, "message_id": "fact_40_0_9f86d081884c", "member_id": EXAMPLE_ID, "type": "tier.changed",
    "body": '{"type":"tier.changed","timestamp":"2026-03-01T02:00:00Z","data":{"ladder":"mall","after":"gold"}}',
    "status": "delivered", "attempts": 1, "next_attempt_at": None, "last_attempt_at": "2026-03-01T02:00:01Z",
    "last_answer": "200", "created_at": "2026-03-01T02:00:00Z",
}  # fmt: skip

Url = Annotated[str, Field(min_length=1, max_length=URL_LENGTH_MAX)]
Description = Annotated[str, Field(max_length=DESCRIPTION_LENGTH_MAX)]
Types = Annotated[list[str], Field(max_length=len(FACT_TYPES), description="Types of facts; none means all.")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewEndpoint(_Body):
    """An endpoint to be made."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"url": EXAMPLE_ENDPOINT["url"], "types": ["tier.changed"]}]}
    )

    url: Url
    description: Description = ""
    types: Types = []


class EndpointChange(_Body):
    """What changes; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"is_active": False}]})

    url: Url | None = None
    description: Description | None = None
    types: Types | None = None
    is_active: bool | None = None


class Replay(_Body):
    """From when on facts are to be sent again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"since": "2026-03-01T00:00:00Z"}]})

    since: AwareDatetime


class EndpointShape(BaseModel):
    """An endpoint, and how its deliveries stand."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_ENDPOINT]})

    endpoint_id: UUID
    url: str
    description: str
    types: list[str]
    is_active: bool
    disabled_reason: DisabledReason | None
    failing_since: datetime | None
    created_at: datetime
    created_by: str
    pending: int
    delivered: int
    dead: int

    @classmethod
    def of(cls, endpoint: Endpoint, counts: dict[tuple[UUID, str], int]) -> EndpointShape:
        """An endpoint with its counts."""
        stands = {status: counts.get((endpoint.endpoint_id, status), 0) for status in ("pending", "delivered", "dead")}
        return cls.model_validate(endpoint._asdict() | stands)


class EndpointList(BaseModel):
    """All endpoints."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_ENDPOINT]}]})

    items: list[EndpointShape]


class MadeEndpoint(BaseModel):
    """An endpoint with its secret, which is shown this once."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"endpoint": EXAMPLE_ENDPOINT, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}]}
    )

    endpoint: EndpointShape
    secret: str

    @classmethod
    def of(cls, made: Made) -> MadeEndpoint:
        """A fresh secret and whose it is."""
        return cls(endpoint=EndpointShape.of(made.endpoint, {}), secret=made.secret)


class DeliveryShape(BaseModel):
    """A message to an endpoint, and what became of it."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_DELIVERY]})

    delivery_no: int
    message_id: str
    member_id: UUID | None
    type: str
    body: str
    status: DeliveryStatus
    attempts: int
    next_attempt_at: datetime | None
    last_attempt_at: datetime | None
    last_answer: str | None
    created_at: datetime

    @classmethod
    def of(cls, delivery: Delivery) -> DeliveryShape:
        """A delivery; only one that waits has a next attempt."""
        fields = delivery._asdict()
        if delivery.status != "pending":
            fields["next_attempt_at"] = None
        return cls.model_validate(fields)


class DeliveryList(BaseModel):
    """A page of deliveries, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_DELIVERY], "next_cursor": None}]})

    items: list[DeliveryShape]
    next_cursor: str | None


class DeliveryQuery(BaseModel):
    """Which deliveries."""

    model_config = ConfigDict(extra="forbid")

    status: DeliveryStatus | None = None
    cursor: Annotated[str, Field(max_length=512)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Counted(BaseModel):
    """How many."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"count": 3}]})

    count: int


class Pinged(BaseModel):
    """The message that was queued."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"message_id": f"ping_{EXAMPLE_ID}"}]})

    message_id: str


class FactType(BaseModel):
    """A type of fact, with its name in both languages."""

    type: str
    zh: str
    en: str


class FactTypeList(BaseModel):
    """All types of facts that there are."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [{"type": "tier.changed", "zh": "等级变更", "en": "Tier changed"}]}]}
    )

    items: list[FactType]
