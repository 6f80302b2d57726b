"""Movers: what slices keep of a member beside the ledger moves along. A slice that keeps something is one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from psycopg import Connection

from regulars.features.duplicates.facade import DUPLICATES_MOVER
from regulars.features.merges.contracts import Kept, Mover, Moving
from regulars.features.organisation.facade import HOME_MOVER
from regulars.features.privacy.facade import CONSENTS_MOVER
from regulars.features.profiles.facade import NAME_MOVER, PROFILE_MOVER
from regulars.features.tags.facade import TAGS_MOVER

MOVERS: Final[tuple[Mover, ...]] = (
    HOME_MOVER,
    TAGS_MOVER,
    CONSENTS_MOVER,
    NAME_MOVER,
    PROFILE_MOVER,
    DUPLICATES_MOVER,
)


def move_all(connection: Connection, moving: Moving) -> dict[str, Kept]:
    """Let every slice move its part; what each needs to move back, by its key."""
    moved = {mover.key: mover.move(connection, moving) for mover in MOVERS}
    return {key: kept for key, kept in moved.items() if kept}


def move_all_back(connection: Connection, moving: Moving, moved: Mapping[str, Kept]) -> None:
    """Let every slice that moved something move it back, the last first."""
    for mover in reversed(MOVERS):
        if mover.key in moved:
            mover.move_back(connection, moving, moved[mover.key])
