"""Offering: which promotions are for this member and this order, and what an order leaves behind for the next one.

An order uses the card that a promotion asked for, and counts as a purchase in its categories. A refund undoes both: the card when
the whole order is back, a category when all of its lines are.
"""

from __future__ import annotations

from regulars.core import asking, cards
from regulars.core.basket import Basket
from regulars.core.events import OrderPaid
from regulars.core.moment import Moment
from regulars.core.promotions import Offers, Promotion
from regulars.core.records import LineRefund, OrderRecord
from regulars.core.standings import tier_at
from regulars.core.state import shift_name


def offers_for(moment: Moment, basket: Basket, net: list[int]) -> Offers:
    """The promotions that run on the order's day and are for this member and order; who runs and is for others says why."""
    program, extras = moment.program, moment.state.extras
    birthday = 0 if extras is None else extras.birthday
    tier = tier_at(moment, program.ladders[0].key, moment.effective_at)
    plain: list[Promotion] = []
    by_card: list[Promotion] = []
    for promotion in program.promotions:
        if not promotion.is_on(moment.day):
            continue
        why = promotion.why_not_for(moment.day, birthday, tier)
        if not why and promotion.card and cards.usable(moment, promotion.card, moment.effective_at) is None:
            why = "no_card"
        if why:
            moment.skipped.append((promotion.key, why))
        elif promotion.when is not None and not asking.admits_promotion(moment, promotion, basket.lines, net):
            continue
        elif promotion.card:
            by_card.append(promotion)
        else:
            plain.append(promotion)
    # Those that cost the member a card come last: of two that are worth the same the first one counts.
    return Offers(program.stacking, plain + by_card, basket, {} if extras is None else extras.bought)


def note(moment: Moment, offers: Offers, basket: Basket, record: OrderRecord) -> None:
    """Use the cards of the promotions that counted, and remember where the member bought."""
    record.promotions = offers.counted
    for promotion in moment.program.promotions:
        if promotion.card and promotion.key in offers.counted:
            card = cards.usable(moment, promotion.card, moment.effective_at)
            assert card is not None, "the promotion was offered for it"
            if card.card_id not in record.cards:
                record.cards = [*record.cards, card.card_id]
    cards.change_uses(moment, record.cards, -1)
    record.bought = sorted({line.category for line in basket.lines if line.amount_minor} & moment.program.repurchased)
    for category in record.bought:
        shift_name(moment.state.opened().bought, category, 1)


def undo(moment: Moment, order: OrderPaid, refunded: dict[int, LineRefund], record: OrderRecord) -> None:
    """Take back what a refund makes untrue. Called after `record.is_counted` is brought in line."""
    if record.cards and not record.is_counted:
        cards.change_uses(moment, record.cards, 1)
        record.cards = []
    for category in record.bought:
        if is_category_back(order, category, refunded):
            record.bought = [other for other in record.bought if other != category]
            shift_name(moment.state.opened().bought, category, -1)


def is_category_back(order: OrderPaid, category: str, refunded: dict[int, LineRefund]) -> bool:
    """Whether nothing is left of a category that cost something."""
    for position, line in enumerate(order.lines):
        if line.category == category and line.amount_minor:
            part = refunded.get(position)
            if part is None or part.amount_minor < line.amount_minor:
                return False
    return True
