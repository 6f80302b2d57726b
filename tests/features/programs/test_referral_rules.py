"""Referrals in the document: how the rules read, and what cannot be."""

from __future__ import annotations

import pytest

from regulars.features.programs.facade import check_draft, told_rules
from regulars.kit.instants import datetime_of
from tests.core.table import program_text

RULES = """rules:
  - {key: brought, kind: referral, to: referrer, wallet: points, points: 200, limit: {per: month, times: 10}}
  - {key: welcome, kind: referral, to: referred, wallet: points, points: 80}
"""


@pytest.mark.parametrize(
    ("section", "zh", "en"),
    [
        (
            "referrals: {order_from: 50.00}",
            [
                "介绍的会员首笔实付满 50 元的订单后得 200 积分，每月最多 10 次。",
                "由会员介绍入会，首笔实付满 50 元的订单后得 80 积分。",
            ],
            [
                "Points: 200 for the first order of 50 CNY or more of a member whom they brought; at most 10 times a month.",
                "Points: 80 for their first order of 50 CNY or more, for members who were brought.",
            ],
        ),
        (
            "late_days: 30",
            ["介绍的会员首次消费后得 200 积分，每月最多 10 次。", "由会员介绍入会，首次消费后得 80 积分。"],
            [
                "Points: 200 for the first purchase of a member whom they brought; at most 10 times a month.",
                "Points: 80 for their first purchase, for members who were brought.",
            ],
        ),
    ],
)  # fmt: skip
def test_rules__say_which_order_makes_a_referral_count(section: str, zh: list[str], en: list[str]):
    draft = check_draft(program_text(RULES, section), [], datetime_of(0)).draft
    assert draft is not None
    told = [rule.text for rule in told_rules(draft) if rule.key != "base"]
    assert ([text.zh for text in told], [text.en for text in told]) == (zh, en)


@pytest.mark.parametrize(
    ("fragment", "path", "says"),
    [
        ("referrals: {order_from: 0}", "referrals.order_from", "above 0"),
        ("rules: [{key: brought, to: both}]", "rules.1.to", "'referrer' or 'referred'"),
        ("rules: [{key: brought, wallet: stars}]", "rules.1.wallet", "one of points"),
    ],
)
def test_fault__names_the_field_and_what_was_expected(fragment: str, path: str, says: str):
    (fault, *_) = check_draft(program_text(RULES, fragment), [], datetime_of(0)).faults
    assert fault.path == path
    assert says in f"{fault.message} {fault.expected}"
