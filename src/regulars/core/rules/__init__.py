"""Rules: one file per kind. A kind is a frozen value that knows which event it listens to and what that event is worth.

`Rule` is what the families call; a program holds rules in the order of its text. Kinds never touch balances: they return what
to give, and the families write it.
"""

from __future__ import annotations

from regulars.core.rules.milestone import Milestone
from regulars.core.rules.per_action import Limit, PerAction
from regulars.core.rules.per_amount import Multiplier, PerAmount
from regulars.core.rules.per_step import PerStep

OrderRule = PerAmount | PerStep
Rule = OrderRule | PerAction | Milestone

__all__ = ["Limit", "Milestone", "Multiplier", "OrderRule", "PerAction", "PerAmount", "PerStep", "Rule"]
