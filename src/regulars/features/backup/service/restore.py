"""Restore a backup: into a database made afresh, checked there, and put in its place only when everything holds.

Whatever fails or is killed on the way leaves the old database as it was. Where the role may not make databases, the backup goes
straight into the empty one, which is emptied again when something does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Final, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict

from regulars.features.backup.contracts import Manifest
from regulars.features.backup.files import BackupFile
from regulars.features.context import AppContext, make_context, system_time
from regulars.features.privacy.facade import examine_keys
from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.ledger.audit import audit
from regulars.ledger.refiguring import refigure
from regulars.ledger.verification import verify
from regulars.store.backups import read_contents
from regulars.store.database import Database
from regulars.store.figures import lack_tiers
from regulars.store.fresh_databases import (
    Place,
    discard,
    empty_again,
    held,
    in_use,
    look_at,
    make_beside,
    refresh_statistics,
    take_place,
)
from regulars.store.master_keys import MasterKeySource
from regulars.store.migrate import complete_wall, knows_migration, migrate, prepare_server
from regulars.store.postgres_programs import find_program, restore_database

Step = Callable[[str, int, int], None]
"""Told what is being done, how much more of it is done, and how much there is to do."""
FINDINGS_TOLD_MAX: Final = 5


class Restored(NamedTuple):
    """A backup that is a database again."""

    place: Place
    migrated: tuple[str, ...]
    """The migrations that the backup lacked."""
    replaced: str | None
    """The name under which the old database is kept."""


def plan_restore(url: str, manifest: Manifest, *, replaces: bool, keys: MasterKeySource | None = None) -> Place:
    """Say what stands at the place where a backup should go, or why it cannot go there.

    `keys` are the master keys that must open it; None: it may stay sealed. Problem `backup_newer`, `database_not_empty`,
    `database_in_use`, `restore_not_permitted` or `master_key_missing`.
    """
    place = look_at(url)
    if not knows_migration(manifest.schema_head) or manifest.postgresql > place.server_version:
        made_by = f"Regulars {manifest.regulars} on PostgreSQL {manifest.postgresql}"
        here = f"this release's migrations and PostgreSQL {place.server_version} are older"
        hint = "Restore it with the release and on a server of the version that made it, or later ones."
        raise Problem("backup_newer", f"The backup was made by {made_by}; {here}.", hint=hint)
    if not place.is_empty and not replaces:
        hint = "Name an empty database with --into, or replace this one with --replace."
        raise Problem("database_not_empty", f"The database {place.name} holds something already.", hint=hint)
    if place.others:
        raise in_use(place.name)
    if not place.may_create and (place.tables or not place.exists):
        hint = "Let an administrator of the server run ALTER ROLE … CREATEDB, or give an empty database without any table."
        raise Problem("restore_not_permitted", "The database role may not make databases.", hint=hint)
    if keys is not None:
        masters = keys.read()
        _refuse_sealed([key_id for key_id in manifest.master_keys if masters is None or key_id not in masters], keys)
    return place


def restore(
    backup: BackupFile,
    place: Place,
    *,
    keys: MasterKeySource | None = None,
    audits: bool = True,
    keeps_replaced: bool = True,
    step: Step,
) -> Restored:
    """Put a backup into a place that `plan_restore` has looked at.

    The dump is compared with its hash first. Then the database is filled, brought to the schema of this release and compared with
    the manifest; what is sealed in it must open with `keys`, if there are any; with `audits`, all hashes are computed again and
    all events decided again. Problem `backup_damaged`, `restore_failed`, `restore_differs`, `master_key_missing`, `seal_broken`.
    """
    backup.check(lambda done: step("checking", done, backup.manifest.dump.bytes))
    if not place.may_create:
        return Restored(place, _into_empty(backup, place, keys=keys, audits=audits, step=step), None)
    fresh = make_beside(place)
    try:
        with held(fresh):
            migrated = _fill(backup, fresh, place.server_version, keys=keys, audits=audits, step=step)
        replaced = take_place(place, fresh, system_time())
    except BaseException:
        with suppress(Problem, psycopg.Error):  # what is left where the server has gone, the next restore drops
            discard(place.url, str(conninfo_to_dict(fresh)["dbname"]))
        raise
    if replaced is not None and (place.is_empty or not keeps_replaced):
        discard(place.url, replaced)
        replaced = None
    return Restored(place, migrated, replaced)


def _into_empty(backup: BackupFile, place: Place, *, keys: MasterKeySource | None, audits: bool, step: Step) -> tuple[str, ...]:
    try:
        return _fill(backup, place.url, place.server_version, keys=keys, audits=audits, step=step)
    except BaseException:
        empty_again(place.url)
        raise


def _fill(
    backup: BackupFile, url: str, server_version: int, *, keys: MasterKeySource | None, audits: bool, step: Step
) -> tuple[str, ...]:
    manifest = backup.manifest
    # What a later pg_restore says an older server may not understand, and an older one cannot read the dump.
    program = find_program("pg_restore", max(server_version, manifest.dump.pg_dump))

    def told() -> Iterator[bytes]:
        for chunk in backup.chunks():
            yield chunk
            step("restoring", len(chunk), manifest.dump.bytes)

    prepare_server(url)
    restore_database(program, url, told())
    complete_wall(url)
    with Database.from_url(url, keys) as database:
        with database.snapshot() as connection:
            differences = manifest.differences(read_contents(connection))
        _refuse(differences)
        migrated = migrate(url)
        refresh_statistics(url)
        if keys is not None:
            _check_seals(database, keys)
        if audits:
            _check(make_context(Settings(), database), manifest, step)
    return migrated


def _check(context: AppContext, manifest: Manifest, step: Step) -> None:
    """The chains lead to the checkpoint of the manifest, and the events to everything that is stored."""
    against = None if manifest.checkpoint is None else manifest.checkpoint.checkpoint()
    hashed = verify(context.ledger, against=against, progress=lambda done: step("hashing", done, manifest.members))
    _refuse([f"{found.member_id or 'base'}: {found.what}" for found in islice(hashed, FINDINGS_TOLD_MAX)])
    if manifest.program_versions:
        with context.database.snapshot() as connection:
            is_older = lack_tiers(connection)
        if is_older:
            refigure(context.ledger, lambda done: step("figuring", done, manifest.members))
        decided = audit(context.ledger, lambda done: step("auditing", done, manifest.members))
        _refuse([f"{found.member_id or 'base'}: {found.what}" for found in islice(decided, FINDINGS_TOLD_MAX)])


def _check_seals(database: Database, keys: MasterKeySource) -> None:
    """What is sealed opens with the keys at hand: those of the database, and some of members."""
    found = examine_keys(database)
    _refuse_sealed(found.lacking, keys)
    if found.broken:
        detail = f"Keys in the backup do not open: {', '.join(found.broken)}."
        raise Problem("seal_broken", detail, hint="They were changed before it was made: restore an earlier one.")


def _refuse_sealed(lacking: Sequence[str], keys: MasterKeySource) -> None:
    if lacking:
        named = ", ".join(lacking)
        raise Problem(
            "master_key_missing",
            f"Names, phone numbers and secrets in the backup are sealed under the master key {named}, which is not here.",
            errors=(FieldError("REGULARS_MASTER_KEY", "does not open the backup"),),
            hint=f"Put the key that was in use then into {keys.path}, or set REGULARS_MASTER_KEY. With --without-key it is"
            " restored all the same, and stays unreadable until the key is there.",
        )  # fmt: skip


def _refuse(differences: list[str]) -> None:
    if differences:
        detail = "\n  ".join(["What was restored does not hold, and was not put in place.", *differences])
        hint = "If the database was like that when it was backed up, --without-audit restores it as it was."
        raise Problem("restore_differs", detail, hint=hint)
