"""Promotions: multipliers for a time - double points on the 8th, a week of triple points for platinum, the birthday.

A promotion raises what named rules give for the lines it admits. When several fit one line, the program's *stacking* says how
they go together. The tier's rate and the rule's own multipliers are factors of their own and are not part of that.
"""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.basket import Basket, LineFilter
from regulars.core.conditions.condition import Condition
from regulars.core.values import Value
from regulars.kit.calendars import birthday_in, date_of, first_day, month_of_day, weekday_of
from regulars.kit.ratio import ONE, Ratio

Stacking = Literal["best", "multiply", "add"]
BirthdaySpan = Literal["", "day", "month"]

ALWAYS: Final = 10**9
"""Further from 1970 than any day: the end of a promotion that has none."""


@final
class Promotion(Value):
    """`rate` times what the named rules give, on the days and for the members it is meant for."""

    def __init__(
        self,
        key: str,
        rate: Ratio,
        lines: LineFilter,
        rules: frozenset[str],
        first_day: int = -ALWAYS,
        last_day: int = ALWAYS,
        weekdays: frozenset[int] = frozenset(),
        month_days: frozenset[int] = frozenset(),
        birthday: BirthdaySpan = "",
        tiers: frozenset[str] = frozenset(),
        card: str = "",
        when: Condition | None = None,
    ) -> None:
        self.key: Final = key
        self.rate: Final = rate
        self.lines: Final = lines
        self.rules: Final = rules
        self.first_day: Final = first_day
        self.last_day: Final = last_day
        self.weekdays: Final = weekdays
        """0 for Monday; none: any."""
        self.month_days: Final = month_days
        self.birthday: Final[BirthdaySpan] = birthday
        """On the member's birthday, or in its month; '' for whenever."""
        self.tiers: Final = tiers
        """Tiers of the first ladder; none: any."""
        self.card: Final = card
        """The kind of card that the member must hold; '' for none."""
        self.when: Final = when
        """What must hold for the member and the order besides; None: nothing."""

    def plain(self) -> Any:
        """The fields in order."""
        return (
            self.key, self.rate.numerator, self.rate.denominator, self.lines.plain(), sorted(self.rules), self.first_day,
            self.last_day, sorted(self.weekdays), sorted(self.month_days), self.birthday, sorted(self.tiers), self.card,
            None if self.when is None else self.when.plain(),
        )  # fmt: skip

    def is_on(self, day: int) -> bool:
        """Whether it runs on a local day, whoever the member is.

        >>> from datetime import date
        >>> from regulars.kit.calendars import day_number
        >>> eighth = Promotion("member_day", Ratio(2, 1), LineFilter(), frozenset({"base"}), month_days=frozenset({8}))
        >>> eighth.is_on(day_number(date(2025, 6, 8))), eighth.is_on(day_number(date(2025, 6, 9)))
        (True, False)
        """
        if not self.first_day <= day <= self.last_day:
            return False
        if self.weekdays and weekday_of(day) not in self.weekdays:
            return False
        return not self.month_days or day - first_day(month_of_day(day)) + 1 in self.month_days

    def why_not_for(self, day: int, birthday: int, tier: str) -> str:
        """Why it is not for this member on a day on which it runs; '' when it is. `birthday` is month * 100 + day."""
        if self.tiers and tier not in self.tiers:
            return "tier_not_included"
        if not self.birthday:
            return ""
        if not birthday:
            return "birthday_unknown"
        if self.birthday == "month":
            return "" if date_of(day).month == birthday // 100 else "not_the_birthday"
        return "" if day == birthday_in(date_of(day).year, birthday) else "not_the_birthday"


@final
class Offers:
    """What is offered to this member for this order: promotions, and the categories in which they bought before."""

    def __init__(self, stacking: Stacking, promotions: list[Promotion], basket: Basket, bought: dict[str, int]) -> None:
        self._stacking: Final[Stacking] = stacking
        self._promotions: Final = promotions
        self._basket: Final = basket
        self.bought: Final = bought
        """category -> orders before this one that hold it."""
        self.counted: list[str] = []
        """Promotions that raised something."""
        self._fitted: set[str] = set()

    def factors(self, rule: str, earning: list[int]) -> dict[int, Ratio]:
        """By how much a rule is raised at each of its earning lines; lines without a promotion are left out."""
        found: dict[int, Ratio] = {}
        best: dict[int, str] = {}
        for promotion in self._promotions:
            if rule not in promotion.rules:
                continue
            for position in self._common(promotion.lines, earning):
                self._fitted.add(promotion.key)
                before = found.get(position, ONE)
                after = stacked(self._stacking, before, promotion.rate)
                if after == before:
                    continue
                found[position] = after
                if self._stacking == "best":
                    best[position] = promotion.key
                else:
                    self._note(promotion.key)
        for key in best.values():
            self._note(key)
        return found

    def _common(self, lines: LineFilter, earning: list[int]) -> list[int]:
        if lines.admits_all:
            return earning
        admitted = set(self._basket.where(lines))
        return [position for position in earning if position in admitted]

    def without_effect(self) -> list[tuple[str, str]]:
        """Promotions that were for this order and raised nothing, with the reason; asked once every rule was valued."""
        return [(each.key, self._why(each)) for each in self._promotions if each.key not in self.counted]

    def _why(self, promotion: Promotion) -> str:
        return "better_promotion" if promotion.key in self._fitted else "no_earning_lines"

    def _note(self, key: str) -> None:
        if key not in self.counted:
            self.counted.append(key)


def stacked(stacking: Stacking, before: Ratio, rate: Ratio) -> Ratio:
    """What two rates of one line make together.

    >>> [str(stacked(how, Ratio(2, 1), Ratio(3, 2))) for how in ("best", "multiply", "add")]
    ['2', '3', '2.5']
    """
    if stacking == "multiply":
        return before.times(rate)
    if stacking == "best":
        return rate if rate.exceeds(before) else before
    above = rate.numerator - rate.denominator
    numerator = before.numerator * rate.denominator + above * before.denominator
    return Ratio(numerator, before.denominator * rate.denominator).times(ONE)
