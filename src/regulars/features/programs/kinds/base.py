"""What every rule kind of the document shares, and what it may know of the rest of the program when it compiles."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from regulars.core import rules
from regulars.core.conditions.catalogue import Catalogue
from regulars.core.conditions.field import Subject
from regulars.core.conditions.said import Words
from regulars.features.programs.conditions import ALWAYS_KNOWN, ConditionText
from regulars.features.programs.kinds.limits import Limit
from regulars.features.programs.parts import Key, Part
from regulars.features.programs.wording import Sentence, Text


class Surroundings(NamedTuple):
    """The names and numbers of the program around a rule."""

    digits: int
    currency_words: Text
    wallets: dict[str, Text]
    tiers: dict[str, Text]
    ladder: str
    kinds: dict[str, Text]
    categories: dict[str, Text]
    activities: dict[str, Text]
    cards: dict[str, Text]
    referral_from: str | None
    """How much an order must pay for a referral to count; None: any amount."""
    metrics: dict[str, Text]
    catalogue: Catalogue
    words: Words


class RuleBase(Part):
    """A rule: a key that stays, the wallet it fills, and optionally a wait, a condition, and a limit."""

    subjects: ClassVar[tuple[Subject, ...]] = ALWAYS_KNOWN
    """What its condition may speak of; kinds that value orders know the order as well."""

    key: Key
    wallet: Key
    name: Text | None = None
    pending_days: Annotated[int, Field(ge=0, le=366)] = 0
    pending_until: date | None = None
    pending_for: Literal["order.completed"] | None = None
    when: ConditionText | None = None
    limit: Limit | None = None

    def core_limit(self) -> rules.Limit | None:
        """The limit for core; None where there is none."""
        return self.limit.compile() if self.limit else None

    def limited(self) -> Sentence:
        """The limit in words; empty where there is none."""
        return self.limit.describe() if self.limit else Sentence(zh="", en="")

    def waiting(self) -> Sentence:
        """The wait in words; empty when there is none."""
        if self.pending_until:
            return Sentence(zh=f"{self.pending_until} 起可用", en=f"usable from {self.pending_until}")
        if self.pending_for:
            return Sentence(
                zh=f"订单完成后可用，最迟 {self.pending_days} 天后",
                en=f"usable once the order is completed, at the latest after {self.pending_days} days",
            )
        if not self.pending_days:
            return Sentence(zh="", en="")
        return Sentence(zh=f"{self.pending_days} 天后可用", en=f"usable after {self.pending_days} days")
