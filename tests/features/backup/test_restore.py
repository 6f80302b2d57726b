"""Restoring: what was backed up is there again to the last row, or everything is as it was before."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import psycopg
import pytest
from psycopg import sql

from regulars.features.backup.facade import Made, Restored, back_up, open_backup, plan_restore, restore
from regulars.features.context import system_time
from regulars.features.doctor.facade import examine
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store import migrate as migrating
from regulars.store.database import Database
from regulars.store.figures import fold_figures, lack_tiers
from regulars.store.fresh_databases import left_beside
from regulars.store.master_keys import MasterKeySource
from regulars.store.migrate import migrate
from tests.features.backup.histories import make_history
from tests.ledger.shop import Shop, order, outcome, verdict
from tests.support.databases import DatabaseServer
from tests.support.external_server import PASSWORD, ExternalServer
from tests.support.keys import KEYS

NAMES = ("ann", "bo", "张伟 'Q'")


@pytest.fixture(scope="module")
def history(database_server: DatabaseServer) -> Iterator[Shop]:
    """Give a shop with a history, which no test here changes."""
    with database_server.fresh_database() as database:
        yield make_history(database)


@pytest.fixture(scope="module")
def made(history: Shop, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give a backup of it."""
    return back_up(history.database, tmp_path_factory.mktemp("kept") / "shop.zip", system_time)


def other_key(tmp_path: Path) -> MasterKeySource:
    """A master key that is not the one of the backup."""
    source = MasterKeySource((), tmp_path / "master.key")
    source.make()
    return source


@pytest.fixture
def tampered(database: Database, tmp_path: Path) -> tuple[Shop, Made]:
    """Give a shop with an entry that a superuser has changed, and a backup of it."""
    shop = make_history(database)
    tamper(shop)
    return shop, back_up(database, tmp_path / "tampered.zip", system_time)


def put(
    path: Path, url: str, *, replaces: bool = False, keys: MasterKeySource | None = KEYS, audits: bool = True, **choices: bool
) -> Restored:
    """Restore a backup."""
    with open_backup(path) as backup:
        place = plan_restore(url, backup.manifest, replaces=replaces, keys=keys)
        return restore(backup, place, keys=keys, audits=audits, step=lambda *_: None, **choices)


def refusal(path: Path, url: str, **choices: Any) -> Problem:
    """Why a backup is not restored."""
    with pytest.raises(Problem) as refused:
        put(path, url, **choices)
    return refused.value


def tables_of(url: str) -> list[str]:
    """The tables of a database."""
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def rebuilt(path: Path, source: Path, *, manifest: dict[str, object] | None = None, dump: bytes | None = None) -> Path:
    """The same backup with something else in it."""
    with ZipFile(source) as old, ZipFile(path, "w", ZIP_STORED) as new:
        new.writestr("database.dump", old.read("database.dump") if dump is None else dump)
        new.writestr("manifest.json", json.dumps(json.loads(old.read("manifest.json")) | (manifest or {})))
    return path


def test_restore__gives_the_same_ledger_which_goes_on(history: Shop, made: Made, empty_url: str):
    done = put(made.path, empty_url)
    assert (done.migrated, done.replaced, left_beside(empty_url)) == ((), None, [])
    before = {name: history.stored(name) for name in NAMES}
    with Database.from_url(empty_url, KEYS) as database:
        again = Shop(database, program=None)
        assert again.violations() == []
        assert {name: again.stored(name) for name in NAMES} == before
        assert again.row_counts() == history.row_counts()
        # The same event is still the same event, and the next member still gets the next number.
        assert outcome(again.one(order("bo", "o3", 40))).duplicate
        again.join("new")
        assert verdict(again.one(order("new", "o9", 70))) == "accepted"
        assert again.violations() == []
        with database.transaction() as connection:
            connection.execute("SET LOCAL ROLE NONE")
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"), connection.transaction():
                connection.execute("DELETE FROM entry")


def test_restore__under_another_master_key_is_refused_before_it_begins(made: Made, empty_url: str, tmp_path: Path):
    refused = refusal(made.path, empty_url, keys=other_key(tmp_path))
    assert (refused.code, KEYS.read().key_ids[0] in refused.detail) == ("master_key_missing", True)
    assert tables_of(empty_url) == []
    assert refusal(made.path, empty_url, keys=MasterKeySource((), tmp_path / "none.key")).code == "master_key_missing"


def test_restore__under_another_master_key_is_noticed_without_a_word_of_it_in_the_manifest(
    made: Made, empty_url: str, tmp_path: Path
):
    older = rebuilt(tmp_path / "older.zip", made.path, manifest={"master_keys": []})
    refused = refusal(older, empty_url, keys=other_key(tmp_path), audits=False)
    assert (refused.code, tables_of(empty_url), left_beside(empty_url)) == ("master_key_missing", [], [])


def test_restore__without_the_master_key_if_wanted_and_the_doctor_says_so(made: Made, empty_url: str, tmp_path: Path):
    put(made.path, empty_url, keys=None, audits=False)
    other_key(tmp_path)
    found = {each.check: each for each in examine(Settings(database_url=empty_url, data_dir=tmp_path))}["master key"]
    assert (found.level, KEYS.read().key_ids[0] in found.says) == ("fail", True)


