"""Telling values: any value of a document in words, by the names that its own document gives to keys.

Parts that read as one thing say so themselves (`describe`, given nothing or the surroundings); those that need more have a line
in `SENTENCES`. Every other part is told field by field, so a new part needs no line here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import signature
from typing import Any, Final

from pydantic import BaseModel

from regulars.core.conditions.reading import read_condition
from regulars.core.conditions.saying import say
from regulars.features.programs.compiling import surroundings
from regulars.features.programs.conditions import WITH_ORDER
from regulars.features.programs.differences import Step
from regulars.features.programs.document import PointsWallet, ProgramDocument
from regulars.features.programs.metrics import metric_of
from regulars.features.programs.parts import Lines
from regulars.features.programs.promotions import PromotionDocument
from regulars.features.programs.requirement_words import clause_words, requirement_words
from regulars.features.programs.requirements import Clause, Requirement, window, window_words
from regulars.features.programs.telling import promotion_text, wallet_text
from regulars.features.programs.vocabulary import NO, ORDER, YES, field_words, value_words
from regulars.features.programs.wording import Sentence, Text

_NUMBER: Final = re.compile(r"^[0-9]{4,}(\.[0-9]+)?$")
NOTHING: Final = Sentence(zh="无", en="none")
UNRESTRICTED: Final = Sentence(zh="不限", en="unrestricted")


class ValueTeller:
    """Tells the values of one document."""

    def __init__(self, document: ProgramDocument) -> None:
        self.document = document
        self.around = surroundings(document)
        self._names: dict[str, dict[str, Text]] = {}
        self._collect(document)

    def name(self, key: str, section: str = "") -> Sentence | None:
        """What the document calls a key: as a section's, or in any section when none is said."""
        sections = [self._names.get(section, {})] if section else self._names.values()
        return next((_said(names[key]) for names in sections if key in names), None)

    def step(self, step: Step) -> Sentence:
        """A step of a path in words."""
        if step.kind == "field":
            return field_words(step.name)
        if step.kind == "order":
            return ORDER
        if step.kind == "place":
            return Sentence(zh=f"第 {step.name} 项", en=f"no. {step.name}")
        return self.name(step.name, step.within) or self.name(step.name) or _plain(step.name)

    def value(self, value: Any, field: str) -> Sentence:
        """A value of a field in words."""
        if isinstance(value, BaseModel):
            return _said(value) if isinstance(value, Text) else self._part(value)
        if isinstance(value, Mapping) and "combinator" in value:
            return self._condition(value)
        if isinstance(value, Mapping):
            return _listed([_paired(self.step(Step("entry", name, field)), self.value(held, field))
                            for name, held in value.items()])  # fmt: skip
        if isinstance(value, tuple | list):
            return _listed([self.value(held, field) for held in value])
        return self._scalar(value, field)

    def sentence(self, part: BaseModel) -> Sentence | None:
        """A part that reads as one thing; None for any other."""
        told = SENTENCES.get(type(part))
        if told is not None:
            return told(part, self)
        describe = getattr(part, "describe", None)
        if describe is None or _asks(type(part)) > 1:
            return None
        sentence: Sentence = describe(self.around) if _asks(type(part)) else describe()
        when = getattr(part, "when", None)
        if isinstance(when, Mapping):
            only = self._condition(when)
            sentence = Sentence(zh=f"{sentence.zh}条件：{only.zh}。", en=f"{sentence.en} Only when {only.en}.")
        return sentence if sentence.zh else UNRESTRICTED

    def _condition(self, given: Mapping[str, Any]) -> Sentence:
        """A condition in words; what cannot be read here (it was checked where it stands) as it is written."""
        condition, _ = read_condition(given, self.around.catalogue, WITH_ORDER)
        if condition is None:
            return _plain(json.dumps(given, ensure_ascii=False))
        said = say(condition, self.around.words)
        return Sentence(zh=said.zh, en=said.en)

    def _scalar(self, value: Any, field: str) -> Sentence:
        if value is None:
            return NOTHING
        if isinstance(value, bool):
            return YES if value else NO
        return _plain(f"{value:,}") if isinstance(value, int) else self._word(str(value), field)

    def _word(self, text: str, field: str) -> Sentence:
        if field == "metric":
            return _said(metric_of(text, self.around.metrics).name)
        if field == "window":
            return window_words(window(text))
        if _NUMBER.match(text):
            whole, point, part = text.partition(".")
            return _plain(f"{int(whole):,}{point}{part}")
        named = self.name(text, field) or self.name(text, f"{field}s") or value_words(field, text)
        return named or (self.name(text) if field not in _OWN_WORDS else None) or _plain(text)

    def _part(self, part: BaseModel) -> Sentence:
        sentence = self.sentence(part)
        if sentence is not None:
            return sentence
        told = [
            _paired(field_words(field.alias or name), self.value(getattr(part, name), name))
            for name, field in type(part).model_fields.items()
            if name not in ("key", "name") and getattr(part, name) != field.get_default(call_default_factory=True)
        ]
        name = getattr(part, "name", None)
        return _paired(_said(name), _listed(told)) if isinstance(name, Text) and told else _listed(told)

    def _collect(self, part: BaseModel) -> None:
        for field in type(part).model_fields:
            for key, held in _entries(getattr(part, field)):
                name = held if isinstance(held, Text) else getattr(held, "name", None)
                if isinstance(name, Text):
                    self._names.setdefault(field, {})[key] = name
                if isinstance(held, BaseModel):
                    self._collect(held)


