"""Requirement words: what a tier, a lift or a task asks for, as a phrase inside a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from regulars.core import ladders as core
from regulars.core.conditions.saying import say
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.metrics import is_money, metric_of
from regulars.features.programs.requirements import window_words
from regulars.features.programs.wording import Sentence, Text, money

_JOINED: Final = {"all": Sentence(zh=" 且 ", en=" and "), "any": Sentence(zh=" 或 ", en=" or ")}


def requirement_words(requirement: core.Requirement, around: Surroundings) -> Sentence:
    """A requirement as one phrase; a group within it stands in brackets, its condition behind it."""
    phrases = [clause_words(clause, around.metrics, around.digits) for clause in requirement.clauses]
    for group in requirement.groups:
        inner = requirement_words(group, around)
        phrases.append(Sentence(zh=f"（{inner.zh}）", en=f"({inner.en})"))
    asked = all_words(phrases, requirement.combinator)
    if requirement.when is None:
        return asked
    only = say(requirement.when, around.words)
    return Sentence(zh=f"{asked.zh}，且须{only.zh}", en=f"{asked.en}, only when {only.en}")


def all_words(phrases: list[Sentence], combinator: Literal["all", "any"]) -> Sentence:
    """Phrases joined by and, or by or."""
    join = _JOINED[combinator]
    return Sentence(zh=join.zh.join(each.zh for each in phrases), en=join.en.join(each.en for each in phrases))


def amount_words(metric: str, amount: int, digits: int) -> str:
    """An amount of a metric: money with its decimals, a count as it is."""
    return money(amount, digits) if is_money(metric) else f"{amount:,}"


def clause_words(clause: core.Clause, names: Mapping[str, Text], digits: int) -> Sentence:
    """One clause as a phrase."""
    name, window = metric_of(clause.metric, names).name, window_words(clause.window)
    amount = amount_words(clause.metric, clause.at_least, digits)
    if clause.in_each_month:
        window = Sentence(zh=f"{window.zh}内每月", en=f"each month of the {window.en}")
    return Sentence(zh=f"{name.zh}（{window.zh}）≥ {amount}", en=f"{name.en} ({window.en}) ≥ {amount}")
