"""Limits and streaks in the document: what cannot be, and how they read."""

from __future__ import annotations

import pytest

from regulars.features.programs.document import parse_document
from regulars.features.programs.facade import check_draft, told_rules
from regulars.kit.instants import datetime_of
from regulars.kit.problems import Problem
from tests.core.table import program_text

ACTIVITIES = "activities: {visit: {name: {zh: 到店, en: Visit}}}"
STREAK = "key: streak, kind: streak, wallet: points, days: 7, points: 30"
FAULTS = {
    "a limit of nothing": ("{key: base, limit: {per: day}}", "rules.0.limit", "`points`, `times`"),
    "no such period": ("{key: base, limit: {per: year, points: 5}}", "rules.0.limit.per", "'month'"),
    "no times": ("{key: base, limit: {per: day, times: 0}}", "rules.0.limit.times", "at least 1"),
    "a milestone by day": (
        "{key: more, kind: milestone, wallet: points, metric: orders, every: 2, points: 5, limit: {per: day, points: 5}}",
        "rules.1", "per month or life"),
    "a streak of one day": (f"{{{STREAK.replace('7', '1')}, event: member.checked_in}}", "rules.1.days", "at least 2"),
    "a streak of no activity": (f"{{{STREAK}, event: activity.done}}", "rules.1", "`activity` goes with"),
    "a streak of an unknown activity": (f"{{{STREAK}, event: activity.done, activity: nap}}", "rules.1.activity", "one of visit"),
    "a streak of orders by week": (
        f"{{{STREAK}, event: order.paid, limit: {{per: week, times: 1}}}}", "rules.1", "per month or life"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "path", "says"), FAULTS.values(), ids=FAULTS)
def test_fault__names_the_field_and_what_was_expected(rule: str, path: str, says: str):
    faults = check_draft(program_text(ACTIVITIES, f"rules: [{rule}]"), [], datetime_of(0)).faults
    assert faults[0].path == path
    assert says in f"{faults[0].message} {faults[0].expected}"


SENTENCES = {
    "limit: {per: day, points: 50}": ("每天最多 50", "at most 50 a day"),
    "limit: {per: life, times: 1}": ("累计最多 1 次", "at most once in all"),
    "limit: {per: week, points: 50, times: 3}": ("每周最多 50、3 次", "at most 50 and 3 times a week"),
}


@pytest.mark.parametrize(("field", "zh", "en"), [(field, *said) for field, said in SENTENCES.items()])
def test_limit__reads_as_part_of_any_rule(field: str, zh: str, en: str):
    rules = [
        f"{{key: base, {field}}}",
        f"{{key: step, kind: per_step, wallet: points, points: 5, every: 50.00, {field}}}",
        f"{{{STREAK}, event: member.checked_in, {field}}}",
    ]
    draft = check_draft(program_text(f"rules: [{', '.join(rules)}]"), [], datetime_of(0)).draft
    assert draft is not None
    for rule in told_rules(draft):
        assert zh in rule.text.zh
        assert en in rule.text.en


STREAKS = {
    "event: member.checked_in": (
        "连续 7 天签到得 30 积分，之后每满 7 天再得。", "Points: 30 for every 7 days running of checking in."),
    "event: activity.done, activity: visit": (
        "连续 7 天到店得 30 积分，之后每满 7 天再得。", "Points: 30 for every 7 days running of visit."),
    "event: order.paid": ("连续 7 天消费得 30 积分，之后每满 7 天再得。", "Points: 30 for every 7 days running of buying."),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "zh", "en"), [(fields, *said) for fields, said in STREAKS.items()])
def test_streak__reads_as_a_sentence(fields: str, zh: str, en: str):
    draft = check_draft(program_text(ACTIVITIES, f"rules: [{{{STREAK}, {fields}}}]"), [], datetime_of(0)).draft
    assert draft is not None
    assert [(rule.text.zh, rule.text.en) for rule in told_rules(draft) if rule.key == "streak"] == [(zh, en)]


def test_program__is_read_without_limits():
    with pytest.raises(Problem):
        parse_document(program_text("rules: [{key: base, limit: 5}]"))
