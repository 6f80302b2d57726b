"""Orders: what was paid and what was returned."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData
from regulars.core.values import Value


@final
class OrderLine(Value):
    """One line of an order. `amount_minor` is the line's total before points are used, in minor units of the currency."""

    def __init__(self, line_id: str, sku: str, kind: str, category: str, quantity: int, amount_minor: int) -> None:
        self.line_id: Final = line_id
        self.sku: Final = sku
        self.kind: Final = kind
        self.category: Final = category
        self.quantity: Final = quantity
        self.amount_minor: Final = amount_minor

    def plain(self) -> Any:
        """The fields in order."""
        return (self.line_id, self.sku, self.kind, self.category, self.quantity, self.amount_minor)


@final
class OrderPaid(EventData):
    """A purchase. `points_used` were taken as part of the payment, out of a hold where one is named."""

    def __init__(
        self,
        order_id: str,
        currency: str,
        lines: list[OrderLine],
        points_used: int = 0,
        hold_id: str = "",
        confirmed: bool = False,
        store_code: str = "",
    ) -> None:
        self.order_id: Final = order_id
        self.currency: Final = currency
        self.lines: Final = lines
        self.points_used: Final = points_used
        self.hold_id: Final = hold_id
        self.confirmed: Final = confirmed
        """The member confirmed by a second factor that so many points are spent."""
        self.store_code: Final = store_code
        self._reference: Final = f"order:{order_id}"

    def reference(self) -> str:
        """The order; the same text each time, since one decision looks it up often."""
        return self._reference

    def needs_lots(self) -> bool:
        """Only where points are part of the payment."""
        return bool(self.points_used)

    def store(self) -> str:
        """Where it was bought."""
        return self.store_code

    def plain(self) -> Any:
        """The fields in order."""
        return (
            self.order_id,
            self.currency,
            [line.plain() for line in self.lines],
            self.points_used,
            self.hold_id,
            self.confirmed,
            self.store_code,
        )


@final
class RefundLine(Value):
    """A refund of one line, by units or by amount; exactly one of the two is given."""

    def __init__(self, line_id: str, quantity: int | None, amount_minor: int | None) -> None:
        self.line_id: Final = line_id
        self.quantity: Final = quantity
        self.amount_minor: Final = amount_minor

    def plain(self) -> Any:
        """The fields in order."""
        return (self.line_id, self.quantity, self.amount_minor)


@final
class OrderRefunded(EventData):
    """A return: by lines, by an amount of the whole order, or (neither given) everything that is left."""

    def __init__(
        self, refund_id: str, order_id: str, lines: list[RefundLine] | None = None, amount_minor: int | None = None
    ) -> None:
        self.refund_id: Final = refund_id
        self.order_id: Final = order_id
        self.lines: Final = lines or []
        self.amount_minor: Final = amount_minor

    def reference(self) -> str:
        """The refund."""
        return f"refund:{self.refund_id}"

    def needed_record(self) -> str:
        """The order."""
        return f"order:{self.order_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.refund_id, self.order_id, [line.plain() for line in self.lines], self.amount_minor)


@final
class OrderCompleted(EventData):
    """An order is received and kept: the time in which it could be returned is over."""

    def __init__(self, order_id: str) -> None:
        self.order_id: Final = order_id

    def reference(self) -> str:
        """The completion."""
        return f"completion:{self.order_id}"

    def needed_record(self) -> str:
        """The order."""
        return f"order:{self.order_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.order_id,)
