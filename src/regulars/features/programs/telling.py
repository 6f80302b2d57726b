"""Telling: a published program as people read it - ladders, wallets and rules in both languages.

Every page that names a tier, a wallet or a rule takes the words from here, of the version that counts for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from regulars.core import ladders
from regulars.core.conditions.condition import Condition, Unmet
from regulars.core.conditions.saying import say
from regulars.core.conditions.why import ToldUnmet, tell_unmet
from regulars.features.programs import document as doc
from regulars.features.programs.compiling import metric_names, surroundings
from regulars.features.programs.conditions import told_condition, words_of
from regulars.features.programs.contracts import (
    PublishedProgram,
    ToldCard,
    ToldClause,
    ToldLook,
    ToldMetric,
    ToldPart,
    ToldPromotion,
    ToldRule,
    ToldTier,
    ToldWallet,
)
from regulars.features.programs.ladders import Face, Tier
from regulars.features.programs.metrics import metric_of
from regulars.features.programs.promotions import STACKINGS, PromotionDocument
from regulars.features.programs.requirement_words import requirement_words
from regulars.features.programs.requirements import window_words
from regulars.features.programs.wording import Sentence, Text, joined, percent

_ROUNDED = {
    "none": Sentence(zh="", en=""),
    "month": Sentence(zh="，顺延至当月末", en=", to the end of that month"),
    "quarter": Sentence(zh="，顺延至当季末", en=", to the end of that quarter"),
    "year": Sentence(zh="，顺延至当年末", en=", to the end of that year"),
}
_SPEND_ORDERS = {
    "earliest_expiry": Sentence(zh="先到期的先使用", en="the earliest to expire is spent first"),
    "oldest": Sentence(zh="先获得的先使用", en="the oldest is spent first"),
    "newest": Sentence(zh="后获得的先使用", en="the newest is spent first"),
}
_SHORTFALLS = {
    "pending_only": Sentence(zh="退款只收回待生效部分", en="a refund takes back only what is still pending"),
    "within_balance": Sentence(zh="退款在余额内收回", en="a refund takes back what the balance holds"),
    "debt": Sentence(zh="退款时不足部分记为欠分", en="what a refund cannot find is owed"),
}


def in_force(published: Sequence[PublishedProgram], now: datetime) -> PublishedProgram:
    """The version in force at an instant; the first one for any time before it. There is at least one."""
    return next((version for version in reversed(published) if version.in_force_from <= now), published[0])


def told_ladder(published: PublishedProgram, ladder: str) -> list[ToldTier]:
    """The tiers of a ladder from the lowest to the highest, each with what it takes to reach it."""
    document = next(held for held in published.document.ladders if held.key == ladder)
    compiled = published.program.ladder_by_key[ladder]
    return [
        ToldTier(
            tier.key, said(tier.name), tier.color, level, told_clauses(compiled.tiers[level].reach, published.document),
            told_look(tier),
        )
        for level, tier in enumerate(document.tiers)
    ]  # fmt: skip


def told_look(tier: Tier) -> ToldLook:
    """How a tier's card looks."""
    face = tier.face or Face()
    return ToldLook(said(tier.title) if tier.title else None, tier.badge or "", face.to, face.pattern)


def told_clauses(requirement: ladders.Requirement, document: doc.ProgramDocument) -> list[ToldClause]:
    """A requirement clause by clause, those of groups last; each with the conditions that its part has to meet as well."""
    names = metric_names(document)
    parts = [([clause], [requirement.when]) for clause in requirement.clauses]
    parts += [(list(group.clauses), [requirement.when, group.when]) for group in requirement.groups]
    return [
        ToldClause(
            clause.metric, said(metric.name), metric.unit, window_words(clause.window), clause.required(),
            requirement.combinator, part, clause.at_least if clause.in_each_month else None, when,
        )
        for part, (clauses, conditions) in enumerate(parts)
        for when in [_told_when([each for each in conditions if each is not None], document)]
        for clause in clauses
        for metric in [metric_of(clause.metric, names)]
    ]  # fmt: skip


def _told_when(conditions: list[Condition], document: doc.ProgramDocument) -> Sentence | None:
    """Conditions that have to hold together, in words; None where there is none."""
    if not conditions:
        return None
    words = words_of(document)
    said = [say(condition, words) for condition in conditions]
    return Sentence(zh="，且".join(each.zh for each in said), en=" and ".join(each.en for each in said))


