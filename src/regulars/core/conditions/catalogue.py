"""A catalogue: the fields that conditions of one program may name, and the metrics that their behaviour clauses may count."""

from __future__ import annotations

from typing import Final, final

from regulars.core.conditions.field import Field, FieldKind
from regulars.core.conditions.member_fields import Attribute, Birthday, GrowthHeld, PointsAvailable, TierHeld
from regulars.core.conditions.order_fields import LineWords, OrderPaidAmount, OrderQuantity
from regulars.core.conditions.time_fields import DayOf, DaysSince, Today


@final
class Catalogue:
    """Fields by name, metrics by name with what they count, and the decimals of the currency."""

    def __init__(self, fields: list[Field], metrics: dict[str, FieldKind], digits: int) -> None:
        self.fields: Final = {field.name: field for field in fields}
        self.metrics: Final = metrics
        self.digits: Final = digits


def fields_of(
    ladders: dict[str, tuple[str, ...]],
    points_wallets: list[str],
    growth_wallets: list[str],
    line_kinds: tuple[str, ...],
    attributes: list[Attribute],
) -> list[Field]:
    """Every field of a program with these parts (ladders with their tiers, lowest first), in the order of lists."""
    found: list[Field] = []
    found += [TierHeld(ladder, tiers) for ladder, tiers in ladders.items()]
    found += [PointsAvailable(wallet) for wallet in points_wallets]
    found += [GrowthHeld(wallet) for wallet in growth_wallets]
    found += [
        DaysSince("joined"), DaysSince("order"), DaysSince("activity"), DayOf("joined"), DayOf("order"), DayOf("activity"),
        Birthday(False), Birthday(True),
    ]  # fmt: skip
    found += attributes
    found += [Today("today"), Today("day_of_month"), Today("month_of_year"), Today("weekday"), Today("hour")]
    found += [
        OrderPaidAmount(), OrderQuantity(), LineWords("kind", "order.kinds", line_kinds),
        LineWords("category", "order.categories"), LineWords("sku", "order.skus"),
    ]  # fmt: skip
    return found