_OWN_WORDS: Final = frozenset({"program", "key", "code", "color", "time_zone", "kind"})
"""Fields whose values are never keys of something that the document names."""


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple | BaseModel):
        for held in value if isinstance(value, tuple) else (value,):
            if isinstance(held, BaseModel):
                yield getattr(held, "key", ""), held


def _requirement(held: Requirement, teller: ValueTeller) -> Sentence:
    return requirement_words(held.compile(teller.around.digits, teller.around.catalogue), teller.around)


def _clause(clause: Clause, teller: ValueTeller) -> Sentence:
    return clause_words(clause.compile(teller.around.digits), teller.around.metrics, teller.around.digits)


def _lines(held: Lines, teller: ValueTeller) -> Sentence:
    told = held.describe(teller.around.kinds, teller.around.categories)
    return told if told.zh else UNRESTRICTED


SENTENCES: Final[dict[type[BaseModel], Callable[[Any, ValueTeller], Sentence]]] = {
    Requirement: _requirement,
    Clause: _clause,
    Lines: _lines,
    PromotionDocument: lambda promotion, teller: promotion_text(promotion, teller.document),
    PointsWallet: lambda wallet, teller: wallet_text(wallet, teller.document.currency.name, teller.around.tiers),
}
"""Parts that read as one thing and need more for it than their own `describe` is given."""


def is_whole(part: BaseModel) -> bool:
    """Whether a part is told as one where it changed: it reads as one thing, and it is no item with a key."""
    reads = type(part) in SENTENCES or (hasattr(part, "describe") and _asks(type(part)) <= 1)
    return isinstance(part, Text) or (reads and not hasattr(part, "key"))


@cache
def _asks(kind: type[Any]) -> int:
    """How much the `describe` of a kind of part wants to be given: nothing, or the surroundings."""
    return len(signature(kind.describe).parameters) - 1


def _said(text: Text) -> Sentence:
    return Sentence(zh=text.zh, en=text.en)


def _plain(text: str) -> Sentence:
    return Sentence(zh=text, en=text)


def _listed(told: list[Sentence]) -> Sentence:
    if not told:
        return NOTHING
    return Sentence(zh="、".join(each.zh for each in told), en=", ".join(each.en for each in told))


def _paired(name: Sentence, value: Sentence) -> Sentence:
    return Sentence(zh=f"{name.zh}：{value.zh}", en=f"{name.en}: {value.en}")