def test_restore__makes_the_database_where_there_is_none(made: Made, empty_url: str):
    url = f"{empty_url.replace('?', '_fresh?')}"
    put(made.path, url)
    assert "entry" in tables_of(url)
    with psycopg.connect(empty_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{connection.info.dbname}_fresh"')


def test_restore__into_what_holds_something_is_refused(history: Shop, made: Made, database_server: DatabaseServer):
    with database_server.fresh_url() as url:
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO outbox (facts) VALUES ('[]')")
        assert refusal(made.path, url).code == "database_not_empty"
        done = put(made.path, url, replaces=True)
        assert done.replaced is not None
        assert left_beside(url) == [done.replaced]
        with psycopg.connect(url, autocommit=True) as connection:
            assert connection.execute("SELECT count(*) FROM member").fetchone() == (3,)
            connection.execute(f'DROP DATABASE "{done.replaced}"')
        assert put(made.path, url, replaces=True, keeps_replaced=False).replaced is None
        assert left_beside(url) == []


def test_restore__a_migrated_database_without_rows_counts_as_empty(made: Made, database_server: DatabaseServer):
    with database_server.fresh_url() as url:
        put(made.path, url)
        assert left_beside(url) == []


def test_restore__while_somebody_is_connected_is_refused(made: Made, empty_url: str):
    with psycopg.connect(empty_url):
        assert refusal(made.path, empty_url).code == "database_in_use"
    assert tables_of(empty_url) == []


def test_restore__brings_an_older_schema_up_to_date(
    empty_url: str, database_server: DatabaseServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    older = tmp_path / "older"
    (older / "versions").mkdir(parents=True)
    for file in (migrating.MIGRATIONS / "versions").glob("000[123]_*.*"):
        (older / "versions" / file.name).write_bytes(file.read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "MIGRATIONS", older)
        migrate(empty_url)
    with psycopg.connect(empty_url) as connection:
        connection.execute("INSERT INTO outbox (facts) VALUES ('[]')")
        connection.execute("INSERT INTO figure VALUES ('2025-01-01', 'orders', '', 2), ('2025-01-01', 'orders', '', 3)")
    with Database.from_url(empty_url, KEYS) as database:
        made = back_up(database, tmp_path / "older.zip", system_time)
    assert (made.manifest.schema_head, made.manifest.checkpoint) == ("0003_board", None)
    assert "backup_run" not in tables_of(empty_url)  # a backup migrates nothing
    with database_server.fresh_url("template0") as url:
        done = put(made.path, url)
        assert "0032_backup" in done.migrated
        assert migrate(url) == ()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM outbox").fetchone() == (1,)
            assert connection.execute("SELECT figure, value FROM figure").fetchall() == [("orders", 5)]


def test_restore__splits_the_figures_of_an_older_release_by_tier(database: Database, empty_url: str, tmp_path: Path):
    shop = make_history(database)
    with database.transaction() as connection:
        fold_figures(connection)
        connection.execute(
            "WITH split AS (DELETE FROM figure_sum"
            " WHERE figure IN ('members_joined', 'orders', 'sales_minor') OR figure LIKE 'points.%' RETURNING *)"
            " INSERT INTO figure_sum (day, figure, dimension, value) SELECT day, figure, '', sum(value) FROM split GROUP BY 1, 2"
        )
        connection.execute("DELETE FROM figure_sum WHERE figure IN ('outstanding', 'came_back')")
    assert shop.violations() == ["base: the daily figures are not split by tier yet: run `regulars ledger figures`"]
    put(back_up(database, tmp_path / "unsplit.zip", system_time).path, empty_url)
    with psycopg.connect(empty_url) as connection:
        assert not lack_tiers(connection)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"schema_head": "9999_later"}, "backup_newer"),
        ({"postgresql": 99}, "backup_newer"),
        ({"format": "regulars-backup-2"}, "backup_format_unknown"),
        ({"format": 7}, "backup_damaged"),
        ({"members": -1}, "backup_damaged"),
        ({"more": 1}, "backup_damaged"),
        ({"members": 4}, "restore_differs"),
        ({"events": 0}, "restore_differs"),
        ({"checkpoint": None}, "restore_differs"),
        ({"program_versions": [1, 2]}, "restore_differs"),
    ],
)
def test_restore__a_manifest_that_says_something_else_is_refused(
    made: Made, empty_url: str, tmp_path: Path, changed: dict[str, object], code: str
):
    path = rebuilt(tmp_path / "changed.zip", made.path, manifest=changed)
    assert refusal(path, empty_url).code == code
    assert (tables_of(empty_url), left_beside(empty_url)) == ([], [])


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.995])
def test_restore__a_flipped_byte_anywhere_is_found(made: Made, empty_url: str, tmp_path: Path, place: float):
    content = bytearray(made.path.read_bytes())
    content[int(len(content) * place)] ^= 0x20
    path = tmp_path / "flipped.zip"
    path.write_bytes(content)
    assert refusal(path, empty_url).code == "backup_damaged"
    assert tables_of(empty_url) == []


