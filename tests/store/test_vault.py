"""The vault: keys are made once, by whoever comes first; a lost master key is told and never replaced by another one."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from regulars.kit.problems import Problem
from regulars.kit.sealing import MasterKey
from regulars.store.database import Database
from regulars.store.master_keys import MasterKeySource
from regulars.store.migrate import migrate
from regulars.store.vault import Vault, vault_of


def test_first_use__makes_a_key_file_that_only_its_owner_can_read(empty_url: str, tmp_path: Path):
    migrate(empty_url)
    path = tmp_path / "data" / "master.key"
    secret = Vault(empty_url, MasterKeySource([], path)).secrets().secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["master.key"]
    assert Vault(empty_url, MasterKeySource([], path)).secrets().secret == secret


def test_first_use__many_at_once_agree(empty_url: str, tmp_path: Path):
    migrate(empty_url)

    def first_use(_: int) -> bytes:
        return Vault(empty_url, MasterKeySource([], tmp_path / "master.key")).index().of("phone", "1")

    with ThreadPoolExecutor(6) as threads:
        assert len(set(threads.map(first_use, range(6)))) == 1


def test_first_use__seals_what_stood_in_plain(empty_url: str, tmp_path: Path):
    migrate(empty_url)
    with psycopg.connect(empty_url) as connection:
        connection.execute(
            "INSERT INTO staff (staff_id, username, display_name, created_at) VALUES (gen_random_uuid(), 'ann', 'Ann', now())"
        )
        connection.execute("INSERT INTO staff_totp (staff_id, secret) SELECT staff_id, 'PLAINSECRET' FROM staff")
        connection.execute(
            "INSERT INTO webhook_endpoint (endpoint_id, url, description, types, secret, is_active, read_to, since, created_at,"
            " created_by) VALUES (gen_random_uuid(), 'https://a.example', '', '{}', 'PLAINWEBHOOK', true, 0, now(), now(), '')"
        )
    key = Vault(empty_url, MasterKeySource([], tmp_path / "master.key")).secrets()
    statement = "SELECT {}::text, secret FROM {}"
    opened = []
    with psycopg.connect(empty_url) as connection:
        for column, table, place in (("staff_id", "staff_totp", "staff_totp"), ("endpoint_id", "webhook_endpoint", "webhook")):
            row = connection.execute(statement.format(column, table).encode()).fetchone()
            assert row is not None
            opened.append(key.open_text(row[1], f"{place} {row[0]}"))
    assert opened == ["PLAINSECRET", "PLAINWEBHOOK"]


def test_lost_key__is_told_and_not_replaced(database: Database, tmp_path: Path):
    path = tmp_path / "master.key"
    with pytest.raises(Problem) as missing:
        Vault(database.url, MasterKeySource([], path)).secrets()
    assert (missing.value.code, path.exists()) == ("master_key_missing", False)
    with pytest.raises(Problem) as foreign:
        Vault(database.url, MasterKeySource([MasterKey.new().text()], path)).secrets()
    assert foreign.value.code == "master_key_missing"


def test_key_file__one_that_cannot_be_read_is_told_without_repeating_it(database: Database, tmp_path: Path):
    (tmp_path / "master.key").write_text("rmk_almostthekey\n")
    with pytest.raises(Problem) as refused:
        Vault(database.url, MasterKeySource([], tmp_path / "master.key")).secrets()
    assert refused.value.code == "master_key_invalid"
    assert "almostthekey" not in str(refused.value)


def test_connection__brings_the_keys(database: Database):
    with database.snapshot() as connection:
        assert vault_of(connection).secrets().secret == database.vault.secrets().secret
