"""`referral` in the document: points when somebody whom a member brought buys for the first time."""

from __future__ import annotations

from typing import Final, Literal

from regulars.core import rules
from regulars.features.programs.kinds.base import RuleBase, Surroundings
from regulars.features.programs.parts import Key, Points
from regulars.features.programs.wording import Sentence, joined

_SIDES: Final = {
    "referrer": Sentence(zh="介绍新会员，其首次消费后得", en="for bringing a member who buys"),
    "referred": Sentence(zh="由会员介绍入会，首次消费后得", en="for the first purchase of a member who was brought"),
}


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
        wallet, side = around.wallets[self.wallet], _SIDES[self.to]
        full = Sentence(zh=f"{side.zh} {self.points} {wallet.zh}", en=f"{wallet.en}: {self.points} {side.en}")
        return joined([full, self.limited(), self.waiting()])
