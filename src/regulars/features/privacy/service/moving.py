"""Moving: consents of a member who is merged into another. They are one person, so what was said last holds."""

from __future__ import annotations

from psycopg import Connection

from regulars.features.merges.contracts import Kept, Mover, Moving
from regulars.features.privacy import queries
from regulars.features.privacy.contracts import Consent

MERGED = "merge"
UNMERGED = "merge undone"


def move(connection: Connection, moving: Moving) -> Kept:
    """Let the survivor have said what the absorbed member said later."""
    own = {(said.channel, said.purpose): said for said in queries.select_consents(connection, moving.survivor)}
    before: list[list[object]] = []
    for said in queries.select_consents(connection, moving.absorbed):
        known = own.get((said.channel, said.purpose))
        if known is None or known.said_at < said.said_at:
            taken = said._replace(source=MERGED, recorded_at=moving.at, recorded_by=moving.by)
            queries.insert_consent(connection, moving.survivor, taken)
            before.append([said.channel, said.purpose, known is not None and known.is_granted])
    return {"before": before} if before else {}


def move_back(connection: Connection, moving: Moving, kept: Kept) -> None:
    """Let hold again what the survivor had said, unless they have said more since; who had said nothing agrees to nothing."""
    now = {(said.channel, said.purpose): said for said in queries.select_consents(connection, moving.survivor)}
    for channel, purpose, is_granted in kept["before"]:
        if now[channel, purpose].source == MERGED:
            again = Consent(channel, purpose, is_granted, moving.at, UNMERGED, moving.at, moving.by)
            queries.insert_consent(connection, moving.survivor, again)


CONSENTS_MOVER = Mover("consents", move, move_back)
