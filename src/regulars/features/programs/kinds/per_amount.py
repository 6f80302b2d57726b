"""`per_amount` in the document: points per amount of money, with tier rates and line multipliers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from regulars.core import rules
from regulars.features.programs.conditions import WITH_ORDER
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.parts import Key, Lines, Part, Points, PriceText, RatioText, minor
from regulars.features.programs.wording import Sentence, joined
from regulars.kit.ratio import ONE, Ratio


class Multiplier(Part):
    """A rate for some lines; where several fit a line, the best one counts.

    `repurchase`: only for lines of a category in which the member bought before. `across`: only where the lines belong to at
    least so many categories.
    """

    lines: Lines
    rate: RatioText
    repurchase: bool = False
    across: Annotated[int | None, Field(ge=2, le=50)] = None

    @field_validator("rate")
    @classmethod
    def at_least_one(cls, rate: str) -> str:
        """A rate below 1 would never count: a line without a multiplier has 1, and the best counts."""
        if Ratio.parse(rate).as_fraction() < 1:
            raise ValueError("a multiplier is at least 1")
        return rate

    @model_validator(mode="after")
    def repurchase_names_categories(self) -> Multiplier:
        """Only what is named is remembered."""
        if self.repurchase and not self.lines.categories:
            raise ValueError("`repurchase` goes with the categories that it is about: `lines: {categories: [...]}`")
        return self

    def compile(self, digits: int) -> rules.Multiplier:
        """The multiplier for core."""
        return rules.Multiplier(self.lines.compile(digits), Ratio.parse(self.rate), self.repurchase, self.across or 0)

    def describe(self, around: Surroundings) -> Sentence:
        """The multiplier in words."""
        which = self.lines.describe(around.kinds, around.categories)
        zh, en = which.zh, which.en
        if self.repurchase:
            zh, en = f"{zh}复购", f"bought again {en}"
        if self.across:
            zh, en = f"{zh}跨 {self.across} 个品类", f"{en} across {self.across} categories".strip()
        return Sentence(zh=f"{zh} {self.rate} 倍".strip(), en=f"{en} ×{self.rate}".strip())


class PerAmountRule(RuleBase):
    """So many `points` per amount of money (`per`), rounded down once per order."""

    subjects = WITH_ORDER
    kind: Literal["per_amount"]
    points: Points
    per: PriceText
    lines: Lines = Lines()
    tier_rates: Annotated[dict[Key, RatioText], Field(max_length=20, default_factory=dict)]
    multipliers: Annotated[tuple[Multiplier, ...], Field(max_length=50)] = ()
    dimension: Key = "spend"

    def compile(self, around: Surroundings) -> rules.PerAmount:
        """The rule for core."""
        rate = Ratio(self.points, minor(self.per, around.digits)).times(ONE)  # in lowest terms
        return rules.PerAmount(
            self.key, self.wallet, rate, self.lines.compile(around.digits),
            around.ladder if self.tier_rates else "",
            {tier: Ratio.parse(rate) for tier, rate in self.tier_rates.items()},
            tuple(each.compile(around.digits) for each in self.multipliers),
            self.pending_days, self.dimension, self.core_limit(),
        )  # fmt: skip

    def describe(self, around: Surroundings) -> Sentence:
        """The rule as one sentence."""
        wallet = around.wallets[self.wallet]
        parts = [
            Sentence(
                zh=f"每消费 {self.per} {around.currency_words.zh}得 {self.points} {wallet.zh}",
                en=f"{wallet.en}: {self.points} per {self.per} {around.currency_words.en} spent",
            ),
            self.lines.describe(around.kinds, around.categories),
        ]
        rated = [(around.tiers[tier], rate) for tier, rate in self.tier_rates.items() if rate not in ("1", "1.0")]
        if rated:
            parts.append(
                Sentence(
                    zh="、".join(f"{name.zh} {rate} 倍" for name, rate in rated),
                    en=", ".join(f"{name.en} ×{rate}" for name, rate in rated),
                )
            )
        parts += [each.describe(around) for each in self.multipliers]
        return joined([*parts, self.limited(), self.waiting()])
