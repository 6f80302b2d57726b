"""Ladders: ordered tiers, what it takes to reach and to keep each, and what grants a tier or a title beside that.

A requirement asks for metrics over windows of months. Everything here is a value; `standings`, `tiers`, `reviews` and `grants`
decide with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, final

from regulars.core.conditions.condition import Condition
from regulars.kit.ratio import Ratio

WindowKind = Literal["month", "quarter", "half", "year", "rolling", "lifetime"]
PERIOD_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LIFETIME: Final = 0
"""The period of what happens once in a life."""

GROWTH_METRIC: Final = "growth."
"""A metric of this name and a growth wallet's key is the growth that is left of the window's months."""


@final
@dataclass(frozen=True)
class Window:
    """Over which months a metric is summed. `months` only for rolling windows."""

    kind: WindowKind
    months: int = 0

    def length(self) -> int:
        """How many months it has; 0 for all time."""
        return self.months if self.kind == "rolling" else PERIOD_MONTHS.get(self.kind, 0)


@final
@dataclass(frozen=True)
class Clause:
    """A metric over a window must reach a threshold; or, `in_each_month`, reach it in every single month of the window."""

    metric: str
    at_least: int
    window: Window
    in_each_month: bool = False

    def required(self) -> int:
        """What `windows.measured` must come to: the threshold, or the number of months."""
        return self.window.length() if self.in_each_month else self.at_least


@final
@dataclass(frozen=True)
class Requirement:
    """All or any of several clauses; no clause at all is always met.

    A group stands beside the clauses as one of them: within `any` it is clauses that hold together, within `all` alternatives.
    With a condition `when` it can be met only while that holds.
    """

    combinator: Literal["all", "any"]
    clauses: tuple[Clause, ...]
    groups: tuple[Requirement, ...] = ()
    when: Condition | None = None

    def flat(self) -> list[Clause]:
        """Every clause, in groups or not."""
        found = list(self.clauses)
        for group in self.groups:
            found += group.flat()
        return found

    def is_conditional(self) -> bool:
        """Whether anything of it depends on a condition."""
        return self.when is not None or any(group.when is not None for group in self.groups)


@final
@dataclass(frozen=True)
class Tier:
    """One step of a ladder."""

    key: str
    reach: Requirement
    keep: Requirement


@final
@dataclass(frozen=True)
class Lift:
    """Being active lifts: while `when` holds, one tier up, once in each `per` and not beyond `up_to` ('': the top)."""

    key: str
    when: Requirement
    per: Literal["month", "quarter", "half", "year", "lifetime"]
    up_to: str = ""

    def period_of(self, month: int) -> int:
        """The period that a month lies in, as a number."""
        return LIFETIME if self.per == "lifetime" else month // PERIOD_MONTHS[self.per]


@final
@dataclass(frozen=True)
class Task:
    """A challenge that a member accepts: so much of a metric within so many days grants a tier."""

    key: str
    ladder: str
    tier: str
    metric: str
    at_least: int
    days: int
    again_after_days: int = 0
    """How long after a window has ended the next may start."""
    downgraded_within_days: int = 0
    """Only for who lost the tier, or a higher one, at a review in so many days; 0: for everybody."""


@final
@dataclass(frozen=True)
class LifetimeHonour:
    """A title for life: so many year ends running at a tier or above, and more than so much of a metric in all."""

    key: str
    ladder: str
    tier: str
    years: int
    metric: str
    more_than: int
    keeps_tier: bool = False
    """No review takes the tier any more."""


@final
@dataclass(frozen=True)
class Contest:
    """What a title is won by: the `winners` members with the most of a metric between two local days, `at_least` so much."""

    metric: str
    first_day: int
    last_day: int
    winners: int
    at_least: int


@final
@dataclass(frozen=True)
class LimitedHonour:
    """A title for a while, granted between two local days, and what it turns into when the last one is over."""

    key: str
    first_day: int
    last_day: int
    wallet: str = ""
    """'' where it turns into nothing."""
    points: int = 0
    contest: Contest | None = None
    """How it is won; None: staff or another system say who has it."""


@final
class Ladder:
    """Tiers from the lowest to the highest, and how they are reviewed."""

    def __init__(
        self,
        key: str,
        tiers: tuple[Tier, ...],
        review: Literal["year", "half", "quarter", "months_from_attainment", "never"],
        review_months: int,
        grace_months: int,
        on_miss: str,
        on_refund: Literal["at_review", "at_once"],
        lifts: tuple[Lift, ...] = (),
        granted_months: int = 0,
        notice_days: int = 0,
        near: Ratio | None = None,
    ) -> None:
        self.key: Final = key
        self.tiers: Final = tiers
        self.review: Final = review
        self.review_months: Final = review_months
        self.grace_months: Final = grace_months
        self.on_miss: Final = on_miss
        """`one_down`, `reseat`, or the key of a tier."""
        self.on_refund: Final = on_refund
        self.lifts: Final = lifts
        self.granted_months: Final = granted_months
        """A tier that was granted, not reached, is not reviewed in its first so many months."""
        self.notice_days: Final = notice_days
        """A review that would take a tier is announced so many days before; 0: it is not."""
        self.near: Final = near
        """From which share of what the next tier asks for it is told to be near; None: it is not."""
        asked = [requirement for tier in tiers for requirement in (tier.reach, tier.keep)] + [lift.when for lift in lifts]
        self.metrics: Final = frozenset(clause.metric for requirement in asked for clause in requirement.flat())
        """The metrics that can move anybody on this ladder."""
        self.is_conditional: Final = any(requirement.is_conditional() for requirement in asked)
        """Whether some of it can be met only while a condition holds; such a ladder is judged after every event."""
        self._levels: Final = {tier.key: level for level, tier in enumerate(tiers)}

    def level(self, tier: str) -> int:
        """Position of a tier on the ladder, 0 for the lowest."""
        return self._levels[tier]
