"""Transfers on the wire: points sent to another member, what that one receives, and undoing both."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta
from msgspec.structs import replace

from regulars.core import events as core
from regulars.kit.instants import NEVER, datetime_of, instant_of
from regulars.ledger.wire.parts import Conceal, Id, Identity, Instant, Part, Points, Reason, Word, refusal


class PointsTransferred(Part, frozen=True):
    """Points sent to another member, named by an identity (`to`) or by our id (`to_member_id`). The fee is taken out of them."""

    transfer_id: Id
    points: Points
    to: Identity | None = None
    to_member_id: UUID | None = None
    confirmed: bool = False


class TransferReversed(Part, frozen=True):
    """A transfer undone by staff, in full: an event of the sender."""

    transfer_id: Id
    reason: Reason


class ReceivedPart(Part, frozen=True):
    """Received points that share an expiry; without `expires_at` they never expire."""

    points: Points
    expires_at: Instant | None = None


class PointsReceived(Part, frozen=True):
    """Points that another member sent, caused by their transfer."""

    transfer_id: Id
    wallet: Word
    parts: Annotated[tuple[ReceivedPart, ...], Meta(min_length=1)]


class ReceiptReversed(Part, frozen=True):
    """Points of a transfer taken back from its receiver, caused by its reversal."""

    transfer_id: Id
    wallet: Word
    points: Points


def points_transferred(data: PointsTransferred) -> core.PointsTransferred:
    """The transfer for core."""
    if (data.to is None) == (data.to_member_id is None):
        raise refusal("data.to", "neither or both of `to` and `to_member_id`", "exactly one of the two")
    if data.to is None:
        return core.PointsTransferred(data.transfer_id, data.points, ("", str(data.to_member_id)), data.confirmed)
    return core.PointsTransferred(data.transfer_id, data.points, (data.to.kind, data.to.value), data.confirmed)


def conceal_receiver(data: PointsTransferred, conceal: Conceal) -> PointsTransferred:
    """The transfer without the receiver's identity."""
    return data if data.to is None else replace(data, to=conceal(data.to, "data.to"))


def points_received(data: PointsReceived) -> core.PointsReceived:
    """The receipt for core."""
    parts = [core.SentPart(part.points, NEVER if part.expires_at is None else instant_of(part.expires_at)) for part in data.parts]
    return core.PointsReceived(data.transfer_id, data.wallet, parts)


def received_points(data: core.PointsReceived) -> PointsReceived:
    """The receipt as it is written down."""
    parts = [ReceivedPart(part.points, None if part.expires_at == NEVER else datetime_of(part.expires_at)) for part in data.parts]
    return PointsReceived(data.transfer_id, data.wallet, tuple(parts))


def reversed_receipt(data: core.ReceiptReversed) -> ReceiptReversed:
    """The reversal of a receipt as it is written down."""
    return ReceiptReversed(data.transfer_id, data.wallet, data.points)
