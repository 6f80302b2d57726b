"""Figures: what entries, facts and changes of activity add to the sums per day that boards read."""

from __future__ import annotations

from typing import Final, final

from regulars.core.entries import Entry, Fact
from regulars.kit.calendars import Calendar, first_day
from regulars.kit.instants import Instant
from regulars.ledger.activity import Activity, active_changes, dimension_of, order_changes
from regulars.ledger.expiries import expiry_changes
from regulars.store.figures import FigureKey


@final
class FigureDeltas:
    """Collects the deltas of one transaction; days are those of the program's time zone."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar: Final = calendar
        self.deltas: dict[FigureKey, int] = {}

    def add_entries(self, entries: list[Entry]) -> None:
        """Each wallet's movement by kind, signed (`points.earn`), its debt, and how many points will expire on which day."""
        for entry in entries:
            day = self._calendar.day_of(entry.at)
            self._add(day, f"{entry.wallet}.{entry.kind}", "", entry.amount)
            if entry.debt_change:
                self._add(day, "debt", entry.wallet, entry.debt_change)
        for wallet, expires_at, change in expiry_changes(entries):
            self._add(self._calendar.day_of(expires_at), "expiring", wallet, change)

    def add_joined(self, joined_at: Instant) -> None:
        """A member joined."""
        self._add(self._calendar.day_of(joined_at), "members_joined", "", 1)

    def add_facts(self, facts: list[Fact]) -> None:
        """Orders and refunds by number and money, and moves between tiers."""
        for fact in facts:
            name = fact.name
            if name == "order.paid":
                day = self._calendar.day_of(fact.at)
                self._add(day, "orders", "", 1)
                self._add(day, "sales_minor", "", fact.data["amount_minor"])
            elif name == "order.refunded":
                day = self._calendar.day_of(fact.at)
                self._add(day, "refunds", "", 1)
                self._add(day, "refunds_minor", "", fact.data["amount_minor"])
            elif name == "tier.changed":
                move = f"{fact.data['ladder']}:{fact.data['before']}>{fact.data['after']}"
                self._add(self._calendar.day_of(fact.at), "tier_move", move, 1)
            elif name == "member.joined":
                self.add_joined(fact.at)

    def add_change(self, before: Activity, after: Activity) -> None:
        """What one member did: who is active, and who buys again."""
        if after.last_active_at != before.last_active_at or after.last_order_at != before.last_order_at:
            for day, change in active_changes(before, after, self._calendar):
                self._add(day, "active", "", change)
        if after.orders != before.orders:
            for order, change in order_changes(before.orders, after.orders):
                self._add(first_day(order[0]), "placed_orders", dimension_of(order), change)

    def _add(self, day: int, figure: str, dimension: str, value: int) -> None:
        key = (day, figure, dimension)
        self.deltas[key] = self.deltas.get(key, 0) + value
