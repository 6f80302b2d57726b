"""Compiling: a parsed document becomes core's frozen program, once everything that it names exists."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from regulars.core import program as core
from regulars.core.rules import Rule
from regulars.features.programs import document as doc
from regulars.features.programs.conditions import catalogue_of, compile_condition, words_of
from regulars.features.programs.faults import faults
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.kinds.per_amount import PerAmountRule
from regulars.features.programs.metrics import ACTIVITY_PREFIX, GROWTH_PREFIX
from regulars.features.programs.parts import minor
from regulars.features.programs.promotions import PromotionDocument
from regulars.features.programs.wording import Text
from regulars.kit.calendars import calendar_of, day_number
from regulars.kit.ratio import ONE, Ratio
from regulars.kit.yaml_source import YamlSource


def surroundings(parsed: doc.ProgramDocument) -> Surroundings:
    """What rules may know of the rest of the program."""
    return Surroundings(
        parsed.currency.digits,
        parsed.currency.name,
        {wallet.key: wallet.name for wallet in parsed.wallets},
        {tier.key: tier.name for ladder in parsed.ladders for tier in ladder.tiers},
        parsed.ladders[0].key,
        parsed.kinds,
        parsed.categories,
        activity_names(parsed),
        {card.key: card.name for card in parsed.cards},
        parsed.referrals.order_from if parsed.referrals else None,
        metric_names(parsed),
        catalogue_of(parsed),
        words_of(parsed),
    )


def activity_names(parsed: doc.ProgramDocument) -> dict[str, Text]:
    """The activities of a program with their names."""
    return {key: activity.name for key, activity in parsed.activities.items()}


def raised_rules(promotion: PromotionDocument, parsed: doc.ProgramDocument) -> frozenset[str]:
    """The rules that a promotion raises: those it names, those of its wallets, or all that give points for an amount."""
    if promotion.rules:
        return frozenset(promotion.rules)
    wallets = promotion.wallets or [wallet.key for wallet in parsed.wallets if isinstance(wallet, doc.PointsWallet)]
    return frozenset(rule.key for rule in parsed.rules if isinstance(rule, PerAmountRule) and rule.wallet in wallets)


def metric_names(parsed: doc.ProgramDocument) -> dict[str, Text]:
    """What the program itself calls metrics: its activities and growth wallets."""
    names = {f"{ACTIVITY_PREFIX}{key}": name for key, name in activity_names(parsed).items()}
    growth = [wallet for wallet in parsed.wallets if isinstance(wallet, doc.GrowthWallet)]
    return names | {f"{GROWTH_PREFIX}{wallet.key}": wallet.name for wallet in growth}


def compile_program(parsed: doc.ProgramDocument, source: YamlSource, version: int) -> core.Program:
    """The program for core, or `program_invalid` with every dangling name and impossible number."""
    errors = list(faults(parsed, source))
    if errors:
        raise source.problem(errors)
    digits = parsed.currency.digits
    around = surroundings(parsed)
    return core.Program(
        parsed.program, version, parsed.currency.code, ZoneInfo(parsed.time_zone), parsed.late_days,
        tuple(_wallet(wallet, digits) for wallet in parsed.wallets),
        tuple(ladder.compile(digits, around.catalogue) for ladder in parsed.ladders),
        _rules(parsed, around), parsed.metrics.spend.compile(digits), _points_as_cash(parsed),
        {key: activity.interaction for key, activity in parsed.activities.items()},
        tuple(promotion.compile(raised_rules(promotion, parsed), around) for promotion in parsed.promotions), parsed.stacking,
        tuple(core.CardKind(card.key, card.days, card.uses, card.protects or "") for card in parsed.cards),
        transfer=_transfer(parsed), referral_from_minor=minor(parsed.referrals.order_from, digits) if parsed.referrals else 1,
        tasks=tuple(task.compile(around.ladder, digits) for task in parsed.tasks),
        honours=tuple(honour.compile(around.ladder, digits) for honour in parsed.honours),
        benefits=tuple(benefit.compile(digits) for benefit in parsed.benefits),
        watches=tuple(watch.compile(digits) for watch in parsed.watches),
    )  # fmt: skip


def _rules(parsed: doc.ProgramDocument, around: Surroundings) -> tuple[Rule, ...]:
    compiled: list[Rule] = []
    for rule in parsed.rules:
        made = rule.compile(around)
        if rule.when is not None:
            made.when = compile_condition(rule.when, around.catalogue, rule.subjects)
        if rule.pending_until:
            made.pending_until = calendar_of(ZoneInfo(parsed.time_zone)).day_start(day_number(rule.pending_until))
        made.pending_for = rule.pending_for or ""
        compiled.append(made)
    return tuple(compiled)


def _wallet(wallet: doc.PointsWallet | doc.GrowthWallet, digits: int) -> core.PointsWallet | core.GrowthWallet:
    if isinstance(wallet, doc.GrowthWallet):
        return core.GrowthWallet(wallet.key, _decay(wallet.decay) if wallet.decay else None)
    return core.PointsWallet(
        wallet.key, _expiry(wallet.expiry), wallet.spend_order,
        wallet.on_shortfall, wallet.restore.days if wallet.restore.kind == "grace" else None,
        Ratio(wallet.worth.points, minor(wallet.worth.money, digits)).times(ONE), wallet.remind_days, wallet.confirm_above,
    )  # fmt: skip


def _decay(decay: doc.Decay) -> core.Decay:
    rates = {tier: Ratio.parse(rate) for tier, rate in decay.tier_rates.items()}
    return core.Decay(decay.window_months, Ratio.parse(decay.fade) if decay.fade else None, rates)


def _expiry(expiry: doc.Expiry) -> core.Expiry:
    dates = tuple(sorted(int(day.replace("-", "")) for day in expiry.dates))
    return core.Expiry(expiry.kind, expiry.count, expiry.round_to, dates)


def _points_as_cash(parsed: doc.ProgramDocument) -> core.PointsAsCash | None:
    offer = parsed.points_as_cash
    return core.PointsAsCash(offer.wallet, Ratio.parse(offer.max_share), offer.max_points) if offer else None


def _transfer(parsed: doc.ProgramDocument) -> core.Transfer | None:
    offer = parsed.transfer
    if offer is None:
        return None
    share, fee = Ratio.parse(offer.max_share), Ratio.parse(offer.fee)
    return core.Transfer(offer.wallet, share, offer.per_month, offer.min_points, fee)


def held_keys(program: core.Program) -> set[tuple[str, str]]:
    """What members may hold: every wallet, ladder and tier. A later version must still know them."""
    held = {("points wallet", key) for key in program.points_wallets} | {("growth wallet", key) for key in program.growth_wallets}
    for ladder in program.ladders:
        held.add(("ladder", ladder.key))
        held |= {("tier", f"{ladder.key}.{tier.key}") for tier in ladder.tiers}
    return held
