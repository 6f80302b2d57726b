"""Tier paths: which tier a member held when, so that the figures of a board can be split by the tier of that time.

What happens in the very instant of a move belongs to the tier held before it: the order that lifts a member is one of the lower
tier. A path is what the standing said before a decision, and the moves that the decision added.
"""

from __future__ import annotations

from typing import Final, final

from regulars.core.entries import Fact
from regulars.core.state import Standing, TierChange
from regulars.kit.calendars import Calendar
from regulars.kit.instants import Instant

BY_MERGE: Final = ("merged", "unmerged")
"""Why a standing is another one from now on."""


@final
class TierPath:
    """The tiers of one ladder that a member held, up to the end of one decision."""

    def __init__(self, history: list[TierChange], moves: list[TierChange]) -> None:
        self.history: Final = history
        """The tiers held before the decision."""
        self.moves: Final = moves
        """Those taken by it, in order."""

    def tier_before(self, instant: Instant) -> str:
        """The tier held just before an instant; before all history, the oldest known."""
        for change in reversed(self.moves):
            if change.since < instant:
                return change.tier
        for change in reversed(self.history):
            if change.since < instant:
                return change.tier
        return self.history[0].tier


def moves_between(ladder: str, before: Standing, after: Standing, facts: list[Fact], now: Instant) -> list[TierChange]:
    """The changes that a decision, taken at `now`, added to a standing, and of which it told.

    A merge puts one standing in the place of another: then only what was told says which moves there were, those of the clock at
    their own instants, and from the merge on now. Who is restored was not there until now.
    """
    if after.history is before.history:
        return []
    place = _place_of(before.history[-1], after.history)
    if place >= 0:
        return after.history[place + 1 :]
    moves: list[TierChange] = []
    is_replaced = False
    for fact in facts:
        is_replaced = is_replaced or fact.name == "member.restored"
    for fact in facts:
        if fact.name == "tier.changed" and fact.data["ladder"] == ladder:
            reason = fact.data["reason"]
            is_replaced = is_replaced or reason in BY_MERGE
            moves.append(TierChange(now if is_replaced else fact.at, fact.data["after"], reason))
    return moves


def is_continued(before: Standing, after: Standing) -> bool:
    """Whether all that was known of a member's tiers is known still."""
    return before.history is after.history or (
        before.history[0] is after.history[0] and _place_of(before.history[-1], after.history) >= 0
    )


def _place_of(change: TierChange, history: list[TierChange]) -> int:
    for place in range(len(history) - 1, -1, -1):
        if history[place] is change:
            return place
    return -1


@final
class TierSpan:
    """A tier, and the first and the last of the months in a row at whose start it was held."""

    def __init__(self, tier: str, first: int, last: int) -> None:
        self.tier: Final = tier
        self.first: Final = first
        self.last: Final = last


def spans(history: list[TierChange], calendar: Calendar, first: int, last: int) -> list[TierSpan]:
    """The tiers held at the starts of some months, the newest first; a tier taken in a month counts from the next one on.

    There are none of the time before the member joined, with whose month a history begins.
    """
    found: list[TierSpan] = []
    until = last
    for change in reversed(history):
        since = calendar.month_of(change.since) + 1
        if since <= until:
            found.append(TierSpan(change.tier, max(since, first), until))
            until = since - 1
        if until < first:
            break
    return found
