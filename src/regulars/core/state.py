"""The state of one member: everything the next decision needs, small enough to be one row.

Values inside (lots, standings) are immutable; the containers are copied by `State.copy` before a decision works on them, so a
state handed out is never changed behind its holder's back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

STATE_FORMAT = 1
Key = TypeVar("Key", int, str)


class Lot(NamedTuple):
    """Points earned together, with one expiry. Usable from `active_at` until just before `expires_at`."""

    no: int
    amount: int
    remaining: int
    earned_at: datetime
    active_at: datetime
    expires_at: datetime | None
    rule: str | None
    reference: str | None
    program_version: int

    def with_remaining(self, remaining: int) -> Lot:
        """The same lot with another remainder."""
        no, amount, _, earned_at, active_at, expires_at, rule, reference, version = self
        return Lot(no, amount, remaining, earned_at, active_at, expires_at, rule, reference, version)


@dataclass(slots=True)
class PointsBalance:
    """A wallet of lots. Lots with nothing left are dropped. Debt is what a refund could not find."""

    lots: list[Lot] = field(default_factory=list)
    next_lot_no: int = 1
    debt: int = 0

    def parts(self, now: datetime) -> tuple[int, int]:
        """Points that can be spent at an instant, and points not yet usable then; what has expired by then is neither."""
        available = pending = 0
        for lot in self.lots:
            expires_at = lot.expires_at
            if expires_at is None or expires_at > now:
                if lot.active_at <= now:
                    available += lot.remaining
                else:
                    pending += lot.remaining
        return available, pending

    def available(self, now: datetime) -> int:
        """Points that can be spent at an instant."""
        return self.parts(now)[0]

    def pending(self, now: datetime) -> int:
        """Points earned but not yet usable at an instant."""
        return self.parts(now)[1]

    def balance(self) -> int:
        """Everything held, less debt."""
        return sum(lot.remaining for lot in self.lots) - self.debt


@dataclass(slots=True)
class GrowthBalance:
    """A wallet that decides tiers and cannot be spent: totals per local month, and per dimension."""

    months: dict[int, int] = field(default_factory=dict)
    dimensions: dict[str, int] = field(default_factory=dict)

    def balance(self) -> int:
        """The growth value."""
        return sum(self.months.values())


class TierChange(NamedTuple):
    """A tier held since an instant, and why."""

    since: datetime
    tier: str
    reason: str


class Standing(NamedTuple):
    """Where a member stands on one ladder."""

    tier: str
    since: datetime
    secured: str
    """The tier that the last review (or the start) confirmed: a refund does not take it before the next review."""
    review_at: datetime | None
    grace_from: int | None
    """First month that counts while in grace; None when not in grace."""
    grace_until: datetime | None
    history: tuple[TierChange, ...]


@dataclass(slots=True)
class State:
    """One member under one program."""

    joined_at: datetime
    settled_to: datetime
    format: int = STATE_FORMAT
    entry_no: int = 0
    next_due_at: datetime | None = None
    points: dict[str, PointsBalance] = field(default_factory=dict)
    growth: dict[str, GrowthBalance] = field(default_factory=dict)
    metrics: dict[str, dict[int, int]] = field(default_factory=dict)
    """metric -> local month -> total; e.g. spend in minor units, orders, interactions."""
    limits: dict[str, dict[int, int]] = field(default_factory=dict)
    """rule -> period (day ordinal or month) -> points given in it."""
    milestones: dict[str, dict[int, int]] = field(default_factory=dict)
    """rule -> month -> times awarded."""
    standings: dict[str, Standing] = field(default_factory=dict)
    last_order_at: datetime | None = None
    last_active_at: datetime | None = None

    def copy(self) -> State:
        """An independent copy to work on."""
        return State(
            self.joined_at, self.settled_to, self.format, self.entry_no, self.next_due_at,
            {key: PointsBalance(list(held.lots), held.next_lot_no, held.debt) for key, held in self.points.items()},
            {key: GrowthBalance(dict(held.months), dict(held.dimensions)) for key, held in self.growth.items()},
            {key: dict(months) for key, months in self.metrics.items()},
            {key: dict(used) for key, used in self.limits.items()},
            {key: dict(times) for key, times in self.milestones.items()},
            dict(self.standings), self.last_order_at, self.last_active_at,
        )  # fmt: skip


def shift(totals: dict[Key, int], key: Key, change: int) -> None:
    """Change one of several totals; what comes back to nothing leaves no trace."""
    value = totals.get(key, 0) + change
    if value:
        totals[key] = value
    else:
        totals.pop(key, None)


def shift_in(monthly: dict[str, dict[int, int]], name: str, month: int, change: int) -> None:
    """Change the total of a month under a name (a metric, a milestone), likewise without a trace.

    >>> spend = {"spend": {24305: 500}}
    >>> shift_in(spend, "spend", 24305, -500)
    >>> spend
    {}
    """
    months = monthly.setdefault(name, {})
    shift(months, month, change)
    if not months:
        del monthly[name]
