"""Saying: a condition as a sentence in Chinese and English, in the program's own words for tiers, wallets and metrics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from regulars.core.conditions.comparing import Between, Compare, HoldsAny, IsMissing, OneOf, Test, TextPart
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.field import Field
from regulars.core.conditions.groups import Clause, Group
from regulars.core.conditions.member_fields import Measured
from regulars.core.conditions.said import WINDOWS, Said, Words, amount
from regulars.kit.calendars import date_of

_SIGNS: Final = {
    "=": Said("为", "is"), "!=": Said("不为", "is not"), "<": Said("少于", "is below"), "<=": Said("不超过", "is at most"),
    ">": Said("超过", "is above"), ">=": Said("不少于", "is at least"),
}  # fmt: skip
_DAY_SIGNS: Final = {
    "=": Said("为", "is"), "!=": Said("不为", "is not"), "<": Said("早于", "is before"), "<=": Said("不晚于", "is at the latest"),
    ">": Said("晚于", "is after"), ">=": Said("不早于", "is at the earliest"),
}  # fmt: skip
_TIER_SIGNS: Final = {
    "<": Said("低于", "is below"), "<=": Said("不高于", "is at most"), ">": Said("高于", "is above"),
    ">=": Said("不低于", "is at least"),
}  # fmt: skip
_PARTS: Final = {
    ("contains", True): Said("包含", "contains"), ("contains", False): Said("不包含", "does not contain"),
    ("begins", True): Said("开头为", "begins with"), ("begins", False): Said("开头不为", "does not begin with"),
    ("ends", True): Said("结尾为", "ends with"), ("ends", False): Said("结尾不为", "does not end with"),
}  # fmt: skip


def say(condition: Condition, words: Words) -> Said:
    """A condition as one sentence without its full stop."""
    if isinstance(condition, Clause):
        return say_clause(condition, words)
    assert isinstance(condition, Group), "a condition is a clause or a group"
    parts = [_inner(part, words) for part in condition.parts]
    zh = ("，且" if condition.is_all else "，或").join([part.zh for part in parts])
    en = (" and " if condition.is_all else " or ").join([part.en for part in parts])
    return Said(f"并非（{zh}）", f"not ({en})") if condition.is_not else Said(zh, en)


def _inner(part: Condition, words: Words) -> Said:
    said = say(part, words)
    if isinstance(part, Group) and len(part.parts) > 1 and not part.is_not:
        return Said(f"（{said.zh}）", f"({said.en})")
    return said


def say_clause(clause: Clause, words: Words) -> Said:
    """One clause: what is looked at and what is asked of it."""
    field, test = clause.field, clause.test
    if field.kind == "flag" and isinstance(test, Compare):
        return words.flag(field.name, bool(test.operand))
    name = say_field(field, words)
    if isinstance(test, IsMissing):
        return Said(f"{name.zh}{'未知' if test.is_missing else '已知'}", f"{name.en} is {'not ' if test.is_missing else ''}known")
    asked = _asked(field, test, words)
    return Said(f"{name.zh}{asked.zh}", f"{name.en} {asked.en}")


def say_field(field: Field, words: Words) -> Said:
    """What a field is called; a metric with its window."""
    if isinstance(field, Measured):
        name, window = words.metric(field.metric), WINDOWS.get(field.window.kind)
        if window is None:
            window = Said(f"近 {field.window.months} 个月", f"in the last {field.window.months} months")
        return Said(f"{window.zh}{name.zh}", f"{name.en} {window.en}")
    return words.field(field.name)


def _asked(field: Field, test: Test, words: Words) -> Said:
    if isinstance(test, Compare):
        sign = (_DAY_SIGNS if field.kind == "day" else _SIGNS)[test.sign]
        value = say_value(field, test.operand, words)
        return Said(f"{sign.zh}{value.zh}", f"{sign.en} {value.en}")
    if isinstance(test, Between):
        low, high = say_value(field, test.low, words), say_value(field, test.high, words)
        no, not_ = ("", "") if test.is_inside else ("不", "not ")
        return Said(f"{no}在 {low.zh.strip()} 至 {high.zh.strip()} 之间", f"is {not_}between {low.en} and {high.en}")
    if isinstance(test, OneOf):
        return _one_of(field, test, words)
    if isinstance(test, TextPart):
        part = _PARTS[(test.part, test.is_so)]
        return Said(f"{part.zh}“{test.text}”", f"{part.en} “{test.text}”")
    assert isinstance(test, HoldsAny), "every test is said"
    held = _listed(field, test.words, words)
    if test.is_so:
        return Said(f"含{held.zh}", f"include {held.en}")
    return Said(f"不含{held.zh}", f"do not include {held.en}")


def _one_of(field: Field, test: OneOf, words: Words) -> Said:
    if test.sign:
        sign, _, tier = test.sign.partition(" ")
        name = words.value(field.name, tier)
        return Said(f"{_TIER_SIGNS[sign].zh}{name.zh}", f"{_TIER_SIGNS[sign].en} {name.en}")
    held = _listed(field, test.values, words)
    if len(test.values) == 1:
        return Said(f"{'为' if test.is_in else '不为'}{held.zh}", f"is {'' if test.is_in else 'not '}{held.en}")
    return Said(f"{'是' if test.is_in else '不是'}{held.zh}", f"is {'' if test.is_in else 'not '}one of {held.en}")


def _listed(field: Field, values: Sequence[Any], words: Words) -> Said:
    said = [say_value(field, value, words) for value in values]
    return Said("、".join([each.zh for each in said]), ", ".join([each.en for each in said]))


def say_value(field: Field, value: Any, words: Words) -> Said:
    """One value of a field."""
    if field.kind == "money":
        shown = amount(value, words.digits)
        return Said(f" {shown} {words.currency.zh}", f"{shown} {words.currency.en}")
    if field.kind == "day":
        return Said(f" {date_of(value).isoformat()} ", date_of(value).isoformat())
    if field.kind == "number":
        return Said(f" {value:,}", f"{value:,}")
    return words.value(field.name, str(value))
