"""Comparing: what one version says otherwise than another, part by part, in the operator's words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Literal

from regulars.features.programs.contracts import ChangedPart, ChangedValue, Comparison
from regulars.features.programs.differences import Difference, Step, differences
from regulars.features.programs.document import ProgramDocument
from regulars.features.programs.line_differences import line_differences
from regulars.features.programs.telling_values import ValueTeller, is_whole
from regulars.features.programs.wording import Sentence


def compare(before: ProgramDocument, before_text: str, after: ProgramDocument, after_text: str) -> Comparison:
    """Compare two documents by their values, and their texts by lines."""
    return Comparison(changed_parts(before, after), before_text == after_text, line_differences(before_text, after_text))


def changed_parts(before: ProgramDocument, after: ProgramDocument) -> list[ChangedPart]:
    """Everything that changed, gathered by the part of the program it belongs to, in the order of the document."""
    tellers = ValueTeller(before), ValueTeller(after)
    found = differences(before, after, is_whole)
    return [_part(steps, list(group), tellers) for steps, group in groupby(found, _part_steps)]


def _part_steps(difference: Difference) -> tuple[Step, ...]:
    """A part is an item of a section, such as one rule, or else the whole section."""
    return difference.steps[: 2 if len(difference.steps) > 1 and difference.steps[1].kind == "item" else 1]


def _part(steps: tuple[Step, ...], found: list[Difference], tellers: tuple[ValueTeller, ValueTeller]) -> ChangedPart:
    is_item = len(steps) > 1
    whole = found[0] if is_item and found[0].steps == steps else None
    sides = tuple(_item(teller.document, steps) if is_item else None for teller in tellers)
    told = [teller.sentence(side) if side is not None else None for teller, side in zip(tellers, sides, strict=True)]
    if whole is not None:
        told = [_told(side, steps[0].name, teller, sentence) for side, teller, sentence in zip(sides, tellers, told, strict=True)]
    elif told[0] == told[1]:
        told = [None, None]
    return ChangedPart(
        kind=_kind(whole) if whole is not None else "changed",
        path=".".join(step.name for step in steps),
        section=_step(steps[0], tellers),
        name=_name(steps[1], sides, tellers) if is_item else None,
        before=told[0],
        after=told[1],
        values=[] if whole is not None else list(_values(found, len(steps), tellers)),
    )


def _values(found: list[Difference], depth: int, tellers: tuple[ValueTeller, ValueTeller]) -> Iterator[ChangedValue]:
    for difference in found:
        inner = difference.steps[depth:]
        yield ChangedValue(
            kind=_kind(difference),
            path=difference.path,
            where=[_step(step, tellers) for step in inner],
            before=_told(difference.before, difference.field, tellers[0]),
            after=_told(difference.after, difference.field, tellers[1]),
        )


def _told(value: Any, field: str, teller: ValueTeller, sentence: Sentence | None = None) -> Sentence | None:
    return None if value is None else sentence or teller.value(value, field)


def _kind(difference: Difference) -> Literal["added", "removed", "changed"]:
    if difference.before is None:
        return "added"
    return "removed" if difference.after is None else "changed"


def _item(document: ProgramDocument, steps: tuple[Step, ...]) -> Any:
    """The item of a section by its key; None where the document has none."""
    return next((item for item in getattr(document, steps[0].name) if item.key == steps[1].name), None)


def _name(step: Step, sides: tuple[Any, ...], tellers: tuple[ValueTeller, ValueTeller]) -> Sentence:
    """What an item is called now, or was called; without a name, its key."""
    for side in reversed(sides):
        name = getattr(side, "name", None)
        if name is not None:
            return Sentence(zh=name.zh, en=name.en)
    return _step(step, tellers)


def _step(step: Step, tellers: tuple[ValueTeller, ValueTeller]) -> Sentence:
    """A step in words: as the later document names it, else as the earlier one did."""
    before, after = (teller.step(step) for teller in tellers)
    return before if after.en == step.name and after.zh == step.name else after
