"""The shapes of what a member is in the middle of: challenges of the month, streaks, and cards in hand."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.accounts import examples
from regulars.features.programs.facade import Sentence


class MilestoneProgress(BaseModel):
    """A milestone of this calendar month. Money is in minor units."""

    rule: str
    text: Sentence
    metric: Sentence
    unit: Literal["money", "count"]
    have: int
    next_at: int | None = Field(description="Where the next award is reached; null when the month gives no more.")
    times: int = Field(description="How often it was awarded this month.")


class StreakProgress(BaseModel):
    """A run of days that today can still go on."""

    rule: str
    text: Sentence
    days: int = Field(description="Days running so far; 0 when the streak starts anew.")
    next_at: int = Field(description="How many days running give the next award.")
    is_today_counted: bool


class CardInHand(BaseModel):
    """A card that the member can use."""

    card: str
    card_id: str
    name: Sentence
    until: AwareDatetime | None = Field(description="Usable until just before; null: without end.")
    uses_left: int | None = Field(description="null: any number.")


class ProgressShape(BaseModel):
    """What a member is in the middle of."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PROGRESS]})

    month: str
    milestones: list[MilestoneProgress]
    streaks: list[StreakProgress]
    cards: list[CardInHand]
