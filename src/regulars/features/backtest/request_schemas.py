"""The shapes around a report: asking for a backtest, how far it is, and one member's life under both programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.backtest.contracts import BacktestStatus
from regulars.features.backtest.examples import AFFECTED, BACKTEST, LIFE
from regulars.features.backtest.schemas import BacktestReport, RankedMember
from regulars.features.programs.facade import Sentence

DRAFT_CHARACTERS_MAX: Final = 512 * 1024
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(9998, 12, 31))]


class AskBacktest(BaseModel):
    """A draft, and the stretch of history it is tried on. Days are those of the program's time zone."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"yaml": "program: mall\nname: {zh: 商场会员}\n", "from": "2026-01-01", "to": None}]},
    )

    yaml: str = Field(max_length=DRAFT_CHARACTERS_MAX, description="The whole program.")
    first: Day | None = Field(None, alias="from", description="The draft is in force from this day on; null: from the beginning.")
    end: Day | None = Field(None, alias="to", description="The first day that does not count any more; null: up to now.")


class BacktestSummary(BaseModel):
    """A backtest and how far it is. `since` is null where the draft judges everything from the beginning."""

    backtest_id: str
    status: BacktestStatus
    asked_by: str
    asked_at: AwareDatetime
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    since: AwareDatetime | None
    until: AwareDatetime
    events_done: int
    events_total: int | None = Field(description="Null until it has begun.")
    problem: str | None = Field(description="Why it failed; null otherwise.")


class BacktestShape(BacktestSummary):
    """A backtest with its draft and, once it is done, its report."""

    model_config = ConfigDict(json_schema_extra={"examples": [BACKTEST]})

    yaml: str
    report: BacktestReport | None


class BacktestList(BaseModel):
    """The newest backtests."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [{key: BACKTEST[key] for key in BACKTEST if key not in {"yaml", "report"}}]}]}
    )

    items: list[BacktestSummary]


class AffectedMember(RankedMember):
    """A member who would win or lose, by number and name."""

    member_no: int
    display_name: str


class AffectedList(BaseModel):
    """A page of those to whom the draft matters most, the greatest difference first. `total` are those that are named."""

    model_config = ConfigDict(json_schema_extra={"examples": [AFFECTED]})

    items: list[AffectedMember]
    next_cursor: str | None
    total: int


class AffectedQuery(BaseModel):
    """Which side, and which page."""

    model_config = ConfigDict(extra="forbid")

    side: Literal["winners", "losers"]
    limit: int = Field(50, ge=1, le=100)
    cursor: str | None = Field(None, max_length=512)


class MovedPoints(BaseModel):
    """What moved in a wallet: how (as entries are named), and by which rule; `rule` is null where none decided."""

    wallet: str
    wallet_name: Sentence
    kind: str
    rule: Sentence | None
    amount: int


class SkippedRule(BaseModel):
    """A rule that listened and gave nothing, and why."""

    rule: Sentence
    reason: str
    reason_text: Sentence


class TierStep(BaseModel):
    """A change of tier."""

    origin: Sentence = Field(serialization_alias="from")
    to: Sentence


class LifeSide(BaseModel):
    """What one program made of a moment. `refused` is the code of the rejection, null where there was none."""

    refused: str | None
    moved: list[MovedPoints]
    skipped: list[SkippedRule]
    tiers: list[TierStep]
    balances: dict[str, int] = Field(description="Each points wallet after it, less what is owed.")


class LifeMoment(BaseModel):
    """An event, or (`type` null) what the clock alone caused before the next one, under both programs."""

    at: AwareDatetime
    type: str | None
    reference: str | None
    differs: bool
    in_force: LifeSide
    draft: LifeSide


class LifeShape(BaseModel):
    """A member's life in the range under both programs, newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [LIFE]})

    member_id: str
    member_no: int
    display_name: str
    items: list[LifeMoment]
    next_cursor: str | None
    total: int


class LifeQuery(BaseModel):
    """Which page, and whether to leave out what is the same under both."""

    model_config = ConfigDict(extra="forbid")

    differing: bool = Field(default=False, description="Only moments that differ.")
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = Field(None, max_length=512)
