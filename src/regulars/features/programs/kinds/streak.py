"""`streak` in the document: points for doing something on so many days running."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from regulars.core import rules
from regulars.core.earning import activity_metric
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.parts import Key, Points
from regulars.features.programs.wording import Sentence, joined

_ACTIONS = {
    "member.checked_in": Sentence(zh="签到", en="of checking in"),
    "order.paid": Sentence(zh="消费", en="of buying"),
}


class StreakRule(RuleBase):
    """`points` for every full `days` running on which the event happened; a day missed starts again."""

    kind: Literal["streak"]
    event: Literal["member.checked_in", "order.paid", "activity.done"]
    activity: Key | None = None
    days: Annotated[int, Field(ge=2, le=366)]
    points: Points
    dimension: Key = "behaviour"

    @model_validator(mode="after")
    def names_its_activity(self) -> StreakRule:
        """An activity is named exactly where the rule listens to activities."""
        if (self.event == "activity.done") != (self.activity is not None):
            raise ValueError("`activity` goes with `event: activity.done`: the key of one of the program's activities")
        if self.event == "order.paid" and self.limit and self.limit.per not in ("month", "life"):
            raise ValueError("the limit of a streak of orders is per month or life: a refund must find what it gives back")
        return self

    def compile(self, _around: Surroundings) -> rules.Streak:
        """The rule for core."""
        event = activity_metric(self.activity) if self.activity else self.event
        return rules.Streak(
            self.key, self.wallet, event, self.days, self.points, self.pending_days, self.dimension, self.core_limit()
        )

    def describe(self, around: Surroundings) -> Sentence:
        """The rule as one sentence."""
        wallet, action = around.wallets[self.wallet], self._action(around)
        full = Sentence(
            zh=f"连续 {self.days} 天{action.zh}得 {self.points} {wallet.zh}，之后每满 {self.days} 天再得",
            en=f"{wallet.en}: {self.points} for every {self.days} days running {action.en}",
        )
        return joined([full, self.limited(), self.waiting()])

    def _action(self, around: Surroundings) -> Sentence:
        if self.activity is None:
            return _ACTIONS[self.event]
        name = around.activities[self.activity]
        return Sentence(zh=name.zh, en=f"of {name.en.lower()}")
