"""The shapes of backtests: the report, as it is stored, told and sent, and the few questions around it."""

from __future__ import annotations

from pydantic import BaseModel, Field

from regulars.features.programs.facade import Sentence


class FlowMonth(BaseModel):
    """What became of a points wallet in a month, signed as entries are; outstanding, debt and liability at its end."""

    month: str
    issued: int = Field(description="Entries `earn`.")
    reversed: int = Field(description="Taken back by refunds; 0 or below.")
    written_off: int
    spent: int = Field(description="Entries `redeem`; 0 or below.")
    restored: int
    expired: int = Field(description="0 or below.")
    adjusted: int
    other: int = Field(description="Entries of every other kind.")
    outstanding: int = Field(description="Points in all lots, pending included; debt is not deducted.")
    debt: int
    liability_minor: int = Field(description="What the outstanding points are worth, rounded down.")
    cost_minor: int = Field(description="What was issued, less what refunds took back, plus what was written off, in money.")


class WalletReport(BaseModel):
    """A points wallet month by month under both."""

    key: str
    name: Sentence
    in_force: list[FlowMonth]
    draft: list[FlowMonth]


class TierName(BaseModel):
    """A tier as it is shown."""

    key: str
    name: Sentence
    color: str


class TierMonth(BaseModel):
    """How many members held each tier at the end of a month."""

    month: str
    members: dict[str, int]


class TierMoves(BaseModel):
    """How often members moved between two tiers in a month."""

    month: str
    origin: str = Field(serialization_alias="from", validation_alias="from")
    to: str
    members: int


class TierCross(BaseModel):
    """How many members end on one tier under the versions in force and on another (or the same) under the draft."""

    in_force: str
    draft: str
    members: int


class LadderReport(BaseModel):
    """A ladder under both: who stands where month by month, who moved, and where members end."""

    key: str
    name: Sentence
    tiers: list[TierName]
    in_force: list[TierMonth]
    draft: list[TierMonth]
    moves_in_force: list[TierMoves]
    moves_draft: list[TierMoves]
    crossed: list[TierCross]


class RuleSums(BaseModel):
    """What one rule came to in the range."""

    entries: int
    given: int
    taken_back: int
    cost_minor: int = Field(description="What is left of it in money; 0 for growth.")


class RuleReport(BaseModel):
    """A rule under both; null where that program does not have it."""

    key: str
    wallet: str
    name: Sentence
    in_force: RuleSums | None
    draft: RuleSums | None


class Refusals(BaseModel):
    """Events refused for a reason, under both."""

    code: str
    in_force: int
    draft: int


class MembersReport(BaseModel):
    """Who would have gained more, who less, counted by what points are worth."""

    winners: int
    losers: int
    unchanged: int
    won_minor: int
    lost_minor: int = Field(description="0 or below.")


class BacktestReport(BaseModel):
    """What a draft would have done with a stretch of history, beside what was. Months are those of the program's time zone."""

    currency: str
    currency_digits: int
    first_month: str
    last_month: str
    members: int
    events: int = Field(description="Stored events in the range, each decided under both; earlier ones were decided once.")
    events_before: int
    seconds: float
    wallets: list[WalletReport]
    ladders: list[LadderReport]
    rules: list[RuleReport]
    refusals: list[Refusals]
    outcome: MembersReport


class Gained(BaseModel):
    """What a member was given in a points wallet, net of what was taken back, and what expired (0 or below)."""

    given: int
    expired: int


class RankedMember(BaseModel):
    """A member whom the draft would have given more, or less; by wallet."""

    member_id: str
    difference_minor: int
    in_force: dict[str, Gained]
    draft: dict[str, Gained]
    tier_in_force: str
    tier_draft: str


class RankingReport(BaseModel):
    """The members to whom a draft matters most, on both sides."""

    winners: list[RankedMember]
    losers: list[RankedMember]
