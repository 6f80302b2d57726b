"""Places for conditions: where a document has one or could have one, and its text with another one there.

A place is a path that ends with `when`, or with `only_when` in a promotion, whose `when` is a time. Rules have one; what a tier
or a lift asks for has one as a whole, and one for each alternative. An alternative that is a single clause becomes a group when
it is given a condition, and a clause again without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from regulars.core.conditions.field import Subject
from regulars.core.conditions.reading import read_condition
from regulars.core.conditions.saying import say
from regulars.features.programs.compiling import surroundings
from regulars.features.programs.conditions import ALWAYS_KNOWN, WITH_ORDER, ConditionText
from regulars.features.programs.contracts import ConditionPlace
from regulars.features.programs.document import ProgramDocument, parse_document
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.ladders import Ladder
from regulars.features.programs.promotions import PromotionDocument
from regulars.features.programs.requirement_words import clause_words, requirement_words
from regulars.features.programs.requirements import Clause, Requirement
from regulars.features.programs.telling import promotion_text
from regulars.features.programs.wording import Sentence, Text
from regulars.kit.problems import FieldError, Problem
from regulars.kit.yaml_editing import put, take_away
from regulars.kit.yaml_source import Path, YamlSource

WHEN: Final = "when"
ONLY_WHEN: Final = "only_when"
PlaceKind = Literal["rule", "promotion", "tier", "lift"]
_REACH: Final = Sentence(zh="达级", en="to reach")
_KEEP: Final = Sentence(zh="保级", en="to keep")
_WHOLE: Final = Sentence(zh="整体", en="the whole of it")


def condition_places(parsed: ProgramDocument, source: YamlSource) -> list[ConditionPlace]:
    """Every place of a document: those of rules first, then of promotions, then ladder by ladder."""
    around = surroundings(parsed)
    places = [
        _place(("rules", number, WHEN), source, "rule", _rule_name(rule, around), rule.describe(around), rule.when, rule.subjects,
               around)
        for number, rule in enumerate(parsed.rules)
    ]  # fmt: skip
    places += [
        _place(("promotions", number, ONLY_WHEN), source, "promotion", _said(each.name), _without(each, parsed), each.only_when,
               WITH_ORDER, around)
        for number, each in enumerate(parsed.promotions)
    ]  # fmt: skip
    for number, ladder in enumerate(parsed.ladders):
        places += _ladder_places(("ladders", number), ladder, source, around)
    return places


def with_condition(text: str, path: str, condition: dict[str, Any] | None) -> str:
    """The text with a condition at one of its places, or without the one there; everything else stays as it is written.

    Raises Problem `program_invalid` for a text that is no program, `condition_place_unknown` for another path.
    """
    parsed, source = parse_document(text)
    known = {place.path: place for place in condition_places(parsed, source)}
    if path not in known:
        field = FieldError("path", "is no place for a condition", f"one of {', '.join(list(known)[:20])}")
        raise Problem("condition_place_unknown", "There is no such place in the program.", errors=(field,))
    at: Path = tuple(int(step) if step.isdecimal() else step for step in path.split("."))
    held = source.document
    for step in at[:-1]:
        held = held[step]
    is_alternative = at[0] == "ladders" and isinstance(at[-2], int)
    if condition is None:
        if at[-1] not in held:
            return text
        clauses = held.get("all") or held.get("any") or []
        return put(text, at[:-1], clauses[0]) if is_alternative and len(clauses) == 1 else take_away(text, at)
    if is_alternative and "metric" in held:
        return put(text, at[:-1], {"all": [held], WHEN: condition})
    return put(text, at, condition)


def _ladder_places(path: Path, ladder: Ladder, source: YamlSource, around: Surroundings) -> Iterator[ConditionPlace]:
    for level, tier in enumerate(ladder.tiers):
        for side, held, words in (("reach", tier.reach, _REACH), ("keep", tier.keep, _KEEP)):
            if held is not None:
                name = Sentence(zh=f"{tier.name.zh}·{words.zh}", en=f"{tier.name.en}, {words.en}")
                yield from _requirement_places((*path, "tiers", level, side), "tier", name, held, source, around)
    for number, lift in enumerate(ladder.lifts):
        yield from _requirement_places((*path, "lifts", number, WHEN), "lift", _said(lift.name), lift.when, source, around)


def _requirement_places(
    path: Path, kind: PlaceKind, name: Sentence, held: Requirement, source: YamlSource, around: Surroundings
) -> Iterator[ConditionPlace]:
    """The whole of what is asked for, and where any of it is enough, each alternative that can have a condition of its own."""
    alternatives = held.asked() if held.combinator() == "any" and len(held.asked()) > 1 else ()
    whole = _WHOLE if alternatives else _asked(held, around)
    yield _place((*path, WHEN), source, kind, name, whole, held.when, ALWAYS_KNOWN, around)
    for number, each in enumerate(alternatives):
        when = None if isinstance(each, Clause) else each.when
        where = (*path, "any", number, WHEN)
        yield _place(where, source, kind, name, _asked(each, around), when, ALWAYS_KNOWN, around)


def _asked(held: Any, around: Surroundings) -> Sentence:
    """What is asked for, its condition left out: that stands beside it."""
    if isinstance(held, Clause):
        return clause_words(held.compile(around.digits), around.metrics, around.digits)
    bare = held.model_copy(update={WHEN: None})
    return requirement_words(bare.compile(around.digits, around.catalogue), around)


def _place(
    path: Path,
    source: YamlSource,
    kind: PlaceKind,
    name: Sentence,
    what: Sentence,
    condition: ConditionText | None,
    subjects: tuple[Subject, ...],
    around: Surroundings,
) -> ConditionPlace:
    read = None if condition is None else read_condition(condition, around.catalogue, subjects)[0]
    said = None if read is None else say(read, around.words)
    return ConditionPlace(
        ".".join(map(str, path)), source.line_of(path), kind, name, what, "order" in subjects, condition,
        None if said is None else Sentence(zh=said.zh, en=said.en),
    )  # fmt: skip


def _without(promotion: PromotionDocument, parsed: ProgramDocument) -> Sentence:
    """A promotion in words, its condition left out: that stands beside it."""
    return promotion_text(promotion.model_copy(update={ONLY_WHEN: None}), parsed)


def _rule_name(rule: Any, around: Surroundings) -> Sentence:
    name: Text = rule.name or around.wallets.get(rule.wallet) or Text(zh=rule.key, en=rule.key)
    return _said(name)


def _said(text: Text) -> Sentence:
    return Sentence(zh=text.zh, en=text.en)
