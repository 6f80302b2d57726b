"""The state of one member: everything the next decision needs, small enough to be one row.

Lots and standings are immutable values; the containers that hold them change while a decision works on its own copy.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar, final

from regulars.core.extras import Extras, Hold
from regulars.core.lot import Lot
from regulars.core.shelf import Shelf
from regulars.core.values import Value
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant

STATE_FORMAT: Final = 3

Held = TypeVar("Held")


@final
class PointsBalance(Value):
    """A wallet of lots. Lots with nothing left are dropped. Debt is what a refund could not find."""

    def __init__(self, lots: list[Lot] | None = None, next_lot_no: int = 1, debt: int = 0, shelf: Shelf | None = None) -> None:
        self.outside: list[Lot] = [] if lots is None else lots
        """The lots that are not on the shelf."""
        self.next_lot_no = next_lot_no
        self.debt = debt
        self.shelf = shelf

    @property
    def lots(self) -> list[Lot]:
        """All lots one by one; those on the shelf come down."""
        shelf = self.shelf
        if shelf is not None:
            self.shelf = None
            self.outside[shelf.place : shelf.place] = shelf.opened()
        return self.outside

    @lots.setter
    def lots(self, lots: list[Lot]) -> None:
        """Replace all of them."""
        self.shelf = None
        self.outside = lots

    def lots_due(self, instant: Instant) -> list[Lot]:
        """Lots of which something may be due by an instant."""
        return self.outside if self.shelf is None or instant < self.shelf.quiet_until else self.lots

    def parts(self, now: Instant) -> tuple[int, int]:
        """Points that can be spent at an instant, and points not yet usable then; what has expired by then is neither."""
        available = 0
        pending = 0
        shelf = self.shelf
        if shelf is not None and shelf.usable_from <= now < shelf.quiet_until:
            available = shelf.points
        elif shelf is not None:
            self.lots  # noqa: B018 - from here on each counts for itself
        for lot in self.outside:
            if lot.expires_at > now:
                if lot.active_at <= now:
                    available += lot.remaining
                else:
                    pending += lot.remaining
        return available, pending

    def available(self, now: Instant) -> int:
        """Points that can be spent at an instant."""
        return self.parts(now)[0]

    def pending(self, now: Instant) -> int:
        """Points earned but not yet usable at an instant."""
        return self.parts(now)[1]

    def balance(self) -> int:
        """Everything held, less debt."""
        total = -self.debt
        if self.shelf is not None:
            total += self.shelf.points
        for lot in self.outside:
            total += lot.remaining
        return total

    def plain(self) -> Any:
        """The fields in order."""
        return ([lot.plain() for lot in self.lots], self.next_lot_no, self.debt)


@final
class GrowthBalance(Value):
    """A wallet that decides tiers and cannot be spent: totals per dimension and local month."""

    def __init__(self, parts: dict[str, dict[int, int]] | None = None) -> None:
        self.parts = {} if parts is None else parts
        """dimension -> local month -> what is left of it."""

    def balance(self) -> int:
        """The growth value."""
        total = 0
        for months in self.parts.values():
            for value in months.values():
                total += value
        return total

    def by_month(self) -> dict[int, int]:
        """What is left of each month, over all dimensions."""
        totals: dict[int, int] = {}
        for months in self.parts.values():
            if not totals:
                totals = months.copy()
                continue
            for month, value in months.items():
                totals[month] = totals.get(month, 0) + value
        return totals

    def up_to(self, month: int) -> int:
        """What is left of the months up to one, that one included."""
        total = 0
        for months in self.parts.values():
            for given_in, value in months.items():
                if given_in <= month:
                    total += value
        return total

    def of(self, dimension: str) -> int:
        """What is left of a dimension."""
        total = 0
        for value in self.parts.get(dimension, {}).values():
            total += value
        return total

    def plain(self) -> Any:
        """The parts."""
        return self.parts


@final
class TierChange(Value):
    """A tier held since an instant, and why."""

    def __init__(self, since: Instant, tier: str, reason: str) -> None:
        self.since: Final = since
        self.tier: Final = tier
        self.reason: Final = reason

    def plain(self) -> tuple[int, str, str]:
        """The fields in order."""
        return (self.since, self.tier, self.reason)


NO_MONTH: Final = -1


@final
class Standing(Value):
    """Where a member stands on one ladder."""

    def __init__(
        self,
        tier: str,
        since: Instant,
        secured: str,
        review_at: Instant,
        grace_from: int,
        grace_until: Instant,
        history: list[TierChange],
    ) -> None:
        self.tier: Final = tier
        self.since: Final = since
        self.secured: Final = secured
        """The tier that the last review (or the start) confirmed: a refund does not take it before the next review."""
        self.review_at: Final = review_at
        self.grace_from: Final = grace_from
        """First month that counts while in grace; `NO_MONTH` when not in grace."""
        self.grace_until: Final = grace_until
        self.history: Final = history

    @property
    def is_in_grace(self) -> bool:
        """Whether the tier is kept for now only, after a review that was missed."""
        return self.grace_until != NEVER

    @property
    def due_at(self) -> Instant:
        """When the clock will next judge this standing."""
        return min(self.grace_until, self.review_at)

    def plain(self) -> Any:
        """The fields in order."""
        history = [change.plain() for change in self.history]
        return (self.tier, self.since, self.secured, self.review_at, self.grace_from, self.grace_until, history)


NO_HOLDS: Final[dict[str, Hold]] = {}


@final
class State(Value):
    """One member under one program."""

    def __init__(self, joined_at: Instant, settled_to: Instant) -> None:
        self.joined_at = joined_at
        self.settled_to = settled_to
        self.entry_no = 0
        self.next_due_at: Instant = NEVER
        self.judged_by = 0
        """The program version that last judged everything; a newer one judges again what did not move."""
        self.points: dict[str, PointsBalance] = {}
        self.growth: dict[str, GrowthBalance] = {}
        self.metrics: dict[str, dict[int, int]] = {}
        """metric -> local month -> total; e.g. spend in minor units, orders, interactions."""
        self.limits: dict[str, dict[int, int]] = {}
        """rule -> period (day number or month) -> points given in it."""
        self.milestones: dict[str, dict[int, int]] = {}
        """rule -> month -> times awarded."""
        self.standings: dict[str, Standing] = {}
        self.last_order_at: Instant = BEFORE_ALL
        self.last_active_at: Instant = BEFORE_ALL
        self.extras: Extras | None = None
        """What few members have; None while there is none of it."""

    def opened(self) -> Extras:
        """The extras, to write to them."""
        if self.extras is None:
            self.extras = Extras()
        return self.extras

    def holds(self) -> dict[str, Hold]:
        """The open holds, to read them."""
        return NO_HOLDS if self.extras is None else self.extras.holds

    def held(self, wallet: str) -> int:
        """Points of a wallet that are set aside."""
        if self.extras is None:
            return 0
        total = 0
        for hold in self.extras.holds.values():
            if hold.wallet == wallet:
                total += hold.points
        return total

    def balance(self, wallet: str) -> int:
        """Everything in a wallet: of points what is in lots and what is set aside, less debt."""
        points = self.points.get(wallet)
        if points is not None:
            return points.balance() + self.held(wallet)
        growth = self.growth.get(wallet)
        return growth.balance() if growth is not None else 0

    def copy(self) -> State:
        """An independent copy to work on."""
        copied = State(self.joined_at, self.settled_to)
        copied.entry_no = self.entry_no
        copied.next_due_at = self.next_due_at
        copied.judged_by = self.judged_by
        for wallet, points in self.points.items():
            copied.points[wallet] = PointsBalance(points.outside.copy(), points.next_lot_no, points.debt, points.shelf)
        for wallet, growth in self.growth.items():
            copied.growth[wallet] = GrowthBalance(_copied(growth.parts))
        copied.metrics = _copied(self.metrics)
        copied.limits = _copied(self.limits)
        copied.milestones = _copied(self.milestones)
        copied.standings = self.standings.copy()
        copied.last_order_at = self.last_order_at
        copied.last_active_at = self.last_active_at
        copied.extras = None if self.extras is None else self.extras.copy()
        return copied

    def plain(self) -> Any:
        """The fields in order, the format first."""
        return (
            STATE_FORMAT, self.joined_at, self.settled_to, self.entry_no, self.next_due_at, self.judged_by,
            {key: held.plain() for key, held in self.points.items()}, {key: held.plain() for key, held in self.growth.items()},
            self.metrics, self.limits, self.milestones, {key: held.plain() for key, held in self.standings.items()},
            self.last_order_at, self.last_active_at, None if self.extras is None else self.extras.plain(),
        )  # fmt: skip


def _copied(monthly: dict[str, dict[int, int]]) -> dict[str, dict[int, int]]:
    copied: dict[str, dict[int, int]] = {}
    for name, months in monthly.items():
        copied[name] = months.copy()
    return copied


def in_order(named: dict[str, Held]) -> list[tuple[str, Held]]:
    """What is held under names, by name. Mostly there is one or none, and nothing to sort."""
    items = list(named.items())
    if len(items) > 1:
        items.sort()
    return items


def shift_month(totals: dict[int, int], key: int, change: int) -> None:
    """Change one of several totals; what comes back to nothing leaves no trace."""
    value = totals.get(key, 0) + change
    if value:
        totals[key] = value
    else:
        totals.pop(key, None)


def shift_name(totals: dict[str, int], key: str, change: int) -> None:
    """The same for totals by name."""
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
    months = monthly.get(name)
    if months is None:
        months = monthly[name] = {}
    shift_month(months, month, change)
    if not months:
        del monthly[name]
