"""Report: the sums of a comparison as months, tiers and rules that people can read.

Sums hold changes; here they become levels. Whatever lies before the first month shown is the level from which it starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from regulars.core.backtest import Backtest, money_worth
from regulars.core.backtest_ranking import MemberOutcome
from regulars.core.backtest_sums import Sum, Sums
from regulars.core.program import PointsWallet, Program
from regulars.features.backtest.contracts import Histories
from regulars.features.backtest.schemas import (
    BacktestReport,
    FlowMonth,
    Gained,
    LadderReport,
    MembersReport,
    RankedMember,
    RankingReport,
    Refusals,
    RuleReport,
    RuleSums,
    TierCross,
    TierMonth,
    TierMoves,
    TierName,
    WalletReport,
)
from regulars.features.programs.contracts import PublishedProgram
from regulars.features.programs.facade import Sentence, told_rules
from regulars.kit.calendars import month_label
from regulars.kit.instants import BEFORE_ALL

KINDS: Final = {
    "issued": "earn", "reversed": "reverse", "written_off": "write_off", "spent": "redeem", "restored": "restore",
    "expired": "expire", "adjusted": "adjust",
}  # fmt: skip
COST: Final = frozenset({"earn", "reverse", "write_off", "forfeit"})


class _Side(NamedTuple):
    """One of the two: its text, how it decides now, its sums from the draft's start, and with all that came before."""

    told: PublishedProgram
    program: Program
    own: Sums
    whole: Sums


def report_of(backtest: Backtest, histories: Histories, seconds: float) -> BacktestReport:
    """The report of a finished comparison."""
    in_force = histories.in_force.at(histories.until - 1)
    calendar = in_force.calendar
    sides = (
        _side(histories.published[in_force.version - 1], in_force, backtest, backtest.in_force),
        _side(histories.draft, histories.draft.program, backtest, backtest.draft),
    )
    last = calendar.month_of(histories.until - 1)
    first = _first_month(sides, last) if histories.since == BEFORE_ALL else calendar.month_of(histories.since)
    months = range(min(first, last), last + 1)
    currency = histories.draft.document.currency
    ranking = backtest.ranking
    return BacktestReport(
        currency=currency.code,
        currency_digits=currency.digits,
        first_month=month_label(months[0]),
        last_month=month_label(last),
        members=backtest.members,
        events=backtest.in_force.events,
        events_before=backtest.before.events,
        seconds=round(seconds, 2),
        wallets=_wallets(sides, months),
        ladders=[_ladder(backtest, sides, ladder.key, months) for ladder in histories.draft.program.ladders],
        rules=_rules(sides),
        refusals=[
            Refusals(code=code, in_force=sides[0].own.refused.get(code, 0), draft=sides[1].own.refused.get(code, 0))
            for code in sorted({*sides[0].own.refused, *sides[1].own.refused})
        ],
        outcome=MembersReport(
            winners=ranking.winners, losers=ranking.losers, unchanged=ranking.unchanged, won_minor=ranking.won_minor,
            lost_minor=ranking.lost_minor,
        ),
    )  # fmt: skip


def ranking_of(backtest: Backtest) -> RankingReport:
    """The members to whom the draft matters most."""
    return RankingReport(
        winners=[_ranked(outcome) for outcome in backtest.ranking.first_winners()],
        losers=[_ranked(outcome) for outcome in backtest.ranking.first_losers()],
    )


def _ranked(outcome: MemberOutcome) -> RankedMember:
    return RankedMember(
        member_id=outcome.member, difference_minor=outcome.difference_minor, in_force=_gained(outcome.in_force),
        draft=_gained(outcome.draft), tier_in_force=outcome.tier_in_force, tier_draft=outcome.tier_draft,
    )  # fmt: skip


def _gained(gained: dict[str, tuple[int, int]]) -> dict[str, Gained]:
    return {wallet: Gained(given=given, expired=expired) for wallet, (given, expired) in gained.items()}


def _side(told: PublishedProgram, program: Program, backtest: Backtest, own: Sums) -> _Side:
    whole = Sums(program.calendar)
    whole.merge(backtest.before)
    whole.merge(own)
    return _Side(told, program, own, whole)


def _first_month(sides: Iterable[_Side], last: int) -> int:
    """The first month in which anything happened."""
    return min([last, *(key[-1] for side in sides for sums in (side.whole.entries, side.whole.tiers) for key in sums)])


def _wallets(sides: tuple[_Side, _Side], months: range) -> list[WalletReport]:
    names = {wallet.key: wallet.name for side in sides for wallet in side.told.document.wallets}
    keys = dict.fromkeys(key for side in reversed(sides) for key in side.program.points_wallets)
    return [
        WalletReport(
            key=key,
            name=Sentence(zh=names[key].zh, en=names[key].en),
            in_force=_flows(sides[0], key, months),
            draft=_flows(sides[1], key, months),
        )
        for key in keys
    ]


