"""Watches: what a program calls unusual - so much of one thing within so many hours or days - and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, final

from regulars.core.events.watches import WatchAction

BEGUN: Final = "referral.begun"
CONVERTED: Final = "referral.converted"


@final
@dataclass(frozen=True)
class Watch:
    """`at_least` of something within `length` hours or days is unusual."""

    key: str
    event: str
    """The type of event, or an activity as `activity.KEY`."""
    measure: Literal["count", "amount", "points"]
    """What is added up: the events themselves, money in minor units, or the points that they gave."""
    at_least: int
    unit: Literal["hours", "days"]
    length: int
    action: WatchAction

    def heard(self) -> tuple[str, ...]:
        """The events that move it: members brought count as long as they have not bought."""
        return (BEGUN, CONVERTED) if self.event == BEGUN else (self.event,)


def by_event(watches: tuple[Watch, ...]) -> dict[str, list[Watch]]:
    """The watches that listen to each event."""
    listening: dict[str, list[Watch]] = {}
    for watch in watches:
        for event in watch.heard():
            listening.setdefault(event, []).append(watch)
    return listening
