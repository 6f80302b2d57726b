"""What can be wrong with a condition: a place, what is the matter, what was expected. And the limits of every condition."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value

Path = tuple[str | int, ...]

DEPTH_MAX: Final = 8
"""Groups within groups."""
CLAUSES_MAX: Final = 100
VALUES_MAX: Final = 200
"""Values of one list."""
TEXT_LENGTH_MAX: Final = 128
NUMBER_MAX: Final = 10**15
DAYS_MAX: Final = 36_600


@final
class Fault(Value):
    """One thing wrong with a condition, at a path into its JSON."""

    def __init__(self, path: Path, message: str, expected: str = "") -> None:
        self.path: Final = path
        self.message: Final = message
        self.expected: Final = expected

    def plain(self) -> Any:
        """The fields in order."""
        return (list(self.path), self.message, self.expected)
