"""`regulars sandbox` and `regulars clock`: from an empty sandbox to a year later, with the real base left alone."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.store.database import Database
from tests.support.examples import MALL, publish_mall

Run = Callable[..., Result]


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Give a way to run commands beside the test's database, in a sandbox if one is named."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: str, sandbox: str = "") -> Result:
        return CliRunner().invoke(app, list(arguments), env={"REGULARS_SANDBOX": sandbox})

    yield command
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{connection.info.dbname}_sandbox_spring" WITH (FORCE)')


def test_sandbox__from_making_it_to_dropping_it(run: Run):
    made = run("sandbox", "create", "spring", "--at", "2026-12-01")
    assert made.exit_code == 0, made.stderr
    assert "REGULARS_SANDBOX=spring" in made.stdout
    assert "2026-12-01T00:00:00+00:00" in run("sandbox", "list").stdout
    assert run("program", "publish", str(MALL), sandbox="spring").exit_code == 0
    assert "program_missing" in run("program", "show").stderr  # the real base has none of it
    shown = run("clock", "show", sandbox="spring").stdout
    assert "2026-12-01 08:00:00 (Asia/Shanghai) (test clock)" in shown
    moved = run("clock", "advance", "--days", "30", sandbox="spring")
    assert "It is 2026-12-31 08:00:00 (Asia/Shanghai)." in moved.stdout
    assert "It is 2027-01-01 00:00:00" in run("clock", "advance", "--to", "2027-01-01", sandbox="spring").stdout
    assert "It is 2027-02-01 12:00:00" in run("clock", "set", "2027-02-01T12:00:00+08:00", sandbox="spring").stdout
    assert run("sandbox", "drop", "spring", "--yes").exit_code == 0
    assert "spring" not in run("sandbox", "list").stdout


def test_drop__asks_first(run: Run):
    run("sandbox", "create", "spring")
    assert run("sandbox", "drop", "spring").exit_code == 1
    assert "spring" in run("sandbox", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("advance", "--to", "2026-01-01"), "clock_backwards"),
        (("set", "2026-01-01"), "clock_backwards"),
        (("advance",), "request_invalid"),
        (("advance", "--days", "1", "--to", "2027-01-01"), "request_invalid"),
        (("advance", "--to", "soon"), "request_invalid"),
        (("advance", "--to", "2027-01-01T00:00:00"), "request_invalid"),
        (("advance", "--to", "9999-01-01"), "clock_too_far"),
    ],
)
def test_clock__refuses(run: Run, arguments: tuple[str, ...], code: str):
    run("sandbox", "create", "spring", "--at", "2026-12-01")
    refused = run("clock", *arguments, sandbox="spring")
    assert (refused.exit_code, code in refused.stderr) == (1, True), refused.stderr


def test_clock_of_the_real_base__is_shown_and_never_moved(run: Run, database: Database):
    publish_mall(database)
    assert "the clock of the computer" in run("clock", "show").stdout
    refused = run("clock", "advance", "--days", "1")
    assert (refused.exit_code, "not_a_sandbox" in refused.stderr) == (1, True)


def test_sandbox_that_does_not_exist__is_named(run: Run):
    refused = run("clock", "show", sandbox="winter")
    assert (refused.exit_code, "sandbox_unknown: There is no sandbox winter." in refused.stderr) == (1, True)
    refused = run("clock", "show", sandbox="No Name")
    assert (refused.exit_code, "settings_invalid" in refused.stderr) == (1, True)
