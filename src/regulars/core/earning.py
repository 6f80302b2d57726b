"""Earning: what paid orders and actions give, by the rules in force, each rule once, at the tier held when it happened.

An order is judged in two steps: first what every rule would give, which may still be refused, then the giving.
"""

from __future__ import annotations

from typing import Final

from regulars.core import asking, limits, lots, offering, referring, spending, streaks
from regulars.core.basket import Basket
from regulars.core.events import NOBODY, ActivityDone, MemberCheckedIn, MemberRegistered, OrderPaid
from regulars.core.giving import give
from regulars.core.moment import MAX_BALANCE, Moment
from regulars.core.promotions import Offers
from regulars.core.records import Award, Facts, OrderRecord
from regulars.core.rejections import Rejection
from regulars.core.rules import PerAction
from regulars.core.standings import tier_at
from regulars.core.worth import worth

NO_RULES: Final[list[PerAction]] = []
"""The rules that listen to an event that none listens to."""


def pay_order(moment: Moment, order: OrderPaid, facts: Facts) -> Rejection | None:
    """Take the points used, give what each rule awards on what was paid in money, and remember on which basis."""
    gross = [line.amount_minor for line in order.lines]
    refusal = refuse_order(moment, order, sum(gross), facts)
    if refusal is not None:
        return refusal
    used_minor = spending.value_minor(moment, order.points_used) if order.points_used else 0
    net = spending.net_amounts(gross, used_minor)
    basket = Basket(order.lines)
    record = OrderRecord(moment.program.version, moment.day, moment.month, moment.effective_at)
    offers = offering.offers_for(moment, basket, net) if moment.program.offers_anything else None
    record.awards = awards_for(moment, basket, net, offers)
    refusal = refuse_awards(moment, record.awards)
    if refusal is not None:
        return refusal

    moment.reference = order.reference()
    if order.points_used:
        spending.use_in_order(moment, order, used_minor, record)
    for award in record.awards:
        rule = moment.program.rule_by_key[award.rule]
        if rule.limit is not None:
            limits.use(moment, rule, award.given)
        give(moment, rule, award.given, "")
    record.spend_lines = basket.where(moment.program.spend_lines)
    if offers is not None:
        offering.note(moment, offers, basket, record)
    moment.records[moment.reference] = record
    paid_minor = sum(net)
    spend_minor = 0
    for position in record.spend_lines:
        spend_minor += net[position]
    count_order(moment, spend_minor, paid_minor)
    if "order.paid" in moment.program.streaks:
        streaks.go_on_by_order(moment, record)
    if moment.state.extras is not None:
        referring.convert(moment, order.order_id, paid_minor, record)
    moment.tell("order.paid", {"order_id": order.order_id, "amount_minor": paid_minor})
    return None


def refuse_order(moment: Moment, order: OrderPaid, total_minor: int, facts: Facts) -> Rejection | None:
    """Why an order cannot count; None when it can."""
    if order.currency != moment.program.currency:
        detail = f"the program counts in {moment.program.currency}, the order in {order.currency}"
        return Rejection("currency_mismatch", "data.currency", detail)
    if facts.is_reference_known:
        return Rejection("order_already_known", "data.order_id", f"order {order.order_id} was already counted", "send it once")
    if total_minor > MAX_BALANCE:
        return Rejection("amount_too_large", "data.lines", "the order's total is beyond what can be counted exactly")
    return spending.refuse_use(moment, order) if order.points_used else None


def refuse_awards(moment: Moment, awards: list[Award]) -> Rejection | None:
    """Why awards cannot be given together: a balance would be beyond what can be counted."""
    given: dict[str, int] = {}
    for award in awards:
        given[award.wallet] = given.get(award.wallet, 0) + award.given
    for wallet, points in given.items():
        refusal = spending.beyond_counting(moment, wallet, points)
        if refusal is not None:
            return refusal
    return None


