"""Orders on a timeline: what was paid and refunded in money, line by line.

What a refund took depends on the refunds before it (the last unit of a line takes whatever is left), so the refunds of an order
are walked in the order in which they were decided, by the function that decided them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.events import OrderPaid as CoreOrder
from regulars.core.records import LineRefund, OrderRecord
from regulars.core.rejections import Rejection
from regulars.core.reversal import NOTHING, refunded_after, rest_amounts
from regulars.core.spending import net_amounts
from regulars.features.accounts import queries
from regulars.features.accounts.contracts import TimelineEvent
from regulars.features.accounts.schemas import TimelineLine
from regulars.features.accounts.service.bodies import order_of, refund_of
from regulars.ledger.wire import Line, OrderPaid, order_from_body
from regulars.store.events import find_bodies
from regulars.store.records import find_records


class Orders(NamedTuple):
    """By event number: the lines bought or refunded, and the money that was paid or came back."""

    lines: dict[int, list[TimelineLine]]
    amounts_minor: dict[int, int]


def read_orders(connection: Connection, member_id: UUID, events: Sequence[TimelineEvent]) -> Orders:
    """The orders and refunds among some events. Rejected ones show what was asked for, as far as it makes sense."""
    found = Orders({}, {})
    paid = [(event, order_of(event.body)) for event in events if event.type == "order.paid"]
    refunds = {
        refund_of(event.body).order_id for event in events if event.type == "order.refunded" and event.status == "accepted"
    }
    used = {f"order:{order.order_id}" for event, order in paid if order.points_used and event.status == "accepted"}
    references = sorted(used | {f"order:{order_id}" for order_id in refunds})
    records = find_records(connection, [member_id] * len(references), references) if references else {}
    for event, order in paid:
        record = records.get(f"order:{order.order_id}")
        points_used_minor = record.points_used_minor if isinstance(record, OrderRecord) and event.status == "accepted" else 0
        found.lines[event.event_no] = [_line(line, line.quantity, line.amount_minor) for line in order.lines]
        found.amounts_minor[event.event_no] = sum(line.amount_minor for line in order.lines) - points_used_minor
    if refunds:
        bodies = find_bodies(connection, [f"order:{order_id}" for order_id in sorted(refunds)])
        walks = {
            order_id: _Walk(bodies[f"order:{order_id}"], record.points_used_minor)
            for order_id in refunds
            if isinstance(record := records.get(f"order:{order_id}"), OrderRecord)
        }
        for event_no, order_id, body in queries.select_refunds(connection, member_id, sorted(walks)):
            found.lines[event_no], found.amounts_minor[event_no] = walks[order_id].refund(body)
    return found


class _Walk:
    """One order as its refunds find it, one after the other."""

    def __init__(self, body: str, points_used_minor: int) -> None:
        self._sent: OrderPaid = order_of(body)
        self._order: CoreOrder = order_from_body(body)
        self._gross = [line.amount_minor for line in self._sent.lines]
        self._net = net_amounts(self._gross, points_used_minor)
        self._refunded: dict[int, LineRefund] = {}

    def refund(self, body: str) -> tuple[list[TimelineLine], int]:
        """The lines that a refund took back, at what they cost, and the money that it gave back."""
        before = self._refunded
        record = OrderRecord(0, 0, 0, 0)
        record.refunded = dict(before)
        after = refunded_after(self._order, record, refund_of(body))
        assert not isinstance(after, Rejection), "the refund was counted"
        rest_before, rest = (rest_amounts(self._gross, self._net, refunded) for refunded in (before, after))
        lines = []
        for position, line in enumerate(self._sent.lines):
            was, now = before.get(position, NOTHING), after.get(position, NOTHING)
            if now != was:
                lines.append(_line(line, now.quantity - was.quantity, now.amount_minor - was.amount_minor))
        self._refunded = after
        return lines, sum(rest_before) - sum(rest)


def _line(line: Line, quantity: int, amount_minor: int) -> TimelineLine:
    return TimelineLine(
        name=line.name, sku=line.sku, category=line.category, kind=line.kind, quantity=quantity, amount_minor=amount_minor
    )
