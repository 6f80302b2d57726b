"""Watches in the document: what is unusual, and what is done about it."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from regulars.core import watches as core
from regulars.core.earning import activity_metric
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.parts import Key, MoneyText, Part, is_above_zero, minor
from regulars.features.programs.wording import Sentence, Text, joined, money

_EVENTS: Final = {
    "order.paid": Sentence(zh="订单", en="orders"),
    "order.refunded": Sentence(zh="整单退款", en="orders that come back"),
    "member.checked_in": Sentence(zh="签到", en="check-ins"),
    "points.received": Sentence(zh="获赠积分", en="transfers from other members"),
    "referral.begun": Sentence(zh="介绍来而未消费的会员", en="members brought who have not bought"),
    "referral.converted": Sentence(zh="介绍来并已消费的会员", en="members brought who bought"),
    "referral.undone": Sentence(zh="介绍来又退单的会员", en="members brought whose order comes back"),
}
_GIVING_NOTHING: Final = frozenset({"order.refunded", "referral.begun", "referral.undone"})
_THEN: Final = {
    "report": Sentence(zh="提示员工核查", en="reported to staff"),
    "hold": Sentence(zh="所得积分暂扣，待员工核查", en="the points are held back until staff have looked into it"),
    "freeze": Sentence(zh="冻结用分，待员工核查", en="spending is frozen until staff have looked into it"),
}


class Watch(Part):
    """`at_least` of something within so many hours or days is unusual: it is reported, its points held, or spending frozen."""

    key: Key
    name: Text
    event: Literal[
        "order.paid", "order.refunded", "member.checked_in", "activity.done", "points.received", "referral.begun",
        "referral.converted", "referral.undone",
    ]  # fmt: skip
    activity: Key | None = None
    measure: Literal["count", "amount", "points"] = "count"
    at_least: Annotated[MoneyText, AfterValidator(is_above_zero)]
    within_hours: Annotated[int, Field(ge=1, le=72)] | None = None
    within_days: Annotated[int, Field(ge=1, le=92)] | None = None
    then: Literal["report", "hold", "freeze"] = "report"

    @model_validator(mode="after")
    def can_happen(self) -> Watch:
        """One length of time; money only where money moves; points only where there are any."""
        if (self.event == "activity.done") != (self.activity is not None):
            raise ValueError("`activity` goes with `event: activity.done`: the key of one of the program's activities")
        if (self.within_hours is None) == (self.within_days is None):
            raise ValueError("give either `within_hours` or `within_days`")
        if self.measure == "amount" and self.event not in ("order.paid", "order.refunded"):
            raise ValueError("`measure: amount` goes with orders and refunds")
        if self.event in _GIVING_NOTHING and (self.measure == "points" or self.then == "hold"):
            raise ValueError("this event gives no points")
        if self.measure != "amount" and "." in self.at_least:
            raise ValueError("a whole number is expected here")
        return self

    def compile(self, digits: int) -> core.Watch:
        """The watch for core."""
        event = activity_metric(self.activity) if self.activity else self.event
        at_least = minor(self.at_least, digits if self.measure == "amount" else 0)
        if self.within_hours is not None:
            return core.Watch(self.key, event, self.measure, at_least, "hours", self.within_hours, self.then)
        assert self.within_days is not None, "one of the two is given"
        return core.Watch(self.key, event, self.measure, at_least, "days", self.within_days, self.then)

    def figure(self, value: int, digits: int) -> str:
        """What it adds up, as people read it."""
        return money(value, digits) if self.measure == "amount" else f"{value:,}"

    def describe(self, around: Surroundings) -> Sentence:
        """The watch as one sentence."""
        span = (
            Sentence(zh=f"{self.within_hours} 小时内", en=f"within {self.within_hours} hours")
            if self.within_hours is not None
            else Sentence(zh=f"{self.within_days} 天内", en=f"within {self.within_days} days")
        )
        what = self._what(around)
        amount = self.figure(minor(self.at_least, around.digits if self.measure == "amount" else 0), around.digits)
        seen = {
            "count": Sentence(zh=f"{what.zh}达 {amount} 次", en=f"{amount} {what.en}"),
            "amount": Sentence(zh=f"{what.zh}金额达 {amount}", en=f"{what.en} of {amount} in all"),
            "points": Sentence(zh=f"{what.zh}所得积分达 {amount}", en=f"{amount} points from {what.en}"),
        }[self.measure]
        return joined([Sentence(zh=f"{span.zh}{seen.zh}", en=f"{seen.en} {span.en}"), _THEN[self.then]])

    def _what(self, around: Surroundings) -> Sentence:
        if self.activity is None:
            return _EVENTS[self.event]
        name = around.activities[self.activity]
        return Sentence(zh=name.zh, en=f"times “{name.en}”" if self.measure == "count" else f"“{name.en}”")
