"""Unusual earning on the wire: what a watch found, and what staff decided. Only this system says either."""

from __future__ import annotations

from typing import Literal

from regulars.core import events as core
from regulars.ledger.wire.parts import Part, Reason, Word


class UnusualEarning(Part, frozen=True):
    """What a watch of the program found about the event that caused this, and how many points it holds back."""

    watch: Word
    action: Literal["report", "hold", "freeze"]
    seen: int
    points: int = 0


class EarningReviewed(Part, frozen=True):
    """What staff decided about everything that is held back, and about a freeze; '' leaves that as it is."""

    verdict: Literal["cleared", "confirmed"]
    reason: Reason
    freeze: Literal["", "none", "spend", "all"] = ""


def unusual_earning(data: UnusualEarning) -> core.UnusualEarning:
    """What was found, for core."""
    return core.UnusualEarning(data.watch, data.action, data.seen, data.points)


def earning_unusual(data: core.UnusualEarning) -> UnusualEarning:
    """What core found, as it is written down."""
    return UnusualEarning(data.watch, data.action, data.seen, data.points)