def told_reach(published: PublishedProgram, ladder: str, tier: str) -> Sentence:
    """What it takes to reach a tier, as a phrase."""
    held = published.program.ladder_by_key[ladder]
    return requirement_words(held.tiers[held.level(tier)].reach, surroundings(published.document))


def told_metric(metric: str, published: PublishedProgram) -> ToldMetric:
    """A metric in words."""
    found = metric_of(metric, metric_names(published.document))
    return ToldMetric(said(found.name), found.unit)


def told_rules(published: PublishedProgram) -> list[ToldRule]:
    """The rules as sentences, in the order of the program."""
    around = surroundings(published.document)
    words = words_of(published.document)
    told = []
    for rule in published.document.rules:
        text, when = rule.describe(around), published.program.rule_by_key[rule.key].when
        if when is not None:
            only = told_condition(when, words)
            text = Sentence(zh=text.zh + only.zh, en=text.en + only.en)
        told.append(ToldRule(rule.key, rule.kind, rule.wallet, rule.dimension, text))
    return told


def told_unmet(published: PublishedProgram, rule: str, unmet: Sequence[tuple[str, Any]]) -> list[ToldUnmet]:
    """The clauses of a rule's or promotion's condition that failed, from their stored paths and values."""
    program = published.program
    held = program.rule_by_key.get(rule) or next((each for each in program.promotions if each.key == rule), None)
    if held is None or held.when is None or not unmet:
        return []
    words = words_of(published.document)
    told = [tell_unmet(held.when, Unmet(path, actual), words) for path, actual in unmet]
    return [each for each in told if each is not None]


def told_promotions(published: PublishedProgram) -> list[ToldPromotion]:
    """The promotions, in the order of the program."""
    document = published.document
    return [
        ToldPromotion(promotion.key, said(promotion.name), promotion_text(promotion, document))
        for promotion in document.promotions
    ]


def promotion_text(promotion: PromotionDocument, document: doc.ProgramDocument) -> Sentence:
    """A promotion of a document as one sentence."""
    return promotion.describe(surroundings(document), _raised(promotion, document))


def told_cards(published: PublishedProgram) -> list[ToldCard]:
    """The cards that members can be granted."""
    return [ToldCard(card.key, said(card.name), _card_text(card)) for card in published.document.cards]


def _card_text(card: doc.Card) -> Sentence:
    days = Sentence(zh="永久有效", en="never ends")
    if card.days:
        days = Sentence(zh=f"{card.days} 天有效", en=f"lasts {card.days} days")
    uses = Sentence(zh="次数不限", en="as often as the member likes")
    if card.uses:
        uses = Sentence(zh=f"可用 {card.uses} 次", en=f"for {card.uses} orders")
    if card.protects:
        saved = Sentence(
            zh="保级评审未达标时自动使用，等级保留至下次评审", en="saves the tier from a missed review, until the next one"
        )
        times = Sentence(zh=f"可用 {card.uses} 次", en=f"{card.uses} times") if card.uses else Sentence(zh="", en="")
        return joined([saved, days, times])
    return joined([days, uses])


def told_stacking(published: PublishedProgram) -> Sentence | None:
    """How several promotions go together; None while there are not two."""
    document = published.document
    return STACKINGS[document.stacking] if len(document.promotions) > 1 else None


def _raised(promotion: PromotionDocument, document: doc.ProgramDocument) -> list[Text]:
    """What a promotion raises, by name: the rules it names, a rule without a name as its wallet, or the wallets."""
    wallets = {wallet.key: wallet.name for wallet in document.wallets}
    if promotion.rules:
        rules = {rule.key: rule for rule in document.rules}
        return [rules[key].name or wallets[rules[key].wallet] for key in promotion.rules]
    keys = promotion.wallets or [wallet.key for wallet in document.wallets if isinstance(wallet, doc.PointsWallet)]
    return [wallets[key] for key in keys]


def told_wallets(published: PublishedProgram) -> list[ToldWallet]:
    """The wallets, each with how it works in one sentence."""
    document = published.document
    tiers = surroundings(document).tiers
    return [
        ToldWallet(wallet.key, said(wallet.name), wallet_text(wallet, document.currency.name, tiers))
        for wallet in document.wallets
    ]


