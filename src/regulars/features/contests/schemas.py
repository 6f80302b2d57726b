"""The shapes of contests over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.contests.contracts import ContestState, Held
from regulars.features.contests.service.find import PLACES_MAX
from regulars.features.programs.facade import Sentence, told_metric, told_parts
from regulars.kit.calendars import date_of

EXAMPLE_CONTEST: dict[str, Any] = {
    "honour": "double_11_king", "name": {"zh": "双11王者", "en": "King of Double 11"},
    "text": {"zh": "2026-11-01 至 2026-11-11 消费最多的 3 位会员获得。", "en": "Won by the 3 with the most spend."},
    "metric": {"zh": "消费", "en": "Spend"}, "unit": "money", "from": "2026-11-01", "to": "2026-11-11", "winners": 3,
    "state": "running", "closed_at": None, "closed_by": None,
}  # fmt: skip
EXAMPLE_PLACE: dict[str, Any] = {
    "place": 1, "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "member_no": 1024, "display_name": "王晓明", "score": 889000,
    "wins": True,
}  # fmt: skip


class ContestShape(BaseModel):
    """A contest of the program in force. `over`: its last day has passed, and it waits to be closed."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_CONTEST]})

    honour: str
    name: Sentence
    text: Sentence
    metric: Sentence
    unit: Literal["money", "count"]
    first_day: date = Field(serialization_alias="from")
    last_day: date = Field(serialization_alias="to")
    winners: int
    state: ContestState
    closed_at: AwareDatetime | None
    closed_by: str | None

    @classmethod
    def of(cls, held: Held) -> ContestShape:
        """A contest in words."""
        key, contest, closing = held.honour.key, held.contest, held.closing
        told = next(part for part in told_parts(held.published) if (part.kind, part.key) == ("honour", key))
        metric = told_metric(contest.metric, held.published)
        return cls(
            honour=key, name=told.name, text=told.text, metric=metric.name, unit=metric.unit,
            first_day=date_of(contest.first_day), last_day=date_of(contest.last_day), winners=contest.winners, state=held.state,
            closed_at=closing.closed_at if closing else None, closed_by=closing.closed_by if closing else None,
        )  # fmt: skip


class ContestList(BaseModel):
    """The contests of the program in force."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_CONTEST]}]})

    items: list[ContestShape]


class RankShape(BaseModel):
    """A member and how far they are: minor units of money, or a number. `wins`: they would win now, or have won."""

    place: int
    member_id: UUID
    member_no: int
    display_name: str
    score: int
    wins: bool


class ContestStanding(BaseModel):
    """A contest with the members who are furthest."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"contest": EXAMPLE_CONTEST, "places": [EXAMPLE_PLACE]}]})

    contest: ContestShape
    places: list[RankShape]


class StandingQuery(BaseModel):
    """How many places."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=PLACES_MAX)
