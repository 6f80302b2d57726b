"""Runs the cleaning of one file and hands its results over: counts, rejects, documents, products, lines."""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import duckdb
import pyarrow as pa

from regulars.features.imports.cleaning import queries
from regulars.features.imports.cleaning.checks import checks_of
from regulars.features.imports.contracts import RowReject
from regulars.features.imports.mapping import Mapping
from regulars.features.imports.reading import RawRows
from regulars.kit.problems import FieldError, Problem
from regulars.store.identities import normalise_identity


class StagedDocument(NamedTuple):
    """A purchase or refund document of the file; its time is local."""

    doc_no: int
    id: str
    is_refund: bool
    member: str
    others: list[str | None]
    local_at: datetime
    lines: int
    first_row: int
    store: str | None
    channel: str | None


class StagedProduct(NamedTuple):
    """What lines say about the thing sold, stored once."""

    sku: str
    name: str | None
    category: str | None
    kind: str | None


class StagedRefundLine(NamedTuple):
    """A line of a refund document; quantity and amount are positive."""

    doc_no: int
    row: int
    sku: str
    product_no: int
    refunded_order_id: str | None
    quantity: int
    amount_minor: int


class StagedReturnable(NamedTuple):
    """A bought line whose member has a refund line of the same stock code."""

    doc_no: int
    line_no: int
    sku: str
    quantity: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A cleaned file. Order lines are three columns of equal length, in the order of (doc_no, line)."""

    rows: int
    rows_blank: int
    rows_without_member: int
    rows_rejected: int
    rejects: tuple[RowReject, ...]
    documents: list[StagedDocument]
    products: list[StagedProduct]
    order_product_no: array[int]
    order_quantity: array[int]
    order_amount_minor: array[int]
    refund_lines: list[StagedRefundLine]
    returnable: list[StagedReturnable]
    order_total: Decimal
    """Exact, before any rounding; so is `refund_total`."""
    refund_total: Decimal


def stage(raw: RawRows, mapping: Mapping) -> Staged:
    """Clean a file. Row-level faults become rejects; only a mapping that cannot be applied raises a Problem."""
    with duckdb.connect(":memory:") as base:
        base.register("raw", raw.table)
        _check_formats(base, mapping)
        types = {name: str(kind) for name, kind, *_ in base.execute("DESCRIBE raw").fetchall() if name != "row"}
        checks = checks_of(mapping, frozenset(types))
        base.execute(queries.cleaned(mapping, types, checks))
        rows, blank, without_member, bad = base.execute(queries.COUNTS).fetchall()[0]
        texts = {"occurred_at": "occurred_at_text", "quantity": "quantity_text", "price": "price_text"}
        rejects = [
            RowReject(row, raw.headers[role], (value or "")[:200], reason)
            for row, _, role, value, reason in (base.execute(queries.faults(checks, texts)).fetchall() if bad else ())
        ]
        base.register("spelling", _spellings(base, mapping.identities[0].kind))
        unspellable = base.execute(queries.UNSPELLABLE).fetchall()
        rejects += [RowReject(row, raw.headers["member_0"], value, "member_invalid") for row, value in unspellable]
        base.execute(queries.KEPT)
        strangers = base.execute(queries.STRANGERS).fetchall()
        rejects += [RowReject(row, raw.headers["member_0"], value, "member_differs_in_document") for row, value in strangers]
        base.execute(queries.document(len(mapping.identities)))
        too_long = base.execute(queries.TOO_LONG).fetchall()
        rejects += [RowReject(row, raw.headers["order_id"], value, "too_many_lines") for row, value, _ in too_long]
        base.execute(queries.PRODUCT)
        base.execute(queries.line(mapping))
        columns = base.sql(queries.ORDER_LINES).to_arrow_table()
        order_total, refund_total = (
            Decimal(int(total)) / queries.SCALE for total in base.execute(queries.EXACT_TOTALS).fetchall()[0]
        )
        return Staged(
            rows=rows + len(raw.rejects),
            rows_blank=blank,
            rows_without_member=without_member,
            rows_rejected=bad + len(raw.rejects) + len(unspellable) + len(strangers) + sum(lines for *_, lines in too_long),
            rejects=tuple(sorted((*raw.rejects, *rejects), key=lambda reject: reject.row or 0)),
            documents=[StagedDocument(*found) for found in base.execute(queries.DOCUMENTS).fetchall()],
            products=[StagedProduct(*found) for found in base.execute(queries.PRODUCTS).fetchall()],
            order_product_no=array("q", columns["product_no"].combine_chunks().to_pylist()),
            order_quantity=array("q", columns["quantity"].combine_chunks().to_pylist()),
            order_amount_minor=array("q", columns["amount_minor"].combine_chunks().to_pylist()),
            refund_lines=[StagedRefundLine(*found) for found in base.execute(queries.REFUND_LINES).fetchall()],
            returnable=[StagedReturnable(*found) for found in base.execute(queries.RETURNABLE_LINES).fetchall()],
            order_total=order_total,
            refund_total=refund_total,
        )


def _spellings(base: duckdb.DuckDBPyConnection, kind: str) -> pa.Table:
    """The file's spelling of each member beside the one that the house keeps; impossible ones are left out."""
    known = {}
    for (raw,) in base.execute(queries.SPELLINGS).fetchall():
        with suppress(Problem):
            known[raw] = normalise_identity(kind, raw).value
    return pa.table({"raw": pa.array(list(known), pa.string()), "value": pa.array(list(known.values()), pa.string())})


def _check_formats(base: duckdb.DuckDBPyConnection, mapping: Mapping) -> None:
    try:
        base.execute(queries.try_formats(mapping)).fetchall()
    except duckdb.Error as error:
        fault = FieldError("read.time_formats", str(error).splitlines()[0], expected="formats such as %Y-%m-%d %H:%M:%S")
        raise Problem("mapping_invalid", "The mapping's time formats cannot be used.", errors=(fault,)) from error
