"""The example program compiles to what its text says, and says it again in sentences."""

from __future__ import annotations

import pytest

from regulars.core.basket import LineFilter
from regulars.core.ladders import Window
from regulars.core.program import Expiry, PointsWallet, Program
from regulars.core.rules import Limit, Milestone, Multiplier, PerAction, PerAmount, PerStep
from regulars.features.programs.compiling import compile_program, held_keys, surroundings
from regulars.features.programs.document import parse_document
from regulars.kit.ratio import Ratio
from tests.support.examples import MALL

TEXT = MALL.read_text(encoding="utf-8")
GOODS = LineFilter(frozenset({"goods"}))


@pytest.fixture(scope="module")
def mall() -> Program:
    """The mall's program, compiled."""
    return compile_program(*parse_document(TEXT, "mall.yaml"), 3)


def test_mall__has_the_wallets_of_its_text(mall: Program):
    assert mall.version == 3
    assert (mall.key, mall.currency, mall.zone.key, mall.late_days) == ("mall", "CNY", "Asia/Shanghai", 30)
    assert mall.points_wallets == {
        "points": PointsWallet("points", Expiry("months", 12, "month"), "earliest_expiry", "debt", None, Ratio(1, 1))
    }
    assert list(mall.growth_wallets) == ["growth"]


def test_mall__has_the_ladder_of_its_text(mall: Program):
    ladder = mall.ladder_by_key["mall"]
    assert [tier.key for tier in ladder.tiers] == ["regular", "silver", "gold", "diamond"]
    assert [clause.at_least for tier in ladder.tiers for clause in tier.reach.clauses] == [500_000, 1_000_000, 2_000_000]
    assert [clause.at_least for tier in ladder.tiers for clause in tier.keep.clauses] == [400_000, 800_000, 1_500_000]
    assert {clause.window for tier in ladder.tiers for clause in tier.reach.clauses} == {Window("year")}
    assert (ladder.review, ladder.grace_months, ladder.on_miss, ladder.on_refund) == ("year", 3, "one_down", "at_review")


def test_mall__has_the_rules_of_its_text(mall: Program):
    rates = {"regular": Ratio(1, 1), "silver": Ratio(6, 5), "gold": Ratio(3, 2), "diamond": Ratio(2, 1)}
    baby = Multiplier(LineFilter(frozenset(), frozenset({"母婴"})), Ratio(3, 2))
    costly = Multiplier(LineFilter(unit_price_from_minor=100_000), Ratio(3, 2))
    assert mall.rules == (
        PerAmount("base", "points", Ratio(1, 100), GOODS, "mall", rates, (baby,), 7),
        PerStep("full_hundred", "points", 10_000, 10, GOODS, 7),
        PerAction("check_in", "points", "member.checked_in", 5, Limit("day", 5)),
        PerAmount("growth_spend", "growth", Ratio(1, 100), GOODS, "", {}, (costly,)),
        PerAction("growth_check_in", "growth", "member.checked_in", 5, Limit("day", 5)),
        Milestone("growth_frequency", "growth", "orders", 3, 30),
    )
    assert mall.spend_lines == GOODS
    assert mall.points_as_cash is not None
    assert mall.points_as_cash.max_share == Ratio(3, 10)


def test_equal_filters__are_one_object_so_that_lines_are_searched_once(mall: Program):
    assert mall.rules[0].lines is mall.rules[1].lines is mall.spend_lines


def test_held_keys__are_what_members_may_hold(mall: Program):
    tiers = {("tier", f"mall.{key}") for key in ("regular", "silver", "gold", "diamond")}
    assert held_keys(mall) == {("points wallet", "points"), ("growth wallet", "growth"), ("ladder", "mall")} | tiers


SENTENCES = {
    "base": (
        "每消费 1 元得 1 积分，仅计商品，银卡 1.2 倍、金卡 1.5 倍、钻石 2 倍，品类“母婴” 1.5 倍，7 天后可用。",
        (
            "Points: 1 per 1 CNY spent; only goods; Silver ×1.2, Gold ×1.5, Diamond ×2; in Mother and baby ×1.5; "
            "usable after 7 days."
        ),
    ),
    "full_hundred": (
        "单笔每满 100 元再得 10 积分，仅计商品，7 天后可用。",
        "Points: 10 more for every full 100 CNY in one order; only goods; usable after 7 days.",
    ),
    "check_in": ("每次签到得 5 积分，每天最多 5。", "Points: 5 for each check-in; at most 5 a day."),
    "growth_spend": (
        "每消费 1 元得 1 成长值，仅计商品，单价 1000 起 1.5 倍。",
        "Growth: 1 per 1 CNY spent; only goods; priced 1000 and up ×1.5.",
    ),
    "growth_check_in": ("每次签到得 5 成长值，每天最多 5。", "Growth: 5 for each check-in; at most 5 a day."),
    "growth_frequency": ("当月订单每满 3 得 30 成长值。", "Growth: 30 for every 3 orders in a calendar month."),
}


@pytest.mark.parametrize("key", SENTENCES)
def test_rule__reads_as_a_sentence_in_both_languages(key: str):
    document, _ = parse_document(TEXT)
    rule = next(rule for rule in document.rules if rule.key == key)
    sentence = rule.describe(surroundings(document))
    assert (sentence.zh, sentence.en) == SENTENCES[key]


def test_every_rule__has_its_sentence_here():
    assert [rule.key for rule in parse_document(TEXT)[0].rules] == list(SENTENCES)
