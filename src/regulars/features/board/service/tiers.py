"""Read the figures by tier: the board's own, each at the tier that a member held when it happened.

Everything is a sum of daily figures, whatever the number of members: how many there are is who joined, came and went so far.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from psycopg import Connection

from regulars.core.program import PointsWallet
from regulars.features.board import queries
from regulars.features.board.contracts import CameBack, MonthlyFigures, Months, count_back
from regulars.features.board.service.ground import read_ground
from regulars.features.board.service.moves import parse_move, tier_moves
from regulars.features.board.tier_schemas import MonthOfTier, TierBoard, TierFigures, TierRow, TiersMonth
from regulars.features.context import AppContext
from regulars.features.programs.facade import told_ladder
from regulars.kit.calendars import month_label

BY_TIER: Final = ("members_joined", "members_merged", "orders", "refunds_minor")
"""Figures in which a tier shows that has left the ladder."""


class _Stock:
    """What there is at the end of each month, from what each month adds."""

    def __init__(self, changes: Mapping[int, int]) -> None:
        self._months = sorted(changes)
        self._sums = list(accumulate(changes[month] for month in self._months))

    def at(self, month: int) -> int:
        place = bisect_right(self._months, month)
        return self._sums[place - 1] if place else 0


class _Tiers:
    """The figures of one ladder's tiers, worked out from sums by month."""

    def __init__(self, figures: MonthlyFigures, back: Iterable[CameBack], ladder: str, levels: dict[str, int]) -> None:
        self._figures = figures
        self._ladder = ladder
        self._levels = levels
        self._back: dict[int, list[CameBack]] = {}
        for row in back:
            self._back.setdefault(row.month, []).append(row)
        self._moves = [(dimension, *parse_move(dimension, ladder)) for dimension in figures.dimensions("tier_move")]
        self._stocks: dict[str, _Stock] = {}

    def flows(self, tier: str, months: Months) -> _Flows:
        """Who came to a tier and who left it."""
        up_in = down_in = up_out = down_out = 0
        for dimension, before, after in self._moves:
            if tier in (before, after) and before != after:
                members = self._figures.total("tier_move", months, dimension)
                is_up = self._levels[after] > self._levels[before]
                if after == tier:
                    up_in, down_in = (up_in + members, down_in) if is_up else (up_in, down_in + members)
                else:
                    up_out, down_out = (up_out + members, down_out) if is_up else (up_out, down_out + members)
        joined = self._figures.total("members_joined", months, tier)
        merged = self._figures.total("members_merged", months, tier)
        return _Flows(joined, up_in, down_in, up_out, down_out, merged)

    def members(self, tier: str, up_to: int) -> int:
        """How many members a tier has at the end of a month."""
        if tier not in self._stocks:
            changes = Counter(self._figures.by_month("members_joined", tier))
            changes.subtract(self._figures.by_month("members_merged", tier))
            for dimension, before, after in self._moves:
                if after == tier:
                    changes.update(self._figures.by_month("tier_move", dimension))
                if before == tier:
                    changes.subtract(self._figures.by_month("tier_move", dimension))
            self._stocks[tier] = _Stock(changes)
        return self._stocks[tier].at(up_to)

    def sum_of(self, figure: str, tier: str, months: Months) -> int:
        """A figure that has the tier as its dimension."""
        return self._figures.total(figure, months, tier)

    def kept(self, tier: str, months: Months) -> int:
        """Reviews after which the tier was kept."""
        return self._figures.total("tier_kept", months, f"{self._ladder}:{tier}")

    def outstanding(self, tier: str, wallet: str, up_to: int) -> int:
        """Points that the members of a tier hold at the end of a month."""
        return self._figures.running("outstanding", up_to, f"{wallet},{tier}")

    def bought(self, months: Months) -> dict[str, int]:
        """Members who bought in a range, by the tier they held at its start."""
        return count_back((row for month in months.numbers for row in self._back.get(month, ())), months)


class _Flows(NamedTuple):
    joined: int
    up_in: int
    down_in: int
    up_out: int
    down_out: int
    merged: int


