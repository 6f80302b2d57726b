"""The shapes of findings over HTTP."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.core.events.watches import Verdict, WatchAction
from regulars.features.programs.facade import Sentence

PAGE_MAX = 50

EXAMPLE_FINDING: dict[str, Any] = {
    "watch": "check_in_burst", "name": {"zh": "签到异常", "en": "Check-in burst"},
    "text": {"zh": "2 小时内签到达 10 次，暂扣所得积分。", "en": "10 check-ins within 2 hours; the points are held back."},
    "action": "hold", "seen": "10", "points": 5, "found_at": "2026-03-01T08:00:01Z", "occurred_at": "2026-03-01T08:00:00Z",
    "event": {"source": "app", "id": "c-10", "type": "member.checked_in"},
}  # fmt: skip
EXAMPLE_SUSPECT: dict[str, Any] = {
    "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "member_no": 1024, "display_name": "王晓明",
    "since": "2026-03-01T08:00:01Z", "frozen": None,
    "held": [{"wallet": "points", "name": {"zh": "积分", "en": "Points"}, "points": 5}], "findings": [EXAMPLE_FINDING],
    "findings_total": 1,
}  # fmt: skip


class FindingsQuery(BaseModel):
    """Which page."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(None, max_length=512)
    limit: int = Field(10, ge=1, le=PAGE_MAX)


class FoundEvent(BaseModel):
    """The event that was one too many, as its sender named it."""

    source: str
    id: str
    type: str


class FindingShape(BaseModel):
    """What a watch found: how much there was of what it adds up, and how many points of this event are held back."""

    watch: str
    name: Sentence
    text: Sentence
    action: WatchAction
    seen: str
    points: int
    found_at: AwareDatetime
    occurred_at: AwareDatetime
    event: FoundEvent


class HeldPoints(BaseModel):
    """Points of a wallet that are held back."""

    wallet: str
    name: Sentence
    points: int


class SuspectShape(BaseModel):
    """A member of whom something waits: the latest findings, everything that is held back, and what is frozen."""

    member_id: UUID
    member_no: int
    display_name: str
    since: AwareDatetime
    frozen: Literal["spend", "all"] | None
    held: list[HeldPoints]
    findings: list[FindingShape]
    findings_total: int


class FindingList(BaseModel):
    """A page of members of whom something waits, the longest wait first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_SUSPECT], "next_cursor": None, "total": 1}]})

    items: list[SuspectShape]
    next_cursor: str | None
    total: int


class ReviewAsk(BaseModel):
    """A decision about everything that waits of a member. `findings_total` is how much of it was seen.

    `cleared`: what is held back can be used. `confirmed`: it is taken back. `freeze` leaves a freeze as it is, ends it, or makes
    one.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"verdict": "cleared", "reason": "A school class, known to the shop", "findings_total": 1}]
        },
    )

    verdict: Verdict
    reason: str = Field(min_length=1, max_length=500, pattern=r"\S")
    findings_total: int = Field(ge=1, le=1_000_000)
    freeze: Literal["keep", "none", "spend", "all"] = "keep"


class ReviewShape(BaseModel):
    """What a review did: points by wallet that can be used now or later, or that were taken back."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"member_id": EXAMPLE_SUSPECT["member_id"], "verdict": "cleared", "held": EXAMPLE_SUSPECT["held"]}]
        }
    )

    member_id: UUID
    verdict: Verdict
    held: list[HeldPoints]
