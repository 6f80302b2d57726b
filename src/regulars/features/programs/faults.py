"""Faults: what can only be seen with the whole document in view - names that lead nowhere, keys used twice, numbers at odds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regulars.features.programs import document as doc
from regulars.features.programs.benefits import DiscountBenefit, FreeLinesBenefit
from regulars.features.programs.conditions import catalogue_of, condition_faults
from regulars.features.programs.grant_faults import grant_faults
from regulars.features.programs.honours import LifetimeHonour, LimitedHonour
from regulars.features.programs.kinds import RuleDocument
from regulars.features.programs.kinds.milestone import MilestoneRule
from regulars.features.programs.kinds.per_action import PerActionRule
from regulars.features.programs.kinds.per_amount import PerAmountRule
from regulars.features.programs.kinds.per_step import PerStepRule
from regulars.features.programs.kinds.streak import StreakRule
from regulars.features.programs.ladder_faults import ladder_faults
from regulars.features.programs.metrics import ACTIVITY_PREFIX, GROWTH_PREFIX
from regulars.features.programs.parts import Lines
from regulars.features.programs.promotion_faults import promotion_faults
from regulars.features.programs.requirements import Clause, Group
from regulars.kit.problems import FieldError, one_of
from regulars.kit.yaml_source import Path, YamlSource


def faults(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    """Every fault of a document whose parts are each well-formed, section by section."""
    yield from _keys_used_twice(parsed, source)
    for number, wallet in enumerate(parsed.wallets):
        if isinstance(wallet, doc.PointsWallet):
            yield from _wallet_faults(wallet, ("wallets", number), source)
        elif wallet.decay:
            yield from _decay_faults(wallet.decay, ("wallets", number, "decay"), parsed, source)
    yield from _unknown_kinds(parsed.metrics.spend, ("metrics", "spend"), parsed, source)
    catalogue = catalogue_of(parsed)
    for number, ladder in enumerate(parsed.ladders):
        yield from ladder_faults(ladder, catalogue, ("ladders", number), source)
    yield from _metric_faults(parsed, source)
    yield from grant_faults(parsed, source)
    yield from _benefit_faults(parsed, source)
    for number, rule in enumerate(parsed.rules):
        yield from _rule_faults(rule, ("rules", number), parsed, source)
        if rule.when is not None:
            yield from condition_faults(rule.when, catalogue, rule.subjects, ("rules", number, "when"), source)
    yield from _watch_faults(parsed, source)
    yield from promotion_faults(parsed, source)
    for number, promotion in enumerate(parsed.promotions):
        yield from _unknown_kinds(promotion.lines, ("promotions", number, "lines"), parsed, source)
    points = [wallet.key for wallet in parsed.wallets if isinstance(wallet, doc.PointsWallet)]
    for section, offer in (("points_as_cash", parsed.points_as_cash), ("transfer", parsed.transfer)):
        if offer and offer.wallet not in points:
            yield source.error((section, "wallet"), "there is no such points wallet", one_of(points))


def _benefit_faults(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    """Benefits of tiers that no ladder has, and of lines that are no kind of line."""
    tiers = [tier.key for ladder in parsed.ladders for tier in ladder.tiers]
    for number, benefit in enumerate(parsed.benefits):
        path: Path = ("benefits", number)
        for place, tier in enumerate(benefit.tiers_named()):
            if tier not in tiers:
                where: Path = ("discounts", tier) if isinstance(benefit, DiscountBenefit) else ("tiers", place)
                yield source.error((*path, *where), f"there is no tier {tier}", one_of(tiers))
        if isinstance(benefit, DiscountBenefit | FreeLinesBenefit):
            yield from _unknown_kinds(benefit.lines, (*path, "lines"), parsed, source)


def _watch_faults(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    for number, watch in enumerate(parsed.watches):
        if watch.activity and watch.activity not in parsed.activities:
            message = f"there is no activity {watch.activity}"
            yield source.error(("watches", number, "activity"), message, one_of(list(parsed.activities)))


def _metric_faults(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    """Metrics that count an activity which the program does not have."""
    growth = [wallet.key for wallet in parsed.wallets if isinstance(wallet, doc.GrowthWallet)]
    used: list[tuple[Path, str]] = [
        ((*path, combinator, *place, "metric"), clause.metric)
        for number, ladder in enumerate(parsed.ladders)
        for path, requirement in ((("ladders", number, *path), held) for path, held in ladder.requirements())
        for combinator, asked in (("all", requirement.all), ("any", requirement.any))
        for place, clause in _placed(asked or ())
    ]
    used += [
        (("rules", place, "metric"), rule.metric) for place, rule in enumerate(parsed.rules) if isinstance(rule, MilestoneRule)
    ]
    used += [(("tasks", number, "metric"), task.metric) for number, task in enumerate(parsed.tasks)]
    used += [
        (("honours", number, "metric"), honour.metric)
        for number, honour in enumerate(parsed.honours)
        if isinstance(honour, LifetimeHonour)
    ]
    used += [
        (("honours", number, "contest", "metric"), honour.contest.metric)
        for number, honour in enumerate(parsed.honours)
        if isinstance(honour, LimitedHonour) and honour.contest
    ]
    for path, metric in used:
        key = metric.removeprefix(ACTIVITY_PREFIX)
        if key != metric and key not in parsed.activities:
            yield source.error(path, f"there is no activity {key}", one_of(list(parsed.activities)))
        key = metric.removeprefix(GROWTH_PREFIX)
        if key != metric and key not in growth:
            yield source.error(path, f"there is no growth wallet {key}", one_of(growth))


def _placed(asked: Sequence[Clause | Group]) -> Iterator[tuple[Path, Clause]]:
    """Each clause with the path to it, below the combinator."""
    for place, each in enumerate(asked):
        if isinstance(each, Clause):
            yield (place,), each
        else:
            yield from (((place, each.combinator(), inner), clause) for inner, clause in enumerate(each.clauses()))


def _keys_used_twice(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    sections: list[list[tuple[Path, str]]] = [
        [(("wallets", number), wallet.key) for number, wallet in enumerate(parsed.wallets)],
        [(("ladders", number), ladder.key) for number, ladder in enumerate(parsed.ladders)],
        [
            (("ladders", number, "tiers", level), tier.key)
            for number, ladder in enumerate(parsed.ladders)
            for level, tier in enumerate(ladder.tiers)
        ],
        [(("cards", number), card.key) for number, card in enumerate(parsed.cards)],
        [(("tasks", number), task.key) for number, task in enumerate(parsed.tasks)],
        [(("watches", number), watch.key) for number, watch in enumerate(parsed.watches)],
        [
            *((("rules", number), rule.key) for number, rule in enumerate(parsed.rules)),
            *((("promotions", number), promotion.key) for number, promotion in enumerate(parsed.promotions)),
            *((("honours", number), honour.key) for number, honour in enumerate(parsed.honours)),
        ],
        [
            (("ladders", number, "lifts", place), lift.key)
            for number, ladder in enumerate(parsed.ladders)
            for place, lift in enumerate(ladder.lifts)
        ],
    ]
    for section in sections:
        seen: set[str] = set()
        for path, key in section:
            if key in seen:
                yield source.error((*path, "key"), f"the key {key} is used twice", "a key of its own for each")
            seen.add(key)


def _wallet_faults(wallet: doc.PointsWallet, path: Path, source: YamlSource) -> Iterator[FieldError]:
    expiry = wallet.expiry
    if expiry.kind != "dates" and (expiry.kind == "never") != (expiry.count == 0):
        expected = "a number above 0 with them, else none"
        yield source.error((*path, "expiry", "count"), "`count` goes with days, months or inactivity", expected)
    if (expiry.kind == "dates") != bool(expiry.dates):
        yield source.error((*path, "expiry", "dates"), "`dates` goes with `kind: dates`", "at least one day with it, else none")
    if expiry.kind in ("never", "dates") and expiry.round_to != "none":
        yield source.error(
            (*path, "expiry", "round_to"), "nothing is extended here", "`round_to` with days, months or inactivity"
        )
    if wallet.remind_days and expiry.kind == "never":
        yield source.error((*path, "remind_days"), "points of this wallet never expire", "0, or another expiry")
    if (wallet.restore.kind == "grace") != (wallet.restore.days > 0):
        yield source.error((*path, "restore", "days"), "`days` goes with a grace", "a number above 0 with a grace, else none")


def _decay_faults(decay: doc.Decay, path: Path, parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    if not decay.window_months and not decay.tier_rates:
        yield source.error(path, "nothing fades", "`window_months`, or `tier_rates`")
    if decay.fade and not decay.window_months:
        yield source.error((*path, "fade"), "`fade` is what the oldest month of a window loses", "`window_months` beside it")
    tiers = [tier.key for tier in parsed.ladders[0].tiers]
    for tier in decay.tier_rates:
        if tier not in tiers:
            yield source.error((*path, "tier_rates", tier), f"there is no tier {tier}", one_of(tiers))


def _rule_faults(rule: RuleDocument, path: Path, parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    wallets = {wallet.key: wallet for wallet in parsed.wallets}
    held = wallets.get(rule.wallet)
    if held is None:
        yield source.error((*path, "wallet"), f"there is no wallet {rule.wallet}", one_of(list(wallets)))
    elif isinstance(held, doc.GrowthWallet) and rule.dimension not in held.dimensions:
        message = f"wallet {rule.wallet} has no dimension {rule.dimension}"
        yield source.error((*path, "dimension"), message, one_of(list(held.dimensions)))
    yield from _waiting_faults(rule, path, source)
    if isinstance(rule, PerActionRule | StreakRule) and rule.activity and rule.activity not in parsed.activities:
        yield source.error((*path, "activity"), f"there is no activity {rule.activity}", one_of(list(parsed.activities)))
    if isinstance(rule, PerAmountRule | PerStepRule):
        yield from _unknown_kinds(rule.lines, (*path, "lines"), parsed, source)
    if isinstance(rule, PerAmountRule):
        tiers = [tier.key for tier in parsed.ladders[0].tiers]
        for tier in rule.tier_rates:
            if tier not in tiers:
                yield source.error((*path, "tier_rates", tier), f"there is no tier {tier}", one_of(tiers))
        for number, multiplier in enumerate(rule.multipliers):
            yield from _unknown_kinds(multiplier.lines, (*path, "multipliers", number, "lines"), parsed, source)


def _waiting_faults(rule: RuleDocument, path: Path, source: YamlSource) -> Iterator[FieldError]:
    """A wait is one of three: some days, a date, or an event with some days at the latest."""
    if rule.pending_until and (rule.pending_days or rule.pending_for):
        yield source.error((*path, "pending_until"), "there is another wait beside the date", "one kind of wait")
    if rule.pending_for and not rule.pending_days:
        message = "the event may never come"
        yield source.error((*path, "pending_days"), message, "`pending_days`: after so many days the points can be used anyway")
    if rule.pending_for and not isinstance(rule, PerAmountRule | PerStepRule):
        yield source.error((*path, "pending_for"), "what this rule gives belongs to no order", "a rule that values orders")


def _unknown_kinds(lines: Lines, path: Path, parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    """A program that names its kinds of lines knows no others; one that names none takes any word."""
    for number, kind in enumerate(lines.kinds):
        if parsed.kinds and kind not in parsed.kinds:
            yield source.error((*path, "kinds", number), f"there is no kind of line {kind}", one_of(list(parsed.kinds)))
