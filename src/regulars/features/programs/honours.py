"""Honours in the document: titles for life and titles for a while."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from regulars.core import ladders as core
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.metrics import metric_of
from regulars.features.programs.parts import Badge, Key, MetricName, MetricText, Part, Points, is_above_zero, metric_minor
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


class Contest(Part):
    """The `winners` members with the most of a metric from one day to another win, if they have `at_least` so much."""

    metric: MetricName
    at_least: Annotated[MetricText, AfterValidator(is_above_zero)] = "1"
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date, Field(alias="to")]
    winners: Annotated[int, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Contest:
        """Nothing can be won in no time."""
        if self.last_day < self.first_day:
            raise ValueError("`to` lies before `from`")
        return self

    def compile(self, digits: int) -> core.Contest:
        """The contest for core."""
        at_least = metric_minor(self.at_least, self.metric, digits)
        return core.Contest(self.metric, day_number(self.first_day), day_number(self.last_day), self.winners, at_least)

    def describe(self, around: Surroundings) -> Sentence:
        """What it takes to win, as a clause."""
        metric, first, last = metric_of(self.metric, around.metrics).name, self.first_day.isoformat(), self.last_day.isoformat()
        amount = amount_words(self.metric, metric_minor(self.at_least, self.metric, around.digits), around.digits)
        return Sentence(
            zh=f"{first} 至 {last} {metric.zh}最多的 {self.winners} 位会员获得（至少 {amount}）",
            en=f"won by the {self.winners} with the most {metric.en.lower()} from {first} to {last}, {amount} at least",
        )


class LimitedHonour(Part):
    """Granted on or between two days, borne to the end of the last, and then turned into points.

    With a contest it is won; whoever closes the contest grants it.
    """

    key: Key
    kind: Literal["limited"]
    name: Text
    badge: Badge = "★"
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date, Field(alias="to")]
    award: Award | None = None
    contest: Contest | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> LimitedHonour:
        """An honour that ends before it starts is never borne; one that ends before it is won neither."""
        if self.last_day < self.first_day:
            raise ValueError("`to` lies before `from`")
        if self.contest and self.last_day <= self.contest.last_day:
            raise ValueError("the contest ends after the honour")
        return self

    def compile(self, _first_ladder: str, digits: int) -> core.LimitedHonour:
        """The honour for core."""
        days = day_number(self.first_day), day_number(self.last_day)
        contest = self.contest.compile(digits) if self.contest else None
        if self.award is None:
            return core.LimitedHonour(self.key, *days, contest=contest)
        return core.LimitedHonour(self.key, *days, self.award.wallet, self.award.points, contest)

    def describe(self, around: Surroundings) -> Sentence:
        """The honour as one sentence."""
        first, last = self.first_day.isoformat(), self.last_day.isoformat()
        granted = f"granted by staff from {first} to {last}, borne to the last day"
        parts = [Sentence(zh=f"{first} 至 {last} 由员工授予，保留至最后一天", en=granted)]
        if self.contest:
            parts = [self.contest.describe(around), Sentence(zh=f"保留至 {last}", en=f"borne to {last}")]
        if self.award:
            wallet, points = around.wallets[self.award.wallet], f"{self.award.points:,}"
            turned = f"turns into {points} {wallet.en.lower()} when it ends"
            parts.append(Sentence(zh=f"结束后转为 {points} {wallet.zh}", en=turned))
        return joined(parts)


HonourDocument = Annotated[LifetimeHonour | LimitedHonour, Field(discriminator="kind")]
HONOUR_KINDS = {"lifetime", "limited"}
