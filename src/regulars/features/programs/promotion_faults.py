"""Faults of promotions: names that lead nowhere, rules that no promotion can raise, and conditions that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.programs import document as doc
from regulars.features.programs.conditions import WITH_ORDER, catalogue_of, condition_faults
from regulars.features.programs.kinds.per_amount import PerAmountRule
from regulars.kit.problems import FieldError
from regulars.kit.yaml_source import YamlSource


def promotion_faults(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    """What is wrong with the promotions of a document."""
    raisable = [rule.key for rule in parsed.rules if isinstance(rule, PerAmountRule)]
    known = [wallet.key for wallet in parsed.wallets]
    tiers = [tier.key for tier in parsed.ladders[0].tiers]
    catalogue = catalogue_of(parsed)
    for number, promotion in enumerate(parsed.promotions):
        path = ("promotions", number)
        for field, keys, offered, what in (
            ("rules", promotion.rules, raisable, "rule of kind per_amount"),
            ("wallets", promotion.wallets, known, "wallet"),
            ("tiers", promotion.tiers, tiers, "tier"),
        ):
            for place, key in enumerate(keys):
                if key not in offered:
                    yield source.error((*path, field, place), f"there is no {what} {key}", f"one of {', '.join(offered)}")
        cards = [card.key for card in parsed.cards]
        if promotion.card and promotion.card not in cards:
            yield source.error((*path, "card"), f"there is no card {promotion.card}", f"one of {', '.join(cards)}")
        if promotion.only_when is not None:
            yield from condition_faults(promotion.only_when, catalogue, WITH_ORDER, (*path, "only_when"), source)
