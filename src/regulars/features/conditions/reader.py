"""A reader of conditions: the program's fields and, where members are listed, those that stand in tables beside the ledger."""

from __future__ import annotations

from typing import Any, Final, Literal

from psycopg import Connection

from regulars.core.conditions.base_fields import Tagged
from regulars.core.conditions.catalogue import Catalogue
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field, Subject
from regulars.core.conditions.reading import read_condition
from regulars.core.conditions.said import Said
from regulars.core.conditions.saying import say
from regulars.features.conditions import queries
from regulars.features.conditions.contracts import ConditionFault
from regulars.features.programs.facade import PublishedProgram, Sentence, catalogue_of, words_of

Use = Literal["rule", "members"]
"""What a condition is for: a rule of the program judges an event; of members as they are listed more is known, but no order."""

SUBJECTS: Final[dict[Use, tuple[Subject, ...]]] = {"rule": ("member", "day", "order"), "members": ("member", "day", "base")}


class ConditionReader:
    """Reads and says the conditions of one use, as of one moment of the base."""

    def __init__(self, connection: Connection, published: PublishedProgram, use: Use) -> None:
        catalogue, words = catalogue_of(published.document), words_of(published.document)
        self.program: Final = published.program
        self.subjects: Final = SUBJECTS[use]
        self.words: Final = words
        added: list[Field] = []
        if use == "members":
            tags = queries.select_tags(connection)
            if tags:
                added.append(Tagged({tag.key: tag.tag_no for tag in tags}))
                words.values["tags"] = {tag.key: Said(f"“{tag.name}”", f"“{tag.name}”") for tag in tags}
        self.catalogue: Final = Catalogue([*catalogue.fields.values(), *added], catalogue.metrics, catalogue.digits)

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
