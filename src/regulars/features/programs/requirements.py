"""Requirements in the document: windows of months, clauses about metrics, and how they are joined."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from regulars.core import ladders as core
from regulars.core.conditions.catalogue import Catalogue
from regulars.core.conditions.condition import Condition
from regulars.features.programs.conditions import ALWAYS_KNOWN, ConditionText, compile_condition
from regulars.features.programs.parts import AskedName, MetricText, Part, metric_minor
from regulars.features.programs.wording import Sentence
from regulars.kit.yaml_source import Path

_ROLLING = re.compile(r"^rolling_([1-9][0-9]?)_months$")


def _is_window(text: str) -> str:
    if text not in ("month", "quarter", "half", "year", "lifetime") and not _ROLLING.match(text):
        raise ValueError("a window is month, quarter, half, year, lifetime or rolling_N_months")
    return text


WindowText = Annotated[str, AfterValidator(_is_window)]

_WINDOW_WORDS = {
    "month": Sentence(zh="自然月", en="calendar month"), "quarter": Sentence(zh="自然季度", en="calendar quarter"),
    "half": Sentence(zh="自然半年", en="half-year"), "year": Sentence(zh="自然年", en="calendar year"),
    "lifetime": Sentence(zh="累计", en="all time"),
}  # fmt: skip


def window(text: str) -> core.Window:
    """A window's text for core."""
    rolling = _ROLLING.match(text)
    if rolling:
        return core.Window("rolling", int(rolling[1]))
    return core.Window(text)  # type: ignore[arg-type]  # the document lets only these in


def window_words(held: core.Window) -> Sentence:
    """A window in words."""
    if held.kind == "rolling":
        return Sentence(zh=f"近 {held.months} 个月", en=f"last {held.months} months")
    return _WINDOW_WORDS[held.kind]


class Clause(Part):
    """A metric over a window must reach `at_least`: money for money metrics, a whole number for counts.

    `in_each_month`: not in sum, but in each month of the window; over `rolling_N_months` that is N months running.
    """

    metric: AskedName
    at_least: MetricText
    window: WindowText
    in_each_month: bool = False

    @model_validator(mode="after")
    def has_months(self) -> Clause:
        """Only what has a first and a last month can be asked for in each of them, and only more than nothing."""
        if self.in_each_month and (self.window == "lifetime" or not Decimal(self.at_least)):
            raise ValueError("`in_each_month` goes with a window of months and an amount above 0")
        return self

    def compile(self, digits: int) -> core.Clause:
        """The clause for core, money in minor units."""
        at_least = metric_minor(self.at_least, self.metric, digits)
        return core.Clause(self.metric, at_least, window(self.window), self.in_each_month)


def _combinator(value: Any) -> str:
    is_group = isinstance(value, Group) or (isinstance(value, dict) and ("all" in value or "any" in value))
    return "group" if is_group else "clause"


def _check_one(all_of: object, any_of: object) -> None:
    if (all_of is None) == (any_of is None):
        raise ValueError("give either `all` or `any`, with at least one clause")


class Group(Part):
    """Clauses that stand together as one: `all` of them within an `any`, or `any` of them within an `all`.

    It counts only for whom its condition `when` holds; with one, a single clause is enough for a group.
    """

    all: Annotated[tuple[Clause, ...], Field(min_length=1, max_length=8)] | None = None
    any: Annotated[tuple[Clause, ...], Field(min_length=1, max_length=8)] | None = None
    when: ConditionText | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Group:
        """Only one combinator can hold, and one clause alone needs no group."""
        _check_one(self.all, self.any)
        if len(self.clauses()) < 2 and self.when is None:
            raise ValueError("a group without `when` has at least 2 clauses")
        return self

    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses."""
        return self.all or self.any or ()

    def combinator(self) -> Literal["all", "any"]:
        """How they are combined."""
        return "all" if self.all else "any"

    def compile(self, digits: int, catalogue: Catalogue) -> core.Requirement:
        """The group for core."""
        clauses = tuple(clause.compile(digits) for clause in self.clauses())
        return core.Requirement(self.combinator(), clauses, (), _compiled(self.when, catalogue))


Asked = Annotated[Annotated[Clause, Tag("clause")] | Annotated[Group, Tag("group")], Discriminator(_combinator)]
ASKED_TAGS = {"clause", "group"}


class Requirement(Part):
    """`all` or `any` of some clauses and groups of clauses; give exactly one of the two.

    With a condition `when` it can be met only by whom that holds for as well.
    """

    all: Annotated[tuple[Asked, ...], Field(min_length=1, max_length=8)] | None = None
    any: Annotated[tuple[Asked, ...], Field(min_length=1, max_length=8)] | None = None
    when: ConditionText | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Requirement:
        """Only one combinator can hold, and a group turns to the other one."""
        _check_one(self.all, self.any)
        if any(isinstance(each, Group) and each.combinator() == self.combinator() for each in self.asked()):
            raise ValueError("a group within `all` says `any`, a group within `any` says `all`")
        return self

    def asked(self) -> tuple[Clause | Group, ...]:
        """Its clauses and groups, in order."""
        return self.all or self.any or ()

    def combinator(self) -> Literal["all", "any"]:
        """How they are combined."""
        return "all" if self.all else "any"

    def clauses(self) -> list[Clause]:
        """Every clause, those of groups too, in the order of the text."""
        return [clause for each in self.asked() for clause in (each.clauses() if isinstance(each, Group) else (each,))]

    def conditions(self) -> list[tuple[Path, ConditionText]]:
        """The conditions of the requirement and of its groups, each with the path to it."""
        found: list[tuple[Path, ConditionText]] = [] if self.when is None else [(("when",), self.when)]
        for place, each in enumerate(self.asked()):
            if isinstance(each, Group) and each.when is not None:
                found.append(((self.combinator(), place, "when"), each.when))
        return found

    def compile(self, digits: int, catalogue: Catalogue) -> core.Requirement:
        """The requirement for core."""
        clauses = tuple(each.compile(digits) for each in self.asked() if isinstance(each, Clause))
        groups = tuple(each.compile(digits, catalogue) for each in self.asked() if isinstance(each, Group))
        return core.Requirement(self.combinator(), clauses, groups, _compiled(self.when, catalogue))


def _compiled(when: ConditionText | None, catalogue: Catalogue) -> Condition | None:
    return None if when is None else compile_condition(when, catalogue, ALWAYS_KNOWN)
