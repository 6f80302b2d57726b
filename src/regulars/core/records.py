"""Records: what a later refund or cancellation must know, written by the decision that made the promise.

An order's record keeps, per rule, the *basis* on which points were given (rates and lines as they were then). A refund
computes what the rest of the order would be worth on that same basis, and takes the difference. Whatever the rounding on the
way, the parts add up to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import lcm
from typing import NamedTuple

from regulars.core.events import OrderPaid
from regulars.core.state import Lot


class Weight(NamedTuple):
    """A rate for some lines of an order (by position)."""

    numerator: int
    denominator: int
    lines: list[int]


class Basis(NamedTuple):
    """How a rule values an order: by amount (`step_minor` 0) or by full steps of the summed amount."""

    step_minor: int
    weights: list[Weight]


def worth(basis: Basis, amounts_minor: list[int]) -> int:
    """Points that lines with these amounts are worth, rounded down once over the whole order.

    >>> worth(Basis(0, [Weight(12, 1000, [0, 1])]), [3333, 3334])
    80
    >>> worth(Basis(10000, [Weight(10, 1, [0])]), [39999])
    30
    """
    if basis.step_minor:
        return sum(
            sum(amounts_minor[line] for line in lines) // basis.step_minor * numerator // denominator
            for numerator, denominator, lines in basis.weights
        )
    if len(basis.weights) == 1:
        numerator, denominator, lines = basis.weights[0]
        return sum(amounts_minor[line] for line in lines) * numerator // denominator
    common = lcm(*(weight.denominator for weight in basis.weights)) if basis.weights else 1
    total = 0
    for numerator, denominator, lines in basis.weights:
        total += sum(amounts_minor[line] for line in lines) * numerator * (common // denominator)
    return total // common


class Award(NamedTuple):
    """What one rule gave for an order and how much of it was taken back."""

    rule: str
    wallet: str
    dimension: str
    basis: Basis
    given: int
    taken: int
    month: int
    """The local month in which the order counts."""


class LineRefund(NamedTuple):
    """How much of one line was refunded so far."""

    amount_minor: int
    quantity: int


@dataclass(slots=True)
class OrderRecord:
    """The living side of a paid order. Copied, never changed, outside of the decision that changes it."""

    program_version: int
    month: int
    awards: list[Award]
    refunded: dict[int, LineRefund] = field(default_factory=dict)
    is_counted: bool = True
    points_used_minor: int = 0
    used_lots: list[Lot] = field(default_factory=list)
    used_wallet: str = ""
    points_returned: int = 0
    expired_credited: dict[str, int] = field(default_factory=dict)
    """Points per wallet that had expired unspent before a refund asked for them: gone already, not taken twice."""
    spend_lines: list[int] = field(default_factory=list)
    """Positions of the lines that counted as spend."""

    def copy(self) -> OrderRecord:
        """An independent copy to work on."""
        return OrderRecord(
            self.program_version, self.month, list(self.awards), dict(self.refunded), self.is_counted, self.points_used_minor,
            list(self.used_lots), self.used_wallet, self.points_returned, dict(self.expired_credited), self.spend_lines,
        )  # fmt: skip


@dataclass(slots=True)
class RedemptionRecord:
    """Which lots a redemption took; `remaining` of each lot here is what was taken from it."""

    wallet: str
    points: int
    lots: list[Lot]
    is_cancelled: bool = False


Record = OrderRecord | RedemptionRecord


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision needs beyond the state, gathered by the shell beforehand."""

    is_reference_known: bool = False
    """The business reference of this event (order id, refund id …) was already used."""
    belongs_to_other: bool = False
    """The order or redemption named exists, but another member owns it."""
    record: Record | None = None
    paid: OrderPaid | None = None
    """The order being refunded, as it was paid."""
    expired: dict[str, int] = field(default_factory=dict)
    """Points per wallet of the order being refunded that have expired so far."""


NO_FACTS = Facts()
