"""Random programs and random lives of a member, small enough to be read when they fail, dense enough to meet each other.

Points live for days, months or for ever; refunds name orders that exist; clocks jump by minutes or by months; events come late.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from regulars.core.events import (
    NOBODY,
    CardGranted,
    CardRevoked,
    EarningReviewed,
    Event,
    EventData,
    HonourGranted,
    MemberCheckedIn,
    MemberFrozen,
    MemberReferred,
    MemberRegistered,
    MemberUnfrozen,
    OrderCompleted,
    OrderLine,
    OrderPaid,
    OrderRefunded,
    PointsAdjusted,
    PointsCaptured,
    PointsHeld,
    PointsReceived,
    PointsRedeemed,
    PointsReleased,
    PointsTransferred,
    ProfileChanged,
    ProfileImported,
    ReceiptReversed,
    RedemptionCancelled,
    ReferralBegun,
    ReferralConverted,
    ReferralUndone,
    RefundLine,
    SentPart,
    TaskAccepted,
    TransferReversed,
    UnusualEarning,
)
from regulars.core.records import Other
from regulars.kit.instants import DAY, NEVER, Instant
from tests.core.program_strategies import CATEGORIES, MINUTE, START

KINDS = ["goods", "goods", "goods", "postage"]


REVIEWS = [
    EarningReviewed("cleared", "none", "test"), EarningReviewed("confirmed", "", "test"), UnusualEarning("often", "hold", 2, 5)
]  # fmt: skip


class Step(NamedTuple):
    """One event of a script: decided at `now`."""

    event: Event
    now: Instant
    other: Other | None = None


order_lines = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from(CATEGORIES),
        st.integers(1, 4),
        st.one_of(st.sampled_from([0, 1, 99]), st.integers(100, 30_000), st.integers(3_000, 30_000)),
    ),
    min_size=1,
    max_size=5,
).map(lambda drawn: [OrderLine(f"L{number}", "sku", *line) for number, line in enumerate(drawn)])


@st.composite
def refunds(draw: st.DrawFn, refund_id: str, order: OrderPaid) -> OrderRefunded:
    """A refund of an order: everything left, an amount, some units or an amount of some lines."""
    how = draw(st.sampled_from(["rest", "amount", "units", "line_amounts"]))
    if how == "rest":
        return OrderRefunded(refund_id, order.order_id)
    if how == "amount":
        total = sum(line.amount_minor for line in order.lines)
        return OrderRefunded(refund_id, order.order_id, [], draw(st.integers(0, total // 2 + 1)))
    chosen = draw(st.lists(st.sampled_from(order.lines), min_size=1, max_size=2, unique_by=lambda line: line.line_id))
    if how == "units":
        parts = [RefundLine(line.line_id, draw(st.integers(1, line.quantity)), None) for line in chosen]
    else:
        parts = [RefundLine(line.line_id, None, draw(st.integers(0, line.amount_minor // 2 + 1))) for line in chosen]
    return OrderRefunded(refund_id, order.order_id, parts)


@st.composite
def scripts(draw: st.DrawFn, steps_max: int = 18) -> list[Step]:
    """A member's events in the order in which they arrive. The first two give something to spend and something to refund."""
    now = START
    orders: list[OrderPaid] = []
    redemptions: list[str] = []
    moved: list[EventData] = []
    script: list[Step] = []
    for number in range(draw(st.integers(4, steps_max))):
        now += draw(
            st.one_of(
                st.integers(0, 200).map(lambda minutes: minutes * MINUTE),
                st.integers(0, 12 * 24 * 60).map(lambda minutes: minutes * MINUTE),
                st.sampled_from([1, 31, 90, 200]).map(lambda days: days * DAY),
            )
        )
        late = draw(st.sampled_from([0] * 4 + [-3 * MINUTE, 3 * DAY, 29 * DAY]))
        data = draw(_data(number, orders, redemptions, moved))
        if isinstance(data, OrderPaid):
            orders.append(data)
        if isinstance(data, PointsRedeemed):
            redemptions.append(data.redemption_id)
        if isinstance(data, PointsHeld):
            redemptions.append(data.hold_id)
        if isinstance(data, PointsTransferred | PointsReceived | ReferralConverted | ReferralUndone):
            moved.append(data)
        other = Other("bo") if data.other_member() != NOBODY else None
        script.append(Step(Event("test", f"e{number}", type(data).__name__, now - late, data), now, other))
    return script


