"""Events: what happened to a member, already parsed and within limits, as immutable values.

The sender names an event by (source, event id). `occurred_at` is the sender's time; the instant at which we decide is not
part of the event but given to the transition. Each kind of data knows the business reference that it establishes, which may be
established once only, and the reference whose record a decision on it needs.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value
from regulars.kit.instants import Instant


class EventData(Value):
    """What happened, in the fields of its kind."""

    def reference(self) -> str:
        """The business reference this event establishes; '' for none."""
        return ""

    def needed_record(self) -> str:
        """The reference whose record a decision needs: the order refunded, the redemption cancelled; '' for none."""
        return ""

    def plain(self) -> Any:
        """The fields in order."""
        return ()


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
    """A purchase. `points_used` were taken as part of the payment."""

    def __init__(self, order_id: str, currency: str, lines: list[OrderLine], points_used: int = 0) -> None:
        self.order_id: Final = order_id
        self.currency: Final = currency
        self.lines: Final = lines
        self.points_used: Final = points_used

    def reference(self) -> str:
        """The order."""
        return f"order:{self.order_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.order_id, self.currency, [line.plain() for line in self.lines], self.points_used)


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
class MemberRegistered(EventData):
    """The member joined."""


@final
class MemberCheckedIn(EventData):
    """The daily check-in."""


@final
class PointsRedeemed(EventData):
    """The member spent points on something that costs exactly `points`."""

    def __init__(self, redemption_id: str, wallet: str, points: int) -> None:
        self.redemption_id: Final = redemption_id
        self.wallet: Final = wallet
        self.points: Final = points

    def reference(self) -> str:
        """The redemption."""
        return f"redemption:{self.redemption_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.redemption_id, self.wallet, self.points)


@final
class RedemptionCancelled(EventData):
    """A redemption is undone in full."""

    def __init__(self, redemption_id: str) -> None:
        self.redemption_id: Final = redemption_id

    def reference(self) -> str:
        """The cancellation."""
        return f"cancellation:{self.redemption_id}"

    def needed_record(self) -> str:
        """The redemption."""
        return f"redemption:{self.redemption_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.redemption_id,)


@final
class PointsAdjusted(EventData):
    """Staff correct a balance, with a reason. `points` may be negative but never takes more than is there."""

    def __init__(self, wallet: str, points: int, reason: str) -> None:
        self.wallet: Final = wallet
        self.points: Final = points
        self.reason: Final = reason

    def plain(self) -> Any:
        """The fields in order."""
        return (self.wallet, self.points, self.reason)


@final
class Event(Value):
    """One event of one member."""

    def __init__(
        self,
        source: str,
        event_id: str,
        type: str,  # noqa: A002 - the name it has on the wire
        occurred_at: Instant,
        data: EventData,
        is_released: bool = False,
    ) -> None:
        self.source: Final = source
        self.event_id: Final = event_id
        self.type: Final = type
        self.occurred_at: Final = occurred_at
        self.data: Final = data
        self.is_released: Final = is_released
        """Staff released it from quarantine: it may be as late as it is."""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.source, self.event_id, self.type, self.occurred_at, self.data.plain(), self.is_released)
