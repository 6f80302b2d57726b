"""Bodies: what an account's pages read out of stored events, by the types that parsed them when they came."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from regulars.core.events import OrderRefunded
from regulars.ledger.wire import EVENT_TYPES, OrderPaid, PointsAdjusted

_ORDER: Final = msgspec.json.Decoder(OrderPaid)
_ADJUSTMENT: Final = msgspec.json.Decoder(PointsAdjusted)
_REFUND: Final = msgspec.json.Decoder(EVENT_TYPES["order.refunded"].data)


def as_data(body: str) -> dict[str, Any]:
    """A body as plain data."""
    data: dict[str, Any] = msgspec.json.decode(body)
    return data


def order_of(body: str) -> OrderPaid:
    """A paid order as it was sent, with the names of its lines."""
    return _ORDER.decode(body)


def refund_of(body: str) -> OrderRefunded:
    """A refund."""
    refund = EVENT_TYPES["order.refunded"].to_core(_REFUND.decode(body))
    assert isinstance(refund, OrderRefunded)
    return refund


def reason_of(body: str) -> str:
    """Why staff corrected a balance."""
    return _ADJUSTMENT.decode(body).reason
