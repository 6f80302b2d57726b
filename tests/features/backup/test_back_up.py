"""Making a backup: one moment, one file, whole or not there, and no password where others can read it."""

import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regulars.features.backup.facade import back_up, open_backup
from regulars.kit.problems import Problem
from regulars.store.backups import read_last_backup
from regulars.store.database import Database
from regulars.store.postgres_programs import Program, dump_database, find_program, restore_database
from tests.ledger.shop import Shop, order
from tests.support.external_server import VERSION, ExternalServer

NOW = datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC)


def now() -> datetime:
    """When these backups are made."""
    return NOW


def test_back_up__names_the_file_by_the_time_and_says_what_is_in_it(history: Shop, tmp_path: Path):
    made = back_up(history.database, tmp_path, now)
    assert made.path == tmp_path / "regulars-20260301T040506Z.zip"
    assert [path.name for path in tmp_path.iterdir()] == [made.path.name]
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    counts = history.row_counts()
    with open_backup(made.path) as backup:
        backup.check()
        manifest = backup.manifest
        assert manifest == made.manifest
    assert (manifest.members, manifest.events, manifest.entries) == (counts["member"], counts["event"], counts["entry"])
    assert (manifest.program_versions, manifest.postgresql, manifest.test_time) == ([1], history.database.server_version, None)
    assert manifest.checkpoint is not None
    assert (manifest.checkpoint.checkpoint_no, manifest.checkpoint.members) == (1, 3)
    with history.database.snapshot() as connection:
        kept = read_last_backup(connection)
    assert kept is not None
    assert (kept.finished_at, kept.file_name, kept.sha256) == (NOW, made.path.name, manifest.dump.sha256)


def test_back_up__of_a_sandbox_says_so(history: Shop, tmp_path: Path):
    history.set_test_clock(NOW)
    assert back_up(history.database, tmp_path, now).manifest.test_time == NOW


def test_back_up__is_taken_apart_by_common_tools(history: Shop, tmp_path: Path):
    made = back_up(history.database, tmp_path / "kept", now)
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(made.path), str(tmp_path)], check=True)
    dump = tmp_path / "database.dump"
    assert dump.stat().st_size == made.manifest.dump.bytes
    program = find_program("pg_restore", made.manifest.dump.pg_dump)
    listed = subprocess.run([str(program.path), "--list", str(dump)], capture_output=True, check=True).stdout
    assert b"TABLE DATA public entry" in listed


def test_back_up__never_overwrites(history: Shop, tmp_path: Path):
    kept = tmp_path / "kept.zip"
    kept.write_text("something dear")
    with pytest.raises(Problem) as refused:
        back_up(history.database, kept, now)
    assert refused.value.code == "file_exists"
    assert kept.read_text() == "something dear"


def test_back_up__into_a_folder_that_is_not_there_is_refused(history: Shop, tmp_path: Path):
    with pytest.raises(Problem) as refused:
        back_up(history.database, tmp_path / "nowhere" / "a.zip", now)
    assert refused.value.code == "file_unwritable"


def test_back_up__of_nothing_is_refused_and_leaves_nothing(empty_url: str, tmp_path: Path):
    with Database.from_url(empty_url) as database, pytest.raises(Problem) as refused:
        back_up(database, tmp_path, now)
    assert (refused.value.code, list(tmp_path.iterdir())) == ("database_empty", [])


def test_back_up__a_failing_dump_leaves_nothing(history: Shop, tmp_path: Path):
    with history.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE")
        connection.execute("CREATE ROLE reader_of_much LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_of_much")
        connection.execute("REVOKE SELECT ON outbox FROM reader_of_much")
    try:
        url = history.database.url.replace("postgres@", "reader_of_much@")
        with Database.from_url(url) as database, pytest.raises(Problem) as refused:
            back_up(database, tmp_path, now)
    finally:
        with history.database.transaction() as connection:
            connection.execute("SET LOCAL ROLE NONE")
            connection.execute("DROP OWNED BY reader_of_much")
            connection.execute("DROP ROLE reader_of_much")
    assert refused.value.code == "backup_failed"
    assert "permission denied for table outbox" in refused.value.detail
    assert list(tmp_path.iterdir()) == []


def test_back_up__sees_one_moment_while_others_write(history: Shop, tmp_path: Path):
    stop, sent = threading.Event(), 0

    def write() -> None:
        nonlocal sent
        while not stop.is_set():
            history.accept(order("ann", f"busy-{sent}", 10), order("bo", f"busy-too-{sent}", 20))
            sent += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(history.database, tmp_path / f"{number}.zip", now) for number in range(3)]
    finally:
        stop.set()
        writer.join()
    assert sent > 3
    assert made[0].manifest.events < made[2].manifest.events < history.row_counts()["event"]
    for each in made:
        # Two events, and at least one entry each, are committed together: an odd number would be half a batch.
        assert each.manifest.events % 2 == made[0].manifest.events % 2


def test_programs__the_oldest_that_suffices_is_taken(operators_server: ExternalServer, database: Database):
    assert find_program("pg_dump", VERSION).version == VERSION
    assert find_program("pg_dump", database.server_version).version == database.server_version
    with pytest.raises(Problem) as refused:
        find_program("pg_dump", 99)
    assert (refused.value.code, refused.value.facts["version_min"]) == ("postgres_program_missing", 99)
    assert "found: " in refused.value.detail


def test_programs__get_no_password_on_their_command_line(tmp_path: Path):
    script, said = tmp_path / "pg_dump", tmp_path / "said"
    script.write_text(f'#!/bin/sh\necho "$@" > {said}\necho "$PGPASSWORD" >> {said}\n')
    script.chmod(0o700)
    url = "postgresql://anna:hunter2@db.example:5433/shop?sslmode=require"
    for run in (
        lambda: dump_database(Program(script, 18), url, "s", bytes),
        lambda: restore_database(Program(script, 18), url, [b"x" * 1_000_000]),
    ):
        run()
        command, password = said.read_text().splitlines()
        assert password == "hunter2"
        assert "hunter2" not in command
        for part in ("user=anna", "host=db.example", "port=5433", "dbname=shop", "sslmode=require"):
            assert part in command


def test_programs__a_pass_phrase_that_cannot_be_kept_secret_is_refused(tmp_path: Path):
    with pytest.raises(Problem) as refused:
        dump_database(Program(tmp_path, 18), "postgresql://db/shop?sslpassword=hunter2", "s", bytes)
    assert "hunter2" not in str(refused.value)
