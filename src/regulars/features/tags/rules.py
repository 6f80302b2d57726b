"""The rules of tags as they are read by the program in force, each after those that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from regulars.core.conditions.condition import Condition
from regulars.features.conditions.facade import ConditionReader
from regulars.features.tags.contracts import Tag
from regulars.features.tags.reads import Part, reads_of, tags_of


class Rule(NamedTuple):
    """A tag with its condition read. `reads` holds also what the tags that it names look at."""

    tag: Tag
    condition: Condition
    reads: frozenset[Part]
    named: frozenset[int]
    """The tags that it names, by number."""


class Rules(NamedTuple):
    """Rules in an order in which each follows those it names, and tags whose rule cannot be read any more."""

    ordered: list[Rule]
    faulty: list[Tag]

    def naming(self, tag_no: int) -> list[int]:
        """The rules that name a tag."""
        return [rule.tag.tag_no for rule in self.ordered if tag_no in rule.named]


def read_rules(tags: Iterable[Tag], reader: ConditionReader) -> Rules:
    """Read every rule; one that the program in force does not understand is faulty."""
    conditions: dict[int, Condition] = {}
    by_no: dict[int, Tag] = {}
    faulty: list[Tag] = []
    for tag in tags:
        if tag.condition is None:
            continue
        condition, _ = reader.read(tag.condition)
        if condition is None:
            faulty.append(tag)
        else:
            conditions[tag.tag_no], by_no[tag.tag_no] = condition, tag
    named = {tag_no: tags_of(condition) for tag_no, condition in conditions.items()}
    reads: dict[int, frozenset[Part]] = {}
    ordered: list[Rule] = []
    for tag_no in TopologicalSorter({tag_no: named[tag_no] & named.keys() for tag_no in named}).static_order():
        parts = reads_of(conditions[tag_no])
        for other in named[tag_no]:
            parts |= reads.get(other, frozenset())
        reads[tag_no] = parts
        ordered.append(Rule(by_no[tag_no], conditions[tag_no], parts, named[tag_no]))
    return Rules(ordered, faulty)


def find_circle(named: dict[int, frozenset[int]]) -> Sequence[int]:
    """Tags that would depend on themselves by naming each other, one after the other; none where there is no circle."""
    try:
        TopologicalSorter(named).prepare()
    except CycleError as error:
        circle: list[int] = error.args[1]
        return circle
    return ()
