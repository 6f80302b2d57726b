"""`regulars backup` and `regulars restore`: from a base to a file, and into a folder where nothing was."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.embedded import stop_embedded
from tests.features.backup.histories import make_history
from tests.ledger.shop import TODAY, Shop
from tests.support.applications import open_site
from tests.support.databases import server_directory
from tests.support.keys import MASTER_KEY

Run = Callable[..., Result]


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop with a history, whose clock stands still."""
    shop = make_history(database)
    shop.set_test_clock(TODAY)
    return shop


@pytest.fixture
def run(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run commands on the shop's database."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", shop.database.url)
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: object, typed: str = "", sandbox: str = "") -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], input=typed, env={"REGULARS_SANDBOX": sandbox})

    return command


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Give a data directory that is not there yet, whose server is stopped at the end."""
    with server_directory() as directory:
        yield directory / "data"
        stop_embedded(directory / "data")


def told_of(database: Database, member_id: object, console_build: Path) -> list[object]:
    """What the API tells of a member's wallet, entries, standing and events."""
    with open_site(database, console_build) as site:
        client = site.system("members:read")
        answers = [client.get(f"/v1/members/{member_id}{path}") for path in ("", "/wallet", "/entries", "/standing", "/timeline")]
    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
    return [answer.json() for answer in answers]


def test_backup__restored_into_a_fresh_folder_answers_the_same(run: Run, shop: Shop, tmp_path: Path, data_dir: Path):
    made = run("backup", tmp_path)
    assert made.exit_code == 0, made.stderr
    assert "3 members" in made.stdout
    file = next(tmp_path.iterdir())
    restored = run("restore", file, "--into", data_dir, "--yes")
    assert (restored.exit_code, "nothing differs" in restored.stdout) == (0, True), restored.output
    ann = shop.member_id("ann")
    before = told_of(shop.database, ann, tmp_path)
    with Database.open(Settings(data_dir=data_dir, master_keys=(MASTER_KEY,))) as database:
        assert Shop(database, program=None).violations() == []
        assert told_of(database, ann, tmp_path) == before
    again = run("restore", file, "--into", data_dir, "--yes")
    assert (again.exit_code, "database_not_empty" in again.stderr) == (1, True)


def test_restore__asks_before_it_begins_and_for_the_name_before_it_replaces(run: Run, shop: Shop, tmp_path: Path, empty_url: str):
    file = tmp_path / "a.zip"
    assert run("backup", file).exit_code == 0
    assert run("restore", file, "--into", empty_url, typed="n\n").exit_code == 1
    assert run("restore", file, "--into", empty_url, typed="y\n").exit_code == 0
    with psycopg.connect(empty_url) as connection:
        name = connection.info.dbname
        connection.execute("INSERT INTO outbox (facts) VALUES ('[]')")
        marked = connection.execute("SELECT count(*) FROM outbox").fetchone()
    assert "database_not_empty" in run("restore", file, "--into", empty_url, "--yes").stderr
    refused = run("restore", file, "--into", empty_url, "--replace", "--yes", typed="something\n")
    assert (refused.exit_code, "nothing was changed" in refused.stderr) == (1, True)
    with psycopg.connect(empty_url) as connection:
        assert connection.execute("SELECT count(*) FROM outbox").fetchone() == marked
    replaced = run("restore", file, "--into", empty_url, "--replace", typed=f"{name}\n")
    assert (replaced.exit_code, f"kept as {name}_replaced_" in replaced.stdout) == (0, True), replaced.output
    with psycopg.connect(empty_url, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM outbox").fetchone() != marked
        kept = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (f"{name}_replaced",))
        for (old,) in kept.fetchall():
            connection.execute(f'DROP DATABASE "{old}"')


def test_backup__of_a_sandbox_is_asked_for(run: Run, shop: Shop, tmp_path: Path):
    assert run("sandbox", "create", "spring").exit_code == 0
    try:
        assert "3 members" in run("backup", tmp_path / "real.zip", sandbox="spring").stdout
        assert "0 members" in run("backup", tmp_path / "spring.zip", "--sandbox", sandbox="spring").stdout
        assert "request_invalid" in run("backup", tmp_path / "none.zip", "--sandbox").stderr
    finally:
        run("sandbox", "drop", "spring", "--yes")


def test_commands__refuse_what_they_cannot_do(run: Run, tmp_path: Path):
    file = tmp_path / "a.zip"
    assert run("backup", file).exit_code == 0
    for arguments, code in [
        (("backup", file), "file_exists"),
        (("backup", "/nowhere/at/all.zip"), "file_unwritable"),
        (("restore", "/nowhere/at/all.zip", "--yes"), "file_not_found"),
        (("restore", file, "--yes"), "database_not_empty"),
        (("restore", file, "--yes", "--into", "mysql://root@localhost/shop"), "request_invalid"),
        (("restore", file, "--yes", "--into", "postgresql://nobody@127.0.0.1:1/nothing"), "database_unreachable"),
    ]:
        refused = run(*arguments)
        assert (refused.exit_code, code in refused.stderr) == (1, True), refused.output
