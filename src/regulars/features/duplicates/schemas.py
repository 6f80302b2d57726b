"""The shapes of duplicates over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.duplicates.contracts import Reason

PAGE_MAX = 50

FIRST = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
SECOND = "01926f60-11c4-7d21-8a55-5b0e8a7d4c02"
EXAMPLE_SIDE: dict[str, Any] = {
    "member_id": FIRST,
    "member_no": 1024,
    "display_name": "王晓明",
    "is_masked": False,
    "identities": [{"kind": "phone", "value": "+8613800138000"}],
    "joined_at": "2024-03-14T09:00:00Z",
    "tier": "silver",
    "points_available": 1280,
    "orders": 7,
    "spend_minor": 520000,
    "last_order_at": "2026-02-02T10:15:00Z",
}
EXAMPLE_PAIR: dict[str, Any] = {
    "first": EXAMPLE_SIDE,
    "second": EXAMPLE_SIDE | {"member_id": SECOND, "member_no": 2048, "display_name": "王小明"},
    "score": 60,
    "reasons": ["similar_name_and_phone_tail"],
    "found_at": "2026-03-01T08:00:00Z",
}


class DuplicatesQuery(BaseModel):
    """Which page."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(None, max_length=512)
    limit: int = Field(10, ge=1, le=PAGE_MAX)


class DuplicateIdentity(BaseModel):
    """One way to find a member, masked for who may not read it."""

    kind: str
    value: str


class DuplicateSide(BaseModel):
    """One of the two, with what tells them apart."""

    member_id: UUID
    member_no: int
    display_name: str
    is_masked: bool
    identities: list[DuplicateIdentity]
    joined_at: AwareDatetime
    tier: str
    points_available: int
    orders: int
    spend_minor: int
    last_order_at: AwareDatetime | None


class DuplicatePair(BaseModel):
    """Two members who may be one person; `score` says how likely, of 100."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_PAIR]})

    first: DuplicateSide
    second: DuplicateSide
    score: int
    reasons: list[Reason]
    found_at: AwareDatetime


class DuplicateList(BaseModel):
    """A page of pairs that wait for a decision, the likeliest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_PAIR], "next_cursor": None, "total": 1}]})

    items: list[DuplicatePair]
    next_cursor: str | None
    total: int


class PairNamed(BaseModel):
    """Two members, in any order."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"first_id": FIRST, "second_id": SECOND}]})

    first_id: UUID
    second_id: UUID
