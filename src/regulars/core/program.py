"""The program: the rules of a loyalty scheme as frozen values, compiled from the published document.

Everything that is a number in a program's text is data here. Versions are immutable; `ProgramHistory` knows which one was in
force at any instant.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from regulars.core.basket import LineFilter
from regulars.core.rules import Milestone, OrderRule, PerAmount, PerStep, Rule
from regulars.kit.ratio import Ratio

RoundTo = Literal["none", "month", "quarter", "year"]
ShortfallPolicy = Literal["pending_only", "within_balance", "debt"]
WindowKind = Literal["month", "quarter", "half", "year", "rolling", "lifetime"]


@dataclass(frozen=True, slots=True)
class Expiry:
    """How long points live: for ever, or a number of days or months, rounded up to the end of a period."""

    kind: Literal["never", "days", "months"]
    count: int = 0
    round_to: RoundTo = "none"


@dataclass(frozen=True, slots=True)
class PointsWallet:
    """A currency that is earned in lots and can be spent."""

    key: str
    expiry: Expiry
    spend_order: str
    on_shortfall: ShortfallPolicy
    """What happens to the part of a refund for which the member has no points left."""
    restore_grace_days: int | None
    """Days given to restored points whose expiry has passed; None: they are booked as expired."""
    points_per_minor: Ratio
    """What a point is worth: points per minor unit of money (100 points = 1.00 -> 1)."""


@dataclass(frozen=True, slots=True)
class GrowthWallet:
    """A value that decides tiers, kept per month, never spent."""

    key: str


@dataclass(frozen=True, slots=True)
class Window:
    """Over which months a metric is summed. `months` only for rolling windows."""

    kind: WindowKind
    months: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A metric over a window must reach a threshold."""

    metric: str
    at_least: int
    window: Window


@dataclass(frozen=True, slots=True)
class Requirement:
    """All or any of several clauses; no clause at all is always met."""

    combinator: Literal["all", "any"]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of a ladder."""

    key: str
    reach: Requirement
    keep: Requirement


@dataclass(frozen=True, slots=True)
class Ladder:
    """Tiers from the lowest to the highest, and how they are reviewed."""

    key: str
    tiers: tuple[Tier, ...]
    review: Literal["year", "half", "quarter", "months_from_attainment", "never"]
    review_months: int
    grace_months: int
    on_miss: str
    """`one_down`, `reseat`, or the key of a tier."""
    on_refund: Literal["at_review", "at_once"]

    def level(self, tier: str) -> int:
        """Position of a tier on the ladder, 0 for the lowest."""
        return next(level for level, held in enumerate(self.tiers) if held.key == tier)


@dataclass(frozen=True, slots=True)
class PointsAsCash:
    """Paying part of an order with points."""

    wallet: str
    max_share: Ratio


@dataclass(frozen=True)
class Program:
    """One version of the rules."""

    key: str
    version: int
    currency: str
    zone: ZoneInfo
    late_days: int
    wallets: tuple[PointsWallet | GrowthWallet, ...]
    ladders: tuple[Ladder, ...]
    rules: tuple[Rule, ...]
    spend_lines: LineFilter
    """Which lines count for the metric `spend`."""
    points_as_cash: PointsAsCash | None = None

    @cached_property
    def order_rules(self) -> tuple[OrderRule, ...]:
        """The rules that value a paid order, in the order of the text."""
        return tuple(rule for rule in self.rules if isinstance(rule, PerAmount | PerStep))

    @cached_property
    def milestones(self) -> dict[str, Milestone]:
        """The rules that follow a metric, by key."""
        return {rule.key: rule for rule in self.rules if isinstance(rule, Milestone)}

    @cached_property
    def points_wallets(self) -> dict[str, PointsWallet]:
        """Wallets of lots by key."""
        return {wallet.key: wallet for wallet in self.wallets if isinstance(wallet, PointsWallet)}

    @cached_property
    def growth_wallets(self) -> dict[str, GrowthWallet]:
        """Growth wallets by key."""
        return {wallet.key: wallet for wallet in self.wallets if isinstance(wallet, GrowthWallet)}

    @cached_property
    def ladder_by_key(self) -> dict[str, Ladder]:
        """Ladders by key."""
        return {ladder.key: ladder for ladder in self.ladders}


@dataclass(frozen=True)
class ProgramHistory:
    """All published versions, oldest first, each with the instant from which it is in force."""

    versions: tuple[tuple[datetime, Program], ...]

    @cached_property
    def _starts(self) -> list[datetime]:
        return [in_force_from for in_force_from, _ in self.versions]

    def at(self, instant: datetime) -> Program:
        """The version in force at an instant; the first one for any time before it."""
        if len(self.versions) == 1:
            return self.versions[0][1]
        return self.versions[max(bisect_right(self._starts, instant) - 1, 0)][1]

    def between(self, first: datetime, last: datetime) -> tuple[tuple[datetime, Program], ...]:
        """The versions in force at any time from one instant up to another, oldest first."""
        start = max(bisect_right(self._starts, first) - 1, 0)
        return self.versions[start : max(bisect_right(self._starts, last), start + 1)]

    def latest(self) -> Program:
        """The version published last."""
        return self.versions[-1][1]
