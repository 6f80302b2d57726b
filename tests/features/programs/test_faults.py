"""Every fault of a program is told with its path, its line and what was expected; a faulty program never compiles."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from regulars.features.programs.compiling import compile_program
from regulars.features.programs.document import DOCUMENT_BYTES_MAX, parse_document
from regulars.kit.problems import FieldError, Problem
from tests.support.examples import MALL

EXAMPLES = Path(__file__).parents[3] / "examples"
TEXT = MALL.read_text(encoding="utf-8")
SILVER = "reach: {all: [{metric: spend, at_least: 5000, window: year}]}"
LOYALTY = "      loyalty: {zh: 忠诚, en: Loyalty}\n"
FIRST = '{key: regular, name: {zh: 普通会员, en: Regular}, color: "#8c8c8c"'


class Fault(NamedTuple):
    """`old` in the mall's text is replaced by `new`; the fault is found at `path`, in the line of `mark` (`new`, if empty)."""

    old: str
    new: str
    path: str
    says: str
    mark: str = ""


def lifts(window: str, more: str = "per: year") -> str:
    """A ladder's lines with one lift."""
    return (
        "    on_miss: one_down\n    lifts:\n      - key: active\n        name: {zh: 活跃, en: Active}\n"
        f"        when: {{all: [{{metric: interactions, at_least: 5, {window}}}]}}\n        {more}\n"
    )


END = "points_as_cash: {wallet: points, max_share: 30%}\n"


def task(more: str, metric: str = "spend") -> str:
    """A section with one task."""
    return f"tasks:\n  - {{key: sprint, name: {{zh: 冲, en: Go}}, {more}, metric: {metric}, at_least: 3, days: 30}}\n"


def honour(more: str) -> str:
    """A section with one limited-time honour."""
    return f"honours:\n  - {{key: king, kind: limited, name: {{zh: 王, en: King}}, {more[1:-1]}}}\n"


def card(ladder: str) -> str:
    """A section with one protection card."""
    return f"cards:\n  - {{key: guard, name: {{zh: 保, en: Guard}}, protects: {ladder}}}\n"