def awards_for(moment: Moment, basket: Basket, net: list[int], offers: Offers | None) -> list[Award]:
    """What each rule would give for a basket of which `net` was paid in money; who gives nothing says why."""
    awards: list[Award] = []
    for rule in moment.program.order_rules:
        if rule.when is not None and not asking.admits_order(moment, rule, basket.lines, net):
            continue
        ladder = rule.ladder_asked()
        tier = tier_at(moment, ladder, moment.effective_at) if ladder else ""
        basis = rule.basis(basket, tier, offers)
        if basis is None:
            moment.skipped.append((rule.key, "no_earning_lines"))
            continue
        points = worth(basis, net)
        if not points:
            moment.skipped.append((rule.key, "amount_below_one_point"))
            continue
        period = limits.NO_PERIOD
        if rule.limit is not None:
            period = rule.limit.period_of(moment.day)
            points = limits.left(moment, rule, points)
            if not points:
                moment.skipped.append((rule.key, "limit_reached"))
                continue
        awards.append(Award(rule.key, rule.wallet, rule.dimension, basis, points, 0, moment.month, period))
    if offers is not None:
        moment.skipped += offers.without_effect()
    return awards


def count_order(moment: Moment, spend_minor: int, paid_minor: int) -> None:
    """Add the order to the metrics that tiers and milestones read."""
    moment.count("spend", moment.month, spend_minor)
    moment.count("paid", moment.month, paid_minor)
    moment.count("orders", moment.month, 1)
    state = moment.state
    state.last_order_at = max(state.last_order_at, moment.effective_at)
    be_active(moment)


def check_in(moment: Moment, _data: MemberCheckedIn, _facts: Facts) -> Rejection | None:
    """Give what the rules for a check-in say, within their limits."""
    act(moment, "member.checked_in")
    moment.count("interactions", moment.month, 1)
    be_active(moment)
    return None


def do_activity(moment: Moment, data: ActivityDone, facts: Facts) -> Rejection | None:
    """Give what the rules for an activity say, within their limits, and count it under its own name."""
    is_interaction = moment.program.activities.get(data.activity)
    if is_interaction is None:
        detail = f"the program knows no activity {data.activity}"
        return Rejection("activity_unknown", "data.activity", detail, f"one of {', '.join(moment.program.activities) or 'none'}")
    if facts.is_reference_known:
        detail = f"activity {data.activity_id} was already counted"
        return Rejection("activity_already_known", "data.activity_id", detail, "send it once")
    moment.reference = data.reference()
    name = activity_metric(data.activity)
    act(moment, name)
    moment.count(name, moment.month, 1)
    if is_interaction:
        moment.count("interactions", moment.month, 1)
    be_active(moment)
    return None


def activity_metric(activity: str) -> str:
    """The name under which an activity is counted, and under which rules listen to it."""
    return f"activity.{activity}"


def register(moment: Moment, data: MemberRegistered, facts: Facts) -> Rejection | None:
    """The member joined, perhaps brought by another one; rules may welcome them."""
    if data.referrer != NOBODY:
        refusal = referring.remember(moment, facts.other)
        if refusal is not None:
            return refusal
    act(moment, "member.registered")
    return None


def act(moment: Moment, event_type: str) -> None:
    """Apply every `per_action` rule that listens to this type of event, or to this activity, and every streak of it."""
    for rule in moment.program.action_rules.get(event_type, NO_RULES):
        if rule.when is not None and not asking.admits(moment, rule):
            continue
        points = rule.points if rule.limit is None else limits.left(moment, rule, rule.points)
        if points:
            if rule.limit is not None:
                limits.use(moment, rule, points)
            give(moment, rule, points, "")
        else:
            moment.skipped.append((rule.key, "limit_reached"))
    if moment.program.streaks:
        streaks.go_on(moment, event_type)


def be_active(moment: Moment) -> None:
    """The member did something that counts as activity."""
    state = moment.state
    state.last_active_at = max(state.last_active_at, moment.effective_at)
    if moment.program.idle_wallets:
        lots.prolong(moment)
