"""`per_step` in the document: a bonus for every full amount within one order."""

from __future__ import annotations

from typing import Literal

from regulars.core import rules
from regulars.features.programs.conditions import WITH_ORDER
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.parts import Key, Lines, Points, PriceText, minor
from regulars.features.programs.wording import Sentence, joined


class PerStepRule(RuleBase):
    """`points` for every full `every` that an order's earning lines sum to; never multiplied by a tier."""

    subjects = WITH_ORDER
    kind: Literal["per_step"]
    points: Points
    every: PriceText
    lines: Lines = Lines()
    dimension: Key = "spend"

    def compile(self, around: Surroundings) -> rules.PerStep:
        """The rule for core."""
        step_minor = minor(self.every, around.digits)
        return rules.PerStep(
            self.key,
            self.wallet,
            step_minor,
            self.points,
            self.lines.compile(around.digits),
            self.pending_days,
            self.dimension,
            self.core_limit(),
        )

    def describe(self, around: Surroundings) -> Sentence:
        """The rule as one sentence."""
        wallet = around.wallets[self.wallet]
        full = Sentence(
            zh=f"单笔每满 {self.every} {around.currency_words.zh}再得 {self.points} {wallet.zh}",
            en=f"{wallet.en}: {self.points} more for every full {self.every} {around.currency_words.en} in one order",
        )
        return joined([full, self.lines.describe(around.kinds, around.categories), self.limited(), self.waiting()])
