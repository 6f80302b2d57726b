"""Lanes: sets of members whose writes may share a transaction.

On one PostgreSQL everybody is in one lane. Where the tables are distributed over several nodes, a lane is a shard: a transaction
that locks members of two shards would be a distributed one, so a batch is split by lane before it begins.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

LaneOf = Callable[[UUID], int]


def one_lane(_member_id: UUID) -> int:
    """The lane of any member on one PostgreSQL."""
    return 0
