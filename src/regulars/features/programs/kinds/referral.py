"""`referral` in the document: points when somebody whom a member brought buys for the first time."""

from __future__ import annotations

from typing import Literal

from regulars.core import rules
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.parts import Key, Points
from regulars.features.programs.wording import Sentence, joined


class ReferralRule(RuleBase):
    """`points` for one side of a referral: the `referrer`, or the one who was `referred`."""

    kind: Literal["referral"]
    to: Literal["referrer", "referred"]
    points: Points
    dimension: Key = "loyalty"

    def compile(self, _around: Surroundings) -> rules.Referral:
        """The rule for core."""
        return rules.Referral(self.key, self.wallet, self.to, self.points, self.pending_days, self.dimension, self.core_limit())

    def describe(self, around: Surroundings) -> Sentence:
        """The rule as one sentence."""
        wallet, least = around.wallets[self.wallet], around.referral_from
        paid_zh = f"首笔实付满 {least} {around.currency_words.zh}的订单后" if least else "首次消费后"
        paid_en = f"first order of {least} {around.currency_words.en} or more" if least else "first purchase"
        if self.to == "referrer":
            zh, en = f"介绍的会员{paid_zh}得", f"for the {paid_en} of a member whom they brought"
        else:
            zh, en = f"由会员介绍入会，{paid_zh}得", f"for their {paid_en}, for members who were brought"
        full = Sentence(zh=f"{zh} {self.points} {wallet.zh}", en=f"{wallet.en}: {self.points} {en}")
        return joined([full, self.limited(), self.waiting()])
