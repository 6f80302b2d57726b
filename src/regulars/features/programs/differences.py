"""Differences: what one parsed document says otherwise than another, value by value, without a word about any section.

The walk follows the Pydantic models: fields by name, lists of keyed parts by their keys, named values by their names. A new
section of the document is therefore compared without a line here. Comments, spelling and the order of fields make no
difference; a value left out and its default written out are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel


class Step(NamedTuple):
    """One step into a document: a field, an item of a list by its key, a named value, a place in a list, or a list's order."""

    kind: Literal["field", "item", "entry", "place", "order"]
    name: str
    within: str = ""
    """The field that holds the item or entry."""


class Difference(NamedTuple):
    """A value that is not the same. None on one side: it is not there."""

    steps: tuple[Step, ...]
    before: Any
    after: Any

    @property
    def path(self) -> str:
        """Where it stands, by names and keys."""
        return ".".join(step.name for step in self.steps)

    @property
    def field(self) -> str:
        """The field whose value it is, or that holds the value."""
        last = self.steps[-1]
        return last.name if last.kind == "field" else last.within


Whole = Callable[[BaseModel], bool]
"""Whether a part is told as one and not looked into."""


def differences(before: Any, after: Any, whole: Whole, steps: tuple[Step, ...] = ()) -> Iterator[Difference]:
    """Walk the differences in the order of the document, what is gone after what is new."""
    if before == after:
        return
    if isinstance(before, BaseModel) and type(before) is type(after) and not whole(before):
        for name, field in type(before).model_fields.items():
            step = Step("field", field.alias or name)
            had, has = getattr(before, name), getattr(after, name)
            if not _is_raw(field.annotation):
                yield from differences(had, has, whole, (*steps, step))
            elif had != has:
                yield Difference((*steps, step), had, has)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in _united(before, after):
            step = Step("entry", name, steps[-1].name)
            yield from differences(before.get(name), after.get(name), whole, (*steps, step))
    elif _is_parts(before) and _is_parts(after) and (before or after):
        walk = _keyed if all(hasattr(part, "key") for part in (*before, *after)) else _placed
        yield from walk(before, after, whole, steps)
    else:
        yield Difference(steps, before, after)


def _is_raw(annotation: Any) -> bool:
    """Whether a field holds data of any shape, such as a condition: it has no parts that the document knows."""
    arguments = get_args(annotation)
    if get_origin(annotation) is dict and arguments[1] is Any:
        return True
    return any(_is_raw(argument) for argument in arguments)


def _is_parts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(part, BaseModel) for part in value)


def _united(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [*after, *(name for name in before if name not in after)]


def _keyed(before: Sequence[Any], after: Sequence[Any], whole: Whole, steps: tuple[Step, ...]) -> Iterator[Difference]:
    """Parts with the same key belong together, wherever they stand; that they changed places is told once."""
    within = steps[-1].name
    had, has = {part.key: part for part in before}, {part.key: part for part in after}
    for key in _united(had, has):
        yield from differences(had.get(key), has.get(key), whole, (*steps, Step("item", key, within)))
    stayed = [key for key in had if key in has]
    now = [key for key in has if key in had]
    if stayed != now:
        yield Difference((*steps, Step("order", "order", within)), tuple(stayed), tuple(now))


def _placed(before: Sequence[Any], after: Sequence[Any], whole: Whole, steps: tuple[Step, ...]) -> Iterator[Difference]:
    """Parts without a key: equal ones belong together, the others in their order."""
    within = steps[-1].name
    fresh = [(place, part) for place, part in enumerate(after, 1) if part not in before]
    gone = [part for part in before if part not in after]
    for number, (place, part) in enumerate(fresh):
        step = Step("place", str(place), within)
        if number < len(gone):
            yield from differences(gone[number], part, whole, (*steps, step))
        else:
            yield Difference((*steps, step), None, part)
    for part in gone[len(fresh) :]:
        yield Difference((*steps, Step("place", str(before.index(part) + 1), within)), part, None)
    if not fresh and not gone:
        yield Difference((*steps, Step("order", "order", within)), before, after)
