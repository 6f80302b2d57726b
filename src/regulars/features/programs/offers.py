"""Offers: what members may do with their points, section by section of the document, and what they have by their tiers.

Each is told as a sentence. A section that lets members do something has one line in `OFFERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from regulars.features.programs import document as doc
from regulars.features.programs.compiling import surroundings
from regulars.features.programs.contracts import PublishedProgram, ToldBenefit, ToldOffer
from regulars.features.programs.parts import share_words
from regulars.features.programs.wording import Sentence, Text, joined


def told_offers(published: PublishedProgram) -> list[ToldOffer]:
    """What a program lets members do with points, in the order of the document's sections."""
    document = published.document
    told = [(key, tell(document)) for key, tell in OFFERS.items()]
    return [ToldOffer(key, text) for key, text in told if text is not None]


def told_benefits(published: PublishedProgram, tier: str = "") -> list[ToldBenefit]:
    """The benefits of a program, or those of one tier, in the order of the document."""
    around = surroundings(published.document)
    return [
        ToldBenefit(
            benefit.key, benefit.kind, Sentence(zh=benefit.name.zh, en=benefit.name.en), benefit.describe(around, tier),
            benefit.tiers_named(),
        )
        for benefit in published.document.benefits
        if tier in ("", *benefit.tiers_named())
    ]  # fmt: skip


def _points_as_cash(document: doc.ProgramDocument) -> Sentence | None:
    offer = document.points_as_cash
    if offer is None:
        return None
    wallet, share = _name(document, offer.wallet), share_words(offer.max_share)
    zh = f"订单金额的 {share} 以内可用{wallet.zh}抵扣"
    parts = [Sentence(zh=zh, en=f"up to {share} of an order can be paid with {wallet.en.lower()}")]
    if offer.max_points:
        parts.append(Sentence(zh=f"每单至多 {offer.max_points}", en=f"at most {offer.max_points:,} an order"))
    return joined(parts)


def _transfer(document: doc.ProgramDocument) -> Sentence | None:
    offer = document.transfer
    if offer is None:
        return None
    wallet, share, fee = _name(document, offer.wallet), share_words(offer.max_share), share_words(offer.fee)
    parts = [
        Sentence(
            zh=f"可将{wallet.zh}转赠给其他会员，到期日不变",
            en=f"{wallet.en.lower()} can be sent to other members and keep their expiry",
        ),
        Sentence(zh=f"每次不超过余额的 {share}", en=f"at most {share} of the balance at a time"),
    ]
    if offer.min_points > 1:
        parts.append(Sentence(zh=f"每次至少 {offer.min_points}", en=f"at least {offer.min_points:,} at a time"))
    if offer.per_month:
        parts.append(Sentence(zh=f"每月至多 {offer.per_month}", en=f"at most {offer.per_month:,} a month"))
    parts.append(
        Sentence(zh="免手续费", en="without a fee")
        if fee == "0%"
        else Sentence(zh=f"手续费 {fee}", en=f"{fee} of them are the fee")
    )
    return joined(parts)


def _name(document: doc.ProgramDocument, wallet: str) -> Text:
    return next(held.name for held in document.wallets if held.key == wallet)


OFFERS: Final[dict[str, Callable[[doc.ProgramDocument], Sentence | None]]] = {
    "points_as_cash": _points_as_cash,
    "transfer": _transfer,
}
"""The sections that let members do something with points, and how each is told; None where a program has none of it."""