FAULTS = {
    # Parts that are not what they should be.
    "unknown key": Fault("late_days: 30", "late_dayz: 30", "late_dayz", "no such key"),
    "wrong type": Fault("late_days: 30", "late_days: soon", "late_days", "a whole number"),
    "a date where a number belongs": Fault("late_days: 30", "late_days: 2025-13-45", "late_days", "a whole number"),
    "below zero": Fault("late_days: 30", "late_days: -1", "late_days", "a number of at least 0"),
    "negative points": Fault("points: 1\n    per", "points: -1\n    per", "rules.0.points", "a number above 0"),
    "half a point": Fault("points: 1\n    per", "points: 1.5\n    per", "rules.0.points", "a whole number"),
    "missing name": Fault("{zh: 积分, en: Points}", "{zh: 积分}", "wallets.0.name.en", "a value"),
    "bad zone": Fault("Asia/Shanghai", "Asia/Shanghi", "time_zone", "IANA time zone database"),
    "a path as zone": Fault("Asia/Shanghai", "../../etc/passwd", "time_zone", "IANA time zone database"),
    "bad key": Fault("program: mall", "program: The Mall", "program", "text of the form"),
    "bad color": Fault('"#7a8fa6"', "silver", "ladders.0.tiers.1.color", "text of the form", "color: silver"),
    "unknown rule kind": Fault("kind: per_step", "kind: per_stp", "rules.1", "'per_step'", "- key: full_hundred"),
    "no rule kind": Fault("    kind: per_step\n", "", "rules.1", "a value for 'kind'", "- key: full_hundred"),
    "unknown metric": Fault("metric: orders", "metric: visits", "rules.5.metric", "interactions"),
    "unknown event": Fault("event: member.checked_in", "event: member.waved", "rules.2.event", "'member.registered'"),
    "unknown window": Fault("at_least: 5000, window: year", "at_least: 5000, window: decade",
                            "ladders.0.tiers.1.reach.all.0.window", "rolling_N_months", "window: decade"),
    "too many digits of a currency": Fault("digits: 2", "digits: 9", "currency.digits", "a number of at most 4"),
    "neither all nor any": Fault(SILVER, "reach: {all: []}", "ladders.0.tiers.1.reach.all", "at least 1"),
    # Amounts and rates.
    "two decimals too many": Fault("per: 1.00", "per: 1.0025", "rules.0.per", "at most 2 decimals"),
    "a decimal too many in a threshold": Fault("at_least: 5000,", "at_least: 5000.125,",
                                               "ladders.0.tiers.1.reach.all.0.at_least", "at most 2 decimals"),
    "a decimal too many in a price": Fault("unit_price_from: 1000.00", "unit_price_from: 1000.001",
                                           "rules.3.multipliers.0.lines.unit_price_from", "at most 2 decimals"),
    "worth nothing": Fault("money: 1.00", "money: 0", "wallets.0.worth.money", "above 0"),
    "per nothing": Fault("per: 1.00", "per: 0.00", "rules.0.per", "above 0"),
    "every nothing": Fault("every: 3", "every: 0", "rules.5.every", "above 0"),
    "half an order": Fault("every: 3", "every: 3.5", "rules.5.every", "a whole number"),
    "words for an amount": Fault("per: 1.00", "per: a lot", "rules.0.per", "a decimal number"),
    "words for a rate": Fault("silver: 1.2", "silver: fast", "rules.0.tier_rates.silver", "30% or 1/3"),
    "a rate over nothing": Fault("silver: 1.2", "silver: 1/0", "rules.0.tier_rates.silver", "30% or 1/3"),
    "a rate beyond measure": Fault("silver: 1.2", "silver: 1e999999999", "rules.0.tier_rates.silver", "30% or 1/3"),
    "a rate below zero": Fault("silver: 1.2", "silver: -1", "rules.0.tier_rates.silver", "30% or 1/3"),
    "more than the whole": Fault("max_share: 30%", "max_share: 130%", "points_as_cash.max_share", "at most 100%"),
    # Names that lead nowhere, and keys used twice.
    "dangling wallet": Fault("wallet: points\n    points: 10", "wallet: stars\n    points: 10", "rules.1.wallet",
                             "one of points, growth", "wallet: stars"),
    "dangling tier": Fault("silver: 1.2", "silber: 1.2", "rules.0.tier_rates.silber", "one of regular, silver, gold, diamond"),
    "dangling dimension": Fault("dimension: loyalty", "dimension: love", "rules.5.dimension", "one of spend, behaviour, loyalty"),
    "dangling kind of line": Fault("lines: {kinds: [goods]}\n    tier", "lines: {kinds: [gods]}\n    tier",
                                   "rules.0.lines.kinds.0", "one of goods, postage", "lines: {kinds: [gods]}"),
    "growth as cash": Fault("{wallet: points, max", "{wallet: growth, max", "points_as_cash.wallet", "one of points"),
    "no such tier to fall to": Fault("on_miss: one_down", "on_miss: bronze", "ladders.0.on_miss", "one_down, reseat, regular"),
    "rule twice": Fault("key: full_hundred", "key: base", "rules.1.key", "a key of its own", "- key: base\n    kind: per_step"),
    "tier twice": Fault("- key: gold", "- key: silver", "ladders.0.tiers.2.key", "a key of its own",
                        "- key: silver\n        name: {zh: 金卡"),
    # Numbers at odds with each other.
    "a first tier that must be reached": Fault(FIRST, f"{FIRST}, {SILVER}", "ladders.0.tiers.0", "without reach and keep"),
    "a tier that nobody reaches": Fault(f"        {SILVER}\n", "", "ladders.0.tiers.1", "`reach`", "- key: silver"),
    "months without a count": Fault("kind: months, count: 12", "kind: months", "wallets.0.expiry.count", "a number above 0"),
    "for ever with a count": Fault("kind: months, count: 12", "kind: never, count: 12", "wallets.0.expiry.count", "else none"),
    "a grace of no days": Fault("{kind: forfeit}", "{kind: grace}", "wallets.0.restore.days", "a number above 0"),
    "a review after no months": Fault("review: year", "review: months_from_attainment", "ladders.0.review_months",
                                      "a number above 0", "- key: mall"),
    # Ladders: groups, months running, lifts, granted tiers.
    "each month of a life": Fault(SILVER, SILVER.replace("year}", "lifetime, in_each_month: true}"),
                                  "ladders.0.tiers.1.reach.all.0", "a window of months"),
    "nothing in each month": Fault(SILVER, SILVER.replace("5000, window: year}", "0, window: year, in_each_month: true}"),
                                   "ladders.0.tiers.1.reach.all.0", "an amount above 0"),
    "a card that nobody can read": Fault(FIRST, FIRST + ", face: {to: '#000000'}", "ladders.0.tiers.0",
                                         "both colours of the card"),
    "a pattern that nobody has": Fault(FIRST, FIRST + ", face: {pattern: stripes}", "ladders.0.tiers.0.face.pattern", "'ring'"),
    "a condition of a way with an unknown field": Fault(
        SILVER, SILVER.replace("}]}", "}], when: {combinator: and, rules: [{field: mood, operator: '=', value: 1}]}}"),
        "ladders.0.tiers.1.reach.when.rules.0.field", "tier.mall"),
    "an order in the condition of a way": Fault(
        SILVER, "reach: {any: [{all: [{metric: orders, at_least: 1, window: year}],"
        " when: {combinator: and, rules: [{field: order.amount, operator: '>', value: 1}]}}]}",
        "ladders.0.tiers.1.reach.any.0.when.rules.0.field", "tier.mall"),
    "a group of one": Fault(SILVER, "reach: {any: [{all: [{metric: orders, at_least: 1, window: year}]}]}",
                            "ladders.0.tiers.1.reach.any.0", "at least 2"),
    "a group that turns nothing": Fault(
        SILVER, "reach: {any: [{any: [{metric: orders, at_least: 1, window: year}, {metric: paid, at_least: 1, window: year}]}]}",
        "ladders.0.tiers.1.reach", "a group within `any` says `all`"),
    "an unknown metric in a group": Fault(
        SILVER, "reach: {any: [{all: [{metric: orders, at_least: 1, window: year}, {metric: hugs, at_least: 1, window: year}]}]}",
        "ladders.0.tiers.1.reach.any.0.all.1.metric", "interactions"),
    "growth of no wallet": Fault(SILVER, SILVER.replace("spend", "growth.love"), "ladders.0.tiers.1.reach.all.0.metric",
                                 "one of growth"),
    "an activity of no program": Fault(SILVER, SILVER.replace("spend", "activity.dance"), "ladders.0.tiers.1.reach.all.0.metric",
                                       "there is no activity dance"),
    "a milestone on growth": Fault("metric: orders", "metric: growth.growth", "rules.5.metric", "a metric is one of"),
    "a lift that looks beyond its period": Fault("    on_miss: one_down\n", lifts("window: lifetime"),
                                                 "ladders.0.lifts.0.when", "`window: year`", "when:"),
    "a lift to nowhere": Fault("    on_miss: one_down\n", lifts("window: year", "up_to: regular"),
                               "ladders.0.lifts.0.up_to", "one of silver, gold, diamond", "up_to:"),
    "granted tiers never reviewed": Fault("review: year", "review: never\n    granted_months: 3",
                                          "ladders.0.granted_months", "`review`", "granted_months"),
    "a notice of no review": Fault("review: year", "review: never\n    notice_days: 30", "ladders.0.notice_days", "`review`",
                                   "notice_days"),
    # Growth that fades.
    "a decay of nothing": Fault(LOYALTY, f"{LOYALTY}    decay: {{}}\n", "wallets.1.decay", "`window_months`", "decay:"),
    "a fade of no window": Fault(LOYALTY, f"{LOYALTY}    decay: {{fade: 20%, tier_rates: {{silver: 5%}}}}\n",
                                 "wallets.1.decay.fade", "`window_months` beside it", "decay:"),
    "a fade of more than all": Fault(LOYALTY, f"{LOYALTY}    decay: {{window_months: 12, fade: 120%}}\n",
                                     "wallets.1.decay.fade", "at most 100%", "decay:"),
    "a decay by no tier": Fault(LOYALTY, f"{LOYALTY}    decay: {{tier_rates: {{lead: 5%}}}}\n",
                                "wallets.1.decay.tier_rates.lead", "one of regular, silver", "decay:"),
    # Tasks, honours, protection cards.
    "a task for no tier": Fault(END, END + task("tier: lead"), "tasks.0.tier", "one of silver, gold, diamond", "tier: lead"),
    "a task for the first tier": Fault(END, END + task("tier: regular"), "tasks.0.tier", "no tier above the first", "tier:"),
    "a task on no ladder": Fault(END, END + task("tier: gold, ladder: roof"), "tasks.0.ladder", "one of mall", "ladder: roof"),
    "a task of an unknown activity": Fault(END, END + task("tier: gold", "activity.dance"), "tasks.0.metric", "no activity dance",
                                           "metric: activity"),
    "an honour that ends first": Fault(END, END + honour("{from: 2026-11-11, to: 2026-11-01}"), "honours.0",
                                       "`to` lies before `from`", "- {key: king"),
    "an honour into growth": Fault(
        END, END + honour("{from: 2026-11-01, to: 2026-11-11, award: {wallet: growth, points: 9}}"), "honours.0.award.wallet",
        "one of points", "wallet: growth, points: 9"),
    "a card that protects nothing": Fault(END, END + card("roof"), "cards.0.protects", "one of mall", "protects:"),
    # YAML.
    "YAML syntax": Fault("late_days: 30", "late_days: [30", "$", "a YAML document", "\nwallets:"),
    "a key given twice": Fault("late_days: 30", "late_days: 30\nlate_days: 31", "late_days", "one value", "late_days: 31"),
    "a key that is a number": Fault("late_days: 30", "late_days: 30\n7: 31", "$", "a name", "7: 31"),
    "a merge key": Fault("late_days: 30", "late_days: 30\n<<: {a: 1}", "$", "a name", "<<:"),
    "an anchor": Fault("late_days: 30", "late_days: &days 30", "$", "the value itself"),
    "an alias": Fault("late_days: 30", "late_days: *days", "$", "the value itself"),
    "a tag that runs code": Fault("late_days: 30", 'late_days: !!python/object/apply:os.system ["ls"]', "$", "a YAML document"),
    "nested beyond measure": Fault("late_days: 30", f"late_days: {'[' * 5000}", "$", "at most 40 levels"),
}  # fmt: skip


