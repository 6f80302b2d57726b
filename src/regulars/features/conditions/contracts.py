"""What others may know of a checked condition."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.features.programs.facade import Sentence


class TagWord(NamedTuple):
    """A tag as conditions name it."""

    tag_no: int
    key: str
    name: str


class FieldWord(NamedTuple):
    """A field of profiles as conditions name it."""

    key: str
    name: str
    kind: Literal["text", "number", "date", "choice", "choices", "flag"]
    choices: dict[str, str]
    is_confirmed: bool
    is_personal: bool


class MatchingMember(NamedTuple):
    """A member for whom a condition holds."""

    member_id: UUID
    member_no: int
    display_name: str
    tier_key: str
    points_available: int
    last_order_at: datetime | None


class ConditionFault(NamedTuple):
    """One thing wrong with a condition, at a path into it."""

    path: str
    message: str
    expected: str


class CheckedCondition(NamedTuple):
    """A condition judged: its faults, or how it reads and for whom it holds.

    `total` is None where the condition speaks of an order: then it holds for nobody in general.
    """

    faults: list[ConditionFault]
    sentence: Sentence | None
    needs_order: bool
    total: int | None
    members: list[MatchingMember]
