"""Unusual earning: what a watch of the program found, and what staff decided after looking into it."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.events.base import EventData

WatchAction = Literal["report", "hold", "freeze"]
Verdict = Literal["cleared", "confirmed"]
"""Nothing is wrong, and what was held can be used; or it was abuse, and what was held is taken back."""
ReviewFreeze = Literal["", "none", "spend", "all"]
"""What a review makes of a freeze: '' leaves it as it is, `none` ends it."""


@final
class UnusualEarning(EventData):
    """An event of the member was one too many for a watch: how much it found, and how many points it holds back."""

    def __init__(self, watch: str, action: WatchAction, seen: int, points: int) -> None:
        self.watch: Final = watch
        self.action: Final[WatchAction] = action
        self.seen: Final = seen
        self.points: Final = points

    def plain(self) -> Any:
        """The fields in order."""
        return (self.watch, self.action, self.seen, self.points)


@final
class EarningReviewed(EventData):
    """Staff looked into what was found, and decide about everything of the member's that is held back."""

    def __init__(self, verdict: Verdict, freeze: ReviewFreeze, reason: str) -> None:
        self.verdict: Final[Verdict] = verdict
        self.freeze: Final[ReviewFreeze] = freeze
        self.reason: Final = reason

    def plain(self) -> Any:
        """The fields in order."""
        return (self.verdict, self.freeze, self.reason)
