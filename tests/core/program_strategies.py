"""Random programs, with any policies and rules of every kind, small enough to be read when they fail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from regulars.core import ladders as rungs
from regulars.core import program as core
from regulars.core.basket import LineFilter
from regulars.core.lots import SPEND_ORDERS
from regulars.core.promotions import Promotion, Stacking
from regulars.core.rules import Limit, Milestone, Multiplier, OrderRule, PerAction, PerAmount, PerStep, Referral, Rule, Streak
from regulars.core.watches import Watch
from regulars.kit.instants import DAY, SECOND, instant_of
from regulars.kit.ratio import Ratio
from tests.core.conditions import conditions, order_conditions

START = instant_of(datetime(2025, 1, 28, 20, 30, tzinfo=UTC))
MINUTE = 60 * SECOND
ZONES = [ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia")]
CATEGORIES = ["", "母婴", "图书"]
LIMITS = [None, None, Limit("day", 50), Limit("week", 0, 2), Limit("month", 120, 3), Limit("life", 300)]
MONTHLY = [None, None, Limit("month", 50), Limit("month", 0, 1), Limit("life", 100), Limit("life", 70, 2)]
RATES = [Ratio(1, 1), Ratio(6, 5), Ratio(3, 2), Ratio(1, 3), Ratio(7, 9), Ratio(2, 1)]


expiries = st.one_of(
    st.just(core.Expiry("never")),
    st.builds(core.Expiry, st.just("inactivity"), st.integers(1, 2), st.sampled_from(["none", "month"])),
    st.builds(core.Expiry, st.just("dates"), st.integers(0, 2), st.just("none"), st.sampled_from([(1231,), (229, 630)])),
    st.builds(core.Expiry, st.just("days"), st.integers(1, 20), st.sampled_from(["none", "month"])),
    st.builds(core.Expiry, st.just("months"), st.integers(1, 3), st.sampled_from(["none", "month", "quarter", "year"])),
)
line_filters = st.builds(
    LineFilter,
    st.sampled_from([frozenset(), frozenset({"goods"})]),
    st.sampled_from([frozenset(), frozenset(), frozenset({"母婴"}), frozenset({"", "图书"})]),
    st.sampled_from([0, 500]),
)
windows = st.one_of(
    st.sampled_from([rungs.Window(kind) for kind in ("month", "quarter", "half", "year", "lifetime")]),
    st.builds(rungs.Window, st.just("rolling"), st.integers(1, 4)),
)


def points_wallets(key: str, shortfall: st.SearchStrategy[core.ShortfallPolicy]) -> st.SearchStrategy[core.PointsWallet]:
    """A wallet of points with any policies."""
    return st.builds(
        core.PointsWallet, st.just(key), expiries, st.sampled_from(sorted(SPEND_ORDERS)), shortfall,
        st.sampled_from([None, 0, 3]), st.sampled_from([Ratio(1, 1), Ratio(10, 1), Ratio(1, 7), Ratio(3, 2)]),
        st.sampled_from([0, 0, 6]),
    )  # fmt: skip


def counts(orders: int) -> st.SearchStrategy[rungs.Clause]:
    """A clause that counts: orders, check-ins, growth that is left; in sum, or in each of some months."""
    return st.one_of(
        st.builds(rungs.Clause, st.just("orders"), st.just(orders), windows),
        st.builds(rungs.Clause, st.just("growth.growth"), st.just(orders * 50), windows),
        st.builds(
            rungs.Clause, st.sampled_from(["orders", "interactions"]), st.just(1),
            st.builds(rungs.Window, st.just("rolling"), st.integers(1, 3)), st.just(True),
        ),
    )  # fmt: skip


sometimes = st.one_of(st.none(), st.none(), st.none(), conditions)
"""The condition of a way into a tier."""


@st.composite
def lifts(draw: st.DrawFn) -> rungs.Lift:
    """One tier up for some orders or check-ins in a period."""
    per = draw(st.sampled_from(["month", "quarter", "half", "year", "lifetime"]))
    clause = rungs.Clause(
        draw(st.sampled_from(["orders", "interactions", "spend"])), draw(st.sampled_from([1, 2])), rungs.Window(per)
    )
    return rungs.Lift(
        "active", rungs.Requirement("any", (clause,), (), draw(sometimes)), per, draw(st.sampled_from(["", "middle"]))
    )


@st.composite
def ladders(draw: st.DrawFn) -> rungs.Ladder:
    """Three tiers by spend or by orders, reviewed and kept in any way."""
    always = rungs.Requirement("all", ())
    tiers = [rungs.Tier("low", always, always)]
    for key, spend_minor, orders in (("middle", 10_000, 2), ("high", 40_000, 5)):
        window = draw(windows)
        clauses = (rungs.Clause("spend", spend_minor, window), draw(counts(orders)))
        combinator = draw(st.sampled_from(["all", "any"]))
        inside = "all" if combinator == "any" else "any"
        groups = draw(st.sampled_from([(), (rungs.Requirement(inside, clauses[::-1], (), draw(sometimes)),)]))
        reach = rungs.Requirement(combinator, clauses[: draw(st.integers(1, 2))], groups, draw(sometimes))
        keep = rungs.Requirement("all", (rungs.Clause("spend", spend_minor // 2, window),))
        tiers.append(rungs.Tier(key, reach, draw(st.sampled_from([reach, keep]))))
    review = draw(st.sampled_from(["year", "half", "quarter", "months_from_attainment", "never"]))
    return rungs.Ladder(
        "mall", tuple(tiers), review, 2 if review == "months_from_attainment" else 0, draw(st.integers(0, 3)),
        draw(st.sampled_from(["one_down", "reseat", "low", "middle"])), draw(st.sampled_from(["at_review", "at_once"])),
        tuple(draw(st.lists(lifts(), max_size=1))), draw(st.sampled_from([0, 0, 5])),
        draw(st.sampled_from([0, 0, 20])) if review != "never" else 0, draw(st.sampled_from([None, Ratio(4, 5)])),
    )  # fmt: skip


decays = st.sampled_from([
    None, None, core.Decay(3, Ratio(1, 5)), core.Decay(2), core.Decay(0, None, {"low": Ratio(3, 20), "high": Ratio(1, 20)}),
    core.Decay(4, Ratio(1, 3), {"low": Ratio(1, 7)}),
])  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> tuple[Rule, ...]:
    """Rules of every kind over the three wallets."""
    rates = st.sampled_from(RATES)
    again = st.just(LineFilter(frozenset(), frozenset({"母婴", "图书"})))
    multiplier = st.one_of(
        st.builds(Multiplier, line_filters, rates, st.just(False), st.sampled_from([0, 0, 2])),
        st.builds(Multiplier, again, rates, st.just(True)),
    )
    multipliers = st.lists(multiplier, max_size=3).map(tuple)
    tier_rates = {"middle": draw(rates), "high": draw(rates)}
    waits = st.sampled_from([0, 0, 2, 9])
    orders, months = st.sampled_from(LIMITS), st.sampled_from(MONTHLY)
    per = Ratio(1, draw(st.sampled_from([1, 7, 100])))
    found: list[Rule] = [
        PerAmount(
            "base", "points", per, draw(line_filters), "mall", tier_rates, draw(multipliers), draw(waits), limit=draw(orders)
        ),
        PerAmount("growing", "growth", Ratio(1, 100), draw(line_filters), "", {}, draw(multipliers), limit=draw(orders)),
        PerStep("step", draw(st.sampled_from(["points", "stars"])), 5000, 7, draw(line_filters), draw(waits), limit=draw(orders)),
        PerAction("daily", "points", "member.checked_in", 5, draw(st.sampled_from([None, Limit("day", 8), Limit("month", 12)]))),
        PerAction("welcome", "stars", "member.registered", 30, Limit("life", 30)),
        Milestone("challenge", "points", "points_earned", 150, 40, draw(st.integers(0, 2)), draw(waits), limit=draw(months)),
        Milestone("often", "growth", "orders", 2, 30, limit=draw(months)),
        Referral("brought", draw(st.sampled_from(["points", "growth"])), "referrer", 20, draw(waits), "behaviour", draw(orders)),
        Referral("welcome", draw(st.sampled_from(["stars", "growth"])), "referred", 15, draw(waits), limit=draw(orders)),
        Streak("running", "stars", "member.checked_in", 2, 6, limit=draw(orders)),
        Streak("buying", draw(st.sampled_from(["points", "stars"])), "order.paid", 2, 9, limit=draw(months)),
    ]
    found[2].pending_for = draw(st.sampled_from(["", "order.completed"]))
    chosen = tuple(rule for rule in found if draw(st.booleans()) or rule.key == "base")
    for rule in chosen:
        rule.when = draw(st.one_of(st.none(), order_conditions if isinstance(rule, OrderRule) else conditions))
    return chosen


promotions = st.builds(
    Promotion, st.just(""), st.sampled_from([Ratio(2, 1), Ratio(3, 2), Ratio(11, 10), Ratio(3, 1)]), line_filters,
    st.sampled_from([frozenset({"base"}), frozenset({"growing"}), frozenset({"base", "growing"})]),
    first_day=st.sampled_from([-10**9, 20_120, 20_150]), last_day=st.sampled_from([10**9, 20_180]),
    weekdays=st.sampled_from([frozenset[int](), frozenset[int](), frozenset({0, 5, 6})]),
    month_days=st.sampled_from([frozenset[int](), frozenset[int](), frozenset({8, 28, 29, 30})]),
    birthday=st.sampled_from(["", "", "day", "month"]),
    tiers=st.sampled_from([frozenset[str](), frozenset[str](), frozenset({"low", "high"})]),
    card=st.sampled_from(["", "", "double"]), when=st.one_of(st.none(), st.none(), order_conditions),
)  # fmt: skip


def _named(drawn: list[Promotion]) -> tuple[Promotion, ...]:
    """The same promotions with keys of their own."""
    return tuple(
        Promotion(
            f"offer_{number}", each.rate, each.lines, each.rules, each.first_day, each.last_day, each.weekdays, each.month_days,
            each.birthday, each.tiers, each.card, each.when,
        )
        for number, each in enumerate(drawn)
    )  # fmt: skip


tasks = st.builds(
    rungs.Task, st.just("sprint"), st.just("mall"), st.sampled_from(["middle", "high"]), st.sampled_from(["orders", "spend"]),
    st.sampled_from([1, 2]), st.sampled_from([10, 60]), st.sampled_from([0, 30]), st.sampled_from([0, 0, 0, 200]),
)  # fmt: skip
lifetime_honours = st.builds(
    rungs.LifetimeHonour, st.just("black"), st.just("mall"), st.sampled_from(["middle", "high"]), st.sampled_from([1, 2]),
    st.just("spend"), st.sampled_from([0, 20_000]), st.booleans(),
)  # fmt: skip
WATCHES = (
    Watch("often", "order.paid", "count", 2, "hours", 30, "hold"),
    Watch("big", "order.paid", "amount", 50_000, "days", 3, "report"),
    Watch("back", "order.refunded", "count", 2, "days", 20, "freeze"),
    Watch("daily", "member.checked_in", "points", 9, "days", 9, "hold"),
    Watch("ring", "referral.begun", "count", 2, "days", 30, "report"),
    Watch("inflow", "points.received", "points", 20, "days", 2, "hold"),
)  # fmt: skip
FIRST_DAY = START // DAY
limited_honours = st.builds(
    rungs.LimitedHonour, st.just("king"), st.just(FIRST_DAY), st.sampled_from([FIRST_DAY + 30, FIRST_DAY + 200]),
    st.sampled_from(["", "stars"]), st.just(11),
    st.sampled_from([None, rungs.Contest("spend", FIRST_DAY, FIRST_DAY + 25, 3, 1)]),
)  # fmt: skip


@st.composite
def programs(draw: st.DrawFn, shortfall: core.ShortfallPolicy | None = None) -> core.ProgramHistory:
    """One version of a program; `shortfall` fixes that policy."""
    policies = st.just(shortfall) if shortfall else st.sampled_from(list(get_args(core.ShortfallPolicy)))
    wallets = (
        draw(points_wallets("points", policies)),
        draw(points_wallets("stars", policies)),
        core.GrowthWallet("growth", draw(decays)),
    )
    offer = draw(st.sampled_from([None, core.PointsAsCash("points", Ratio(3, 10)), core.PointsAsCash("points", Ratio(1, 1))]))
    zone, spend_lines = draw(st.sampled_from(ZONES)), draw(line_filters)
    fees = st.sampled_from([Ratio(0, 1), Ratio(1, 10), Ratio(1, 3)])
    shares = st.sampled_from([Ratio(1, 1), Ratio(1, 5)])
    program = core.Program(
        "random", 1, "CNY", zone, 30, wallets, (draw(ladders()),), draw(rules()), spend_lines, offer,
        promotions=_named(draw(st.lists(promotions, max_size=3))), stacking=draw(st.sampled_from(get_args(Stacking))),
        cards=(
            core.CardKind("double", draw(st.sampled_from([0, 5, 40])), draw(st.sampled_from([0, 1, 2]))),
            core.CardKind("guard", draw(st.sampled_from([0, 400])), draw(st.sampled_from([1, 2])), "mall"),
        ),
        tasks=(draw(tasks),), honours=(draw(lifetime_honours), draw(limited_honours)),
        watches=draw(st.sampled_from([(), (), WATCHES])),
        transfer=core.Transfer("points", draw(shares), draw(st.sampled_from([0, 60])), 1, draw(fees)),
    )  # fmt: skip
    return core.ProgramHistory(((START, program),))
