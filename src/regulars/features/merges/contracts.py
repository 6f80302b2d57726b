"""What other slices may know of merges: how one of them lets what it keeps of a member move along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.merge_policies import Choice, MergePolicy, ProfilePolicy, TierPolicy

NAME: Final = "name"
HOME: Final = "home"
FIELD: Final = "field."
"""The fields that slices keep: the name, the home store, and a custom field by its key. Core knows the others."""
NOTHING_CHOSEN: Final[Mapping[str, Choice]] = MappingProxyType({})


class Both(NamedTuple):
    """The two members of a merge."""

    absorbed: UUID
    survivor: UUID


class Moving(NamedTuple):
    """A merge, or its undoing, as movers see it."""

    absorbed: UUID
    survivor: UUID
    at: datetime
    by: str
    profile: ProfilePolicy = "filled"
    """Whose profile holds where both told something."""
    chosen: Mapping[str, Choice] = NOTHING_CHOSEN
    """Whose word holds, by field, whatever `profile` says: `name`, `home`, `field.<key>`."""


Kept = Mapping[str, Any]
"""What must be known to move back, as JSON could hold it; empty where nothing moved."""


@dataclass(frozen=True)
class Mover:
    """How a slice moves what it keeps of members, in the transaction of the merge."""

    key: str
    """The name under which what it moved is remembered; for ever."""
    move: Callable[[Connection, Moving], Kept]
    move_back: Callable[[Connection, Moving, Kept], None]


class Holdings(NamedTuple):
    """What a member has at one time."""

    balances: dict[str, dict[str, int]]
    tiers: dict[str, str]


class Side(NamedTuple):
    """What a merge, or its undoing, does to one of the two."""

    member_id: UUID
    before: Holdings
    after: Holdings


class Words(NamedTuple):
    """Something in both languages."""

    zh: str
    en: str


class Conflict(NamedTuple):
    """A field in which both told something, each something else."""

    key: str
    """`name`, `home`, `birthday`, `attribute.<name>`, `field.<key>`."""
    survivor: Words
    absorbed: Words
    stands: Choice
    """Whose word holds by what was chosen."""
    is_personal: bool
    label: Words | None = None
    """What the operator calls it; None for what every member has."""


class Effect(NamedTuple):
    """What a merge, or its undoing, does or would do."""

    merge_id: str
    absorbed: Side
    survivor: Side
    taken: tuple[str, ...] = ()
    """Keys of the profile's fields that the survivor has of the absorbed member."""
    conflicts: tuple[Conflict, ...] = ()


class MergeRow(NamedTuple):
    """A merge as it is remembered."""

    merge_id: str
    absorbed_id: UUID
    survivor_id: UUID
    merged_at: datetime
    merged_by: str
    reason: str
    unmerged_at: datetime | None
    unmerged_by: str | None
    unmerge_reason: str | None
    tier_policy: TierPolicy = "higher"
    profile_policy: ProfilePolicy = "filled"
    fields: dict[str, Choice] = {}  # noqa: RUF012 - nobody writes to it
    """Whose word was chosen, by field."""

    @property
    def policy(self) -> MergePolicy:
        """What was chosen for it."""
        return MergePolicy(self.tier_policy, self.profile_policy, self.fields)
