"""What a condition is: it holds or it does not, and it can name the clauses because of which it does not.

There is no third answer. A clause about something that is not known (a birthday nobody told, the order of an event that is none)
does not hold; only `null` asks for that. So the opposite of a clause that does not hold does hold, and nothing is undecided.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.sight import Sight
from regulars.core.values import Value


@final
class Unmet(Value):
    """A clause because of which a condition fails: where it stands (`0.2`: third clause of the first group), what was there."""

    def __init__(self, path: str, actual: Any) -> None:
        self.path: Final = path
        self.actual: Final = actual

    def plain(self) -> tuple[str, Any]:
        """The fields in order."""
        return (self.path, self.actual)


class Condition(Value):
    """A group of clauses, or a single one."""

    def holds(self, sight: Sight) -> bool:
        """Whether it holds in this sight."""
        raise NotImplementedError(type(self))

    def collect(self, sight: Sight, wanted: bool, path: str, found: list[Unmet]) -> None:
        """Add the clauses that keep it from being `wanted`; it is known not to be."""
        raise NotImplementedError(type(self))


def unmet(condition: Condition, sight: Sight) -> list[Unmet]:
    """The clauses because of which a condition that does not hold does not hold."""
    found: list[Unmet] = []
    condition.collect(sight, True, "", found)
    return found
