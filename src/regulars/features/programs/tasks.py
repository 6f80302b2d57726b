"""Tasks in the document: what a member may take up to reach a tier faster, or to win one back."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from regulars.core import ladders as core
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.metrics import metric_of
from regulars.features.programs.parts import Key, MetricName, MetricText, Part, is_above_zero, metric_minor
from regulars.features.programs.requirement_words import amount_words
from regulars.features.programs.wording import Sentence, Text, joined


class Task(Part):
    """`at_least` of a metric within `days` of accepting it grants a tier, at that moment."""

    key: Key
    name: Text
    ladder: Key | None = None
    tier: Key
    metric: MetricName
    at_least: Annotated[MetricText, AfterValidator(is_above_zero)]
    days: Annotated[int, Field(ge=1, le=366)]
    again_after_days: Annotated[int, Field(ge=0, le=3660)] = 0
    downgraded_within_days: Annotated[int, Field(ge=0, le=3660)] = 0

    def compile(self, first_ladder: str, digits: int) -> core.Task:
        """The task for core."""
        at_least = metric_minor(self.at_least, self.metric, digits)
        return core.Task(
            self.key, self.ladder or first_ladder, self.tier, self.metric, at_least, self.days, self.again_after_days,
            self.downgraded_within_days,
        )  # fmt: skip

    def describe(self, around: Surroundings) -> Sentence:
        """The task as one sentence."""
        metric, tier = metric_of(self.metric, around.metrics).name, around.tiers[self.tier]
        amount = amount_words(self.metric, metric_minor(self.at_least, self.metric, around.digits), around.digits)
        parts = [
            Sentence(
                zh=f"接受后 {self.days} 天内{metric.zh}满 {amount}，立即升为{tier.zh}",
                en=f"{metric.en} of {amount} within {self.days} days of accepting it: {tier.en} at that moment",
            )
        ]
        if self.downgraded_within_days:
            days = self.downgraded_within_days
            lost = f"for who lost this tier or a higher one within {days} days"
            parts.append(Sentence(zh=f"仅限 {days} 天内被降级的会员", en=lost))
        if self.again_after_days:
            days = self.again_after_days
            parts.append(Sentence(zh=f"结束 {days} 天后可再次接受", en=f"again {days} days after the last time has ended"))
        return joined(parts)
