"""Figures: what entries, facts and changes of state add to the sums per day that boards read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from regulars.core.entries import Entry, Fact
from regulars.core.state import State
from regulars.kit.calendars import first_day, local_date
from regulars.ledger.activity import NO_ORDERS, active_changes, order_changes
from regulars.ledger.expiries import expiry_changes
from regulars.store.figures import FigureKey


class FigureDeltas:
    """Collects the deltas of one transaction; days are those of the program's time zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._last: tuple[datetime, date] | None = None
        self.deltas: dict[FigureKey, int] = {}

    def add_entries(self, entries: Iterable[Entry]) -> None:
        """Each wallet's movement by kind, signed (`points.earn`, `points.expire`), and by how much its debt changed."""
        for entry in entries:
            day = self._day(entry.at)
            self._add((day, f"{entry.wallet}.{entry.kind}", ""), entry.amount)
            if entry.debt_change:
                self._add((day, "debt", entry.wallet), entry.debt_change)

    def add_joined(self, joined_at: datetime) -> None:
        """A member joined."""
        self._add((local_date(joined_at, self._zone), "members_joined", ""), 1)

    def add_facts(self, facts: Iterable[Fact]) -> None:
        """Orders and refunds by number and money, and moves between tiers."""
        for fact in facts:
            day = self._day(fact.at)
            match fact.name:
                case "order.paid":
                    self._add((day, "orders", ""), 1)
                    self._add((day, "sales_minor", ""), fact.data["amount_minor"])
                case "order.refunded":
                    self._add((day, "refunds", ""), 1)
                    self._add((day, "refunds_minor", ""), fact.data["amount_minor"])
                case "tier.changed":
                    self._add((day, "tier_move", f"{fact.data['ladder']}:{fact.data['before']}>{fact.data['after']}"), 1)
                case "member.joined":
                    self.add_joined(fact.at)
                case _:
                    pass

    def add_change(self, before: State, after: State, entries: Iterable[Entry]) -> None:
        """What one member did: who is active, who buys again, and how many points will expire on which day."""
        if after.last_active_at is not before.last_active_at or after.last_order_at is not before.last_order_at:
            for day, change in active_changes(before, after, self._day):
                self._add((day, "active", ""), change)
        orders_before, orders = before.metrics.get("orders", NO_ORDERS), after.metrics.get("orders", NO_ORDERS)
        if orders != orders_before:
            for order, change in order_changes(orders_before, orders):
                self._add((first_day(order.month), "placed_orders", order.dimension), change)
        for wallet, expires_at, change in expiry_changes(before, after, entries):
            self._add((self._day(expires_at), "expiring", wallet), change)

    def _day(self, at: datetime) -> date:
        """The local day of an instant. What one event causes happens at one instant, so the last answer often serves again."""
        if self._last is None or self._last[0] is not at:
            self._last = at, local_date(at, self._zone)
        return self._last[1]

    def _add(self, key: FigureKey, value: int) -> None:
        self.deltas[key] = self.deltas.get(key, 0) + value