def told_parts(published: PublishedProgram) -> list[ToldPart]:
    """How tiers are kept and what moves members beside what tiers ask for, ladder by ladder."""
    around = surroundings(published.document)
    parts: list[ToldPart] = []
    for ladder in published.document.ladders:
        parts.append(ToldPart("ladder", ladder.key, said(ladder.name), ladder.describe(around)))
        parts += [ToldPart("lift", lift.key, said(lift.name), lift.describe(around)) for lift in ladder.lifts]
    parts += [ToldPart("task", task.key, said(task.name), task.describe(around)) for task in published.document.tasks]
    parts += [ToldPart("honour", held.key, said(held.name), held.describe(around)) for held in published.document.honours]
    parts += [ToldPart("watch", held.key, said(held.name), held.describe(around)) for held in published.document.watches]
    return parts


def said(text: Text) -> Sentence:
    """A name of the program, as a sentence of ours."""
    return Sentence(zh=text.zh, en=text.en)


def wallet_text(wallet: doc.PointsWallet | doc.GrowthWallet, currency: Text, tiers: dict[str, Text]) -> Sentence:
    """How a wallet works, in one sentence."""
    if isinstance(wallet, doc.GrowthWallet):
        sources = wallet.dimensions.values()
        return joined([
            Sentence(zh=f"决定等级、不能使用，来源：{'、'.join(source.zh for source in sources)}",
                     en=f"decides the tier and cannot be spent, from {', '.join(source.en.lower() for source in sources)}"),
            *(_decay_texts(wallet.decay, tiers) if wallet.decay else []),
        ])  # fmt: skip
    worth = wallet.worth
    return joined([
        Sentence(zh=f"{worth.points} {wallet.name.zh}值 {worth.money} {currency.zh}",
                 en=f"{worth.points} {wallet.name.en.lower()} are worth {worth.money} {currency.en}"),
        _expiry_text(wallet.expiry),
        _remind_text(wallet.remind_days),
        _SPEND_ORDERS[wallet.spend_order],
        _SHORTFALLS[wallet.on_shortfall],
        _confirm_text(wallet.confirm_above),
    ])  # fmt: skip


def _decay_texts(decay: doc.Decay, tiers: dict[str, Text]) -> list[Sentence]:
    parts = []
    if decay.window_months:
        months = decay.window_months
        parts.append(Sentence(zh=f"只计最近 {months} 个月", en=f"only the last {months} months count"))
    if decay.fade:
        share = percent(decay.fade)
        parts.append(Sentence(zh=f"其中最早的月份月初减 {share}", en=f"the oldest of them loses {share} at the start of a month"))
    if decay.tier_rates:
        rates = [(tiers[tier], percent(rate)) for tier, rate in decay.tier_rates.items()]
        zh, en = "、".join(f"{name.zh} {rate}" for name, rate in rates), ", ".join(f"{name.en} {rate}" for name, rate in rates)
        parts.append(Sentence(zh=f"每月初按等级衰减：{zh}", en=f"at the start of each month it loses by tier: {en}"))
    return parts


def _confirm_text(points: int) -> Sentence:
    if not points:
        return Sentence(zh="", en="")
    return Sentence(
        zh=f"一次使用超过 {points} 须会员二次确认", en=f"more than {points:,} at a time need the member's confirmation"
    )


def _remind_text(days: int) -> Sentence:
    return (
        Sentence(zh=f"到期前 {days} 天提醒", en=f"{days} days before, members are reminded") if days else Sentence(zh="", en="")
    )


def _expiry_text(expiry: doc.Expiry) -> Sentence:
    if expiry.kind == "never":
        return Sentence(zh="永久有效", en="never expires")
    if expiry.kind == "dates":
        days = sorted(expiry.dates)
        zh = f"于{'、'.join(f'{int(day[:2])} 月 {int(day[3:])} 日' for day in days)}到期"
        en = f"expires on {', '.join(days)}"
        if expiry.count:
            return Sentence(zh=f"{zh}，至少有效 {expiry.count} 个月", en=f"{en}, at least {expiry.count} months from earning")
        return Sentence(zh=zh, en=en)
    rounded = _ROUNDED[expiry.round_to]
    if expiry.kind == "inactivity":
        return Sentence(
            zh=f"{expiry.count} 个月无消费或互动则过期{rounded.zh}",
            en=f"expires after {expiry.count} months without an order or an interaction{rounded.en}",
        )
    units = {"days": Sentence(zh="天", en="days"), "months": Sentence(zh="个月", en="months")}[expiry.kind]
    return Sentence(
        zh=f"自获得起 {expiry.count} {units.zh}有效{rounded.zh}", en=f"lives {expiry.count} {units.en} from earning{rounded.en}"
    )
