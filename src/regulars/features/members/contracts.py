"""What other slices may know of members: a member as lists show one, and the stages of a member's life as a customer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.features.tags.contracts import BorneTag
from regulars.ledger.activity import ACTIVE_DAYS
from regulars.store.identities import Identity

Lifecycle = Literal["active", "dormant", "lost", "without_order"]


@dataclass(frozen=True, slots=True)
class LifecycleDays:
    """When a customer counts as active, and when as lost; in between, dormant."""

    active_days: int = ACTIVE_DAYS
    """Active: did something within these days."""
    lost_days: int = 180
    """Lost: not active, and the last order is older than these days."""


class MemberRow(NamedTuple):
    """A member with the figures that lists and boards read, as of one instant."""

    member_id: UUID
    member_no: int
    display_name: str
    joined_at: datetime
    join_channel: str
    tier_key: str
    in_grace: bool
    points_available: int
    points_pending: int
    points_debt: int
    growth: int
    orders: int
    spend_minor: int
    last_order_at: datetime | None
    erased_at: datetime | None
    lifecycle: Lifecycle
    sort_value: str
    """The value this row was sorted by, as text: where a next page starts."""


class ReadMember(NamedTuple):
    """A member row with the identities and tags."""

    row: MemberRow
    identities: tuple[Identity, ...]
    tags: tuple[BorneTag, ...]


class TierLabel(NamedTuple):
    """How a tier is shown."""

    key: str
    name_zh: str
    name_en: str
    color: str
