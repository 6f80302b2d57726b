"""What a condition looks at, so that it is asked again only where something has changed that it can see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from regulars.core.conditions.base_fields import Profiled, Stage, Tagged
from regulars.core.conditions.comparing import HoldsAny, IsMissing
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.groups import Clause, Group
from regulars.core.conditions.member_fields import Birthday, Measured
from regulars.core.conditions.time_fields import DaysSince, Today

Part = Literal["ledger", "tags", "profile", "time"]
"""`ledger`: the state that events change, and joining. `profile`: what the operator's fields hold. `time`: the answer can change
from one day to the next by itself."""


def clauses_of(condition: Condition) -> Iterator[Clause]:
    """Every clause, however deep."""
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from clauses_of(part)
    else:
        assert isinstance(condition, Clause), "a condition is a clause or a group"
        yield condition


def reads_of(condition: Condition) -> frozenset[Part]:
    """The parts that a condition looks at. What the clock does to points and tiers, the sweep writes: that is the ledger's."""
    found: set[Part] = set()
    for clause in clauses_of(condition):
        field = clause.field
        if isinstance(field, Today):
            found.add("time")
        elif isinstance(field, Tagged):
            found.add("tags")
        elif isinstance(field, Profiled):
            found.add("profile")
            if field.part == "age":
                found.add("time")
        else:
            found.add("ledger")
            is_window = isinstance(field, Measured) and field.window.kind != "lifetime"
            if is_window or isinstance(field, DaysSince | Birthday | Stage):
                found.add("time")
    return frozenset(found)


def asks_hour(condition: Condition) -> bool:
    """Whether a condition asks for the hour, which no tag can follow."""
    return any(isinstance(clause.field, Today) and clause.field.part == "hour" for clause in clauses_of(condition))


def asks_any_tag(condition: Condition) -> bool:
    """Whether a condition asks if there is any tag at all: a rule that did would depend on itself."""
    return any(isinstance(clause.field, Tagged) and isinstance(clause.test, IsMissing) for clause in clauses_of(condition))


def tags_of(condition: Condition) -> frozenset[int]:
    """The numbers of the tags that a condition names."""
    found: set[int] = set()
    for clause in clauses_of(condition):
        if isinstance(clause.field, Tagged) and isinstance(clause.test, HoldsAny):
            found |= {clause.field.numbers[word] for word in clause.test.words}
    return frozenset(found)
