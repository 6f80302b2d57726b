"""Promotions in the document: what is multiplied, by how much, for whom and when - and how that reads.

`when` is the time in which one runs; what must hold besides, of the member or the order, is the condition `only_when`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field, field_validator, model_validator

from regulars.core import promotions as core
from regulars.core.conditions.condition import Condition
from regulars.features.programs.conditions import WITH_ORDER, ConditionText, compile_condition, told_condition
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.parts import Key, Lines, Part, RatioText
from regulars.features.programs.wording import Sentence, Text, joined
from regulars.kit.calendars import day_number
from regulars.kit.ratio import Ratio

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[dict[str, Sentence]] = {
    "monday": Sentence(zh="周一", en="Mondays"),
    "tuesday": Sentence(zh="周二", en="Tuesdays"),
    "wednesday": Sentence(zh="周三", en="Wednesdays"),
    "thursday": Sentence(zh="周四", en="Thursdays"),
    "friday": Sentence(zh="周五", en="Fridays"),
    "saturday": Sentence(zh="周六", en="Saturdays"),
    "sunday": Sentence(zh="周日", en="Sundays"),
}
_NUMBERS: Final = {name: number for number, name in enumerate(WEEKDAYS)}
_BIRTHDAYS: Final = {
    "day": Sentence(zh="生日当天", en="on the birthday"),
    "month": Sentence(zh="生日当月", en="in the month of the birthday"),
}
STACKINGS: Final[dict[str, Sentence]] = {
    "best": Sentence(zh="多个活动同时满足时，按倍数最高的一个计算。", en="Where several promotions fit, the best one counts."),
    "multiply": Sentence(zh="多个活动同时满足时，倍数相乘。", en="Where several promotions fit, their rates are multiplied."),
    "add": Sentence(
        zh="多个活动同时满足时，加倍部分相加：两个 2 倍合为 3 倍。",
        en="Where several promotions fit, what they add is summed: two of ×2 make ×3.",
    ),
}
"""How the program's stacking reads."""


class When(Part):
    """When a promotion runs, on the program's calendar; all that is given must hold."""

    first_day: Annotated[date | None, Field(alias="from")] = None
    last_day: Annotated[date | None, Field(alias="to")] = None
    weekdays: Annotated[tuple[Weekday, ...], Field(max_length=7)] = ()
    month_days: Annotated[tuple[Annotated[int, Field(ge=1, le=31)], ...], Field(max_length=31)] = ()
    birthday: Literal["day", "month"] | None = None

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> When:
        """A promotion that ends before it starts never runs."""
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("`to` lies before `from`")
        return self

    def describe(self) -> Sentence:
        """The time in words; empty where nothing restricts it."""
        zh: list[str] = []
        en: list[str] = []
        if self.first_day and self.last_day:
            zh.append(f"{self.first_day} 至 {self.last_day}")
            en.append(f"from {self.first_day} to {self.last_day}")
        elif self.first_day:
            zh.append(f"{self.first_day} 起")
            en.append(f"from {self.first_day}")
        elif self.last_day:
            zh.append(f"{self.last_day} 止")
            en.append(f"to {self.last_day}")
        if self.weekdays:
            zh.append("每" + "、".join(WEEKDAYS[day].zh for day in self.weekdays))
            en.append("on " + ", ".join(WEEKDAYS[day].en for day in self.weekdays))
        if self.month_days:
            zh.append("每月 " + "、".join(f"{day}" for day in self.month_days) + " 日")
            en.append("on day " + ", ".join(f"{day}" for day in self.month_days) + " of each month")
        if self.birthday:
            zh.append(_BIRTHDAYS[self.birthday].zh)
            en.append(_BIRTHDAYS[self.birthday].en)
        return Sentence(zh="，".join(zh), en=", ".join(en))


class PromotionDocument(Part):
    """`rate` times what `per_amount` rules give: those named, those of the wallets named, or else all that give points."""

    key: Key
    name: Text
    rate: RatioText
    when: When = When()
    rules: Annotated[tuple[Key, ...], Field(max_length=50)] = ()
    wallets: Annotated[tuple[Key, ...], Field(max_length=12)] = ()
    lines: Lines = Lines()
    tiers: Annotated[tuple[Key, ...], Field(max_length=20)] = ()
    card: Key | None = None
    only_when: ConditionText | None = None

    @field_validator("rate")
    @classmethod
    def above_one(cls, rate: str) -> str:
        """A promotion never gives less than no promotion."""
        if Ratio.parse(rate).as_fraction() <= 1:
            raise ValueError("the rate of a promotion is above 1")
        return rate

    @model_validator(mode="after")
    def names_rules_or_wallets(self) -> PromotionDocument:
        """Rules and wallets are two ways to say the same."""
        if self.rules and self.wallets:
            raise ValueError("give either `rules` or `wallets`, or neither")
        return self

    def condition(self, around: Surroundings) -> Condition | None:
        """What must hold besides, for core."""
        return None if self.only_when is None else compile_condition(self.only_when, around.catalogue, WITH_ORDER)

    def compile(self, rules: frozenset[str], around: Surroundings) -> core.Promotion:
        """The promotion for core; `rules` are those it raises."""
        when = self.when
        return core.Promotion(
            self.key, Ratio.parse(self.rate), self.lines.compile(around.digits), rules,
            day_number(when.first_day) if when.first_day else -core.ALWAYS,
            day_number(when.last_day) if when.last_day else core.ALWAYS,
            frozenset(_NUMBERS[day] for day in when.weekdays), frozenset(when.month_days), when.birthday or "",
            frozenset(self.tiers), self.card or "", self.condition(around),
        )  # fmt: skip

    def describe(self, around: Surroundings, raised: list[Text]) -> Sentence:
        """The promotion as one sentence; `raised` names the rules or wallets that it raises."""
        when = self.when.describe()
        what_zh, what_en = "、".join(name.zh for name in raised), ", ".join(name.en.lower() for name in raised)
        parts = [
            when,
            Sentence(zh=f"{what_zh} {self.rate} 倍", en=f"{what_en} ×{self.rate}"),
            self.lines.describe(around.kinds, around.categories),
        ]
        if self.tiers:
            names = [around.tiers[tier] for tier in self.tiers]
            parts.append(
                Sentence(zh="限" + "、".join(name.zh for name in names), en="for " + ", ".join(name.en for name in names))
            )
        if self.card:
            name = around.cards[self.card]
            parts.append(Sentence(zh=f"限持有“{name.zh}”", en=f"for holders of {name.en}"))
        held, text = self.condition(around), joined(parts)
        only = Sentence(zh="", en="") if held is None else told_condition(held, around.words)
        return Sentence(zh=text.zh + only.zh, en=text.en + only.en)
