"""Add a master key, and retire those that wrap nothing any more."""

from __future__ import annotations

from regulars.kit.problems import Problem
from regulars.store.database import Database
from regulars.store.master_keys import MasterKeySource
from regulars.store.sealed_keys import count_by_master_key, hold_member_keys


def add_master_key(database: Database) -> str:
    """Make a new active key in the file and give its id. Problem `master_key_in_setting` where keys come from a setting."""
    database.vault.secrets()  # the first key of a database is not the second
    return _source(database).add().active.key_id


def retire_master_keys(database: Database) -> tuple[str, ...]:
    """Leave only the active key in the file, and give the ids of those taken out.

    Problem `master_key_in_use` while another one wraps something, `master_key_in_setting` where keys come from a setting.
    """
    source = _source(database)
    with database.transaction() as connection:
        hold_member_keys(connection)
        masters = database.vault.masters()
        in_use = [key_id for key_id in count_by_master_key(connection) if key_id != masters.active.key_id]
        if in_use:
            hint = "Run `regulars keys rotate-master --no-new` first."
            raise Problem("master_key_in_use", f"The master key {', '.join(in_use)} still wraps something.", hint=hint)
        source.retire()
    return masters.key_ids[1:]


def _source(database: Database) -> MasterKeySource:
    source = database.vault.source
    assert source is not None, "a database that was opened by its settings has a place for keys"
    return source
