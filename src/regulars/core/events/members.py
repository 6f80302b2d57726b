"""Members: joining, and what they do besides buying."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData


@final
class MemberRegistered(EventData):
    """The member joined."""


@final
class MemberCheckedIn(EventData):
    """The daily check-in."""


@final
class ActivityDone(EventData):
    """Something that the program counts: a share, a visit, a review, a log-in. `activity` is a key of the program."""

    def __init__(self, activity: str, activity_id: str = "") -> None:
        self.activity: Final = activity
        self.activity_id: Final = activity_id

    def reference(self) -> str:
        """The activity, where the sender has a name for it: it counts once, whoever reports it."""
        return f"activity:{self.activity_id}" if self.activity_id else ""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.activity, self.activity_id)
