"""Refund documents become `order.refunded` events, one per (refund document, order), by line and units.

What cannot be matched is not invented: it is listed with a reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from regulars.features.imports.cleaning.staging import StagedRefundLine
from regulars.features.imports.contracts import Event, RowReject
from regulars.features.imports.documents import Document, Documents, event_of
from regulars.features.imports.mapping import Mapping
from regulars.features.imports.matching import PurchaseLine, ReturnLine, ReturnMatch, match_returns


@dataclass(frozen=True, slots=True)
class Refunds:
    """The refund side of a file."""

    events: list[tuple[datetime, str, Event]]
    """In order of (time, id)."""
    rejects: tuple[RowReject, ...]
    lines_matched: int
    lines_matched_in_part: int
    unmatched_by_reason: dict[str, int]
    stated_minor: int
    paid_minor: int


def refunds_of(documents: Documents, mapping: Mapping) -> Refunds:
    """Match every refund line of the file and gather the matched units by (refund document, order)."""
    by_row = {line.row: line for line in documents.staged.refund_lines}
    matches = _match(documents, mapping)
    amounts = {(line.doc_no, line.line_no): line.amount_minor for line in documents.staged.returnable}
    number_of = {document.id: document.doc_no for document in documents.by_no.values() if not document.is_refund}
    units: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    rejects = []
    stated_minor = paid_minor = in_part = 0
    header = mapping.columns.quantity or mapping.columns.order_id
    for match in matches:
        line = by_row[match.returned.row]
        stated_minor += share(line.amount_minor, line.quantity, 0, line.quantity - match.missing)
        for part in match.parts:
            units[line.doc_no, part.purchase.order_id][part.purchase.line_no] += part.quantity
            amount = amounts[number_of[part.purchase.order_id], part.purchase.line_no]
            paid_minor += share(amount, part.purchase.quantity, part.before, part.quantity)
        if match.missing:
            reason = _reason(match, line, documents, mapping, number_of)
            rejects.append(RowReject(line.row, header, str(match.missing), reason))
            in_part += bool(match.parts)
            reasons[reason] += not match.parts
    events = [_event(documents.by_no[number], order_id, lines, mapping) for (number, order_id), lines in units.items()]
    matched = sum(1 for match in matches if match.parts)
    return Refunds(
        events=sorted(events, key=lambda event: event[:2]),
        rejects=tuple(rejects),
        lines_matched=matched,
        lines_matched_in_part=in_part,
        unmatched_by_reason={reason: count for reason, count in sorted(reasons.items()) if count},
        stated_minor=stated_minor,
        paid_minor=paid_minor,
    )


def share(amount_minor: int, quantity: int, before: int, units: int) -> int:
    """What `units` of a line are worth when `before` units are gone already; all shares together make the amount.

    >>> share(100, 3, 0, 1), share(100, 3, 1, 1), share(100, 3, 2, 1)
    (33, 34, 33)
    """
    rounded = [(2 * amount_minor * upto + quantity) // (2 * quantity) for upto in (before, before + units)]
    return rounded[1] - rounded[0]


def _match(documents: Documents, mapping: Mapping) -> list[ReturnMatch]:
    """Match within the order that a refund line names, or else within all of the member's purchases."""
    names_order = mapping.refund is not None and mapping.refund.order_id is not None
    purchases = []
    for line in documents.staged.returnable:
        order = documents.by_no[line.doc_no]
        key: Hashable = (order.member, line.sku, order.id if names_order else None)
        purchases.append(PurchaseLine(key, order.at, order.id, line.line_no, line.quantity))
    returns = []
    for refund in documents.staged.refund_lines:
        document = documents.by_no[refund.doc_no]
        named = f"{mapping.id_prefix}{refund.refunded_order_id}" if names_order else None
        returns.append(ReturnLine((document.member, refund.sku, named), document.at, refund.row, refund.quantity))
    return match_returns(purchases, returns)


def _reason(match: ReturnMatch, line: StagedRefundLine, documents: Documents, mapping: Mapping, number_of: dict[str, int]) -> str:
    if match.had_purchase:
        return "quantity_exceeds_purchases"
    if mapping.refund and documents.products[line.product_no].kind in mapping.refund.not_a_return:
        return "not_a_return"
    if mapping.refund and mapping.refund.order_id and f"{mapping.id_prefix}{line.refunded_order_id}" not in number_of:
        return "order_not_in_file"
    return "no_earlier_purchase"


def _event(document: Document, order_id: str, units: Counter[int], mapping: Mapping) -> tuple[datetime, str, Event]:
    refund_id = f"{document.id}/{order_id}"
    lines = [{"line_id": str(number), "quantity": units[number]} for number in sorted(units)]
    data = {"refund_id": refund_id, "order_id": order_id, "lines": lines}
    event = event_of(mapping, f"refund:{refund_id}", document.member, document.at, data)
    return document.at, refund_id, event
