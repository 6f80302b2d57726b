"""Staged rows become documents: purchases with their lines, and refund documents.

Times become instants here, once per document: the earliest time of its rows, local in the mapping's zone. A time that a
clock shows twice in autumn is taken as the first of the two; one that spring leaves out as if the clock had not moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from regulars.features.imports.categories import Product, products_of
from regulars.features.imports.cleaning.staging import Staged
from regulars.features.imports.contracts import Event
from regulars.features.imports.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A purchase or a refund document, with its id as the ledger will know it."""

    doc_no: int
    id: str
    is_refund: bool
    member: str
    at: datetime
    first_line: int
    """Where an order's lines begin in the staged columns."""
    lines: int


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents of a file, by their number."""

    by_no: dict[int, Document]
    products: list[Product]
    staged: Staged

    def orders(self) -> list[Document]:
        """The purchases in order of (time, id)."""
        return sorted((found for found in self.by_no.values() if not found.is_refund), key=lambda order: (order.at, order.id))

    def amount_minor(self, order: Document) -> int:
        """The total of an order."""
        return sum(self.staged.order_amount_minor[order.first_line : order.first_line + order.lines])


def documents_of(staged: Staged, mapping: Mapping) -> Documents:
    """Give each staged document its instant, its full id and its place among the line columns."""
    zone = ZoneInfo(mapping.time_zone)
    by_no: dict[int, Document] = {}
    first_line = 0
    for found in staged.documents:
        by_no[found.doc_no] = Document(
            doc_no=found.doc_no,
            id=f"{mapping.id_prefix}{found.id}",
            is_refund=found.is_refund,
            member=found.member,
            at=instant_of(found.local_at, zone),
            first_line=first_line,
            lines=found.lines,
        )
        if not found.is_refund:
            first_line += found.lines
    return Documents(by_no, products_of(staged.products, mapping), staged)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a local time.

    >>> instant_of(datetime(2011, 7, 1, 9, 30), ZoneInfo("Europe/London")).isoformat()
    '2011-07-01T08:30:00+00:00'
    """
    return local.replace(tzinfo=zone).astimezone(UTC)


def order_events(documents: Documents, mapping: Mapping) -> Iterator[tuple[datetime, str, Event]]:
    """One `order.paid` per purchase, in order of (time, id)."""
    staged, products = documents.staged, documents.products
    shared = [_shared(product) for product in products]
    for order in documents.orders():
        places = range(order.first_line, order.first_line + order.lines)
        lines = [
            {
                "line_id": str(number),
                **shared[staged.order_product_no[place]],
                "quantity": staged.order_quantity[place],
                "amount_minor": staged.order_amount_minor[place],
            }
            for number, place in enumerate(places, 1)
        ]
        data = {"order_id": order.id, "currency": mapping.currency.code, "lines": lines}
        yield order.at, order.id, event_of(mapping, f"order:{order.id}", order.member, order.at, data)


def event_of(mapping: Mapping, event_id: str, member: str, at: datetime, data: Event) -> Event:
    """An event as the ledger takes it; what kind it is shows in its data."""
    return {
        "source": mapping.source,
        "id": event_id,
        "type": "order.refunded" if "refund_id" in data else "order.paid",
        "member": {"kind": mapping.identities[0].kind, "value": member},
        "occurred_at": at.isoformat(),
        "data": data,
    }


def _shared(product: Product) -> Event:
    """The keys of a line that come from its product; absent rather than null."""
    return {key: value for key, value in product._asdict().items() if value is not None}
