"""What every event has: the sender's name for it, its time, and data of some kind; and an event that another one causes."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value
from regulars.kit.instants import Instant

NOBODY: Final = ("", "")
"""The name of no member."""
SELF: Final = ""
"""The receiver of what an event causes for its own member."""


class EventData(Value):
    """What happened, in the fields of its kind."""

    def reference(self) -> str:
        """The business reference this event establishes; '' for none."""
        return ""

    def needed_record(self) -> str:
        """The reference whose record a decision needs: the order refunded, the redemption cancelled; '' for none."""
        return ""

    def other_member(self) -> tuple[str, str]:
        """Another member whom the event names, as kind and value of an identity; our own id has the kind ''."""
        return NOBODY

    def needs_lots(self) -> bool:
        """Whether a decision is likely to ask for lots one by one; what only earns does not, and saves reading them."""
        return True

    def store(self) -> str:
        """The code of the store in which it happened; '' where nobody said, or it makes no difference."""
        return ""

    def plain(self) -> Any:
        """The fields in order."""
        return ()


@final
class Event(Value):
    """One event of one member."""

    def __init__(
        self,
        source: str,
        event_id: str,
        type: str,  # noqa: A002 - the name it has on the wire
        occurred_at: Instant,
        data: EventData,
        is_released: bool = False,
    ) -> None:
        self.source: Final = source
        self.event_id: Final = event_id
        self.type: Final = type
        self.occurred_at: Final = occurred_at
        self.data: Final = data
        self.is_released: Final = is_released
        """Staff released it from quarantine: it may be as late as it is."""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.source, self.event_id, self.type, self.occurred_at, self.data.plain(), self.is_released)


@final
class FollowUp(Value):
    """An event that a decision causes, mostly for another member: points sent to them, a reward for bringing somebody."""

    def __init__(self, receiver: str, type: str, data: EventData) -> None:  # noqa: A002 - the name it has on the wire
        self.receiver: Final = receiver
        """Our id of the member whom it happens to; `SELF` for the member of the event itself."""
        self.type: Final = type
        self.data: Final = data

    def plain(self) -> Any:
        """The fields in order."""
        return (self.receiver, self.type, self.data.plain())
