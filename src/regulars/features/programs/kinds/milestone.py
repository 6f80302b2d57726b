"""`milestone` in the document: points each time a metric of the month passes another multiple of a threshold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from regulars.core import rules
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.metrics import metric_of
from regulars.features.programs.parts import Key, MetricName, MetricText, Points, is_above_zero, metric_minor
from regulars.features.programs.wording import Sentence, joined


class MilestoneRule(RuleBase):
    """`points` for every full `every` of `metric` in a calendar month, at most `times_max` times (left out: no limit)."""

    kind: Literal["milestone"]
    metric: MetricName
    every: Annotated[MetricText, AfterValidator(is_above_zero)]
    points: Points
    times_max: Annotated[int, Field(ge=0, le=1000)] = 0
    dimension: Key = "loyalty"

    @model_validator(mode="after")
    def limited_by_whole_months(self) -> MilestoneRule:
        """A milestone is about a month, so that nothing of it lies in a day or a week."""
        if self.limit and self.limit.per not in ("month", "life"):
            raise ValueError("the limit of a milestone is per month or life")
        return self

    def compile(self, around: Surroundings) -> rules.Milestone:
        """The rule for core."""
        every = metric_minor(self.every, self.metric, around.digits)
        return rules.Milestone(
            self.key,
            self.wallet,
            self.metric,
            every,
            self.points,
            self.times_max,
            self.pending_days,
            self.dimension,
            self.core_limit(),
        )

    def describe(self, around: Surroundings) -> Sentence:
        """The rule as one sentence."""
        wallet, metric = around.wallets[self.wallet], metric_of(self.metric, around.metrics).name
        parts = [
            Sentence(
                zh=f"当月{metric.zh}每满 {self.every} 得 {self.points} {wallet.zh}",
                en=f"{wallet.en}: {self.points} for every {self.every} {metric.en.lower()} in a calendar month",
            )
        ]
        if self.times_max:
            parts.append(Sentence(zh=f"每月最多 {self.times_max} 次", en=f"at most {self.times_max} times a month"))
        return joined([*parts, self.limited(), self.waiting()])