def _data(number: int, orders: list[OrderPaid], redemptions: list[str], moved: list[EventData]) -> st.SearchStrategy[EventData]:
    wallet = st.sampled_from(["points", "points", "points", "stars"])
    used = st.sampled_from([0, 0, 0, 0, 1, 20] if orders else [0])
    paid = st.builds(OrderPaid, st.just(f"o{number}"), st.just("CNY"), order_lines, used)
    completed = st.sampled_from(orders).map(lambda order: OrderCompleted(order.order_id)) if orders else paid
    given = st.builds(PointsAdjusted, wallet, st.sampled_from([40, 100, 300]), st.just("test"))
    if not number:
        return given
    if not orders:
        return paid
    refund = st.sampled_from(orders).flatmap(lambda order: refunds(f"r{number}", order))
    redeemed = st.builds(PointsRedeemed, st.just(f"x{number}"), wallet, st.integers(1, 60))
    cancelled = st.sampled_from(redemptions).map(RedemptionCancelled) if redemptions else redeemed
    taken = st.builds(PointsAdjusted, wallet, st.sampled_from([-30, -5]), st.just("test"))
    told = st.builds(ProfileChanged, st.sampled_from([0, 129, 208, 229, 331]), st.just({"size": "M"}))
    known = ProfileImported(331, {"size": "L"})
    card = CardGranted("double", f"c{number}")
    guard = CardGranted("guard", f"g{number}")
    revoked = CardRevoked(f"{'cg'[number % 2]}{number // 2}", "test")
    stepping = [TaskAccepted("sprint"), TaskAccepted("sprint"), HonourGranted("king"), guard, revoked]
    acted = st.one_of(st.sampled_from([MemberCheckedIn(), MemberCheckedIn(), MemberRegistered(), known, card, *stepping]), told)
    brought = st.sampled_from([MemberReferred(("test", "bo")), MemberRegistered(("test", "bo")), *_brought(number, moved)])
    frozen = st.sampled_from([MemberFrozen("spend", "test"), MemberUnfrozen("test"), MemberUnfrozen("test"), *REVIEWS])
    transfers = _transfers(number, moved)
    held = _holds(number, redemptions)
    return st.one_of(
        paid,
        paid,
        refund,
        refund,
        refund,
        redeemed,
        redeemed,
        cancelled,
        acted,
        given,
        taken,
        transfers,
        frozen,
        held,
        brought,
        completed,
    )


def _brought(number: int, moved: list[EventData]) -> list[EventData]:
    """What orders of members whom this one brought cause here; each ends once."""
    ended = {each.order_id for each in moved if isinstance(each, ReferralUndone)}
    open_ones = [each for each in moved if isinstance(each, ReferralConverted) and each.order_id not in ended]
    return [ReferralBegun(), ReferralConverted(f"b{number}"), *(ReferralUndone(each.order_id) for each in open_ones)]


def _holds(number: int, redemptions: list[str]) -> st.SearchStrategy[EventData]:
    """Points set aside, captured in full or in part, released, or forgotten; a hold may have ended when it is named."""
    minutes = st.sampled_from([1, 90, 60 * 24, 60 * 24 * 7])
    made = st.builds(PointsHeld, st.just(f"x{number}"), st.sampled_from(["points", "stars"]), st.integers(1, 60), minutes)
    if not redemptions:
        return made
    named = st.sampled_from(redemptions)
    captured = st.builds(PointsCaptured, named, st.one_of(st.none(), st.integers(1, 30)))
    used = st.builds(OrderPaid, st.just(f"o{number}"), st.just("CNY"), order_lines, st.integers(1, 20), named)
    return st.one_of(made, made, captured, captured, used, named.map(PointsReleased))


def _transfers(number: int, moved: list[EventData]) -> st.SearchStrategy[EventData]:
    """Points sent and received, and undoing what was."""
    sent = st.builds(PointsTransferred, st.just(f"t{number}"), st.integers(1, 40), st.just(("test", "bo")))
    ends = st.sampled_from([NEVER, START + 90 * DAY, START + 400 * DAY])
    parts = st.lists(st.builds(SentPart, st.integers(1, 30), ends), min_size=1, max_size=2)
    received = st.builds(PointsReceived, st.just(f"t{number}"), st.just("points"), parts)
    sent_before = [each for each in moved if isinstance(each, PointsTransferred | PointsReceived)]
    undone = st.sampled_from(sent_before).map(_undone) if sent_before else sent
    return st.one_of(sent, received, undone)


def _undone(data: EventData) -> EventData:
    if isinstance(data, PointsReceived):
        return ReceiptReversed(data.transfer_id, data.wallet, sum(part.points for part in data.parts))
    assert isinstance(data, PointsTransferred)
    return TransferReversed(data.transfer_id, "test")
