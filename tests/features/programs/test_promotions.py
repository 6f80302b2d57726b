"""Promotions in the document: what cannot be, how they read, and which rules they raise."""

from __future__ import annotations

import pytest

from regulars.features.programs.compiling import compile_program
from regulars.features.programs.document import parse_document
from regulars.features.programs.facade import check_draft, told_cards, told_promotions, told_rules, told_stacking
from regulars.kit.instants import datetime_of
from regulars.kit.problems import Problem
from tests.core.table import program_text

MEMBER_DAY = "{key: member_day, name: {zh: 会员日, en: Member day}, rate: 2"
FAULTS = {
    "gives less": (f"[{MEMBER_DAY}0%}}]", "promotions.0.rate", "above 1"),
    "gives the same": (f"[{MEMBER_DAY[:-1]}1}}]", "promotions.0.rate", "above 1"),
    "ends before it starts": (f"[{MEMBER_DAY}, when: {{from: 2025-02-02, to: 2025-02-01}}}}]", "promotions.0.when", "`to` lies"),
    "a day that no month has": (f"[{MEMBER_DAY}, when: {{month_days: [32]}}}}]", "promotions.0.when.month_days.0", "at most 31"),
    "no weekday": (f"[{MEMBER_DAY}, when: {{weekdays: [holiday]}}}}]", "promotions.0.when.weekdays.0", "'monday'"),
    "no date": (f"[{MEMBER_DAY}, when: {{from: soon}}}}]", "promotions.0.when.from", "date"),
    "no such rule": (f"[{MEMBER_DAY}, rules: [bass]}}]", "promotions.0.rules.0", "one of base"),
    "a rule that is never multiplied": (f"[{MEMBER_DAY}, rules: [step]}}]", "promotions.0.rules.0", "one of base"),
    "no such wallet": (f"[{MEMBER_DAY}, wallets: [stars]}}]", "promotions.0.wallets.0", "one of points"),
    "no such tier": (f"[{MEMBER_DAY}, tiers: [platinum]}}]", "promotions.0.tiers.0", "one of regular, silver, gold, diamond"),
    "no such card": (f"[{MEMBER_DAY}, card: gold}}]", "promotions.0.card", "there is no card gold"),
    "no such kind of line": (f"[{MEMBER_DAY}, lines: {{kinds: [gods]}}}}]", "promotions.0.lines.kinds.0", "one of goods"),
    "rules and wallets": (f"[{MEMBER_DAY}, rules: [base], wallets: [points]}}]", "promotions.0", "either"),
    "a key used twice": (f"[{MEMBER_DAY}}}, {MEMBER_DAY}}}]", "promotions.1.key", "a key of its own"),
    "a key that a rule has": (f"[{MEMBER_DAY.replace('member_day', 'base')}}}]", "promotions.0.key", "a key of its own"),
}  # fmt: skip


def with_promotions(promotions: str, more: str = "") -> str:
    """The base program with a bonus per step and with promotions."""
    step = "rules: [{key: step, kind: per_step, wallet: points, points: 5, every: 50.00}]"
    kinds = "kinds: {goods: {zh: 商品, en: Goods}, voucher: {zh: 券, en: Voucher}}"
    return program_text(kinds, step, f"promotions: {promotions}", more)


@pytest.mark.parametrize(("promotions", "path", "says"), FAULTS.values(), ids=FAULTS)
def test_fault__names_the_field_and_what_was_expected(promotions: str, path: str, says: str):
    with pytest.raises(Problem) as raised:
        compile_program(*parse_document(with_promotions(promotions)), 1)
    fault = raised.value.errors[0]
    assert fault.path == path
    assert says in f"{fault.message} {fault.expected}"


