"""Preparing: an open database is brought to the schema of this release, and what lay in plain before is sealed."""

from __future__ import annotations

from regulars.store.database import Database
from regulars.store.migrate import migrate
from regulars.store.sealing_members import seal_members_of_before


def prepare(database: Database) -> tuple[str, ...]:
    """Migrate and seal; returns the migrations that were run."""
    done = migrate(database.url)
    if done:
        database.renew()
    seal_members_of_before(database)
    return done
