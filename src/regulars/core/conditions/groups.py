"""Groups and clauses: the two shapes of a condition. A clause puts a field to a test; a group joins conditions."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.comparing import Test
from regulars.core.conditions.condition import Condition, Unmet
from regulars.core.conditions.field import Field
from regulars.core.conditions.sight import Sight


@final
class Clause(Condition):
    """A field and the test that its value is put to."""

    def __init__(self, field: Field, test: Test) -> None:
        self.field: Final = field
        self.test: Final = test

    def holds(self, sight: Sight) -> bool:
        """Whether the value passes the test."""
        return self.test.passes(self.field.read(sight))

    def collect(self, sight: Sight, wanted: bool, path: str, found: list[Unmet]) -> None:
        """Itself, with what was there."""
        assert self.holds(sight) is not wanted, "only what is not as wanted is collected"
        found.append(Unmet(path, self.field.evidence(sight)))

    def plain(self) -> Any:
        """The fields in order."""
        return (self.field.plain(), self.test.plain())


@final
class Group(Condition):
    """All or any of some conditions, or the opposite of that. There is at least one."""

    def __init__(self, is_all: bool, is_not: bool, parts: tuple[Condition, ...]) -> None:
        self.is_all: Final = is_all
        self.is_not: Final = is_not
        self.parts: Final = parts

    def holds(self, sight: Sight) -> bool:
        """Whether enough of the parts hold; the first that settles it does."""
        for part in self.parts:
            if part.holds(sight) is not self.is_all:
                return self.is_all is self.is_not
        return self.is_all is not self.is_not

    def collect(self, sight: Sight, wanted: bool, path: str, found: list[Unmet]) -> None:
        """Those of its parts that are not as they would have to be."""
        wanted_inside = wanted is not self.is_not
        for number, part in enumerate(self.parts):
            if part.holds(sight) is not wanted_inside:
                part.collect(sight, wanted_inside, f"{path}.{number}" if path else str(number), found)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.is_all, self.is_not, [part.plain() for part in self.parts])


def needs_order(condition: Condition) -> bool:
    """Whether any clause speaks of an order."""
    if isinstance(condition, Group):
        return any(needs_order(part) for part in condition.parts)
    return isinstance(condition, Clause) and condition.field.subject == "order"
