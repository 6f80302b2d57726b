"""What other slices may know of members: a member as lists show one, and the stages of a member's life as a customer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.features.tags.contracts import BorneTag
from regulars.store.identities import Identity

Lifecycle = Literal["new", "active", "dormant", "lost", "without_order"]


class StageCounts(NamedTuple):
    """How many members are at each stage."""

    members: Mapping[Lifecycle, int]
    """A stage without members is left out."""
    active_customers: int
    """Who bought at any time and did something lately: those at `active`, and the new ones among them."""


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
