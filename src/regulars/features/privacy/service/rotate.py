"""Rotate the master key: every data key is wrapped anew under the active one. What the data keys sealed stays as it is.

Keys of members go in parts, each a transaction of its own, so members can be used meanwhile; what was done stays done, and a run
that was cut off is finished by the next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from regulars.store.database import Database
from regulars.store.sealed_keys import (
    count_by_master_key,
    select_database_keys,
    select_keys_to_rewrap,
    update_database_keys,
    update_member_keys,
)
from regulars.store.vault import key_missing, member_place

MEMBERS_AT_ONCE = 2_000


class Rotated(NamedTuple):
    """What a rotation came to."""

    active: str
    """The id of the master key that wraps everything now."""
    wrapped_anew: int


def rotate_master_key(database: Database, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Rotated:
    """Wrap all data keys under the active master key; `progress` is told how many are done, of how many.

    Problem `master_key_missing` when some data key is wrapped by a master key that is not at hand: nothing is changed then.
    """
    vault = database.vault
    vault.secrets()  # a database that has no keys yet gets them first
    masters = vault.masters()
    with database.snapshot() as connection:
        counts = count_by_master_key(connection)
    lacking = [key_id for key_id in counts if key_id not in masters]
    if lacking:
        raise key_missing(lacking, vault.source)
    active = masters.active.key_id
    total = sum(count for key_id, count in counts.items() if key_id != active)
    done = 0
    with database.transaction() as connection:
        stored = select_database_keys(connection)
        old = {name: wrapped for name, wrapped in stored.items() if wrapped.master_key_id != active}
        update_database_keys(connection, {name: masters.rewrap(wrapped, name) for name, wrapped in old.items()})
        done += len(old)
    progress(done, total)
    while True:
        with database.transaction() as connection:
            part = select_keys_to_rewrap(connection, active, MEMBERS_AT_ONCE)
            update_member_keys(connection, {each: masters.rewrap(key, member_place(each)) for each, key in part.items()})
        if not part:
            return Rotated(active, done)
        done += len(part)
        progress(done, max(done, total))
