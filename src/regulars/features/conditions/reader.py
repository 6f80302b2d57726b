"""A reader of conditions: the program's fields and, where members are listed, those that stand in tables beside the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal

from psycopg import Connection

from regulars.core.conditions.base_fields import Profiled, Stage, Tagged
from regulars.core.conditions.catalogue import Catalogue
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field, FieldKind, Subject
from regulars.core.conditions.reading import read_condition
from regulars.core.conditions.said import Said
from regulars.core.conditions.saying import say
from regulars.core.program import Program
from regulars.features.conditions import queries
from regulars.features.conditions.contracts import ConditionFault, FieldWord
from regulars.features.programs.facade import PublishedProgram, Sentence, catalogue_of, in_force, words_of
from regulars.store.conditions import Narrow
from regulars.store.lifecycle import read_lifecycle_days

Use = Literal["rule", "members"]
"""What a condition is for: a rule of the program judges an event; of members as they are listed more is known, but no order."""

SUBJECTS: Final[dict[Use, tuple[Subject, ...]]] = {"rule": ("member", "day", "order"), "members": ("member", "day", "base")}


_NARROW_METRICS: Final = {"orders@lifetime": "orders", "paid@lifetime": "spend_minor"}
"""Metrics of all time that stand in the narrow rows."""


def narrow_of(programs: Iterable[Program]) -> Narrow:
    """The fields that the narrow rows hold: they tell of the first ladder and wallets, if these have always been the same.

    Points are those of the member's last write, as lists show them; what is due meanwhile, the sweep writes within half a minute.
    """
    versions = list(programs)
    narrow = dict(_NARROW_METRICS)
    for prefix, column, first in (
        ("tier", "tier_key", {program.ladders[0].key for program in versions}),
        ("points", "points_available", {next(iter(program.points_wallets), "") for program in versions}),
        ("growth", "growth", {next(iter(program.growth_wallets), "") for program in versions}),
    ):
        if len(first) == 1:
            narrow[f"{prefix}.{first.pop()}"] = column
    return narrow


KINDS: Final[dict[str, FieldKind]] = {
    "text": "text", "number": "number", "date": "day", "choice": "text", "choices": "words", "flag": "flag",
}  # fmt: skip
"""How the kinds of custom fields compare."""
STAGE_WORDS: Final = {
    "new": Said("新客", "new"),
    "active": Said("活跃", "active"), "dormant": Said("沉睡", "dormant"), "lost": Said("流失", "lost"),
    "without_order": Said("未消费", "without an order"),
}  # fmt: skip
MEMBER_KINDS: Final = {"person": Said("个人", "a person"), "enterprise": Said("企业", "a company")}


def _quoted(name: str) -> Said:
    return Said(f"“{name}”", f"“{name}”")


class ConditionReader:
    """Reads and says the conditions of one use, as of one moment of the base."""

    def __init__(self, connection: Connection, published: Sequence[PublishedProgram], now: datetime, use: Use) -> None:
        current = in_force(published, now)
        catalogue, words = catalogue_of(current.document), words_of(current.document)
        self.program: Final = current.program
        self.narrow: Final = narrow_of(version.program for version in published)
        self.use: Final = use
        self.subjects: Final = SUBJECTS[use]
        self.words: Final = words
        added: list[Field] = []
        if use == "members":
            tags = queries.select_tags(connection)
            if tags:
                added.append(Tagged({tag.key: tag.tag_no for tag in tags}))
                words.values["tags"] = {tag.key: _quoted(tag.name) for tag in tags}
            added.append(Stage(*read_lifecycle_days(connection)))
            words.values["lifecycle"] = STAGE_WORDS
            added += self._profile_fields(queries.select_fields(connection))
        self.catalogue: Final = Catalogue([*catalogue.fields.values(), *added], catalogue.metrics, catalogue.digits)

    def _profile_fields(self, fields: list[FieldWord]) -> list[Field]:
        """The operator's own fields, how long ago they were told, and the kind of member; with their words."""
        values, ages = [], []
        for word in fields:
            if not word.is_personal:
                field = Profiled("value", word.key, KINDS[word.kind], tuple(word.choices))
                values.append(field)
                self.words.fields[field.name] = Said(word.name, word.name)
                self.words.values[field.name] = {choice: _quoted(name) for choice, name in word.choices.items()}
            if word.is_confirmed:
                age = Profiled("age", word.key, "number")
                ages.append(age)
                self.words.fields[age.name] = Said(f"“{word.name}”距上次确认天数", f"days since “{word.name}” was confirmed")
        kind = Profiled("kind", "", "text", tuple(MEMBER_KINDS))
        self.words.values[kind.name] = MEMBER_KINDS
        return [kind, *values, *ages]

    def read(self, given: dict[str, Any]) -> tuple[Condition | None, list[ConditionFault]]:
        """A condition that is whole, or every fault in it."""
        condition, faults = read_condition(given, self.catalogue, self.subjects)
        told = [ConditionFault(".".join(map(str, fault.path)) or "$", fault.message, fault.expected) for fault in faults]
        return condition, told

    def sentence(self, condition: Condition) -> Sentence:
        """How a condition reads."""
        said = say(condition, self.words)
        return Sentence(zh=said.zh, en=said.en)

    @property
    def offered(self) -> list[Field]:
        """The fields that such a condition may name."""
        return [field for field in self.catalogue.fields.values() if field.subject in self.subjects]
