"""Earning: what paid orders and actions give, by the rules in force, each rule once, at the tier held when it happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.core import growth, lots, spending, tiers
from regulars.core.basket import Basket
from regulars.core.events import MemberCheckedIn, MemberRegistered, OrderPaid
from regulars.core.moment import MAX_BALANCE, Moment
from regulars.core.records import Award, Facts, OrderRecord, worth
from regulars.core.rejections import Rejection
from regulars.core.rules import Milestone, PerAction, PerAmount, Rule
from regulars.kit.calendars import local_date

POINTS_EARNED = "points_earned"
"""Metric: points earned in a month by rules that are not milestones themselves, net of refunds."""


def pay_order(moment: Moment, order: OrderPaid, facts: Facts) -> Rejection | None:
    """Take the points used, give what each rule awards on what was paid in money, and remember on which basis."""
    if order.currency != moment.program.currency:
        return Rejection(
            "currency_mismatch",
            "data.currency",
            f"the program counts in {moment.program.currency}, the order in {order.currency}",
        )
    if facts.is_reference_known:
        return Rejection("order_already_known", "data.order_id", f"order {order.order_id} was already counted", "send it once")
    gross = [line.amount_minor for line in order.lines]
    if sum(gross) > MAX_BALANCE:
        return Rejection("amount_too_large", "data.lines", "the order's total is beyond what can be counted exactly")
    record = OrderRecord(moment.program.version, moment.month, [])
    if order.points_used and (refusal := spending.use_in_order(moment, order, record)):
        return refusal
    net = spending.net_amounts(gross, record.points_used_minor)
    moment.reference = reference = f"order:{order.order_id}"
    basket = Basket(order.lines)
    for rule in moment.program.order_rules:
        tier = tiers.tier_at(moment, rule.ladder, moment.effective_at) if isinstance(rule, PerAmount) and rule.ladder else ""
        basis = rule.basis(basket, tier)
        points = worth(basis, net) if basis else 0
        if basis is None or not points:
            moment.skipped.append((rule.key, "no_earning_lines" if basis is None else "amount_below_one_point"))
            continue
        give(moment, rule, points)
        record.awards.append(Award(rule.key, rule.wallet, rule.dimension, basis, points, 0, moment.month))
    record.spend_lines = basket.where(moment.program.spend_lines)
    moment.records[reference] = record
    paid_minor = sum(net)
    count_order(moment, sum([net[position] for position in record.spend_lines]), paid_minor)
    moment.tell("order.paid", order_id=order.order_id, amount_minor=paid_minor)
    return None


def count_order(moment: Moment, spend_minor: int, paid_minor: int) -> None:
    """Add the order to the metrics that tiers and milestones read."""
    moment.count("spend", moment.month, spend_minor)
    moment.count("paid", moment.month, paid_minor)
    moment.count("orders", moment.month, 1)
    state = moment.state
    state.last_order_at = later(state.last_order_at, moment.effective_at)
    state.last_active_at = later(state.last_active_at, moment.effective_at)


def check_in(moment: Moment, _data: MemberCheckedIn, _facts: Facts) -> Rejection | None:
    """Give what the rules for a check-in say, within their limits."""
    act(moment, "member.checked_in")
    moment.count("interactions", moment.month, 1)
    moment.state.last_active_at = later(moment.state.last_active_at, moment.effective_at)
    return None


def register(moment: Moment, _data: MemberRegistered, _facts: Facts) -> Rejection | None:
    """The member joined; rules may welcome them."""
    act(moment, "member.registered")
    return None


def act(moment: Moment, event_type: str) -> None:
    """Apply every `per_action` rule that listens to this type of event."""
    for rule in moment.program.rules:
        if isinstance(rule, PerAction) and rule.event == event_type:
            points = within_limit(moment, rule)
            if points:
                give(moment, rule, points)
            else:
                moment.skipped.append((rule.key, "limit_reached"))


def within_limit(moment: Moment, rule: PerAction) -> int:
    """What is left of a rule's limit for this award, and count it as used."""
    if rule.limit is None:
        return rule.points
    period = rule.limit.period_of(moment.day)
    used = moment.state.limits.get(rule.key, {})
    points = min(rule.points, max(rule.limit.points - used.get(period, 0), 0))
    if points:
        oldest = rule.limit.period_of(local_date(moment.now, moment.program.zone) - timedelta(days=moment.program.late_days + 1))
        moment.state.limits[rule.key] = {
            **{known: value for known, value in used.items() if known >= oldest},
            period: used.get(period, 0) + points,
        }
    return points


def give(moment: Moment, rule: Rule, points: int, reference: str | None = None) -> None:
    """Credit an award to the wallet its rule names."""
    if rule.wallet in moment.current.growth_wallets:
        growth.credit(moment, rule.wallet, points, rule.dimension, rule.key, moment.month, reference)
        return
    lots.credit(moment, rule.wallet, points, "earn", rule.key, pending_days=rule.pending_days, reference=reference)
    if not isinstance(rule, Milestone):
        moment.count(POINTS_EARNED, moment.month, points)
    moment.tell("points.earned", wallet=rule.wallet, points=points, rule=rule.key)


def later(known: datetime | None, instant: datetime) -> datetime:
    """The later of two instants, the first of which may be missing."""
    return instant if known is None or instant > known else known
