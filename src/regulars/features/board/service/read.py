"""Read the board: sums of figures, and one pass over members as they stand, answered from an index.

Flows (sales, issued points) are sums over the range; stocks (members, outstanding points) are taken at its end; tiers, stages of
life and what needs attention are those of this moment, so they equal the lists that they lead to. Balances are those written so
far: what is due and not yet settled is missing here until the sweeper has been.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from psycopg import Connection

from regulars.core.program import PointsWallet, Program
from regulars.features.board import queries
from regulars.features.board.contracts import ACTIVE, MonthlyFigures, Months, PlacedOrders, TierCount, count_buyers
from regulars.features.board.schemas import (
    Attention,
    Board,
    BoardMonth,
    Headline,
    HeadlineKey,
    MemberCounts,
    PointsFlow,
    Sales,
    TierMembers,
)
from regulars.features.board.service.ground import read_ground
from regulars.features.board.service.moves import tier_moves
from regulars.features.board.service.ranges import covers
from regulars.features.context import AppContext
from regulars.features.events.facade import quarantined_total
from regulars.features.findings.facade import suspects_total
from regulars.features.members.facade import count_by_lifecycle
from regulars.features.programs.facade import ProgramWords, told_ladder
from regulars.kit.calendars import local_date, month_label
from regulars.kit.instants import instant_of

EXPIRING_WITHIN: Final = timedelta(days=30)
ENTRY_KINDS: Final = (
    "earn",
    "reverse",
    "redeem",
    "restore",
    "expire",
    "write_off",
    "adjust",
    "send",
    "receive",
    "fee",
    "forfeit",
)

Number = int | float


class _Desk(NamedTuple):
    """Everything the parts of a board are worked out from."""

    program: Program
    words: ProgramWords
    now: datetime
    months: Months
    data: Months | None
    figures: MonthlyFigures
    placed: list[PlacedOrders]
    members: MemberCounts
    tiers: list[TierCount]

    @property
    def points(self) -> PointsWallet:
        """The wallet that the board is about: the first one of points."""
        return next(iter(self.program.points_wallets.values()))


def read_board(context: AppContext, connection: Connection, first: str | None, last: str | None) -> Board:
    """The board of some months (`YYYY-MM`); Problem `request_invalid` for a range that cannot be shown."""
    ground = read_ground(context, connection, first, last)
    now, program, figures, months = ground.now, ground.program, ground.figures, ground.months
    compared = Months(min(months.before().first, months.year_before().first), months.last)
    placed = queries.select_placed_orders(connection, compared)
    stages = count_by_lifecycle(connection, now)
    members = MemberCounts(
        total=figures.members(months.last),
        new=figures.total("members_joined", months),
        newcomers=stages.members.get("new", 0),
        active=stages.members.get("active", 0),
        dormant=stages.members.get("dormant", 0),
        lost=stages.members.get("lost", 0),
        without_order=stages.members.get("without_order", 0),
        active_customers=stages.active_customers,
    )
    desk = _Desk(program, ground.words, now, months, ground.data, figures, placed, members, queries.count_tiers(connection))
    return Board(
        **ground.told(),
        headline=_headline(desk),
        members=members,
        sales=_sales(desk),
        points=_points(desk),
        months=[_month(desk, month) for month in months.numbers],
        tiers=_tiers(desk),
        tier_moves=tier_moves(figures, program.ladders[0].key, months),
        attention=_attention(connection, desk),
    )


def _flow(desk: _Desk, kind: str, months: Months) -> int:
    return desk.figures.total(f"{desk.points.key}.{kind}", months)


def _outstanding(desk: _Desk, month: int) -> int:
    """Points that lots hold at the end of a month: the balance, and what is owed on top."""
    wallet = desk.points.key
    balance = sum(desk.figures.running(f"{wallet}.{kind}", month) for kind in ENTRY_KINDS)
    return balance + desk.figures.running("debt", month, wallet)


def _liability_minor(desk: _Desk, month: int) -> int:
    per_minor = desk.points.points_per_minor
    return _outstanding(desk, month) * per_minor.denominator // per_minor.numerator


def _net_minor(desk: _Desk, months: Months) -> int:
    return desk.figures.total("sales_minor", months) - desk.figures.total("refunds_minor", months)


def _active_share(desk: _Desk, month: int) -> float:
    """Of the month that still runs, the count of this moment; of a past one, that of its last day."""
    is_over = month < desk.program.calendar.month_of(instant_of(desk.now))
    active = desk.figures.running(ACTIVE, month) if is_over else desk.members.active_customers
    members = desk.figures.members(month)
    return active / members if members else 0.0


def _headline(desk: _Desk) -> list[Headline]:
    def figure(key: HeadlineKey, unit: str, of: Callable[[Months], Number], *, is_stock: bool) -> Headline:
        def earlier(months: Months) -> Number | None:
            return of(months) if covers(desk.data, months, only_end=is_stock) else None

        series = [of(Months(month, month)) for month in desk.months.numbers]
        previous, last_year = earlier(desk.months.before()), earlier(desk.months.year_before())
        return Headline.model_validate(
            {"key": key, "unit": unit, "value": of(desk.months), "previous": previous, "last_year": last_year, "series": series}
        )

    return [
        figure("members_total", "count", lambda months: desk.figures.members(months.last), is_stock=True),
        figure("members_new", "count", lambda months: desk.figures.total("members_joined", months), is_stock=False),
        figure("active_share", "ratio", lambda months: _active_share(desk, months.last), is_stock=True),
        figure("repurchase_rate", "ratio", lambda months: count_buyers(desk.placed, months).repurchase_rate, is_stock=False),
        figure("sales", "money", lambda months: _net_minor(desk, months), is_stock=False),
        figure("liability", "money", lambda months: _liability_minor(desk, months.last), is_stock=True),
    ]


def _sales(desk: _Desk) -> Sales:
    orders = desk.figures.total("orders", desk.months)
    sales_minor = desk.figures.total("sales_minor", desk.months)
    bought = count_buyers(desk.placed, desk.months)
    return Sales(
        sales_minor=sales_minor,
        refunds_minor=desk.figures.total("refunds_minor", desk.months),
        net_minor=_net_minor(desk, desk.months),
        orders=orders,
        refunds=desk.figures.total("refunds", desk.months),
        average_order_minor=sales_minor // orders if orders else 0,
        buyers=bought.buyers,
        repeat_buyers=bought.repeat_buyers,
    )


def _points(desk: _Desk) -> PointsFlow:
    return PointsFlow(
        issued=_flow(desk, "earn", desk.months),
        spent=-_flow(desk, "redeem", desk.months),
        expired=-_flow(desk, "expire", desk.months),
        reversed=-_flow(desk, "reverse", desk.months) - _flow(desk, "forfeit", desk.months),
        restored=_flow(desk, "restore", desk.months),
        written_off=_flow(desk, "write_off", desk.months),
        adjusted=_flow(desk, "adjust", desk.months),
        transfer_fees=-sum(_flow(desk, kind, desk.months) for kind in ("send", "receive", "fee")),
        outstanding=_outstanding(desk, desk.months.last),
        pending=sum(tier.pending for tier in desk.tiers),
        debt=sum(tier.debt for tier in desk.tiers),
        liability_minor=_liability_minor(desk, desk.months.last),
    )


def _month(desk: _Desk, month: int) -> BoardMonth:
    only = Months(month, month)
    return BoardMonth(
        month=month_label(month),
        members_new=desk.figures.total("members_joined", only),
        sales_minor=desk.figures.total("sales_minor", only),
        refunds_minor=desk.figures.total("refunds_minor", only),
        orders=desk.figures.total("orders", only),
        issued=_flow(desk, "earn", only),
        spent=-_flow(desk, "redeem", only),
        expired=-_flow(desk, "expire", only),
        reversed=-_flow(desk, "reverse", only) - _flow(desk, "forfeit", only),
        outstanding=_outstanding(desk, month),
    )


def _tiers(desk: _Desk) -> list[TierMembers]:
    counts = {tier.tier: tier.members for tier in desk.tiers}
    return [
        TierMembers(key=tier.key, name=tier.name, color=tier.color, members=counts.get(tier.key, 0))
        for tier in told_ladder(desk.words.current, desk.program.ladders[0].key)
    ]


def _attention(connection: Connection, desk: _Desk) -> Attention:
    return Attention(
        points_expiring_next_30_days=_points_expiring(desk, connection),
        members_in_grace=sum(tier.in_grace for tier in desk.tiers),
        events_quarantined=quarantined_total(connection),
        members_suspected=suspects_total(connection),
        members_in_debt=sum(tier.in_debt for tier in desk.tiers),
    )


def _points_expiring(desk: _Desk, connection: Connection) -> int:
    """Points of all wallets that are lost in the next 30 days if nothing is spent: those gone after today, up to that day."""
    zone = desk.program.zone
    first, last = local_date(desk.now, zone) + timedelta(days=1), local_date(desk.now + EXPIRING_WITHIN, zone)
    return queries.sum_between(connection, "expiring", first, last)