@pytest.mark.parametrize("left", [0, 10, 0.3, 0.99, -1])
def test_restore__a_cut_file_is_found(made: Made, empty_url: str, tmp_path: Path, left: float):
    content = made.path.read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(content[: int(len(content) * left) if 0 < left < 1 else int(left)])
    assert refusal(path, empty_url).code == "backup_damaged"


def test_restore__another_dump_than_the_hash_says_is_refused(made: Made, empty_url: str, tmp_path: Path):
    with ZipFile(made.path) as archive:
        dump = archive.read("database.dump")
    for wrong in (dump[:-1], dump + b" ", b""):
        path = rebuilt(tmp_path / f"{len(wrong)}.zip", made.path, dump=wrong)
        assert refusal(path, empty_url).code == "backup_damaged"


def test_restore__other_archives_are_told_apart(made: Made, empty_url: str, tmp_path: Path):
    path = tmp_path / "other.zip"
    for name, kind in (("a.txt", ZIP_STORED), ("database.dump", ZIP_STORED), ("database.dump", ZIP_DEFLATED)):
        with ZipFile(path, "w", kind) as archive:
            archive.writestr(name, "x" * 1000)
        assert refusal(path, empty_url).code == "backup_damaged"
    assert refusal(tmp_path / "nowhere.zip", empty_url).code == "file_not_found"


def tamper(shop: Shop) -> None:
    """Change an entry behind the checkpoint, as a superuser may."""
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        connection.execute("UPDATE entry SET amount = amount + 1 WHERE entry_no = 1")


def test_restore__a_ledger_that_was_changed_is_not_put_in_place_unless_wanted(tampered: tuple[Shop, Made], empty_url: str):
    shop, made = tampered
    refused = refusal(made.path, empty_url)
    assert refused.code == "restore_differs"
    assert "was changed after it was written" in refused.detail
    assert str(shop.member_id("ann")) in refused.detail
    assert (tables_of(empty_url), left_beside(empty_url)) == ([], [])
    put(made.path, empty_url, audits=False)
    assert "entry" in tables_of(empty_url)


def test_restore__a_failing_one_leaves_the_old_database_as_it_was(tampered: tuple[Shop, Made], database_server: DatabaseServer):
    _, made = tampered
    with database_server.fresh_url() as url:
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO outbox (facts) VALUES ('[1]')")
        assert refusal(made.path, url, replaces=True).code == "restore_differs"
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT facts FROM outbox").fetchone() == ("[1]",)
        assert left_beside(url) == []


@pytest.fixture
def small_role(operators_server: ExternalServer) -> Iterator[str]:
    """Give the URL of an empty database on the operator's server, of a role that owns it and may make no other."""
    operators_server.run("DROP DATABASE IF EXISTS shop")
    operators_server.run("DROP ROLE IF EXISTS small")
    with psycopg.connect(operators_server.url(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE small LOGIN PASSWORD {}").format(PASSWORD))
    operators_server.run("CREATE DATABASE shop OWNER small")
    yield operators_server.url("shop", "small")
    operators_server.run("DROP DATABASE shop WITH (FORCE)")
    operators_server.run("DROP ROLE small")


def test_operators_server__there_and_back(operators_server: ExternalServer, small_role: str, tmp_path: Path):
    migrate(small_role)
    with Database.from_url(small_role, KEYS) as database:
        shop = make_history(database)
        made = back_up(database, tmp_path / "shop.zip", system_time)
        before = {name: shop.stored(name) for name in NAMES}
    assert (made.manifest.postgresql, made.manifest.dump.pg_dump) == (16, 16)
    refused = refusal(made.path, small_role, replaces=True)
    assert refused.code == "restore_not_permitted"
    # The administrator lets the role make databases: the old one gives way, with the role still its owner.
    operators_server.run("ALTER ROLE small CREATEDB")
    done = put(made.path, small_role, replaces=True, keeps_replaced=False)
    assert done.replaced is None
    with Database.from_url(small_role, KEYS) as database:
        again = Shop(database, program=None)
        assert {name: again.stored(name) for name in NAMES} == before


def test_operators_server__straight_into_an_empty_database_all_or_nothing(
    history: Shop, operators_server: ExternalServer, small_role: str, tmp_path: Path
):
    newer = back_up(history.database, tmp_path / "newer.zip", system_time)
    assert refusal(newer.path, small_role).code == "backup_newer"  # from PostgreSQL 18
    operators_server.run("CREATE DATABASE donor")
    migrate(operators_server.url("donor"))
    with Database.from_url(operators_server.url("donor"), KEYS) as database:
        shop = make_history(database)
        whole = back_up(database, tmp_path / "whole.zip", system_time)
        tamper(shop)
        changed = back_up(database, tmp_path / "changed.zip", system_time)
    operators_server.run("DROP DATABASE donor WITH (FORCE)")
    assert refusal(changed.path, small_role).code == "restore_differs"
    assert tables_of(small_role) == []
    put(whole.path, small_role)  # nothing of the first attempt is in the way
    with psycopg.connect(small_role) as connection:
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (3,)
