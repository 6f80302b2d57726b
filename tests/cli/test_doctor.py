"""`regulars doctor`: a table for people, JSON for others, and an exit code for whoever watches."""

import json

import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.store.database import Database

pytestmark = pytest.mark.usefixtures("durable")


def doctor(url: str, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    """Run it on a database."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", url)
    monkeypatch.setenv("COLUMNS", "200")
    return CliRunner().invoke(app, ["doctor", *options])


def test_doctor__warnings_end_with_0_unless_they_should_not(database: Database, monkeypatch: pytest.MonkeyPatch):
    told = doctor(database.url, monkeypatch)
    assert told.exit_code == 0, told.output
    assert "None is published" in told.stdout
    assert "→ regulars program publish FILE" in told.stdout
    assert doctor(database.url, monkeypatch, "--strict").exit_code == 1


def test_doctor__in_json_says_the_same(database: Database, monkeypatch: pytest.MonkeyPatch):
    answer = json.loads(doctor(database.url, monkeypatch, "--json").stdout)
    by_check = {finding["check"]: finding for finding in answer["findings"]}
    assert answer["ok"] is True
    assert by_check["program"] == {
        "check": "program", "level": "warn", "says": "None is published: no event can be judged.",
        "do": "regulars program publish FILE",
    }  # fmt: skip


def test_doctor__what_is_wrong_ends_with_1(empty_url: str, monkeypatch: pytest.MonkeyPatch):
    told = doctor(empty_url, monkeypatch, "--json")
    assert (told.exit_code, json.loads(told.stdout)["ok"]) == (1, False)
    assert doctor("postgresql://nobody@127.0.0.1:1/nothing", monkeypatch).exit_code == 1


def test_doctor__settings_that_cannot_be_used_are_told(monkeypatch: pytest.MonkeyPatch):
    told = doctor("mysql://root@localhost/shop", monkeypatch)
    assert (told.exit_code, "settings_invalid" in told.stderr) == (1, True)
