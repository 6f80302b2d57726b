"""What can be wrong with a row, as one table: the role at fault, the reason code, and the SQL condition that finds it.

A new check is one line here (and one in the guide). Every condition that is NULL counts as passed.
"""

from __future__ import annotations

from typing import NamedTuple

from regulars.features.imports.contracts import (
    AMOUNT_MINOR_MAX,
    DOCUMENT_ID_LENGTH_MAX,
    ID_LENGTH_MAX,
    KIND_LENGTH_MAX,
    NAME_LENGTH_MAX,
    QUANTITY_MAX,
    SKU_LENGTH_MAX,
    WORD_LENGTH_MAX,
)
from regulars.features.imports.mapping import Mapping


class Check(NamedTuple):
    """One thing that can be wrong with a row."""

    role: str
    reason: str
    condition: str


def checks_of(mapping: Mapping, roles: frozenset[str]) -> list[Check]:
    """The checks for a mapping, in the order in which a row's faults are listed."""
    id_length = DOCUMENT_ID_LENGTH_MAX - len(mapping.id_prefix)
    amount_max = AMOUNT_MINOR_MAX // 10**mapping.currency.digits
    checks = [
        *_text("order_id", "id", id_length, required=True),
        Check("occurred_at", "time_missing", "occurred_at_text IS NULL"),
        Check("occurred_at", "time_unreadable", "occurred_at_text IS NOT NULL AND local_at IS NULL"),
        Check("occurred_at", "time_out_of_range", "local_at < TIMESTAMP '1970-01-01' OR local_at >= TIMESTAMP '2100-01-01'"),
        *_text("sku", "sku", SKU_LENGTH_MAX, required=True),
        Check("price", "amount_missing", "price_text IS NULL"),
        Check("price", "number_unreadable", "price_text IS NOT NULL AND price IS NULL"),
        Check("price", "amount_too_large", f"abs(price) >= {amount_max}"),
    ]
    if mapping.columns.unit_price:
        checks.append(Check("price", "price_negative", "price < 0"))
        product = "CAST(abs(price) AS DOUBLE) * CAST(abs(quantity) AS DOUBLE)"  # a guess is enough to guard a limit
        checks.append(Check("quantity", "amount_too_large", f"{product} >= {amount_max}"))
    else:
        checks.append(Check("price", "amount_negative_on_purchase", "price < 0 AND NOT is_refund"))
    if "quantity" in roles:
        checks += [
            Check("quantity", "quantity_missing", "quantity_text IS NULL"),
            Check("quantity", "number_unreadable", "quantity_text IS NOT NULL AND quantity IS NULL"),
            Check("quantity", "quantity_not_whole", "quantity <> floor(quantity)"),
            Check("quantity", "quantity_zero", "quantity = 0"),
            Check("quantity", "quantity_negative_on_purchase", "quantity < 0 AND NOT is_refund"),
            Check("quantity", "quantity_too_large", f"abs(quantity) > {QUANTITY_MAX}"),
        ]
    checks += _text("member_0", "member", ID_LENGTH_MAX, required=mapping.without_member == "reject")
    if "refunded_order_id" in roles:
        checks.append(Check("refunded_order_id", "original_order_missing", "is_refund AND refunded_order_id IS NULL"))
    for role in sorted(roles - {"member_0"}):
        if role.startswith("member_"):
            checks += _text(role, "member", ID_LENGTH_MAX)
    if "name" in roles:
        checks.append(Check("name", "name_too_long", f"length(name) > {NAME_LENGTH_MAX}"))
    for role, length in (
        ("category", WORD_LENGTH_MAX),
        ("kind", KIND_LENGTH_MAX),
        ("store", WORD_LENGTH_MAX),
        ("channel", WORD_LENGTH_MAX),
    ):
        if role in roles:
            checks += _text(role, role, length)
    return checks


def _text(role: str, word: str, length: int, *, required: bool = False) -> list[Check]:
    """A text within a length and without control characters."""
    checks = [
        Check(role, f"{word}_too_long", f"length({role}) > {length}"),
        Check(role, f"{word}_not_printable", rf"regexp_matches({role}, '\p{{C}}')"),
    ]
    return [Check(role, f"{word}_missing", f"{role} IS NULL"), *checks] if required else checks
