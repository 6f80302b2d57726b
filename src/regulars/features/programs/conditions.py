"""Conditions in the document: how `when` is written, which fields a program offers, and its words for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from regulars.core.conditions.catalogue import Catalogue, fields_of
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import FieldKind, Subject
from regulars.core.conditions.member_fields import Attribute
from regulars.core.conditions.reading import read_condition
from regulars.core.conditions.said import Said, Words
from regulars.core.conditions.saying import say
from regulars.features.programs.metrics import ACTIVITY_PREFIX, METRICS
from regulars.features.programs.parts import Key, Part, Word
from regulars.features.programs.wording import Sentence, Text
from regulars.kit.problems import FieldError
from regulars.kit.yaml_source import Path, YamlSource

if TYPE_CHECKING:
    from regulars.features.programs.document import ProgramDocument

_CLAUSE = {
    "type": "object",
    "properties": {
        "field": {"type": "string"}, "operator": {"type": ["string", "null"]}, "value": {}, "did": {"type": "string"},
        "at_least": {}, "at_most": {}, "window": {"type": "string"}, "within_days": {"type": "integer"},
        "combinator": {"enum": ["and", "or"]}, "not": {"type": "boolean"},
        "rules": {"type": "array", "items": {"type": "object"}},
    },
}  # fmt: skip
CONDITION_SCHEMA: dict[str, Any] = {
    "title": "Condition",
    "description": "A RuleGroup of react-querybuilder; its rules are `{field, operator, value}`, behaviour clauses or groups.",
    "required": ["combinator", "rules"],
    "properties": {
        "combinator": {"enum": ["and", "or"]}, "not": {"type": "boolean", "default": False},
        "rules": {"type": "array", "minItems": 1, "items": _CLAUSE},
    },
}  # fmt: skip

ConditionText = Annotated[dict[str, Any], Field(json_schema_extra=CONDITION_SCHEMA)]
"""A condition as it is written; it is read once the whole document is known."""

ALWAYS_KNOWN: tuple[Subject, ...] = ("member", "day")
WITH_ORDER: tuple[Subject, ...] = ("member", "day", "order")


class AttributeDocument(Part):
    """A fact about members that conditions may ask for. `values` names all that a text can be; without it any text can be."""

    name: Text
    kind: Literal["text", "number", "flag"]
    values: Annotated[dict[Word, Text], Field(max_length=200, default_factory=dict)]


Attributes = Annotated[dict[Key, AttributeDocument], Field(max_length=100, default_factory=dict)]


def catalogue_of(parsed: ProgramDocument) -> Catalogue:
    """The fields and metrics that conditions of a program may name."""
    attributes = [Attribute(key, held.kind, tuple(held.values)) for key, held in parsed.attributes.items()]
    fields = fields_of(
        {ladder.key: tuple(tier.key for tier in ladder.tiers) for ladder in parsed.ladders},
        [wallet.key for wallet in parsed.wallets if wallet.kind == "points"],
        [wallet.key for wallet in parsed.wallets if wallet.kind == "growth"],
        tuple(parsed.kinds),
        attributes,
    )
    metrics: dict[str, FieldKind] = {name: "money" if metric.unit == "money" else "number" for name, metric in METRICS.items()}
    metrics |= {f"{ACTIVITY_PREFIX}{key}": "number" for key in parsed.activities}
    return Catalogue(fields, metrics, parsed.currency.digits)


def words_of(parsed: ProgramDocument) -> Words:
    """The program's names for what its conditions speak of."""
    fields: dict[str, Said] = {}
    values: dict[str, dict[str, Said]] = {"order.kinds": _names(parsed.kinds), "order.categories": _names(parsed.categories)}
    for ladder in parsed.ladders:
        which = "" if len(parsed.ladders) == 1 else f" on “{ladder.name.en}”"
        fields[f"tier.{ladder.key}"] = Said(ladder.name.zh, f"the tier{which}")
        values[f"tier.{ladder.key}"] = {tier.key: _said(tier.name) for tier in ladder.tiers}
    for wallet in parsed.wallets:
        if wallet.kind == "points":
            fields[f"points.{wallet.key}"] = Said(f"可用{wallet.name.zh}", f"{wallet.name.en.lower()} available")
        else:
            fields[f"growth.{wallet.key}"] = _inside(wallet.name)
    for key, attribute in parsed.attributes.items():
        fields[f"attribute.{key}"] = _inside(attribute.name)
        values[f"attribute.{key}"] = _names(attribute.values)
    metrics = {name: _inside(metric.name) for name, metric in METRICS.items()}
    metrics |= {f"{ACTIVITY_PREFIX}{key}": _inside(activity.name) for key, activity in parsed.activities.items()}
    return Words(fields, values, metrics, _said(parsed.currency.name), parsed.currency.digits)


def compile_condition(given: ConditionText, catalogue: Catalogue, subjects: tuple[Subject, ...]) -> Condition:
    """A condition of a document whose faults have been looked for."""
    condition, found = read_condition(given, catalogue, subjects)
    assert condition is not None, f"a faulty document is not compiled: {found}"
    return condition


def condition_faults(
    given: ConditionText, catalogue: Catalogue, subjects: tuple[Subject, ...], path: Path, source: YamlSource
) -> Iterator[FieldError]:
    """Every fault of a condition, with its line."""
    _, found = read_condition(given, catalogue, subjects)
    for fault in found:
        yield source.error((*path, *fault.path), fault.message, fault.expected)


def told_condition(condition: Condition, words: Words) -> Sentence:
    """A condition as the sentence that follows a rule's own."""
    said = say(condition, words)
    return Sentence(zh=f"条件：{said.zh}。", en=f" Only when {said.en}.")


def _said(text: Text) -> Said:
    return Said(text.zh, text.en)


def _inside(text: Text) -> Said:
    """A name as it stands inside a sentence."""
    return Said(text.zh, text.en.lower())


def _names(texts: dict[str, Text]) -> dict[str, Said]:
    return {key: _said(text) for key, text in texts.items()}
