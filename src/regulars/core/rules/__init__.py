"""Rules: one file per kind, each a subclass of `Rule`. A program holds rules in the order of its text."""

from __future__ import annotations

from regulars.core.rules.base import OrderRule, Rule
from regulars.core.rules.limit import Limit
from regulars.core.rules.milestone import Milestone
from regulars.core.rules.per_action import PerAction
from regulars.core.rules.per_amount import Multiplier, PerAmount
from regulars.core.rules.per_step import PerStep
from regulars.core.rules.referral import Referral
from regulars.core.rules.streak import Streak

__all__ = ["Limit", "Milestone", "Multiplier", "OrderRule", "PerAction", "PerAmount", "PerStep", "Referral", "Rule", "Streak"]
