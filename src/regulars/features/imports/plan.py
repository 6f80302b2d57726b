"""A plan: everything that a file will do to the ledger, fixed before the first event is sent.

The same file and mapping always give the same events in the same order: by time, orders before refunds at equal
instants, then by id. That is what makes an import resumable by a mere count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from pathlib import Path

from regulars.features.imports.cleaning.staging import stage
from regulars.features.imports.contracts import Event, ImportSummary, MemberSeen, RowReject
from regulars.features.imports.documents import Documents, documents_of, order_events
from regulars.features.imports.identities import members_of
from regulars.features.imports.mapping import Mapping
from regulars.features.imports.reading import read_rows, sha256_of
from regulars.features.imports.refunds import Refunds, refunds_of


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What `read_documents` gives: figures, members, rejects, and the events as a stream that can start anywhere."""

    source: str
    file_sha256: str
    mapping_sha256: str
    summary: ImportSummary
    members: tuple[MemberSeen, ...]
    rejects: tuple[RowReject, ...]
    mapping: Mapping
    documents: Documents
    refunds: Refunds

    @property
    def events_total(self) -> int:
        """How many events the plan holds."""
        return self.summary.orders + self.summary.refund_events

    def events(self, start: int = 0) -> Iterator[Event]:
        """The events from the given position on, in the one fixed order."""
        orders = ((at, 0, key, event) for at, key, event in order_events(self.documents, self.mapping))
        refunds = ((at, 1, key, event) for at, key, event in self.refunds.events)
        ordered = merge(orders, refunds, key=lambda item: item[:3])
        return (event for *_, event in islice(ordered, start, None))


def read_documents(path: Path, mapping: Mapping) -> ImportPlan:
    """Read a file by a mapping. A Problem means that nothing can be read; faults of single rows are in `rejects`."""
    staged = stage(read_rows(path, mapping), mapping)
    documents = documents_of(staged, mapping)
    refunds = refunds_of(documents, mapping)
    members, identity_rejects = members_of(documents, mapping)
    return ImportPlan(
        source=mapping.source,
        file_sha256=sha256_of(path),
        mapping_sha256=mapping.sha256(),
        summary=_summary(documents, refunds, len(members), mapping),
        members=members,
        rejects=tuple(sorted((*staged.rejects, *identity_rejects, *refunds.rejects), key=lambda reject: reject.row or 0)),
        mapping=mapping,
        documents=documents,
        refunds=refunds,
    )


def _summary(documents: Documents, refunds: Refunds, members: int, mapping: Mapping) -> ImportSummary:
    staged, found = documents.staged, list(documents.by_no.values())
    orders = [document for document in found if not document.is_refund]
    lines = [documents.products[number] for number in staged.order_product_no]
    return ImportSummary(
        currency=mapping.currency.code,
        currency_digits=mapping.currency.digits,
        rows=staged.rows,
        rows_blank=staged.rows_blank,
        rows_without_member=staged.rows_without_member,
        rows_rejected=staged.rows_rejected,
        members=members,
        buyers=len({order.member for order in orders}),
        orders=len(orders),
        order_lines=len(lines),
        order_total_minor=sum(staged.order_amount_minor),
        order_total_exact=staged.order_total,
        refund_documents=len(found) - len(orders),
        refund_lines=len(staged.refund_lines),
        refund_total_minor=sum(line.amount_minor for line in staged.refund_lines),
        refund_total_exact=staged.refund_total,
        refund_lines_matched=refunds.lines_matched,
        refund_lines_matched_in_part=refunds.lines_matched_in_part,
        refund_lines_unmatched=len(staged.refund_lines) - refunds.lines_matched,
        unmatched_by_reason=refunds.unmatched_by_reason,
        refund_events=len(refunds.events),
        matched_stated_minor=refunds.stated_minor,
        matched_paid_minor=refunds.paid_minor,
        first_at=min((document.at for document in found), default=None),
        last_at=max((document.at for document in found), default=None),
        lines_by_kind=dict(Counter(product.kind for product in lines).most_common()),
        lines_by_category=dict(Counter(product.category for product in lines if product.category).most_common()),
    )
