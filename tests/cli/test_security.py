"""`regulars security`: whoever reaches the database sets the rules of log-in, also when nobody can log in."""

import re

import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.store.database import Database


def test_rules__are_shown_set_and_given_back(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)

    def run(*arguments: str):
        return CliRunner().invoke(app, ["security", *arguments])

    assert re.search(r"staff\.session_hours +24 +24 +1 to 720", run("show").stdout)
    changed = run("set", "staff.session_hours=12", "members.code_digits=8").stdout
    assert re.search(r"staff\.session_hours +24 +12 *\n", changed)
    assert "Sessions ended: 0 of staff, 0 of members." in changed
    assert re.search(r"members\.code_digits +8 +6 ", run("show").stdout)
    for wrong in ("staff.session_hours=0", "staff.sessions=5", "staff.session_hours", "staff.session_hours=seven"):
        refused = run("set", wrong)
        assert (refused.exit_code, "rules_invalid" in refused.stderr) == (1, True), wrong
    assert re.search(r"members\.code_digits +8 +6 *\n", run("reset", "members.code_digits").stdout)
    assert re.search(r"staff\.session_hours +12 +24 *\n", run("reset").stdout)
    assert "Nothing changed." in run("reset").stdout
