"""Referring: a member who was brought by another one buys, and both sides have something of it.

The first order that pays enough converts the referral. The member's own side is part of that order; the referrer's is an event of
theirs that the order causes. When the order is refunded in full both are undone, and a later order may convert it anew.
"""

from __future__ import annotations

from typing import Final

from regulars.core import asking, giving, limits, undoing
from regulars.core.events import MemberReferred, ReferralBegun, ReferralConverted, ReferralUndone
from regulars.core.moment import Moment
from regulars.core.records import Award, Facts, OrderRecord, Other, ReferralRecord
from regulars.core.rejections import Rejection
from regulars.core.rules import Referral
from regulars.core.watches import BEGUN
from regulars.core.worth import WHOLE_ORDER
from regulars.kit.instants import BEFORE_ALL

REFERRALS: Final = "referrals"
"""Metric: members brought who bought."""


def refer(moment: Moment, _data: MemberReferred, facts: Facts) -> Rejection | None:
    """Remember who brought the member."""
    return remember(moment, facts.other)


def remember(moment: Moment, referrer: Other | None) -> Rejection | None:
    """Remember who brought the member, once, and before they buy."""
    path = "data.referrer"
    if referrer is None:
        return Rejection("referrer_unknown", path, "nobody is known under the referrer's name", "check the referrer")
    if referrer.is_self:
        return Rejection("referrer_is_self", path, "the referrer is the member", "name another member")
    if moment.state.extras is not None and moment.state.extras.referrer:
        return Rejection("referrer_already_known", path, "it is known already who brought the member", "send it once")
    if moment.state.last_order_at != BEFORE_ALL:
        return Rejection("referred_too_late", path, "the member has bought before", "name the referrer when the member joins")
    moment.state.opened().referrer = referrer.member_id
    moment.tell("member.referred", {"referrer": referrer.member_id})
    if BEGUN in moment.program.watched:
        moment.follow(referrer.member_id, BEGUN, ReferralBegun())
    return None


def begin(_moment: Moment, _data: ReferralBegun, _facts: Facts) -> Rejection | None:
    """Somebody was brought by the member; watches count it, and nothing is given for it yet."""
    return None


def convert(moment: Moment, order_id: str, paid_minor: int, record: OrderRecord) -> None:
    """An order that is the first to pay enough makes the referral count. The order is entered already."""
    extras = moment.state.extras
    if extras is None or not extras.referrer or extras.converted_by or paid_minor < moment.program.referral_from_minor:
        return
    extras.converted_by = moment.reference
    record.referrer = extras.referrer
    record.awards += _rewards(moment, "referred")
    moment.follow(extras.referrer, "referral.converted", ReferralConverted(order_id))


def fall_back(moment: Moment, order_id: str, record: OrderRecord) -> None:
    """The order that made a referral count is back in full; its own awards are taken back with it."""
    if record.referrer:
        moment.follow(record.referrer, "referral.undone", ReferralUndone(order_id))
        record.referrer = ""
        moment.state.opened().converted_by = ""


def reward(moment: Moment, data: ReferralConverted, _facts: Facts) -> Rejection | None:
    """Somebody whom the member brought has bought."""
    moment.reference = data.reference()
    moment.records[moment.reference] = ReferralRecord(moment.month, _rewards(moment, "referrer"), {})
    moment.count(REFERRALS, moment.month, 1)
    return None


def end_reward(moment: Moment, data: ReferralUndone, facts: Facts) -> Rejection | None:
    """What it gave is taken back."""
    record = facts.record
    assert isinstance(record, ReferralRecord), "what is undone was given in the same ledger"
    reference = moment.reference = data.needed_record()
    credited = record.expired_credited.copy()
    awards = [undoing.undo(moment, award, award.given - award.taken, credited, facts, reference) for award in record.awards]
    moment.records[reference] = ReferralRecord(record.month, awards, credited)
    moment.count(REFERRALS, record.month, -1)
    return None


def _rewards(moment: Moment, side: str) -> list[Award]:
    """Give what the rules say for one side."""
    awards: list[Award] = []
    for rule in moment.program.referrals:
        if rule.side == side and (rule.when is None or asking.admits(moment, rule)):
            awards += _reward(moment, rule)
    return awards


def _reward(moment: Moment, rule: Referral) -> list[Award]:
    points = limits.left(moment, rule, rule.points)
    if not points:
        moment.skipped.append((rule.key, "limit_reached"))
        return []
    period = limits.use(moment, rule, points)
    giving.give(moment, rule, points, "")
    return [Award(rule.key, rule.wallet, rule.dimension, WHOLE_ORDER, points, 0, moment.month, period)]
