"""The shapes of "why did this rule give so much, or nothing, for this event"."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.accounts import examples
from regulars.features.programs.facade import Sentence
from regulars.ledger.wire import EventStatus


class Given(BaseModel):
    """What a rule moved in one wallet; negative where something was taken back."""

    wallet: str
    amount: int


class UnmetClause(BaseModel):
    """A clause of a condition that was not as it had to be, and what was there when the event was decided."""

    clause: Sentence
    must_hold: bool
    """false: the condition asks that it does not hold."""
    actual: Sentence


class RuleVerdict(BaseModel):
    """What became of one rule. `nothing`: it listened and gave nothing, for a reason. `silent`: it is about other events."""

    rule: str
    text: Sentence
    verdict: Literal["gave", "nothing", "silent"]
    given: list[Given]
    reason: str | None
    """A stable code such as `limit_reached`; null where the rule gave something."""
    reason_text: Sentence | None
    unmet: list[UnmetClause]
    """With `condition_not_met`: the clauses that failed."""


class PromotionVerdict(BaseModel):
    """What became of one promotion. `raised`: it multiplied something. `silent`: it did not run, or the event is no order."""

    promotion: str
    name: Sentence
    text: Sentence
    verdict: Literal["raised", "nothing", "silent"]
    reason: str | None
    """A stable code such as `not_the_birthday`; null where the promotion raised something."""
    reason_text: Sentence | None
    unmet: list[UnmetClause]
    """With `condition_not_met`: why its condition did not hold."""


class Refused(BaseModel):
    """Why the event as a whole changed nothing."""

    code: str
    detail: str


class EventExplanation(BaseModel):
    """An event, and the verdict of every rule of the program version that judged it."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.EVENT_EXPLANATION]})

    source: str
    id: str
    type: str
    status: EventStatus
    occurred_at: AwareDatetime
    decided_at: AwareDatetime
    program_version: int
    refused: Refused | None
    rules: list[RuleVerdict]
    promotions: list[PromotionVerdict]


class EventQuery(BaseModel):
    """Which event, as its sender named it."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field(min_length=1, max_length=128)
    id: str = Field(min_length=1, max_length=128)
