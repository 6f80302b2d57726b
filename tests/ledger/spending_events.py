"""Events of points that are set aside or sent to another member, and of frozen members, as a till sends them."""

from datetime import datetime
from typing import Any

from tests.ledger.shop import TODAY, RawEvent, event


def hold(name: str, hold_id: str, points: int, at: datetime = TODAY, *, event_id: str = "", **more: Any) -> RawEvent:
    """Points set aside."""
    return event("points.held", name, event_id or f"held-{hold_id}", at, hold_id=hold_id, wallet="points", points=points, **more)


def capture(name: str, hold_id: str, at: datetime = TODAY, *, event_id: str = "", **more: Any) -> RawEvent:
    """Held points spent."""
    return event("points.captured", name, event_id or f"captured-{hold_id}", at, hold_id=hold_id, **more)


def release(name: str, hold_id: str, at: datetime = TODAY, *, event_id: str = "") -> RawEvent:
    """Held points given free."""
    return event("points.released", name, event_id or f"released-{hold_id}", at, hold_id=hold_id)


def transfer(name: str, transfer_id: str, points: Any, receiver: str, at: datetime = TODAY, *, event_id: str = "") -> RawEvent:
    """Points sent to another member."""
    return event(
        "points.transferred", name, event_id or f"transferred-{transfer_id}", at,
        transfer_id=transfer_id, points=points, to={"kind": "customer_no", "value": receiver},
    )  # fmt: skip


def undo_transfer(name: str, transfer_id: str, at: datetime = TODAY, *, event_id: str = "") -> RawEvent:
    """A transfer undone by staff."""
    return event(
        "points.transfer_reversed", name, event_id or f"undone-{transfer_id}", at, transfer_id=transfer_id, reason="a mistake"
    )


def freeze(name: str, what: str = "spend", at: datetime = TODAY, *, event_id: str = "") -> RawEvent:
    """A member frozen by staff."""
    return event("member.frozen", name, event_id or f"frozen-{name}-{what}", at, what=what, reason="unusual earning")
