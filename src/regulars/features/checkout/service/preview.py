"""Preview a checkout: benefits by the member's tiers, then the very event that will be sent, decided on the ledger's own path.

What the order earns is not worked out here: the ledger decides it as `order.paid` and rolls back. So a preview cannot promise
what the order will not give.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import Any, Final
from uuid import UUID

from psycopg import Connection

from regulars.core import saving, spending
from regulars.core.events import OrderLine
from regulars.core.program import PointsAsCash
from regulars.core.saving import Saving
from regulars.features.accounts.facade import Account, open_account
from regulars.features.checkout.schemas import (
    Basket,
    BasketLine,
    BenefitApplied,
    CheckoutPreview,
    Earned,
    MemberBenefit,
    MemberBenefits,
    OrderToSend,
    PointsUse,
    SkippedRule,
)
from regulars.features.context import AppContext
from regulars.features.programs.facade import told_benefits
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Outcome
from regulars.store.identities import normalise_identity
from regulars.store.members import find_members
from regulars.store.reach import everywhere

SOURCE: Final = "checkout"


def preview(context: AppContext, basket: Basket, *, serves: bool = False) -> CheckoutPreview:
    """What a basket will cost and earn; the refusals are those of the event that would be sent.

    `serves`: whoever asks may serve members of other stores whose full identity they were told.
    """
    with everywhere() if serves and basket.member is not None else nullcontext(), context.database.snapshot() as connection:
        account = open_account(context, connection, _member_of(connection, basket))
    tiers = frozenset(standing.tier for standing in account.state.standings.values())
    found = saving.savings(account.program.benefits, tiers, [_core_line(line) for line in basket.lines])
    order = _order(basket, found)
    outcome = _decided(context, account, order)
    gross = sum(line.amount_minor for line in basket.lines)
    total = sum(line.amount_minor for line in order.lines)
    points = _points(account, order, total)
    extras = account.state.extras
    return CheckoutPreview(
        member_id=account.member_id,
        frozen=None if extras is None or not extras.frozen else "spend" if extras.frozen == "spend" else "all",
        tiers=outcome.tiers,
        currency=basket.currency,
        gross_minor=gross,
        benefits=_benefits(account, found),
        saved_minor=gross - total,
        total_minor=total,
        points=points,
        to_pay_minor=total - (points.used_minor if points else 0),
        earns=[
            Earned(rule=entry.rule, text=_rule_text(account, entry.rule), wallet=entry.wallet, points=entry.amount)
            for entry in outcome.entries
            if entry.kind == "earn" and entry.rule is not None
        ],
        skipped=[SkippedRule(rule=each.rule, reason=each.reason) for each in outcome.skipped],
        tiers_changed=outcome.tiers_changed,
        order=order,
    )


def member_benefits(context: AppContext, member_id: UUID) -> MemberBenefits:
    """What a member has by the tier of the first ladder."""
    with context.database.snapshot() as connection:
        account = open_account(context, connection, member_id)
    tier = account.state.standings[account.program.ladders[0].key].tier
    told = told_benefits(account.words.current, tier)
    return MemberBenefits(
        tier=tier, benefits=[MemberBenefit(key=each.key, kind=each.kind, name=each.name, text=each.text) for each in told]
    )


def _member_of(connection: Connection, basket: Basket) -> UUID:
    if basket.member_id is not None:
        return basket.member_id
    assert basket.member is not None, "one of the two names the member"
    identity = normalise_identity(basket.member.kind, basket.member.value, "member")
    member_id = find_members(connection, [identity]).get(identity)
    if member_id is None:
        field = FieldError("member", f"no member has this {identity.kind}", "an identity of a member")
        raise Problem("member_unknown", "The basket names nobody we know.", errors=(field,))
    return member_id


def _core_line(line: BasketLine) -> OrderLine:
    return OrderLine(line.line_id, line.sku, line.kind, line.category, line.quantity, line.amount_minor)


def _order(basket: Basket, found: list[Saving]) -> OrderToSend:
    lines = []
    for position, line in enumerate(basket.lines):
        saved = sum(each.by_line[position] for each in found)
        lines.append(line.model_copy(update={"amount_minor": line.amount_minor - saved}))
    return OrderToSend(currency=basket.currency, lines=lines, points_used=basket.points_used, hold_id=basket.hold_id)


def _decided(context: AppContext, account: Account, order: OrderToSend) -> Outcome:
    """The outcome of the order; Problem with the refusal where it would be refused for good."""
    data: dict[str, Any] = order.model_dump(exclude_none=True)
    # The preview is no promise that the member has confirmed: it shows what will be once they have.
    event = {
        "source": SOURCE, "id": str(new_id()), "type": "order.paid", "member_id": str(account.member_id),
        "occurred_at": account.now.isoformat(), "data": data | {"order_id": f"checkout {new_id()}", "confirmed": True},
    }  # fmt: skip
    answer = context.ledger.preview(json.dumps(event).encode())
    if isinstance(answer, Problem):
        raise answer
    outcome = answer.outcome()
    refusal = outcome.rejection
    if refusal is not None and outcome.status == "rejected":
        path = refusal.path.removeprefix("data.")
        field = FieldError(path, refusal.detail, hint=refusal.hint)
        raise Problem(refusal.code, refusal.detail, errors=(field,), hint=refusal.hint, facts=refusal.facts)
    return outcome


def _points(account: Account, order: OrderToSend, total_minor: int) -> PointsUse | None:
    offer = account.program.points_as_cash
    if offer is None:
        return None
    wallet = account.program.points_wallets[offer.wallet]
    held = account.state.points.get(offer.wallet)
    available = held.available(account.instant) if held else 0
    if order.hold_id is not None:
        hold = account.state.holds().get(order.hold_id)
        available = hold.points if hold and hold.wallet == offer.wallet else 0
    points_max = min(spending.usable(wallet, offer, total_minor), available)
    if account.state.extras is not None and account.state.extras.frozen:
        points_max = 0
    return PointsUse(
        wallet=offer.wallet,
        available=available,
        points_max=points_max,
        value_max_minor=_worth(account, offer, points_max),
        used=order.points_used,
        used_minor=_worth(account, offer, order.points_used),
        confirm_above=wallet.confirm_above,
    )


def _worth(account: Account, offer: PointsAsCash, points: int) -> int:
    per_minor = account.program.points_wallets[offer.wallet].points_per_minor
    return points * per_minor.denominator // per_minor.numerator


def _benefits(account: Account, found: list[Saving]) -> list[BenefitApplied]:
    saved = {each.key: sum(each.by_line) for each in found}
    told = {
        each.key: each
        for standing in account.state.standings.values()
        for each in told_benefits(account.words.current, standing.tier)
    }
    return [
        BenefitApplied(key=each.key, name=each.name, text=each.text, saved_minor=saved.get(each.key, 0)) for each in told.values()
    ]


def _rule_text(account: Account, rule: str) -> Any:
    return account.words.rule(rule, account.program.version).text