def _flows(side: _Side, key: str, months: range) -> list[FlowMonth]:
    wallet = side.program.points_wallets.get(key)
    by_month: dict[int, dict[str, int]] = {}
    outstanding = debt = 0
    lots: dict[int, int] = {}
    owed: dict[int, int] = {}
    for (held, kind, _, month), held_sum in side.whole.entries.items():
        if held != key:
            continue
        if month < months[0]:
            outstanding += held_sum.amount + held_sum.debt_change
            debt += held_sum.debt_change
            continue
        kinds = by_month.setdefault(month, {})
        kinds[kind] = kinds.get(kind, 0) + held_sum.amount
        lots[month] = lots.get(month, 0) + held_sum.amount + held_sum.debt_change
        owed[month] = owed.get(month, 0) + held_sum.debt_change
    flows = []
    for month in months:
        kinds = by_month.get(month, {})
        outstanding += lots.get(month, 0)
        debt += owed.get(month, 0)
        flows.append(_flow(month, kinds, outstanding, debt, wallet))
    return flows


def _flow(month: int, kinds: dict[str, int], outstanding: int, debt: int, wallet: PointsWallet | None) -> FlowMonth:
    return FlowMonth(
        month=month_label(month),
        **{name: kinds.get(kind, 0) for name, kind in KINDS.items()},
        other=sum(amount for kind, amount in kinds.items() if kind not in KINDS.values()),
        outstanding=outstanding,
        debt=debt,
        liability_minor=_money(outstanding, wallet),
        cost_minor=_money(sum(amount for kind, amount in kinds.items() if kind in COST), wallet),
    )


def _money(points: int, wallet: PointsWallet | None) -> int:
    return 0 if wallet is None else money_worth(points, wallet.points_per_minor)


def _ladder(backtest: Backtest, sides: tuple[_Side, _Side], key: str, months: range) -> LadderReport:
    told = next(ladder for ladder in sides[1].told.document.ladders if ladder.key == key)
    return LadderReport(
        key=key,
        name=Sentence(zh=told.name.zh, en=told.name.en),
        tiers=[TierName(key=tier.key, name=Sentence(zh=tier.name.zh, en=tier.name.en), color=tier.color) for tier in told.tiers],
        in_force=_populations(sides[0].whole, key, months),
        draft=_populations(sides[1].whole, key, months),
        moves_in_force=_moves(sides[0].own, key),
        moves_draft=_moves(sides[1].own, key),
        crossed=[
            TierCross(in_force=was, draft=would, members=count)
            for (ladder, was, would), count in sorted(backtest.crossed.items())
            if ladder == key
        ],
    )


def _populations(sums: Sums, ladder: str, months: range) -> list[TierMonth]:
    changes: dict[int, dict[str, int]] = {}
    held: dict[str, int] = {}
    for (of, tier, month), change in sums.tiers.items():
        if of == ladder:
            into = held if month < months[0] else changes.setdefault(month, {})
            into[tier] = into.get(tier, 0) + change
    populations = []
    for month in months:
        for tier, change in changes.get(month, {}).items():
            held[tier] = held.get(tier, 0) + change
        populations.append(TierMonth(month=month_label(month), members=dict(sorted(held.items()))))
    return populations


def _moves(sums: Sums, key: str) -> list[TierMoves]:
    moves = sorted((month, before, after, count) for (ladder, before, after, month), count in sums.moves.items() if ladder == key)
    return [
        TierMoves.model_validate({"month": month_label(month), "from": before, "to": after, "members": count})
        for month, before, after, count in moves
    ]


def _rules(sides: tuple[_Side, _Side]) -> list[RuleReport]:
    """Every rule of either, in the order of the draft, then those that it leaves out."""
    named = [rule_names(side.told) for side in sides]
    sums = [_by_rule(side.own) for side in sides]
    reports = []
    for key in dict.fromkeys([*named[1], *named[0]]):
        wallet, name = named[1].get(key) or named[0][key]
        was, would = (
            _rule_sums(found.get(key, {}), side.program.points_wallets.get(wallet)) if key in names else None
            for side, names, found in zip(sides, named, sums, strict=True)
        )
        reports.append(RuleReport(key=key, wallet=wallet, name=name, in_force=was, draft=would))
    return reports


def rule_names(told: PublishedProgram) -> dict[str, tuple[str, Sentence]]:
    """Rule -> wallet and name; a rule without a name is told by its sentence."""
    return {
        rule.key: (rule.wallet, Sentence(zh=rule.name.zh, en=rule.name.en) if rule.name else sentence.text)
        for rule, sentence in zip(told.document.rules, told_rules(told), strict=True)
    }


def _by_rule(sums: Sums) -> dict[str, dict[str, Sum]]:
    found: dict[str, dict[str, Sum]] = {}
    for (_, kind, rule, _), held in sums.entries.items():
        kinds = found.setdefault(rule, {})
        into = kinds.setdefault(kind, Sum())
        into.entries += held.entries
        into.amount += held.amount
    return found


def _rule_sums(kinds: dict[str, Sum], wallet: PointsWallet | None) -> RuleSums:
    given, taken = kinds.get("earn", Sum()), kinds.get("reverse", Sum())
    cost = sum(held.amount for kind, held in kinds.items() if kind in COST)
    return RuleSums(
        entries=given.entries + taken.entries, given=given.amount, taken_back=taken.amount, cost_minor=_money(cost, wallet)
    )
