"""`per_action` in the document: points for doing something, within a limit."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from regulars.core import rules
from regulars.core.earning import activity_metric
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.parts import Key, Points
from regulars.features.programs.wording import Sentence, joined

_ACTIONS = {
    "member.checked_in": Sentence(zh="每次签到", en="each check-in"),
    "member.registered": Sentence(zh="注册入会", en="joining"),
    "member.profile_changed": Sentence(zh="每次完善资料", en="each time the profile is told"),
}


class PerActionRule(RuleBase):
    """`points` each time the event happens."""

    kind: Literal["per_action"]
    event: Literal["member.checked_in", "member.registered", "member.profile_changed", "activity.done"]
    activity: Key | None = None
    points: Points
    dimension: Key = "behaviour"

    @model_validator(mode="after")
    def names_its_activity(self) -> PerActionRule:
        """An activity is named exactly where the rule listens to activities."""
        if (self.event == "activity.done") != (self.activity is not None):
            raise ValueError("`activity` goes with `event: activity.done`: the key of one of the program's activities")
        return self

    def compile(self, _around: Surroundings) -> rules.PerAction:
        """The rule for core."""
        event = activity_metric(self.activity) if self.activity else self.event
        return rules.PerAction(self.key, self.wallet, event, self.points, self.core_limit(), self.pending_days, self.dimension)

    def describe(self, around: Surroundings) -> Sentence:
        """The rule as one sentence."""
        wallet, action = around.wallets[self.wallet], self._action(around)
        parts = [Sentence(zh=f"{action.zh}得 {self.points} {wallet.zh}", en=f"{wallet.en}: {self.points} for {action.en}")]
        return joined([*parts, self.limited(), self.waiting()])

    def _action(self, around: Surroundings) -> Sentence:
        if self.activity is None:
            return _ACTIONS[self.event]
        name = around.activities[self.activity]
        return Sentence(zh=f"每次{name.zh}", en=f"each {name.en.lower()}")
