"""Columns: what every dialect must be able to read out of a member's row. One file per dialect says how.

A state is JSON, an array of fields whose positions are those of `State.plain()`. Keys are keys of the program. What is missing is
NULL, a metric or balance never touched is 0 - as in core.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from regulars.core.conditions.field import FieldKind
from regulars.kit.instants import Instant

POINTS: Final = 6
GROWTH: Final = 7
METRICS: Final = 8
STANDINGS: Final = 11
EXTRAS: Final = 14
"""Positions in the document."""
REMAINING: Final = 2
ACTIVE_AT: Final = 4
EXPIRES_AT: Final = 5
"""Positions in a lot."""
WHOLE_NUMBER: Final = "^-?[0-9]{1,18}$"


class Columns(Protocol):
    """Reads fields in one dialect; every method gives the text of an expression."""

    opened: str
    """The column `state`, as the other expressions want it."""

    def tier(self, ladder: str) -> str:
        """The tier held on a ladder."""

    def metric(self, metric: str, first: int, last: int) -> str:
        """The sum of a metric over months, both ends included."""

    def growth(self, wallet: str) -> str:
        """The growth value."""

    def points(self, wallet: str, at: Instant) -> str:
        """Points that can be spent at an instant."""

    def birthday(self) -> str:
        """Month * 100 + day."""

    def attribute(self, key: str, kind: FieldKind) -> str:
        """An attribute, if it is of its kind."""


def text_of(key: str) -> str:
    """A key as an SQL string.

    >>> text_of("o'clock")
    "'o''clock'"
    """
    return "'" + key.replace("'", "''") + "'"


def path_of(steps: Sequence[int | str], key: str) -> str:
    """A JSON path as an SQL string, its keys written as `key` says; keys of programs need no escape within it.

    >>> print(path_of([8, "activity.share"], '."{}"'))
    '$[8]."activity.share"'
    """
    assert all(isinstance(step, int) or step.replace(".", "").replace("_", "").isalnum() for step in steps), "keys are plain"
    return "'$" + "".join(f"[{step}]" if isinstance(step, int) else key.format(step) for step in steps) + "'"
