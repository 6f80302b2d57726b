"""Rule kinds of the document, one file each: how a kind is written, what it compiles to, how it reads as a sentence.

A new kind is one file here, one in `core/rules`, and one line in each of the two registries.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from regulars.features.programs.kinds.milestone import MilestoneRule
from regulars.features.programs.kinds.per_action import PerActionRule
from regulars.features.programs.kinds.per_amount import PerAmountRule
from regulars.features.programs.kinds.per_step import PerStepRule
from regulars.features.programs.kinds.referral import ReferralRule
from regulars.features.programs.kinds.streak import StreakRule

RuleDocument = Annotated[
    PerAmountRule | PerStepRule | PerActionRule | MilestoneRule | StreakRule | ReferralRule, Field(discriminator="kind")
]
KINDS = frozenset({"per_amount", "per_step", "per_action", "milestone", "streak", "referral"})
