"""`when` in the document: every fault has its path and line, and a rule's sentence says the condition in both languages."""

from __future__ import annotations

import pytest

from regulars.features.programs.checking import check_draft
from regulars.features.programs.compiling import compile_program
from regulars.features.programs.contracts import DraftFault, PublishedProgram
from regulars.features.programs.document import parse_document
from regulars.features.programs.telling import told_rules
from regulars.kit.instants import EPOCH
from tests.support.examples import MALL

TEXT = MALL.read_text(encoding="utf-8")
MARK = "    limit: {per: day, points: 5}\n"
WHEN = """    when:
      combinator: and
      rules:
        - %s
"""


def draft(clause: str, rule: str = MARK) -> str:
    """The mall's program with a condition of one clause on a rule (by its last line; the check-in by default)."""
    assert TEXT.count(rule) >= 1
    return TEXT.replace(rule, rule + WHEN % clause, 1)


def faults_of(text: str) -> list[DraftFault]:
    """What is wrong with a draft."""
    return check_draft(text, (), EPOCH).faults


def said(clause: str, rule: str = "check_in", below: str = MARK) -> tuple[str, str]:
    """The condition's part of a rule's sentence."""
    text = draft(clause, below)
    document, source = parse_document(text)
    published = PublishedProgram(1, EPOCH, EPOCH, "", "", text, document, compile_program(document, source, 1))
    sentence = next(told.text for told in told_rules(published) if told.key == rule)
    return sentence.zh.rpartition("条件：")[2], sentence.en.rpartition("Only when ")[2]


FAULTS = {
    "a field that does not exist": ("{field: shoe_size, operator: null}", "rules.0.field", "there is no field shoe_size"),
    "an order where there is none": ('{field: order.amount, operator: ">", value: 1}', "rules.0.field", "while an order"),
    "an operator of another kind": ("{field: points.points, operator: contains, value: 1}", "rules.0.operator", "be asked"),
    "no operator": ("{field: points.points, value: 1}", "rules.0.operator", "be asked"),
    "a tier that does not exist": ('{field: tier.mall, operator: "=", value: platinum}', "rules.0.value", "'platinum'"),
    "half a point": ('{field: points.points, operator: "=", value: 1.5}', "rules.0.value", "'1.5' does not fit"),
    "a third of a cent": ("{did: spend, at_least: 0.333, window: year}", "rules.0.at_least", "'0.333' does not fit"),
    "a day that does not exist": ('{field: joined_on, operator: ">", value: 2026-02-30}', "rules.0.value", "'2026-02-30'"),
    "one value of two": ("{field: growth.growth, operator: between, value: [1]}", "rules.0.value", "two values"),
    "two values the wrong way": ("{field: growth.growth, operator: between, value: [2, 1]}", "rules.0.value", "below the first"),
    "no list": ("{field: tier.mall, operator: in, value: gold}", "rules.0.value", "a list is expected"),
    "a truth that is none": ('{field: is_birthday, operator: "=", value: 1}', "rules.0.value", "'1' does not fit"),
    "a key that means nothing": ("{field: is_birthday, operator: null, valu: 1}", "rules.0.valu", "no such key"),
    "a field as value": ("{field: points.points, operator: null, valueSource: field}", "rules.0.valueSource", "with a value"),
    "a metric that does not exist": ("{did: yoga, at_least: 1, window: year}", "rules.0.did", "no metric yoga"),
    "no window": ("{did: orders, at_least: 1}", "rules.0.window", "no such window"),
    "how much is not said": ("{did: orders, window: year}", "rules.0", "how much"),
    "bounds the wrong way": ("{did: orders, at_least: 3, at_most: 2, window: year}", "rules.0.at_most", "below `at_least`"),
    "days of a sum": ("{did: spend, at_least: 500, within_days: 30}", "rules.0.within_days", "no days are kept"),
    "days and a count": ("{did: orders, at_least: 3, within_days: 30}", "rules.0", "at all"),
    "a group without rules": ("{combinator: and, rules: []}", "rules.0.rules", "no rule"),
    "a group without combinator": ('{rules: [{field: is_birthday, operator: "null"}]}', "rules.0.combinator", "joined"),
    "no rule at all": ("birthday", "rules.0", "a rule or a group"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault__has_its_path_and_its_line(name: str):
    clause, path, says = FAULTS[name]
    text = draft(clause)
    faults = faults_of(text)
    line = text[: text.index(clause)].count("\n") + 1
    assert [(fault.path, fault.line) for fault in faults] == [(f"rules.2.when.{path}", line)]
    assert says in faults[0].message


def test_fault__too_deep_and_too_many():
    deep = '{field: is_birthday, operator: "null"}'
    for _ in range(8):
        deep = f"{{combinator: and, rules: [{deep}]}}"
    assert "nested too deeply" in faults_of(draft(deep))[0].message
    many = ", ".join(['{field: is_birthday, operator: "null"}'] * 101)
    assert [fault.message for fault in faults_of(draft(f"{{combinator: or, rules: [{many}]}}"))] == [
        "the condition has too many clauses"
    ]


SENTENCES = {
    '{field: tier.mall, operator: ">=", value: gold}': ("会员等级不低于金卡。", "the tier is at least Gold."),
    '{field: tier.mall, operator: "!=", value: gold}': ("会员等级不为金卡。", "the tier is not Gold."),
    "{field: tier.mall, operator: notIn, value: [gold, diamond]}": (
        "会员等级不是金卡、钻石。", "the tier is not one of Gold, Diamond."),
    '{field: is_birthday, operator: "=", value: true}': ("当天是生日。", "today is the birthday."),
    '{field: is_birthday, operator: "!=", value: true}': ("当天不是生日。", "today is not the birthday."),
    "{did: spend, at_least: 1234.50, window: rolling_3_months}": (
        "近 3 个月消费不少于 1,234.50 元。", "spend in the last 3 months is at least 1,234.50 CNY."),
    "{did: orders, at_least: 1, at_most: 2, window: half}": (
        "当半年订单在 1 至 2 之间。", "orders this half-year is between 1 and 2."),
    "{did: orders, within_days: 30}": ("距上次下单天数不超过 30。", "days since the last order is at most 30."),
    "{field: last_order_on, operator: notNull}": ("上次下单日期已知。", "the day of the last order is known."),
    "{combinator: or, not: true, rules: [{field: points.points, operator: '<', value: 10},"
    " {field: hour, operator: '=', value: 9}]}": (
        "并非（可用积分少于 10，或小时（0 至 23）为 9）。", "not (points available is below 10 or the hour is 9)."),
}  # fmt: skip


@pytest.mark.parametrize("clause", SENTENCES)
def test_sentence__in_both_languages(clause: str):
    assert said(clause) == SENTENCES[clause]


def test_sentence__of_an_order_names_its_kinds():
    clause = "{field: order.kinds, operator: in, value: [goods, fee]}"
    assert said(clause, "full_hundred", "    every: 100.00\n") == (
        "订单商品类型含商品、手续费。", "the kinds of lines in the order include Goods, Fees.",
    )  # fmt: skip
