"""Sums of a backtest: what the entries and tier moves of many members come to, month by month.

Everything kept is a change in a month, never a level: levels (points outstanding, members of a tier) are running sums of changes,
so the sums of any parts of the base add up to those of the whole, in any order, and their size does not grow with the members.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.entries import Entry, Fact
from regulars.core.state import State
from regulars.core.values import Value
from regulars.kit.calendars import Calendar
from regulars.kit.instants import Instant

EntryKind = tuple[str, str, str]
"""(wallet, kind of entry, rule)"""
EntryKey = tuple[str, str, str, int]
"""The same and a local month."""
TierKey = tuple[str, str, int]
"""(ladder, tier, local month)"""
MoveKey = tuple[str, str, str, int]
"""(ladder, tier before, tier after, local month)"""

USES: Final = frozenset({"redeem", "restore", "send", "receive", "fee"})
"""Kinds of entries by which a member uses points, gets them back unused, or passes them on: they are no gain and no loss."""


@final
class Gain(Value):
    """What a member was given in a wallet, net of what was taken back, and what of the wallet expired (0 or below)."""

    def __init__(self, given: int = 0, expired: int = 0) -> None:
        self.given = given
        self.expired = expired

    def plain(self) -> tuple[int, int]:
        """The fields in order."""
        return (self.given, self.expired)


@final
class Sum(Value):
    """What entries of one kind come to. Points in lots change by `amount + debt_change`."""

    def __init__(self, entries: int = 0, amount: int = 0, debt_change: int = 0) -> None:
        self.entries = entries
        self.amount = amount
        self.debt_change = debt_change

    def plain(self) -> tuple[int, int, int]:
        """The fields in order."""
        return (self.entries, self.amount, self.debt_change)


@final
class Sums(Value):
    """What many members' histories come to under one program."""

    def __init__(self, calendar: Calendar) -> None:
        self.events = 0
        """Events decided, refused ones included."""
        self.tiers: dict[TierKey, int] = {}
        """How many more members a tier has at the end of a month than at its start."""
        self.moves: dict[MoveKey, int] = {}
        self.refused: dict[str, int] = {}
        """Events refused, by the code of the rejection."""
        self._calendar: Final = calendar
        self._months: Final[dict[int, dict[EntryKind, Sum]]] = {}
        self._month = 0
        self._of_month: dict[EntryKind, Sum] = {}
        self._starts_at: Instant = 0
        self._ends_at: Instant = 0

    @property
    def entries(self) -> dict[EntryKey, Sum]:
        """What the entries come to."""
        return {(*kind, month): held for month, sums in self._months.items() for kind, held in sums.items()}

    def add_entries(self, entries: list[Entry]) -> dict[str, Gain]:
        """Add a member's entries; returns what they gained by them in each wallet."""
        gained: dict[str, Gain] = {}
        for entry in entries:
            at = entry.at
            if not self._starts_at <= at < self._ends_at:
                self._turn_to(at)
            wallet, kind, amount = entry.wallet, entry.kind, entry.amount
            held = self._sum_of((wallet, kind, entry.rule))
            held.entries += 1
            held.amount += amount
            held.debt_change += entry.debt_change
            gain = gained.get(wallet)
            if gain is None:
                gain = gained[wallet] = Gain()
            if kind == "expire":
                gain.expired += amount
            elif kind not in USES:
                gain.given += amount
        return gained

    def add_moves(self, facts: list[Fact]) -> None:
        """Add the moves between tiers among what a decision told of."""
        for fact in facts:
            if fact.name == "tier.changed":
                self._turn_to(fact.at)
                ladder, before, after = fact.data["ladder"], fact.data["before"], fact.data["after"]
                move = (ladder, before, after, self._month)
                self.moves[move] = self.moves.get(move, 0) + 1
                self._shift_tier(ladder, before, -1)
                self._shift_tier(ladder, after, 1)

    def add_opening(self, opening: dict[str, str], joined_at: Instant) -> None:
        """Add a member who joined and stands on a first tier of each ladder."""
        self._turn_to(joined_at)
        for ladder, tier in opening.items():
            self._shift_tier(ladder, tier, 1)

    def add_refusal(self, code: str) -> None:
        """Add an event that was refused."""
        self.refused[code] = self.refused.get(code, 0) + 1

    def merge(self, other: Sums) -> None:
        """Add the sums of other members, or of the same members at another time."""
        self.events += other.events
        for month, sums in other._months.items():
            self._turn_to_month(month)
            for kind, added in sums.items():
                held = self._sum_of(kind)
                held.entries += added.entries
                held.amount += added.amount
                held.debt_change += added.debt_change
        for tier, change in other.tiers.items():
            self.tiers[tier] = self.tiers.get(tier, 0) + change
        for move, count in other.moves.items():
            self.moves[move] = self.moves.get(move, 0) + count
        for code, count in other.refused.items():
            self.refused[code] = self.refused.get(code, 0) + count

    def plain(self) -> Any:
        """The fields in order, nothing that is 0, in an order of its own: it does not matter what was added first."""
        return (
            self.events,
            sorted([(*key, *held.plain()) for key, held in self.entries.items()]),
            sorted([(*tier, change) for tier, change in self.tiers.items() if change]),
            sorted([(*move, count) for move, count in self.moves.items()]),
            sorted(self.refused.items()),
        )

    def add_plain(self, plain: Any) -> None:
        """Merge sums given in their plain form, as they come from another process."""
        events, entries, tiers, moves, refused = plain
        other = Sums(self._calendar)
        other.events = events
        for wallet, kind, rule, month, count, amount, debt_change in entries:
            other._turn_to_month(month)
            other._of_month[wallet, kind, rule] = Sum(count, amount, debt_change)
        for ladder, tier, month, change in tiers:
            other.tiers[ladder, tier, month] = change
        for ladder, before, after, month, count in moves:
            other.moves[ladder, before, after, month] = count
        for code, count in refused:
            other.refused[code] = count
        self.merge(other)

    def _shift_tier(self, ladder: str, tier: str, change: int) -> None:
        key = (ladder, tier, self._month)
        self.tiers[key] = self.tiers.get(key, 0) + change

    def _sum_of(self, kind: EntryKind) -> Sum:
        """The sum of a kind of entries in the month that is added to."""
        held = self._of_month.get(kind)
        if held is None:
            held = self._of_month[kind] = Sum()
        return held

    def _turn_to(self, instant: Instant) -> None:
        """Make the month of an instant the one that is added to: neighbours in time mostly share it."""
        self._turn_to_month(self._calendar.month_of(instant))

    def _turn_to_month(self, month: int) -> None:
        self._month = month
        self._of_month = self._months.setdefault(month, {})
        self._starts_at = self._calendar.month_start(month)
        self._ends_at = self._calendar.month_start(month + 1)


def tiers_held(state: State) -> dict[str, str]:
    """The tier that a member holds on each ladder."""
    return {ladder: standing.tier for ladder, standing in state.standings.items()}


def opened_later(state: State, opened: dict[str, str]) -> dict[str, str]:
    """The first tiers of ladders on which a member was put later than at joining: those that came with a later version."""
    later: dict[str, str] = {}
    for ladder, standing in state.standings.items():
        if ladder not in opened:
            later[ladder] = standing.history[0].tier
    return later
