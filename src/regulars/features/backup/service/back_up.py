"""Make a backup: the dump and the numbers in its manifest are taken of one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from regulars import __version__
from regulars.features.backup.contracts import Dump, Manifest, make_manifest
from regulars.features.backup.files import add_manifest, dump_in, new_archive
from regulars.store.backups import BackupRun, keep_waiting, read_contents, record_backup
from regulars.store.database import Database, shared_snapshot
from regulars.store.postgres_programs import dump_database, find_program


class Made(NamedTuple):
    """A backup that lies on disk."""

    path: Path
    manifest: Manifest


def back_up(
    database: Database, target: Path, now: Callable[[], datetime], progress: Callable[[int], None] = lambda _: None
) -> Made:
    """Write a backup to a new file, or to a folder under a name that tells its time. `progress` is told bytes written so far.

    The database is not migrated first: a backup is what one makes before an upgrade. Problem `file_exists`, `file_unwritable`,
    `database_empty`, `postgres_program_missing` or `backup_failed`; then no file is left.
    """
    made_at = now().astimezone(UTC)
    path = target / f"regulars-{made_at:%Y%m%dT%H%M%SZ}.zip" if target.is_dir() else target
    program = find_program("pg_dump", database.server_version)
    with new_archive(path) as archive:
        with database.snapshot() as connection:
            keep_waiting(connection)
            contents = read_contents(connection)
            with dump_in(archive) as dump:

                def write(chunk: bytes) -> None:
                    dump.write(chunk)
                    progress(dump.bytes)

                dump_database(program, database.url, shared_snapshot(connection), write)
            name = connection.info.dbname
        manifest = make_manifest(
            contents,
            Dump(bytes=dump.bytes, sha256=dump.sha256, pg_dump=program.version),
            made_at=made_at,
            release=__version__,
            server_version=database.server_version,
            database=name,
        )
        add_manifest(archive, manifest)
    with database.transaction() as connection:
        record_backup(connection, BackupRun(now(), path.name, manifest.dump.bytes, manifest.dump.sha256))
    return Made(path, manifest)
