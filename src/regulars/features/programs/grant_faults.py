"""Faults of what grants tiers and titles: tasks, honours and protection cards that name nothing, or could never do anything."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.programs import document as doc
from regulars.features.programs.honours import LimitedHonour
from regulars.kit.problems import FieldError, one_of
from regulars.kit.yaml_source import Path, YamlSource


def grant_faults(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    """Every fault of tasks, honours and cards."""
    points = [wallet.key for wallet in parsed.wallets if isinstance(wallet, doc.PointsWallet)]
    for number, task in enumerate(parsed.tasks):
        yield from _tier_faults(task.ladder, task.tier, ("tasks", number), parsed, source)
    for number, honour in enumerate(parsed.honours):
        path: Path = ("honours", number)
        if not isinstance(honour, LimitedHonour):
            yield from _tier_faults(honour.ladder, honour.tier, path, parsed, source)
        elif honour.award and honour.award.wallet not in points:
            wallet = honour.award.wallet
            yield source.error((*path, "award", "wallet"), f"there is no points wallet {wallet}", one_of(points))
    ladders = {ladder.key: ladder for ladder in parsed.ladders}
    for number, card in enumerate(parsed.cards):
        where: Path = ("cards", number, "protects")
        if card.protects and card.protects not in ladders:
            yield source.error(where, f"there is no ladder {card.protects}", one_of(list(ladders)))
        elif card.protects and ladders[card.protects].review == "never":
            yield source.error(where, "no tier of this ladder is ever reviewed", "a ladder with a `review`")
    protecting = [card.key for card in parsed.cards if card.protects]
    for number, promotion in enumerate(parsed.promotions):
        if promotion.card in protecting:
            message = f"the card {promotion.card} protects a tier"
            yield source.error(("promotions", number, "card"), message, "a card without `protects`")


def _tier_faults(
    ladder: str | None, tier: str, path: Path, parsed: doc.ProgramDocument, source: YamlSource
) -> Iterator[FieldError]:
    ladders = {held.key: held for held in parsed.ladders}
    key = ladder or parsed.ladders[0].key
    if key not in ladders:
        yield source.error((*path, "ladder"), f"there is no ladder {key}", one_of(list(ladders)))
        return
    above = [held.key for held in ladders[key].tiers[1:]]
    if tier not in above:
        yield source.error((*path, "tier"), f"{tier} is no tier above the first of {key}", one_of(above or ["none"]))
