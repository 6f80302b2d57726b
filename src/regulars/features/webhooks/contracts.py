"""Webhooks as values: an endpoint, a delivery, and what became of an attempt."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

DeliveryStatus = Literal["pending", "delivered", "dead"]
DisabledReason = Literal["gone", "failing", "staff"]

URL_LENGTH_MAX = 2_000
DESCRIPTION_LENGTH_MAX = 200
ENDPOINTS_MAX = 50


class Endpoint(NamedTuple):
    """Where facts are sent to."""

    endpoint_id: UUID
    url: str
    description: str
    types: tuple[str, ...]
    """Of facts; none: all."""
    is_active: bool
    disabled_reason: DisabledReason | None
    failing_since: datetime | None
    created_at: datetime
    created_by: str


class Delivery(NamedTuple):
    """One message to one endpoint."""

    delivery_no: int
    endpoint_id: UUID
    message_id: str
    member_id: UUID | None
    type: str
    body: str
    status: DeliveryStatus
    attempts: int
    next_attempt_at: datetime
    last_attempt_at: datetime | None
    last_answer: str | None
    created_at: datetime


class Claimed(NamedTuple):
    """A delivery whose turn it is, with what sending it needs."""

    delivery_no: int
    endpoint_id: UUID
    message_id: str
    body: str
    attempts: int
    """This one included."""
    url: str
    secrets: tuple[bytes, ...]
    """Sealed as they are read, opened before they sign."""
    failing_since: datetime | None


class Attempt(NamedTuple):
    """What an attempt came to."""

    is_delivered: bool
    answer: str
    """The status, or why there was none."""
    is_gone: bool = False
    wait_seconds: int = 0
    """How long the receiver asked us to wait."""


class Message(NamedTuple):
    """A fact as it will be sent."""

    message_id: str
    member_id: UUID | None
    type: str
    body: str
