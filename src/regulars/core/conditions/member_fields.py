"""Fields of the member: tier, balances, metrics over windows, what is known of the person."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.field import Field, FieldKind
from regulars.core.conditions.sight import Sight
from regulars.core.ladders import Window
from regulars.core.windows import seen, total
from regulars.kit.calendars import birthday_in, date_of


@final
class TierHeld(Field):
    """The tier held on a ladder at the instant; on a ladder that the member has not entered, its lowest."""

    def __init__(self, ladder: str, tiers: tuple[str, ...]) -> None:
        super().__init__(f"tier.{ladder}", "tier", "member", tiers)
        self.ladder: Final = ladder

    def read(self, sight: Sight) -> Any:
        """The tier's key."""
        standing = sight.state.standings.get(self.ladder)
        if standing is None:
            return self.choices[0]
        if standing.since <= sight.at:
            return standing.tier
        for change in reversed(standing.history):
            if change.since <= sight.at:
                return change.tier
        return standing.history[0].tier


@final
class PointsAvailable(Field):
    """Points of a wallet that could be spent at the instant."""

    def __init__(self, wallet: str) -> None:
        super().__init__(f"points.{wallet}", "number", "member")
        self.wallet: Final = wallet

    def read(self, sight: Sight) -> Any:
        """The points; none of a wallet never used."""
        held = sight.state.points.get(self.wallet)
        return 0 if held is None else held.available(sight.at)


@final
class GrowthHeld(Field):
    """The growth value in a wallet: of an event told late, what is left of the months up to its own."""

    def __init__(self, wallet: str) -> None:
        super().__init__(f"growth.{wallet}", "number", "member")
        self.wallet: Final = wallet

    def read(self, sight: Sight) -> Any:
        """The growth; none of a wallet never used."""
        held = sight.state.growth.get(self.wallet)
        return 0 if held is None else held.up_to(sight.month)


@final
class Measured(Field):
    """A metric over a window that is seen from the month of the instant.

    Later months are not seen: they can hold something only where an event is told late, and then it had not happened yet.
    """

    def __init__(self, metric: str, kind: FieldKind, window: Window) -> None:
        super().__init__(f"{metric}@{window.kind}{window.months or ''}", kind, "member")
        self.metric: Final = metric
        self.window: Final = window

    def read(self, sight: Sight) -> Any:
        """The sum over the window's months so far."""
        first, last = seen(self.window, sight.month)
        return total(sight.state, self.metric, first, last)


@final
class Birthday(Field):
    """Whether it is the member's birthday, or its month. Who was born on 29 February has it on the 28th in common years."""

    def __init__(self, is_month: bool) -> None:
        super().__init__("is_birthday_month" if is_month else "is_birthday", "flag", "member")
        self.is_month: Final = is_month

    def read(self, sight: Sight) -> Any:
        """True or false; None while nobody told the birthday."""
        extras = sight.state.extras
        if extras is None or not extras.birthday:
            return None
        if self.is_month:
            return extras.birthday // 100 == sight.month % 12 + 1
        return sight.day == birthday_in(sight.month // 12, extras.birthday)

    def evidence(self, sight: Sight) -> Any:
        """The birthday and the day, as `[302, 301]`."""
        extras = sight.state.extras
        return None if extras is None or not extras.birthday else [extras.birthday, month_day(sight.day)]


def month_day(day: int) -> int:
    """A day within its year, as birthdays are kept: month * 100 + day.

    >>> month_day(0)
    101
    """
    named = date_of(day)
    return named.month * 100 + named.day


@final
class Attribute(Field):
    """A fact that the operator keeps about members. A value of another kind than was declared counts as not known."""

    def __init__(self, key: str, kind: FieldKind, choices: tuple[str, ...] = ()) -> None:
        super().__init__(f"attribute.{key}", kind, "member", choices)
        self.key: Final = key

    def read(self, sight: Sight) -> Any:
        """The value, if it is of the declared kind."""
        extras = sight.state.extras
        value = None if extras is None else extras.attributes.get(self.key)
        if self.kind == "flag":
            return value if isinstance(value, bool) else None
        if self.kind == "text":
            return value if isinstance(value, str) else None
        return value if isinstance(value, int) and not isinstance(value, bool) else None
