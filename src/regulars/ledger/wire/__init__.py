"""Wire: events as senders write them. One file per subject; `types` lists them all, `reading` turns JSON into core's values."""

from regulars.ledger.wire.envelope import Envelope
from regulars.ledger.wire.orders import Line, OrderPaid, OrderRefunded
from regulars.ledger.wire.parts import AMOUNT_MINOR_MAX, LINES_MAX, POINTS_MAX
from regulars.ledger.wire.points import PointsAdjusted
from regulars.ledger.wire.reading import (
    CONTEST_SOURCE,
    FOLLOW_SOURCE,
    IMPORT_SOURCE,
    MERGE_SOURCE,
    OWN_SOURCES,
    PRIVACY_SOURCE,
    RELEASE_SOURCE,
    REVIEW_SOURCE,
    EventStatus,
    IncomingEvent,
    body_hash,
    body_of,
    order_from_body,
    parse_event,
    stored_event,
)
from regulars.ledger.wire.types import EVENT_TYPES, SENT_TYPES

__all__ = [
    "AMOUNT_MINOR_MAX",
    "CONTEST_SOURCE",
    "EVENT_TYPES",
    "FOLLOW_SOURCE",
    "IMPORT_SOURCE",
    "LINES_MAX",
    "MERGE_SOURCE",
    "OWN_SOURCES",
    "POINTS_MAX",
    "PRIVACY_SOURCE",
    "RELEASE_SOURCE",
    "REVIEW_SOURCE",
    "SENT_TYPES",
    "Envelope",
    "EventStatus",
    "IncomingEvent",
    "Line",
    "OrderPaid",
    "OrderRefunded",
    "PointsAdjusted",
    "body_hash",
    "body_of",
    "order_from_body",
    "parse_event",
    "stored_event",
]