def faults_of(text: str) -> tuple[FieldError, ...]:
    """What is wrong with a program's text."""
    with pytest.raises(Problem) as raised:
        compile_program(*parse_document(text, "mall.yaml"), 1)
    assert raised.value.code == "program_invalid"
    return raised.value.errors


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault__is_told_with_path_line_and_what_was_expected(fault: Fault):
    assert fault.old in TEXT
    text = TEXT.replace(fault.old, fault.new, 1)
    mark = fault.mark or fault.new
    line = text[: text.index(mark) + len(mark) - len(mark.lstrip())].count("\n") + 1
    found = faults_of(text)[0]
    assert found.path == fault.path
    assert found.message.startswith(f"mall.yaml, line {line}: ")
    assert fault.says in f"{found.message} {found.expected}"


def test_faults__are_told_all_at_once():
    text = TEXT.replace("late_days: 30", "late_days: soon").replace("points: 1\n    per", "points: 0\n    per", 1)
    assert [fault.path for fault in faults_of(text)] == ["late_days", "rules.0.points"]


def test_dangling_names__are_told_all_at_once():
    text = TEXT.replace("silver: 1.2, gold: 1.5", "silber: 1.2, golden: 1.5").replace("dimension: loyalty", "dimension: love")
    paths = ["rules.0.tier_rates.silber", "rules.0.tier_rates.golden", "rules.5.dimension"]
    assert [fault.path for fault in faults_of(text)] == paths


@pytest.mark.parametrize("text", ["", "- a", "mall", "a: b: c", "\x00", "null"])
def test_no_program__is_a_fault_in_line_one(text: str):
    assert faults_of(text)[0].message.startswith("mall.yaml, line 1: ")


def test_a_text_that_is_too_large__is_not_even_read():
    with pytest.raises(Problem, match="larger than 512 KiB"):
        parse_document("#" * (DOCUMENT_BYTES_MAX + 1))


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_every_example_program__compiles(path: Path):
    text = path.read_text(encoding="utf-8")
    if "\nprogram: " in text:
        compile_program(*parse_document(text, path.name), 1)


def test_a_currency_without_decimals__takes_none():
    text = TEXT.replace("digits: 2", "digits: 0").replace("per: 1.00", "per: 1.50", 1)
    assert [fault.path for fault in faults_of(text)] == ["rules.0.per"]
