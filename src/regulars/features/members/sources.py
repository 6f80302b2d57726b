"""What this slice takes from the ledger and the program, in one place."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg

from regulars.features.context import AppContext
from regulars.features.members.contracts import TierLabel
from regulars.features.members.queries import select_state
from regulars.kit.instants import instant_of
from regulars.ledger.members import open_members
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


def program_words(context: AppContext, connection: psycopg.Connection) -> ProgramWords:
    """The labels of the version published last; without a program, tiers are shown by their keys."""
    published = context.programs.published(connection)
    if not published:
        return ProgramWords({}, ZoneInfo("UTC"))
    document = published[-1].document
    tiers = [tier for ladder in document.ladders for tier in ladder.tiers]
    return ProgramWords(
        {tier.key: TierLabel(tier.key, tier.name.zh, tier.name.en, tier.color) for tier in tiers}, ZoneInfo(document.time_zone)
    )


def open_member(context: AppContext, connection: psycopg.Connection, member: NewMember) -> None:
    """Write a member together with the first state, through the ledger; Problem `program_missing` without a program."""
    open_members(connection, context.ledger.history(connection), (member,))


def points_expiring(connection: psycopg.Connection, member_id: UUID, now: datetime, until: datetime) -> int:
    """Points that a member loses after now and until an instant, if nothing is spent."""
    state = state_from_json(select_state(connection, member_id))
    first, last = instant_of(now), instant_of(until)
    return sum(lot.remaining for held in state.points.values() for lot in held.lots if first < lot.expires_at <= last)
