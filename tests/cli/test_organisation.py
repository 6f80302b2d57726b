"""`regulars organisation`: the tree from the command line."""

import re

import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.store.database import Database


def test_organisation__from_the_first_store_to_closing_it(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words):
        return CliRunner().invoke(app, ["organisation", *words])

    assert "north: North (region)" in run("add-region", "north", "North").stdout
    assert "s1: One (store)" in run("add-store", "s1", "One", "--below", "north", "--time-zone", "Asia/Urumqi").stdout
    assert "s1: First (store)" in run("rename", "s1", "First").stdout
    listed = run("list").stdout
    assert re.search(r"hq +headquarters +headquarters", listed)
    assert re.search(r"  north +North +region", listed)
    assert re.search(r"    s1 +First +store +Asia/Urumqi", listed)
    assert run("move", "s1", "--below", "hq").exit_code == 0
    assert re.search(r"\n  s1 +First", run("list").stdout)
    assert "s1: First (store, closed)" in run("close", "s1").stdout
    assert "s1: First (store)" in run("open", "s1").stdout
    refused = run("add-store", "s2", "Two", "--below", "nowhere")
    assert (refused.exit_code, "unit_unknown" in refused.stderr) == (1, True)
