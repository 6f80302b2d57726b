"""The shapes of a member's standing over HTTP."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.accounts import examples
from regulars.features.accounts.schemas import DimensionShape
from regulars.features.accounts.title_schemas import AttemptShape, HonourShape
from regulars.features.programs.facade import Sentence


class TierShape(BaseModel):
    """A tier as it is shown."""

    key: str
    name: Sentence
    color: str


class LookShape(BaseModel):
    """What members of a tier are called, the sign they bear, and how their card looks."""

    title: Sentence | None
    badge: str = Field(description="Up to 16 characters; empty for none.")
    to_color: str | None = Field(description="What the tier's colour runs into on the card; null: it stays the same.")
    pattern: Literal["ring", "lines", "waves", "dots"]


class TierAt(TierShape):
    """A tier and its place on the ladder, 0 for the lowest."""

    level: int


class TierHeld(TierAt):
    """The tier that the member holds, with its look."""

    look: LookShape


class RequirementShape(BaseModel):
    """One clause of a requirement. Money is in minor units; `group` says whether all parts are asked or any one."""

    metric: str
    name: Sentence
    unit: Literal["money", "count"]
    window: Sentence
    required: int
    group: Literal["all", "any"]
    part: int = Field(description="Clauses of the same part stand together as one, combined the other way than `group`.")
    in_each_month: int | None = Field(
        description="Asked of each month of the window; `required`, `have` and `missing` are then numbers of months."
    )
    when: Sentence | None = Field(description="A condition that has to hold beside the part, in words.")


class RequirementProgress(RequirementShape):
    """A clause with what the member has toward it."""

    have: int
    missing: int
    met: bool


class LadderStep(TierAt):
    """A step of the ladder, and what it takes to reach it."""

    requirements: list[RequirementShape]


class DimensionValue(DimensionShape):
    """What a dimension has given."""

    value: int


class MonthValue(BaseModel):
    """The growth of one month."""

    month: str
    value: int


class DecayShape(BaseModel):
    """When growth fades next, and by how much if nothing more happened."""

    at: AwareDatetime
    points: int


class GrowthShape(BaseModel):
    """Growth by source, and by month over the last 12."""

    value: int
    next_decay: DecayShape | None
    by_dimension: list[DimensionValue]
    by_month: list[MonthValue]


class WayUp(BaseModel):
    """One way to the tier above that is enough by itself: what the tier asks for, an alternative of it, or a lift."""

    lift: str | None = Field(description="The key of the lift; null for what the tier asks for.")
    name: Sentence | None = Field(description="What the lift is called.")
    progress: float = Field(description="1 where everything asked for is there.")
    holds: bool | None = Field(description="Whether its condition holds now; null where it has none.")
    requirements: list[RequirementProgress]


class NextTier(BaseModel):
    """The tier above. `progress` fills a bar: that of the nearest way, 1 where everything asked for is there."""

    tier: TierShape
    progress: float
    requirements: list[RequirementProgress]
    ways: list[WayUp] = Field(description="Nearest first; those whose condition does not hold come last.")


class Review(BaseModel):
    """The coming review, or the end of the grace; `keep` is measured in the months it will judge."""

    at: AwareDatetime
    grace_until: AwareDatetime | None
    days_left: int = Field(description="Local days from today to that day.")
    projected_tier: TierShape = Field(description="The tier that would be left if nothing more happened.")
    at_risk: bool = Field(description="Whether that is a lower tier than the one held.")
    keep: list[RequirementProgress]


class HistoryStep(BaseModel):
    """A tier held since an instant."""

    tier: TierShape
    since: AwareDatetime
    reason: Sentence


class OtherStanding(BaseModel):
    """Where the member stands on a further ladder."""

    ladder: str
    name: Sentence
    tier: TierAt
    since: AwareDatetime
    next: NextTier | None


class StandingShape(BaseModel):
    """Where a member stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.STANDING]})

    tier: TierHeld
    since: AwareDatetime
    in_grace: bool
    growth: GrowthShape
    next: NextTier | None
    review: Review | None
    ladder: list[LadderStep]
    history: list[HistoryStep] = Field(description="Newest first.")
    honours: list[HonourShape]
    attempts: list[AttemptShape] = Field(description="The latest attempt at each task, the newest first.")
    others: list[OtherStanding] = Field(description="The program's further ladders.")
