"""What every event has: the sender's name for it, its time, and data of some kind."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value
from regulars.kit.instants import Instant


class EventData(Value):
    """What happened, in the fields of its kind."""

    def reference(self) -> str:
        """The business reference this event establishes; '' for none."""
        return ""

    def needed_record(self) -> str:
        """The reference whose record a decision needs: the order refunded, the redemption cancelled; '' for none."""
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
