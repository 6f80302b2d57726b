"""Honours in the document: titles for life and titles for a while."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from regulars.core import ladders as core
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.metrics import metric_of
from regulars.features.programs.parts import Badge, Key, MetricName, MetricText, Part, Points, metric_minor
from regulars.features.programs.requirement_words import amount_words
from regulars.features.programs.wording import Sentence, Text, joined
from regulars.kit.calendars import day_number


class LifetimeHonour(Part):
    """`years` year ends running at a tier or above, and more than `more_than` of a metric in all: borne for life."""

    key: Key
    kind: Literal["lifetime"]
    name: Text
    badge: Badge = "★"
    ladder: Key | None = None
    tier: Key
    years: Annotated[int, Field(ge=1, le=50)]
    metric: MetricName = "spend"
    more_than: MetricText = "0"
    keeps_tier: bool = False

    def compile(self, first_ladder: str, digits: int) -> core.LifetimeHonour:
        """The honour for core."""
        more_than = metric_minor(self.more_than, self.metric, digits)
        ladder = self.ladder or first_ladder
        return core.LifetimeHonour(self.key, ladder, self.tier, self.years, self.metric, more_than, self.keeps_tier)

    def describe(self, around: Surroundings) -> Sentence:
        """The honour as one sentence."""
        metric, tier = metric_of(self.metric, around.metrics).name, around.tiers[self.tier]
        amount = amount_words(self.metric, metric_minor(self.more_than, self.metric, around.digits), around.digits)
        parts = [
            Sentence(
                zh=f"连续 {self.years} 个年末为{tier.zh}，且累计{metric.zh}超过 {amount}，终身拥有",
                en=f"{tier.en} at {self.years} year ends running and more than {amount} {metric.en.lower()} in all: for life",
            )
        ]
        if self.keeps_tier:
            parts.append(Sentence(zh="等级不再因评审下降", en="no review takes the tier any more"))
        return joined(parts)


class Award(Part):
    """What a limited-time honour turns into."""

    wallet: Key
    points: Points


class LimitedHonour(Part):
    """Granted by staff on or between two days, borne to the end of the last, and then turned into points."""

    key: Key
    kind: Literal["limited"]
    name: Text
    badge: Badge = "★"
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date, Field(alias="to")]
    award: Award | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> LimitedHonour:
        """An honour that ends before it starts is never borne."""
        if self.last_day < self.first_day:
            raise ValueError("`to` lies before `from`")
        return self

    def compile(self, _first_ladder: str, _digits: int) -> core.LimitedHonour:
        """The honour for core."""
        days = day_number(self.first_day), day_number(self.last_day)
        if self.award is None:
            return core.LimitedHonour(self.key, *days)
        return core.LimitedHonour(self.key, *days, self.award.wallet, self.award.points)

    def describe(self, around: Surroundings) -> Sentence:
        """The honour as one sentence."""
        first, last = self.first_day.isoformat(), self.last_day.isoformat()
        granted = f"granted by staff from {first} to {last}, borne to the last day"
        parts = [Sentence(zh=f"{first} 至 {last} 由员工授予，保留至最后一天", en=granted)]
        if self.award:
            wallet, points = around.wallets[self.award.wallet], f"{self.award.points:,}"
            turned = f"turns into {points} {wallet.en.lower()} when it ends"
            parts.append(Sentence(zh=f"结束后转为 {points} {wallet.zh}", en=turned))
        return joined(parts)


HonourDocument = Annotated[LifetimeHonour | LimitedHonour, Field(discriminator="kind")]
HONOUR_KINDS = {"lifetime", "limited"}
