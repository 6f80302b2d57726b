"""Values of duplicates: a pair, and why it may be one person."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

Reason = Literal["same_identity", "same_name_and_birthday", "similar_name_and_phone_tail"]
"""`same_identity`: one value under two kinds, such as a phone that is somebody's card number."""


class Names(NamedTuple):
    """Two members in the order of their ids."""

    first: UUID
    second: UUID

    @staticmethod
    def of(one: UUID, other: UUID) -> Names:
        """A pair, whoever was named first."""
        return Names(one, other) if one < other else Names(other, one)


class FoundPair(NamedTuple):
    """A pair that may be one person."""

    pair: Names
    score: int
    reasons: tuple[Reason, ...]


class PairRow(NamedTuple):
    """A pair as it is kept."""

    first_id: UUID
    second_id: UUID
    score: int
    reasons: str
    found_at: datetime


class Round(NamedTuple):
    """What one round of the search did."""

    looked_at: int
    found: int
    has_more: bool
