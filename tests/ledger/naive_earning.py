"""The naive model of buying, bringing back, checking in and bringing friends: from the semantics alone, by hand."""

from datetime import date, datetime, timedelta

from tests.ledger.naive_days import local, month_of
from tests.ledger.naive_model import LEVELS, RATES, Member, Order, Reward, Run
from tests.ledger.naive_titles import CONTEST_FROM, CONTEST_TO, SPRINT_AT_LEAST, TOLD_UNTIL, usable_card

BROUGHT, WELCOME, REFERRAL_FROM = 200, 80, 5000
RUSH = 3
"""So many orders within two days are unusual: what the last of them gives is held back."""
DAY_MAX = 2000


def order_paid(member: Member, order_id: str, lines: list[int], at: datetime, now: datetime, referrer: Member | None) -> str:
    """A purchase, perhaps told late; `referrer` is who brought the member."""
    member.advance(now)
    lots_before = member.lot_count
    raised, card = promotion(member.birth_month, local(at).date()), usable_card(member.cards, "double", at)
    if raised > 1:
        card = None  # as much without it
    tier_rate = RATES[member.tier_at(at)]
    rate = (tier_rate[0] * (2 if card else raised), tier_rate[1])
    order = Order(lines, rate, at, 0, [0] * len(lines), card=card)
    order.given = min(sum(lines) * rate[0] // (rate[1] * 100), max(DAY_MAX - member.given_on.get(order.day, 0), 0))
    member.orders[order_id] = order
    if card is not None:
        card.left -= 1
    if order.given:
        member.earn(order_id, order.given, at)
        member.given_on[order.day] = member.given_on.get(order.day, 0) + order.given
    if growth := sum(lines) // 100:
        member.growth.move(month_of(at), growth)
    spend(member, at, sum(lines))
    compete(member, order, sum(lines), order.day)
    member.besides.be_active(at)
    counts = member.referrer and not member.converted_by and sum(lines) >= REFERRAL_FROM
    if counts:
        member.converted_by, order.welcomed = order_id, WELCOME
        member.earn(order_id, WELCOME, at)
    member.count_earned(month_of(at), order.given + order.welcomed, at)
    follow_task(member, at, sum(lines), now)
    member.lift([local(at).year, local(now).year], now)
    member.bought_on[order.day] = member.bought_on.get(order.day, 0) + 1
    if is_rush(member, order.day):
        for lot in member.lots:
            lot.is_held |= lot.number > lots_before
    member.advance(now)
    if counts and referrer is not None:
        be_rewarded(referrer, order_id, at, now)
    return "accepted"


def is_rush(member: Member, day: date) -> bool:
    """Whether two days running, one of them this, saw too many orders."""
    on = member.bought_on
    other = max(on.get(day - timedelta(days=1), 0), on.get(day + timedelta(days=1), 0))
    return on[day] + other >= RUSH


def review(member: Member, is_abuse: bool, now: datetime) -> str:
    """Staff give free what is held back, or take it for good."""
    member.advance(now)
    for lot in [lot for lot in member.lots if lot.is_held]:
        lot.is_held = False
        if is_abuse:
            member.lots.remove(lot)
            member.lose(lot, lot.left)
    return "accepted"


def spend(member: Member, at: datetime, change: int) -> None:
    """Money counts in the year in which it was paid."""
    member.spend[local(at).year] = member.spend.get(local(at).year, 0) + change


def compete(member: Member, order: Order, change: int, told_on: date) -> None:
    """Money counts in the contest by the day of its order, for as long as anything of that day may be told."""
    if CONTEST_FROM <= order.day <= CONTEST_TO and told_on <= TOLD_UNTIL:
        member.score += change


def be_rewarded(referrer: Member, order_id: str, at: datetime, now: datetime) -> None:
    """Somebody whom the member brought has bought."""
    referrer.advance(now)
    referrer.rewards[order_id] = Reward(month_of(at))
    referrer.earn(f"reward:{order_id}", BROUGHT, at)
    referrer.count_earned(month_of(at), BROUGHT, at)
    referrer.lift([local(at).year, local(now).year], now)
    referrer.advance(now)


def lose_reward(referrer: Member, order_id: str, now: datetime) -> None:
    """The order that counted came back in full."""
    referrer.advance(now)
    reward = referrer.rewards.pop(order_id)
    referrer.take_back(BROUGHT - min(reward.expired, BROUGHT), f"reward:{order_id}")
    referrer.count_earned(reward.month, -BROUGHT, now)
    referrer.advance(now)


def follow_task(member: Member, at: datetime, change: int, now: datetime) -> None:
    """What happened within the days of a task counts; enough of it is gold, at that moment."""
    attempt = member.attempt
    if attempt is None or not attempt.since <= at < attempt.until:
        return
    attempt.progress += change
    if attempt.progress >= SPRINT_AT_LEAST and not attempt.is_done:
        attempt.is_done = True
        if LEVELS.index(member.tier) < LEVELS.index("gold"):
            member.stand("gold", now)


def refund_lines(member: Member, order_id: str, parts: dict[int, int], now: datetime, referrer: Member | None) -> str:
    """A return of amounts by line; all of what is left when no part is named."""
    order = member.orders[order_id]
    left = [amount - back for amount, back in zip(order.lines, order.refunded, strict=True)]
    if not parts and not any(left):
        return "refund_empty"
    parts = parts or dict(enumerate(left))
    if any(amount > left[line] for line, amount in parts.items()):
        return "refund_exceeds_order"
    member.advance(now)
    for line, amount in parts.items():
        order.refunded[line] += amount
    undo(member, order, order_id, sum(parts.values()), now)
    if order.rest == 0 and order.welcomed:
        order.welcomed = 0
        if member.converted_by == order_id:
            member.converted_by = ""
        if referrer is not None:
            lose_reward(referrer, order_id, now)
    return "accepted"


def undo(member: Member, order: Order, order_id: str, amount: int, now: datetime) -> None:
    """What the amount that came back had given, is gone; all of it once nothing of the order is left."""
    due = order.given - min(order.rest * order.rate[0] // (order.rate[1] * 100), order.given) - order.taken
    order.taken += due
    if due:
        member.given_on[order.day] -= due
    welcomed = order.welcomed if order.rest == 0 else 0
    for back in (due, welcomed):
        gone_already = min(back, order.expired - order.expired_counted)
        order.expired_counted += gone_already
        member.take_back(back - gone_already, order_id)
    growth = sum(order.lines) // 100 - order.rest // 100 - order.growth_taken
    if growth:
        order.growth_taken += growth
        member.growth.move(month_of(order.at), -growth)
    if order.rest == 0 and order.card is not None:
        order.card.left += 1
        order.card = None
    spend(member, order.at, -amount)
    compete(member, order, -amount, local(now).date())
    member.count_earned(month_of(order.at), -due - welcomed, now)
    follow_task(member, order.at, -amount, now)
    member.advance(now)


def check_in(member: Member, at: datetime, now: datetime) -> str:
    """Five points on the first check-in of a local day, ten for every third day running, stars and coins."""
    member.advance(now)
    day, given = local(at).date(), 0
    if day not in member.checked_in:
        member.checked_in.append(day)
        member.earn("check-in", 5, at)
        given += 5
    given += member.besides.check_in(at)
    for _ in range(go_on(member, day)):
        member.earn("streak", 10, at)
        given += 10
    member.besides.be_active(at)
    member.count_earned(month_of(at), given, at)
    member.lift([local(at).year, local(now).year], now)
    member.advance(now)
    return "accepted"


def go_on(member: Member, day: date) -> int:
    """How many rewards another day brings: every third day of the run that it is now in, less what the run had before."""
    if any(day in run.days for run in member.runs):
        return 0
    touched = [run for run in member.runs if day - timedelta(days=1) in run.days or day + timedelta(days=1) in run.days]
    joined = Run({day}.union(*(run.days for run in touched)), sum(run.rewarded for run in touched))
    due = max(len(joined.days) // 3 - joined.rewarded, 0)
    joined.rewarded += due
    member.runs = [run for run in member.runs if run not in touched] + [joined]
    return due


def promotion(birth_month: int, day: date) -> int:
    """The best promotion of a day."""
    if day.month == birth_month:
        return 3
    return 2 if day.weekday() >= 5 else 1