SENTENCES = {
    "when: {month_days: [8, 18]}": ("每月 8、18 日，积分 2 倍。", "On day 8, 18 of each month; points ×2."),
    "when: {birthday: day}, lines: {categories: [图书]}": (
        "生日当天，积分 2 倍，品类“图书”。", "On the birthday; points ×2; in 图书."),
    "when: {from: 2025-06-09, to: 2025-06-15}, tiers: [gold, diamond]": (
        "2025-06-09 至 2025-06-15，积分 2 倍，限金、钻。", "From 2025-06-09 to 2025-06-15; points ×2; for Gold, Diamond."),
    "when: {from: 2025-06-09, weekdays: [saturday, sunday]}": (
        "2025-06-09 起，每周六、周日，积分 2 倍。", "From 2025-06-09, on Saturdays, Sundays; points ×2."),
    "when: {to: 2025-06-09}, rules: [base]": ("2025-06-09 止，积分 2 倍。", "To 2025-06-09; points ×2."),
    "card: double": ("积分 2 倍，限持有“双倍卡”。", "Points ×2; for holders of Double card."),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "zh", "en"), [(fields, *said) for fields, said in SENTENCES.items()])
def test_promotion__reads_as_a_sentence(fields: str, zh: str, en: str):
    cards = "cards: [{key: double, name: {zh: 双倍卡, en: Double card}, days: 30, uses: 3}]"
    text = with_promotions(f"[{MEMBER_DAY}, {fields}}}]", cards)
    draft = check_draft(text, [], datetime_of(0)).draft
    assert draft is not None
    (told,) = told_promotions(draft)
    assert (told.name.zh, told.text.zh, told.text.en) == ("会员日", zh, en)
    assert told_stacking(draft) is None
    assert [(card.text.zh, card.text.en) for card in told_cards(draft)] == [
        ("30 天有效，可用 3 次。", "Lasts 30 days; for 3 orders.")
    ]


@pytest.mark.parametrize("stacking", ["best", "multiply", "add"])
def test_stacking__is_told_where_there_is_something_to_stack(stacking: str):
    text = with_promotions(f"[{MEMBER_DAY}}}, {MEMBER_DAY.replace('member_day', 'other')}}}]", f"stacking: {stacking}")
    draft = check_draft(text, [], datetime_of(0)).draft
    assert draft is not None
    assert told_stacking(draft)


def test_promotion__raises_the_rules_of_points_wallets_by_itself():
    growth = (
        "wallets: [{key: growth, kind: growth, name: {zh: 成长值, en: Growth}, dimensions: {spend: {zh: 消费, en: Spend}}}]\n"
        "rules: [{key: growing, kind: per_amount, wallet: growth, points: 1, per: 1.00}]"
    )
    other = MEMBER_DAY.replace("member_day", "other")
    program = compile_program(*parse_document(with_promotions(f"[{MEMBER_DAY}}}, {other}, wallets: [growth]}}]", growth)), 1)
    assert [promotion.rules for promotion in program.promotions] == [{"base"}, {"growing"}]


MULTIPLIERS = {
    "{lines: {categories: [母婴]}, rate: 1.5, repurchase: true}": ("品类“母婴”复购 1.5 倍", "bought again in 母婴 ×1.5"),
    "{lines: {}, rate: 1.2, across: 3}": ("跨 3 个品类 1.2 倍", "across 3 categories ×1.2"),
}


@pytest.mark.parametrize(("multiplier", "zh", "en"), [(text, *said) for text, said in MULTIPLIERS.items()])
def test_multiplier__says_when_it_counts(multiplier: str, zh: str, en: str):
    text = program_text(f"rules: [{{key: base, multipliers: [{multiplier}]}}]")
    draft = check_draft(text, [], datetime_of(0)).draft
    assert draft is not None
    (rule,) = told_rules(draft)
    assert zh in rule.text.zh
    assert en in rule.text.en


def test_repurchase__names_the_categories_that_are_remembered():
    with pytest.raises(Problem, match="fault") as raised:
        parse_document(program_text("rules: [{key: base, multipliers: [{lines: {}, rate: 1.5, repurchase: true}]}]"))
    assert raised.value.errors[0].path == "rules.0.multipliers.0"
