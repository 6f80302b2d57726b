"""Limits in the document: the most that a rule gives to one member in a period, in points, in times, or both."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from regulars.core import rules
from regulars.features.programs.parts import Part, Points
from regulars.features.programs.wording import Sentence

PERIODS: Final = {
    "day": Sentence(zh="每天", en="a day"),
    "week": Sentence(zh="每周", en="a week"),
    "month": Sentence(zh="每月", en="a month"),
    "life": Sentence(zh="累计", en="in all"),
}


class Limit(Part):
    """At most so many points and so many times of this rule in a period; give at least one of the two."""

    per: Literal["day", "week", "month", "life"]
    points: Points | None = None
    times: Annotated[int | None, Field(ge=1, le=1_000_000)] = None

    @model_validator(mode="after")
    def limits_something(self) -> Limit:
        """A limit of nothing is none."""
        if self.points is None and self.times is None:
            raise ValueError("give `points`, `times`, or both")
        return self

    def compile(self) -> rules.Limit:
        """The limit for core."""
        return rules.Limit(self.per, self.points or 0, self.times or 0)

    def describe(self) -> Sentence:
        """The limit in words."""
        period = PERIODS[self.per]
        zh = [f"{self.points}"] if self.points else []
        en = [f"{self.points}"] if self.points else []
        if self.times:
            zh.append(f"{self.times} 次")
            en.append("once" if self.times == 1 else f"{self.times} times")
        return Sentence(zh=f"{period.zh}最多 {'、'.join(zh)}", en=f"at most {' and '.join(en)} {period.en}")
