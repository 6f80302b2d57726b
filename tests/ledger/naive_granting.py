"""The naive model of what members are told and granted - birthdays, friends, cards, tasks, titles - and of becoming one."""

from datetime import datetime

from tests.ledger.naive_days import local
from tests.ledger.naive_model import CHALLENGE_EVERY, LEVELS, Lot, Member, Run
from tests.ledger.naive_titles import KING_FROM, KING_TO, SPRINT_DAYS, Attempt, king_until, new_card


def tell_birthday(member: Member, month: int, now: datetime) -> str:
    """The month of the birthday, 0 for none."""
    member.advance(now)
    member.birth_month = month
    return "accepted"


def refer(member: Member, referrer: str, now: datetime) -> str:
    """Who brought the member: once, and before they buy."""
    member.advance(now)
    if member.referrer:
        return "referrer_already_known"
    if member.orders:
        return "referred_too_late"
    member.referrer = referrer
    return "accepted"


def grant_card(member: Member, kind: str, card_id: str, now: datetime) -> str:
    """A card for some days and uses; nobody holds more than twenty."""
    member.advance(now)
    if len([card for card in member.cards if card.until > now and card.left]) >= 20:
        return "cards_too_many"
    member.cards.append(new_card(kind, card_id, now))
    return "accepted"


def revoke_card(member: Member, card_id: str, now: datetime) -> str:
    """Whoever can still use it, cannot from now on."""
    member.advance(now)
    for card in member.cards:
        if card.card_id == card_id and card.until > now and card.left:
            card.until = now
            return "accepted"
    return "card_not_held"


def accept_task(member: Member, now: datetime) -> str:
    """Thirty days begin, for who is not gold and has none running."""
    member.advance(now)
    if member.tier == "gold":
        return "task_not_needed"
    if member.attempt is not None and not member.attempt.is_done and now < member.attempt.until:
        return "task_running"
    member.attempt = Attempt(now, now + SPRINT_DAYS)
    return "accepted"


def crown_king(member: Member, now: datetime) -> str:
    """The title of some months, once."""
    member.advance(now)
    if not KING_FROM <= local(now).date() <= KING_TO:
        return "honour_not_open"
    if member.king_until is not None:
        return "honour_already_held"
    member.king_until = king_until()
    return "accepted"


def merge(survivor: Member, absorbed: Member, now: datetime) -> None:
    """The survivor has everything afterwards; nothing is awarded for it, and nothing taken."""
    for member in (survivor, absorbed):
        member.advance(now)
    for lot in lots_of(absorbed):
        lot.number += survivor.lot_count
    survivor.lot_count += absorbed.lot_count
    survivor.lots = survivor.lots + absorbed.lots
    owed = survivor.debt + absorbed.debt
    survivor.debt = owed - sum(part for part, _ in survivor.take(owed, survivor.usable()))
    for own, theirs in (
        (survivor.orders, absorbed.orders), (survivor.redemptions, absorbed.redemptions), (survivor.holds, absorbed.holds),
        (survivor.transfers, absorbed.transfers), (survivor.received, absorbed.received), (survivor.rewards, absorbed.rewards),
    ):  # fmt: skip
        own.update(theirs)  # type: ignore[arg-type]  # each with its like
    for sums, added in (
        (survivor.sent, absorbed.sent), (survivor.spend, absorbed.spend), (survivor.earned, absorbed.earned),
        (survivor.given_on, absorbed.given_on), (survivor.challenged, absorbed.challenged),
        (survivor.growth.months, absorbed.growth.months), (survivor.bought_on, absorbed.bought_on),
    ):  # fmt: skip
        for period, number in added.items():
            sums[period] = sums.get(period, 0) + number  # type: ignore[index, call-overload]  # each with its like
    for month in survivor.challenged:
        survivor.challenged[month] = min(survivor.challenged[month], survivor.earned.get(month, 0) // CHALLENGE_EVERY, 1)
    survivor.growth.faded |= absorbed.growth.faded
    survivor.growth.is_sure &= absorbed.growth.is_sure
    survivor.checked_in += absorbed.checked_in
    survivor.score += absorbed.score
    survivor.runs = joined_runs(survivor.runs + absorbed.runs)
    survivor.besides.stars += absorbed.besides.stars
    survivor.besides.coins += absorbed.besides.coins
    survivor.besides.starred += absorbed.besides.starred
    if LEVELS.index(absorbed.tier) > LEVELS.index(survivor.tier):
        survivor.tier, survivor.history = absorbed.tier, absorbed.history
        survivor.review_at, survivor.grace_until = absorbed.review_at, absorbed.grace_until
    survivor.birth_month = survivor.birth_month or absorbed.birth_month
    survivor.cards += absorbed.cards
    survivor.attempt = further(survivor.attempt, absorbed.attempt)
    survivor.king_until = survivor.king_until or absorbed.king_until
    survivor.is_crowned |= absorbed.is_crowned
    survivor.referrer = survivor.converted_by = ""  # it was the other one, and nobody brings oneself
    survivor.lift([local(now).year], now)


def lots_of(member: Member) -> list[Lot]:
    """Every lot that a member has, had and may have again."""
    taken = [part for held in member.holds.values() for part in held.taken]
    taken += [part for spent in member.redemptions.values() for part in spent or []]
    taken += [part for transfer in member.transfers.values() for part in transfer.taken]
    return list({id(lot): lot for lot in [*member.lots, *(lot for _, lot in taken)]}.values())


def joined_runs(runs: list[Run]) -> list[Run]:
    """Days of both; runs that touch are one, rewarded as often as both were."""
    found: list[Run] = []
    for run in sorted(runs, key=lambda each: min(each.days)):
        last = found[-1] if found else None
        if last is not None and (min(run.days) - max(last.days)).days <= 1:
            found[-1] = Run(last.days | run.days, last.rewarded + run.rewarded)
        else:
            found.append(run)
    return found


def further(own: Attempt | None, theirs: Attempt | None) -> Attempt | None:
    """Of two attempts the one that is done, or has come further."""
    if own is None or (theirs is not None and (own.is_done, own.progress) < (theirs.is_done, theirs.progress)):
        return theirs
    return own
