"""Figures: what entries, facts and changes of activity add to the sums per day that boards read."""

from __future__ import annotations

from typing import Final, final

from regulars.core.entries import Entry, Fact
from regulars.core.state import State
from regulars.kit.calendars import Calendar, first_day
from regulars.kit.instants import BEFORE_ALL, Instant
from regulars.ledger.activity import NO_ORDERS, Activity, active_changes, dimension_of, order_changes
from regulars.ledger.expiries import expiry_changes
from regulars.store.figures import FigureKey


@final
class FigureDeltas:
    """Collects the deltas of one transaction; days are those of the program's time zone."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar: Final = calendar
        self._deltas: Final[dict[FigureKey, int]] = {}
        self._moved: Final[dict[tuple[int, str, str], int]] = {}
        """(day, wallet, kind) -> by how much entries moved it."""

    def all(self) -> dict[FigureKey, int]:
        """Everything that was collected."""
        deltas = self._deltas.copy()
        for (day, wallet, kind), amount in self._moved.items():
            deltas[day, f"{wallet}.{kind}", ""] = amount
        return deltas

    def add_entries(self, entries: list[Entry]) -> None:
        """Each wallet's movement by kind, signed (`points.earn`), its debt, and how many points will expire on which day."""
        at = BEFORE_ALL
        day = 0
        for entry in entries:
            if entry.at != at:  # what one event causes mostly happens at one instant
                at = entry.at
                day = self._calendar.day_of(at)
            key = (day, entry.wallet, entry.kind)
            self._moved[key] = self._moved.get(key, 0) + entry.amount
            if entry.debt_change:
                self._add(day, "debt", entry.wallet, entry.debt_change)
        for wallet, expires_at, change in expiry_changes(entries):
            self._add(self._calendar.day_of(expires_at), "expiring", wallet, change)

    def add_joined(self, joined_at: Instant) -> None:
        """A member joined."""
        self._add(self._calendar.day_of(joined_at), "members_joined", "", 1)

    def add_facts(self, facts: list[Fact]) -> None:
        """Orders and refunds by number and money, moves between tiers, members who joined or became part of another."""
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
            elif name == "member.merged":
                self._add(self._calendar.day_of(fact.at), "members_merged", "", 1)
            elif name == "member.restored":
                self._add(self._calendar.day_of(fact.at), "members_merged", "", -1)

    def add_change(self, before: Activity, state: State) -> None:
        """What one member did, as their state is after it: who is active, and who buys again."""
        if state.last_active_at != before.last_active_at or state.last_order_at != before.last_order_at:
            for day, change in active_changes(before, state.last_order_at, state.last_active_at, self._calendar):
                self._add(day, "active", "", change)
        orders = state.metrics.get("orders", NO_ORDERS)
        if orders != before.orders:
            for order, change in order_changes(before.orders, orders):
                self._add(first_day(order[0]), "placed_orders", dimension_of(order), change)

    def _add(self, day: int, figure: str, dimension: str, value: int) -> None:
        key = (day, figure, dimension)
        self._deltas[key] = self._deltas.get(key, 0) + value
