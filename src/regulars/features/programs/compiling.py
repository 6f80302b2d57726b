"""Compiling: a parsed document becomes core's frozen program, once everything that it names exists."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from regulars.core import program as core
from regulars.features.programs import document as doc
from regulars.features.programs.kinds.base import Surroundings
from regulars.features.programs.kinds.per_amount import PerAmountRule
from regulars.features.programs.parts import minor
from regulars.kit.problems import FieldError
from regulars.kit.ratio import Ratio
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
    )


def compile_program(parsed: doc.ProgramDocument, source: YamlSource, version: int) -> core.Program:
    """The program for core, or `program_invalid` with every dangling name and impossible number."""
    errors = list(_dangling(parsed, source))
    if errors:
        raise source.problem(errors)
    try:
        return _compile(parsed, source, version)
    except ValueError as error:
        raise source.problem([source.error((), str(error), f"amounts with at most {parsed.currency.digits} decimals")]) from error


def _compile(parsed: doc.ProgramDocument, source: YamlSource, version: int) -> core.Program:
    digits = parsed.currency.digits
    around = surroundings(parsed)
    rules = []
    for number, rule in enumerate(parsed.rules):
        try:
            rules.append(rule.compile(around))
        except ValueError as error:
            raise source.problem([source.error(("rules", number), str(error))]) from error
    return core.Program(
        parsed.program, version, parsed.currency.code, ZoneInfo(parsed.time_zone), parsed.late_days,
        tuple(_wallet(wallet, digits) for wallet in parsed.wallets),
        tuple(_ladder(ladder, digits) for ladder in parsed.ladders),
        tuple(rules), parsed.metrics.spend.compile(digits), _points_as_cash(parsed),
    )  # fmt: skip


def _wallet(wallet: doc.PointsWallet | doc.GrowthWallet, digits: int) -> core.PointsWallet | core.GrowthWallet:
    if isinstance(wallet, doc.GrowthWallet):
        return core.GrowthWallet(wallet.key)
    money_minor = minor(wallet.worth.money, digits)
    if not money_minor:
        raise ValueError(f"wallet {wallet.key}: points are worth an amount above 0")
    return core.PointsWallet(
        wallet.key, core.Expiry(wallet.expiry.kind, wallet.expiry.count, wallet.expiry.round_to), wallet.spend_order,
        wallet.on_shortfall, wallet.restore.days if wallet.restore.kind == "grace" else None, Ratio(wallet.worth.points, money_minor),
    )  # fmt: skip


def _ladder(ladder: doc.Ladder, digits: int) -> core.Ladder:
    always = core.Requirement("all", ())
    tiers = []
    for tier in ladder.tiers:
        reach = tier.reach.compile(digits) if tier.reach else always
        tiers.append(core.Tier(tier.key, reach, tier.keep.compile(digits) if tier.keep else reach))
    return core.Ladder(
        ladder.key, tuple(tiers), ladder.review, ladder.review_months, ladder.grace_months, ladder.on_miss, ladder.on_refund
    )


def _points_as_cash(parsed: doc.ProgramDocument) -> core.PointsAsCash | None:
    offer = parsed.points_as_cash
    return core.PointsAsCash(offer.wallet, Ratio.parse(offer.max_share)) if offer else None


def _dangling(parsed: doc.ProgramDocument, source: YamlSource) -> Iterator[FieldError]:
    wallets = {wallet.key: wallet for wallet in parsed.wallets}
    points = [key for key, wallet in wallets.items() if isinstance(wallet, doc.PointsWallet)]
    yield from _twice([wallet.key for wallet in parsed.wallets], "wallets", source)
    yield from _twice([rule.key for rule in parsed.rules], "rules", source)
    yield from _twice([ladder.key for ladder in parsed.ladders], "ladders", source)
    tiers = [tier.key for ladder in parsed.ladders for tier in ladder.tiers]
    yield from _twice(tiers, "ladders", source)
    for number, wallet in enumerate(parsed.wallets):
        if isinstance(wallet, doc.PointsWallet) and (wallet.expiry.kind == "never") != (wallet.expiry.count == 0):
            yield source.error(("wallets", number, "expiry", "count"), "`count` goes with days or months", "a number above 0")
    for number, rule in enumerate(parsed.rules):
        path: tuple[str | int, ...] = ("rules", number)
        held = wallets.get(rule.wallet)
        if held is None:
            yield source.error((*path, "wallet"), f"there is no wallet {rule.wallet}", f"one of {', '.join(wallets)}")
        elif isinstance(held, doc.GrowthWallet) and rule.dimension not in held.dimensions:
            known = ", ".join(held.dimensions)
            yield source.error((*path, "dimension"), f"wallet {rule.wallet} has no dimension {rule.dimension}", f"one of {known}")
        if isinstance(rule, PerAmountRule):
            known_tiers = [tier.key for tier in parsed.ladders[0].tiers]
            for tier in rule.tier_rates:
                if tier not in known_tiers:
                    yield source.error(
                        (*path, "tier_rates", tier), f"there is no tier {tier}", f"one of {', '.join(known_tiers)}"
                    )
    for number, ladder in enumerate(parsed.ladders):
        yield from _ladder_faults(ladder, ("ladders", number), source)
    if parsed.points_as_cash and parsed.points_as_cash.wallet not in points:
        yield source.error(("points_as_cash", "wallet"), "there is no such points wallet", f"one of {', '.join(points)}")


def _ladder_faults(ladder: doc.Ladder, path: tuple[str | int, ...], source: YamlSource) -> Iterator[FieldError]:
    keys = [tier.key for tier in ladder.tiers]
    if ladder.on_miss not in ("one_down", "reseat", *keys):
        yield source.error((*path, "on_miss"), f"{ladder.on_miss} is no tier", f"one_down, reseat or one of {', '.join(keys)}")
    if (ladder.review == "months_from_attainment") != (ladder.review_months > 0):
        yield source.error((*path, "review_months"), "`review_months` goes with `review: months_from_attainment`")
    for level, tier in enumerate(ladder.tiers):
        if not level and (tier.reach or tier.keep):
            yield source.error((*path, "tiers", 0), "everybody starts on the first tier", "a first tier without reach and keep")
        if level and tier.reach is None:
            yield source.error((*path, "tiers", level), "it is not said how this tier is reached", "`reach`")


def _twice(keys: list[str], section: str, source: YamlSource) -> Iterator[FieldError]:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield source.error((section,), f"the key {key} is used twice", "a key of its own for each")


def held_keys(program: core.Program) -> set[tuple[str, str]]:
    """What members may hold: every wallet, ladder and tier. A later version must still know them."""
    held = {("wallet", wallet.key) for wallet in program.wallets}
    for ladder in program.ladders:
        held.add(("ladder", ladder.key))
        held |= {("tier", tier.key) for tier in ladder.tiers}
    return held
