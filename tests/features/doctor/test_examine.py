"""The doctor: a healthy installation has nothing to complain of, and each ailment that is planted is named."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from regulars.features.backup.facade import back_up
from regulars.features.context import system_time
from regulars.features.doctor.checks.machine import disk_space, native_code
from regulars.features.doctor.facade import Finding, Limits, examine
from regulars.kit.settings import Settings
from regulars.ledger.checkpoints import make_checkpoint
from regulars.ledger.sweep import sweep
from regulars.store.database import Database
from regulars.store.embedded import stop_embedded
from regulars.store.fresh_databases import REPLACED
from regulars.store.migrate import migrate
from tests.features.backup.histories import make_history
from tests.ledger.shop import Shop
from tests.support.databases import server_directory
from tests.support.keys import MASTER_KEY

pytestmark = pytest.mark.usefixtures("durable")


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    """Give a shop with a history that is settled, sealed and backed up."""
    shop = make_history(database)
    shop.now = system_time()
    sweep(shop.ledger)
    make_checkpoint(shop.ledger)
    back_up(database, tmp_path, system_time)
    return shop


def look(url: str, limits: Limits | None = None, wall_clock: Callable[[], datetime] = system_time) -> dict[str, Finding]:
    """What the doctor says of the database, by check; the worst of several."""
    found: dict[str, Finding] = {}
    for finding in examine(Settings(database_url=url, master_keys=(MASTER_KEY,)), limits, wall_clock):
        if finding.check not in found or found[finding.check].level == "ok":
            found[finding.check] = finding
    return found


def run(shop: Shop, *statements: str) -> None:
    """Run statements as a superuser may, each on its own."""
    with psycopg.connect(shop.database.url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_healthy__has_nothing_to_complain_of(shop: Shop):
    found = look(shop.database.url)
    complaints = {check: finding for check, finding in found.items() if finding.level != "ok" and check != "native code"}
    # Whoever logs in as a superuser, as this test does, is told of a better way.
    wall = complaints.pop("wall")
    assert (wall.level, "logs in as postgres" in wall.says, "REGULARS_OWNER_URL" in wall.do) == ("warn", True, True)
    assert complaints == {}
    assert {"database", "migrations", "settlement", "checkpoint", "backup", "indexes", "vacuum", "clock"} <= found.keys()
    assert all(not finding.do for finding in found.values() if finding.level == "ok")


UNFINISHED = (
    "INSERT INTO import_run (import_id, source, file_sha256, mapping_sha256, started_at, events_done)"
    " VALUES (gen_random_uuid(), 'old-till', 'a', 'b', now(), 417)"
)
UNFOLDED = "INSERT INTO figure_change SELECT '{}', '{}', '{}', '{}' FROM generate_series(1, 60000)"
LATE, LATE_BY_AN_HOUR = (
    f"WITH late AS (UPDATE member_state SET next_due_at = now() - interval '{lag}' RETURNING next_due_at, member_id)"
    " INSERT INTO member_due SELECT * FROM late"
    for lag in ("5 days", "1 hour")
)
ALL_BUT_ONE_SETTLED = (
    "UPDATE member_state SET next_due_at = NULL WHERE member_id <> (SELECT member_id FROM member_state ORDER BY 1 LIMIT 1)"
)
ENDPOINT = (
    "INSERT INTO webhook_endpoint (endpoint_id, url, description, types, secret, is_active, disabled_reason, failing_since,"
    " read_to, since, created_at, created_by)"
    " VALUES (gen_random_uuid(), 'https://example.com/secret', 'The shop', '{{}}', '', {}, 0, now(), now(), 'staff:lin')"
)
DELIVERY = (
    "INSERT INTO webhook_delivery (endpoint_id, message_id, type, body, status, next_attempt_at, created_at)"
    " SELECT endpoint_id, 'm', 'tier.changed', '{}', 'pending', now() - interval '2 hours', now() FROM webhook_endpoint"
)
ADMINISTRATOR = (
    "WITH made AS (INSERT INTO staff (staff_id, username, display_name, password_hash, created_at)"
    " VALUES (gen_random_uuid(), 'lin', 'Lin', 'x', now()) RETURNING staff_id)"
    " INSERT INTO staff_assignment SELECT staff_id, 'admin', unit_id, true FROM made, organisation_unit"
)
UNSEALED = (
    "INSERT INTO audit_line (at, kind, action, actor, subject, members, body)"
    " VALUES (now() - interval '3 hours', 'access', 'a', 'staff:lin', '', '{}', '{}')"
)
LIMITED = (
    "WITH made AS (INSERT INTO organisation_unit (unit_id, parent_id, line, kind, code, name)"
    " SELECT gen_random_uuid(), unit_id, '{}', 'store', 's1', 'One' FROM organisation_unit RETURNING unit_id)"
    " INSERT INTO api_key (key_id, secret_hash, name, scopes, created_at, unit_id)"
    " SELECT 'k', '', 'till', '{events:write}', now(), unit_id FROM made"
)
UNBUILT = "REVOKE ALL ON member FROM regulars_app"
AILMENTS = [
    (["ALTER TABLE entry NO FORCE ROW LEVEL SECURITY"], "wall", "fail", "entry"),
    ([UNBUILT], "wall", "warn", "Nobody can be limited"),
    ([UNBUILT, LIMITED], "wall", "fail", "1 accounts and keys"),
    # what is done to the base, and what is said of it then
    ([UNFINISHED], "imports", "warn", "old-till"),
    ([LATE_BY_AN_HOUR], "settlement", "warn", "3 members"),
    ([LATE], "settlement", "fail", "5 days"),
    ([LATE_BY_AN_HOUR, ALL_BUT_ONE_SETTLED], "settlement", "warn", "1 members"),
    ([UNFOLDED], "figures", "warn", "Those of 60,0"),
    (["INSERT INTO figure_sum VALUES ('2025-01-01', 'members_joined', '', 1)"], "figures", "warn", "not split by tier"),
    (["UPDATE outbox SET recorded_at = now() - interval '3 hours', relay_no = NULL"], "outbox", "warn", "3 hours"),
    ([ENDPOINT.format("true, NULL, now()")], "webhooks", "warn", "The shop has refused everything"),
    ([ENDPOINT.format("false, 'gone', now()")], "webhooks", "warn", "The shop was switched off: gone"),
    ([ENDPOINT.format("true, NULL, NULL"), DELIVERY], "webhooks", "warn", "1 deliveries are overdue"),
    ([ADMINISTRATOR], "second factor", "warn", "alone: lin"),
    ([UNSEALED], "audit log", "warn", "3 hours"),
    (["DELETE FROM backup_run"], "backup", "warn", "None"),
    (["UPDATE backup_run SET finished_at = now() - interval '9 days'"], "backup", "warn", "9 days"),
    (["UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'event_reference'::regclass"],
     "indexes", "fail", "event_reference"),
    (["SET session_replication_role = replica", "UPDATE ledger_checkpoint SET at = at - interval '3 days'"],
     "checkpoint", "warn", "3 days"),
    (["SET session_replication_role = replica", "DELETE FROM ledger_checkpoint"], "checkpoint", "warn", "none"),
    (["SET session_replication_role = replica", "UPDATE program_version SET source_text = 'program: [' "],
     "program", "fail", "program_invalid"),
    (["UPDATE alembic_version SET version_num = '9999_later'"], "database", "fail", "9999_later"),
    (["UPDATE alembic_version SET version_num = '0003_board'"], "migrations", "fail", "0010_checkpoints"),
    (["DELETE FROM alembic_version"], "migrations", "fail", "0001_ledger"),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "check", "level", "says"), AILMENTS)
def test_ailment__is_named_with_what_to_do(shop: Shop, statements: list[str], check: str, level: str, says: str):
    run(shop, *statements)
    finding = look(shop.database.url)[check]
    assert (finding.level, says in finding.says, finding.do != "") == (level, True, True), finding


@pytest.mark.parametrize("state", ["true, NULL, NULL", "false, 'staff', NULL"])
def test_webhooks__in_order_or_switched_off_by_staff_are_no_ailment(shop: Shop, state: str):
    run(shop, ENDPOINT.format(state))
    finding = look(shop.database.url)["webhooks"]
    assert (finding.level, "example.com" in finding.says) == ("ok", False)


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO staff_totp (staff_id, secret, enrolled_at) SELECT staff_id, 'x', now() FROM staff",
        "UPDATE staff SET password_hash = NULL",
        "UPDATE staff SET disabled = true",
        "UPDATE staff_assignment SET role = 'clerk'",
    ],
)
def test_second_factor__is_asked_of_administrators_with_a_password(shop: Shop, change: str):
    run(shop, ADMINISTRATOR, change)
    assert look(shop.database.url)["second factor"].level == "ok"


def test_settlement__waits_for_an_import_without_complaint(shop: Shop):
    run(shop, UNFINISHED, LATE)
    finding = look(shop.database.url)["settlement"]
    assert (finding.level, "unfinished import" in finding.says) == ("ok", True)


def test_database_setting_that_loses_commits__is_named(shop: Shop):
    with psycopg.connect(shop.database.url, autocommit=True) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(name))
    finding = look(shop.database.url)["durability"]
    assert (finding.level, "synchronous_commit" in finding.says) == ("fail", True)


def test_packing_pages_slowly__is_named(shop: Shop):
    assert look(shop.database.url)["packing"].level == "ok"
    with psycopg.connect(shop.database.url, autocommit=True) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("ALTER DATABASE {} SET wal_compression = pglz").format(name))
    finding = look(shop.database.url)["packing"]
    assert (finding.level, "lz4" in finding.do) == ("warn", True)


def test_dead_rows_and_open_transactions__are_named(shop: Shop):
    run(
        shop, "ALTER TABLE figure_sum SET (autovacuum_enabled = false)",
        "INSERT INTO figure_sum SELECT '2025-01-01', 'gone', n::text, 1 FROM generate_series(1, 2000) AS n",
        "DELETE FROM figure_sum WHERE figure = 'gone'", "SELECT pg_stat_force_next_flush()",
    )  # fmt: skip
    limits = replace(Limits(), dead_rows_warn=1_000)
    finding = look(shop.database.url, limits)["vacuum"]
    assert (finding.level, "figure_sum (2,0" in finding.says) == ("warn", True), finding  # folding has left a few as well
    run(shop, "VACUUM figure_sum")
    with psycopg.connect(shop.database.url) as forgotten:
        forgotten.execute("SELECT 1")
        assert look(shop.database.url)["vacuum"].level == "ok"
        finding = look(shop.database.url, replace(Limits(), transaction_age_warn=timedelta(0)))["vacuum"]
    assert (finding.level, "has been open" in finding.says) == ("warn", True)
    finding = look(shop.database.url, replace(Limits(), transaction_ids_warn=1, transaction_ids_fail=2))["vacuum"]
    assert finding.level == "fail"


@pytest.mark.parametrize(("hours", "level"), [(0, "ok"), (0.001, "warn"), (1, "fail"), (-1, "fail")])
def test_clock__that_differs_from_the_servers_is_named(shop: Shop, hours: float, level: str):
    def wrong() -> datetime:
        return datetime.now(UTC) + timedelta(hours=hours)

    assert look(shop.database.url, wall_clock=wrong)["clock"].level == level


def test_connections_and_leftovers__are_named(shop: Shop):
    assert look(shop.database.url, replace(Limits(), connection_share_warn=0.0))["connections"].level == "warn"
    with psycopg.connect(shop.database.url, autocommit=True) as connection:
        left = f"{connection.info.dbname}{REPLACED}20260101000000"
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(left)))
        finding = look(shop.database.url)["leftovers"]
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(left)))
    assert (finding.level, left in finding.says) == ("warn", True)


def test_empty_base__is_told_what_comes_first(database: Database):
    found = look(database.url)
    assert (found["program"].level, "publish" in found["program"].do) == ("warn", True)
    # Nobody is asked to back up or seal what holds nothing.
    assert (found["backup"].level, found["checkpoint"].level) == ("ok", "ok")


def test_sandbox__is_told_and_needs_no_backup(shop: Shop):
    run(shop, "DELETE FROM backup_run")
    shop.set_test_clock(shop.now)
    found = look(shop.database.url)
    assert ("sandbox" in found["test clock"].says, found["backup"].level) == (True, "ok")


def test_unreachable_server__is_the_only_finding_of_the_database():
    found = look("postgresql://nobody@127.0.0.1:1/nothing")
    assert found.keys() == {"native code", "database"}
    assert (found["database"].level, found["database"].do != "") == ("fail", True)


def test_looking__makes_and_migrates_nothing(empty_url: str, tmp_path: Path):
    found = look(empty_url)
    assert (found["migrations"].level, "regulars migrate" in found["migrations"].do) == ("fail", True)
    with psycopg.connect(empty_url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    nowhere = tmp_path / "nowhere"
    (*_, finding) = examine(Settings(data_dir=nowhere))
    assert (finding.check, finding.level, nowhere.exists()) == ("database", "fail", False)


def test_embedded_server__has_its_disk_looked_at_and_stands_behind_the_wall():
    with server_directory() as directory:
        settings = Settings(data_dir=directory, master_keys=(MASTER_KEY,))
        with Database.open(settings) as database:
            migrate(database.url)
        try:
            found = {finding.check: finding for finding in examine(settings)}
            assert "free in" in found["disk space"].says
            assert found["wall"].level == "ok"
            limits = replace(Limits(), disk_free_bytes_warn=2**80, disk_free_bytes_fail=2**70)
            (finding,) = disk_space(Settings(data_dir=directory), limits)
            assert (finding.level, finding.do != "") == ("fail", True)
        finally:
            stop_embedded(directory)


def test_native_code__older_than_its_source_is_named_in_a_checkout_only(tmp_path: Path):
    package = tmp_path / "src" / "regulars"
    package.mkdir(parents=True)
    (finding,) = native_code(package)
    assert finding.level == "warn"
    native, source = package / "lots.cpython-311.so", package / "lots.py"
    for file, age in ((native, 10), (source, 0)):
        file.touch()
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    (finding,) = native_code(package)
    assert finding.level == "ok"  # as installed
    (tmp_path / "pyproject.toml").touch()
    (finding,) = native_code(package)
    assert (finding.level, "lots.py" in finding.says) == ("fail", True)
    os.utime(native, (1_000_001, 1_000_001))
    (finding,) = native_code(package)
    assert finding.level == "ok"
