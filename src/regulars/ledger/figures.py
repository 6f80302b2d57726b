"""Figures: what entries, facts and changes of activity add to the sums per day that boards read.

What a board also shows by tier has the tier as its dimension: that of the first ladder which the member held just before it
happened (`ledger.tier_paths`). Over all tiers it is the figure of the whole base.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, final

from regulars.core.entries import Entry, Fact
from regulars.core.records import OrderRecord, Record
from regulars.core.state import Standing, State
from regulars.kit.calendars import Calendar, first_day, month_label
from regulars.kit.instants import BEFORE_ALL, NEVER
from regulars.ledger.activity import NO_ORDERS, Activity, PlacedOrder, active_changes, dimension_of, order_changes
from regulars.ledger.tier_paths import TierPath, is_continued, moves_between, spans
from regulars.store.figures import FigureKey
from regulars.store.lifecycle import ActiveDays

NO_RECORDS: Final[dict[str, Record]] = {}


Sums = dict[str, dict[str, int]]
"""Of one day, or of one tier on it: how much by two names."""
HELD: Final = "held"
"""Beside the kinds of entries: by how much a wallet's points and debts moved together."""


@final
class FigureDeltas:
    """Collects the deltas of one transaction; days are those of the program's time zone.

    Sums are found by a day first and by their names then: an event adds to a dozen, and looking up one key after the other costs
    a third of what making and comparing one of three parts does.
    """

    def __init__(self, calendar: Calendar, active_days: ActiveDays) -> None:
        self._calendar: Final = calendar
        self._active_days: Final = active_days
        self._figures: Final[dict[int, Sums]] = {}
        """day -> figure -> dimension -> how much."""
        self._moved: Final[dict[int, dict[str, Sums]]] = {}
        """day -> tier -> wallet -> kind, or `HELD` -> by how much entries moved it."""

    def all(self) -> dict[FigureKey, int]:
        """Everything that was collected."""
        deltas: dict[FigureKey, int] = {}
        for day, figures in self._figures.items():
            for figure, dimensions in figures.items():
                for dimension, value in dimensions.items():
                    deltas[day, figure, dimension] = value
        for day, tiers in self._moved.items():
            for tier, wallets in tiers.items():
                for wallet, kinds in wallets.items():
                    for kind, amount in kinds.items():
                        is_held = kind == HELD
                        key = (day, "outstanding", f"{wallet},{tier}") if is_held else (day, f"{wallet}.{kind}", tier)
                        deltas[key] = deltas.get(key, 0) + amount
        return deltas

    def add_decided(
        self, before: Activity, state: State, entries: list[Entry], facts: list[Fact], records: dict[str, Record]
    ) -> None:
        """Everything that one decision did: `before` is its member as they were, `state` as they are, `records` what it kept."""
        first = ""
        path = TierPath([], [])
        for ladder, standing in state.standings.items():
            before_it = before.standings.get(ladder)
            if before_it is None:  # a ladder that came with a later version: everybody begins on its lowest tier
                known, moves = standing.history[:1], standing.history[1:]
            else:
                known, moves = before_it.history, moves_between(ladder, before_it, standing, facts, state.settled_to)
            if not first:
                first = ladder
                path = TierPath(known, moves)
            tier = known[-1].tier
            for move in moves:
                self._add(self._calendar.day_of(move.since), "tier_move", f"{ladder}:{tier}>{move.tier}", 1)
                tier = move.tier
        self._add_entries(entries, path, state)
        if path.moves:
            self._take_along(entries, path, state)
        self._add_facts(facts, path, state, records)
        self._add_activity(before, state, first)

    def add_joined(self, state: State) -> None:
        """A member joined, on the lowest tier."""
        for standing in state.standings.values():
            self._add(self._calendar.day_of(state.joined_at), "members_joined", standing.history[0].tier, 1)
            break

    def _add_entries(self, entries: list[Entry], path: TierPath, state: State) -> None:
        """Each wallet's movement by kind, signed (`points.earn`), what it owes and holds, and how many points expire when."""
        at = BEFORE_ALL
        day = 0
        moved: Sums = {}
        for entry in entries:
            if entry.at != at:  # what one event causes mostly happens at one instant
                at = entry.at
                day = self._calendar.day_of(at)
                moved = self._moved_on(day, path.tier_before(at))
            _count(moved, entry.wallet, entry.kind, entry.amount)
            if entry.debt_change:
                self._add(day, "debt", entry.wallet, entry.debt_change)
            held = entry.amount + entry.debt_change
            if held and entry.wallet in state.points:
                _count(moved, entry.wallet, HELD, held)
                if at <= path.history[-1].since:
                    self._carry(entry.wallet, held, at, path)
            for touched in entry.lots:
                if touched.expires_at != NEVER:
                    self._add(self._calendar.day_of(touched.expires_at), "expiring", entry.wallet, touched.change)

    def _carry(self, wallet: str, points: int, at: int, path: TierPath) -> None:
        """What comes late goes along with the moves that its member has made since."""
        history = path.history
        for place in range(1, len(history)):
            if history[place].since >= at:
                day = self._calendar.day_of(history[place].since)
                self._pass_on(wallet, points, day, history[place - 1].tier, history[place].tier)

    def _take_along(self, entries: list[Entry], path: TierPath, state: State) -> None:
        """Members take with them into another tier what they hold."""
        for wallet, points in state.points.items():
            outstanding = state.balance(wallet) + points.debt
            tier = path.history[-1].tier
            for move in path.moves:
                later = 0
                for entry in entries:
                    if entry.wallet == wallet and entry.at > move.since:
                        later += entry.amount + entry.debt_change
                self._pass_on(wallet, outstanding - later, self._calendar.day_of(move.since), tier, move.tier)
                tier = move.tier

    def _pass_on(self, wallet: str, points: int, day: int, before: str, after: str) -> None:
        self._add(day, "outstanding", f"{wallet},{before}", -points)
        self._add(day, "outstanding", f"{wallet},{after}", points)

    def _add_facts(self, facts: list[Fact], path: TierPath, state: State, records: dict[str, Record]) -> None:
        """Orders and refunds by number and money, tiers kept, members who joined or became part of another.

        A refund belongs to the tier at which its order was paid, in the month in which it happened.
        """
        for fact in facts:
            name = fact.name
            if name == "order.paid":
                sums, tier = self._on(self._calendar.day_of(fact.at)), path.tier_before(fact.at)
                _count(sums, "orders", tier, 1)
                _count(sums, "sales_minor", tier, fact.data["amount_minor"])
            elif name == "order.refunded":
                record = records.get(f"order:{fact.data['order_id']}")
                paid_at = record.at if isinstance(record, OrderRecord) else fact.at
                day, tier = self._calendar.day_of(fact.at), path.tier_before(paid_at)
                self._add(day, "refunds", tier, 1)
                self._add(day, "refunds_minor", tier, fact.data["amount_minor"])
            elif name == "tier.kept":
                self._add(self._calendar.day_of(fact.at), "tier_kept", f"{fact.data['ladder']}:{fact.data['tier']}", 1)
            elif name == "member.joined":
                self.add_joined(state)
            elif name == "member.merged":  # after everything else that the decision did
                self._add(self._calendar.day_of(fact.at), "members_merged", _last_tier(path), 1)
            elif name == "member.restored":  # before everything else that it did
                self._add(self._calendar.day_of(fact.at), "members_merged", path.history[-1].tier, -1)

    def _add_activity(self, before: Activity, state: State, ladder: str) -> None:
        """What one member did, as their state is after it: who is active, and who buys again."""
        if state.last_active_at != before.last_active_at or state.last_order_at != before.last_order_at:
            changes = active_changes(before, state.last_order_at, state.last_active_at, self._calendar, self._active_days)
            for day, change in changes:
                self._add(day, "active", "", change)
        orders = state.metrics.get("orders", NO_ORDERS)
        after = state.standings.get(ladder)
        held = before.standings.get(ladder, after)
        is_same = held is None or after is None or is_continued(held, after)
        if orders == before.orders and is_same:
            return
        placed = order_changes(before.orders, orders)
        for order, change in placed:
            self._add(first_day(order[0]), "placed_orders", dimension_of(order), change)
        if held is None or after is None:
            return
        if is_same:
            for order, change in placed:
                self._add_return(order, change, after)
        else:  # the tiers of a merged member's past are those of the standing that counts
            for order, change in order_changes({}, before.orders):
                self._add_return(order, -change, held)
            for order, change in order_changes({}, orders):
                self._add_return(order, change, after)

    def _add_return(self, order: PlacedOrder, change: int, standing: Standing) -> None:
        """The ranges of months of which an order is the first, by the tier held at the start of the range."""
        month, before, _ = order
        for span in spans(standing.history, self._calendar, before + 1, month):
            dimension = _dimension_of_return(span.tier, span.first, span.last)
            self._add(first_day(month), "came_back", dimension, change)

    def _add(self, day: int, figure: str, dimension: str, value: int) -> None:
        _count(self._on(day), figure, dimension, value)

    def _on(self, day: int) -> Sums:
        found = self._figures.get(day)
        if found is None:
            found = self._figures[day] = {}
        return found

    def _moved_on(self, day: int, tier: str) -> Sums:
        tiers = self._moved.get(day)
        if tiers is None:
            tiers = self._moved[day] = {}
        found = tiers.get(tier)
        if found is None:
            found = tiers[tier] = {}
        return found


def _count(sums: Sums, first: str, second: str, value: int) -> None:
    found = sums.get(first)
    if found is None:
        sums[first] = {second: value}
    else:
        found[second] = found.get(second, 0) + value


def _last_tier(path: TierPath) -> str:
    return path.moves[-1].tier if path.moves else path.history[-1].tier


@lru_cache(maxsize=4096)
def _dimension_of_return(tier: str, first: int, last: int) -> str:
    """A tier and months as the dimension of a figure: `silver,2025-01,2025-03`."""
    return f"{tier},{month_label(first)},{month_label(last)}"