def read_tiers(context: AppContext, connection: Connection, first: str | None, last: str | None) -> TierBoard:
    """The figures of each tier in some months (`YYYY-MM`); Problem `request_invalid` for a range that cannot be shown."""
    ground = read_ground(context, connection, first, last)
    program, words, figures, months = ground.program, ground.words, ground.figures, ground.months
    ladder = program.ladders[0].key
    present = [tier.key for tier in told_ladder(words.current, ladder)]
    former = sorted(_former(figures, ladder) - set(present))
    told = {key: words.tier(key) for key in (*present, *former)}
    tiers = _Tiers(figures, queries.select_came_back(connection, months), ladder, {key: tier.level for key, tier in told.items()})
    wallet = next(iter(program.points_wallets.values()))
    bought = tiers.bought(months)
    sums = {key: _sums(tiers, key, wallet, months, bought.get(key, 0)) for key in told}
    return TierBoard(
        **ground.told(),
        is_split=not any(figures.by_month("members_joined", "").values()),
        tiers=[
            TierRow(
                key=key,
                name=told[key].name,
                color=told[key].color,
                is_former=key in former,
                **_completed(wallet, months, sums[key]).model_dump(),
            )
            for key in told
            if key in present or any(sums[key].values())
        ],
        total=_completed(wallet, months, {name: sum(held[name] for held in sums.values()) for name in next(iter(sums.values()))}),
        months=[_month(tiers, list(told), wallet, month) for month in months.numbers],
        tier_moves=tier_moves(figures, ladder, months),
    )


def _former(figures: MonthlyFigures, ladder: str) -> set[str]:
    """Every tier that a figure knows."""
    known = {tier for figure in BY_TIER for tier in figures.dimensions(figure)}
    for dimension in figures.dimensions("tier_move"):
        known.update(parse_move(dimension, ladder))
    return known - {""}


def _sums(tiers: _Tiers, key: str, wallet: PointsWallet, months: Months, bought: int) -> dict[str, int]:
    """Everything of a tier that adds up over tiers. `halves` is twice the sum of the mean members of each month."""

    def points(*kinds: str) -> int:
        return sum(tiers.sum_of(f"{wallet.key}.{kind}", key, months) for kind in kinds)

    flows = tiers.flows(key, months)
    ends = [tiers.members(key, month) for month in range(months.first - 1, months.last + 1)]
    return {
        "members_start": ends[0],
        "joined": flows.joined,
        "came_up": flows.up_in,
        "came_down": flows.down_in,
        "went_up": flows.up_out,
        "went_down": flows.down_out,
        "merged": flows.merged,
        "members_end": ends[-1],
        "halves": sum(before + after for before, after in pairwise(ends)),
        "kept": tiers.kept(key, months),
        "bought": bought,
        "orders": tiers.sum_of("orders", key, months),
        "sales_minor": tiers.sum_of("sales_minor", key, months),
        "refunds_minor": tiers.sum_of("refunds_minor", key, months),
        "issued": points("earn"),
        "spent": -points("redeem"),
        "expired": -points("expire"),
        "reversed": -points("reverse"),
        "restored": points("restore"),
        "written_off": points("write_off"),
        "adjusted": points("adjust"),
        "transferred": points("send", "receive", "fee"),
        "outstanding": tiers.outstanding(key, wallet.key, months.last),
    }


def _completed(wallet: PointsWallet, months: Months, sums: dict[str, int]) -> TierFigures:
    """Sums with what follows from them; on average there were `halves` ÷ twice the months members."""
    double = 2 * len(months.numbers)
    halves = sums["halves"]
    net_minor = sums["sales_minor"] - sums["refunds_minor"]
    cost_points = sums["issued"] - sums["reversed"] + sums["written_off"]
    cost_minor = _worth_minor(wallet, cost_points)
    return TierFigures.model_validate(
        {
            **sums,
            "members_average": halves / double,
            "retention": sums["bought"] / sums["members_start"] if sums["members_start"] else None,
            "orders_per_member": sums["orders"] * double / halves if halves else None,
            "net_minor": net_minor,
            "arpu_minor": net_minor * double // halves if halves else None,
            "liability_minor": _worth_minor(wallet, sums["outstanding"]),
            "cost_points": cost_points,
            "cost_minor": cost_minor,
            "cost_share": cost_minor / net_minor if net_minor > 0 else None,
        }
    )


def _month(tiers: _Tiers, keys: Iterable[str], wallet: PointsWallet, month: int) -> TiersMonth:
    only = Months(month, month)
    bought = tiers.bought(only)
    rows = []
    for key in keys:
        held = _completed(wallet, only, _sums(tiers, key, wallet, only, bought.get(key, 0)))
        rows.append(
            MonthOfTier(
                key=key, members_end=held.members_end, retention=held.retention, orders=held.orders, net_minor=held.net_minor,
                arpu_minor=held.arpu_minor, issued=held.issued, outstanding=held.outstanding, cost_minor=held.cost_minor,
            )
        )  # fmt: skip
    return TiersMonth(month=month_label(month), tiers=rows)


def _worth_minor(wallet: PointsWallet, points: int) -> int:
    per_minor = wallet.points_per_minor
    return points * per_minor.denominator // per_minor.numerator
