"""What this slice takes from the ledger and the program, in one place."""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg

from regulars.features.context import AppContext
from regulars.features.members.contracts import TierLabel
from regulars.features.members.queries import select_state
from regulars.store.codec import state_from_json
from regulars.store.members import NewMember

COLOR_UNKNOWN = "#8c8c8c"


class ProgramWords(NamedTuple):
    """What a page of members needs of the program: the tiers' labels and the zone of its months."""

    tiers: dict[str, TierLabel]
    zone: ZoneInfo

    def tier(self, key: str) -> TierLabel:
        """A tier's label; one that the program no longer names is shown by its key."""
        return self.tiers.get(key) or TierLabel(key, key, key, COLOR_UNKNOWN)


def program_words(_context: AppContext) -> ProgramWords:
    """The labels of the program in force."""
    return ProgramWords({}, ZoneInfo("UTC"))


def open_members(connection: psycopg.Connection, members: Sequence[NewMember]) -> None:
    """Write members together with their first states, through the ledger."""
    import_module("regulars.ledger.members").open_members(connection, members)


def points_expiring(connection: psycopg.Connection, member_id: UUID, now: datetime, until: datetime) -> int:
    """Points that a member loses after now and until an instant, if nothing is spent."""
    state = state_from_json(select_state(connection, member_id))
    lots = (lot for held in state.points.values() for lot in held.lots)
    return sum(lot.remaining for lot in lots if lot.expires_at is not None and now < lot.expires_at <= until)
