"""Sight: all that a condition can see - one member's state, an instant on the program's calendar, and the order at hand.

No clock and no table: the same event, replayed, is seen the same.
"""

from __future__ import annotations

from typing import Final, final

from regulars.core.events.orders import OrderLine
from regulars.core.state import State
from regulars.kit.calendars import Calendar, month_of_day
from regulars.kit.instants import DAY, Instant


@final
class OrderSeen:
    """An order as conditions see it: its lines, and what was paid for them in money."""

    def __init__(self, lines: list[OrderLine], paid_minor: int) -> None:
        self.lines: Final = lines
        self.paid_minor: Final = paid_minor


@final
class Sight:
    """A member as of an instant."""

    def __init__(self, state: State, calendar: Calendar, at: Instant, order: OrderSeen | None = None) -> None:
        self.state: Final = state
        self.calendar: Final = calendar
        self.at: Final = at
        self.order: Final = order
        self.wall: Final = calendar.local(at)
        """What a clock on the program's wall shows."""
        self.day: Final = self.wall // DAY
        self.month: Final = month_of_day(self.day)
