"""Line differences: two texts line by line, with a few lines around each change, for what the values do not show: comments."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

LINES_AROUND: Final = 3
LINES_MAX: Final = 4_000
"""Longer texts are not compared by line: it would take too long."""


class TextLine(NamedTuple):
    """A line as it stands in both texts or in one of them, numbered from 1. A gap stands for lines left out."""

    kind: Literal["same", "added", "removed", "gap"]
    before: int | None
    after: int | None
    text: str


def line_differences(before: str, after: str) -> list[TextLine] | None:
    r"""The changed lines and those around them; None where the texts are too long.

    >>> for line in line_differences("a: 1\nb: 2\n", "a: 1\nb: 3\n"):
    ...     print(line.kind, line.text)
    same a: 1
    removed b: 2
    added b: 3
    """
    had, has = before.splitlines(), after.splitlines()
    if max(len(had), len(has)) > LINES_MAX:
        return None
    return list(_walk(had, has))


def _walk(had: list[str], has: list[str]) -> Iterator[TextLine]:
    reached = 0
    for group in SequenceMatcher(None, had, has, autojunk=False).get_grouped_opcodes(LINES_AROUND):
        if group[0][1] > reached:
            yield TextLine("gap", None, None, "")
        for tag, had_from, had_to, has_from, has_to in group:
            if tag == "equal":
                for number in range(had_to - had_from):
                    yield TextLine("same", had_from + number + 1, has_from + number + 1, had[had_from + number])
            else:
                yield from (TextLine("removed", number + 1, None, had[number]) for number in range(had_from, had_to))
                yield from (TextLine("added", None, number + 1, has[number]) for number in range(has_from, has_to))
        reached = group[-1][2]
    if reached and reached < len(had):
        yield TextLine("gap", None, None, "")
