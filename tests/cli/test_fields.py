"""`regulars fields`: custom fields from the command line, by the rules of the API and noted as there."""

import re

import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.store.database import Database


def test_fields__are_declared_changed_and_retired(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)

    def run(*words: str):
        return CliRunner().invoke(app, ["fields", *words])

    choices = ("--choice", "none=没有", "--choice", "one=一个")
    made = run("add", "children", "有无孩子", "--kind", "choice", *choices, "--asked-of", "person", "--confirm-days", "365")
    assert "children: 有无孩子 (choice, confirmed every 365 days)" in made.stdout
    assert "address: 住址 (text, personal)" in run("add", "address", "住址", "--personal").stdout
    assert re.search(r"children +有无孩子 +choice +person +none=没有, one=一个", run("list").stdout)
    assert "children: 孩子 (choice)" in run("change", "children", "--name", "孩子", "--confirm-days", "0").stdout
    assert "children: 孩子 (choice, retired)" in run("retire", "children").stdout
    assert "children: 孩子 (choice)" in run("reopen", "children").stdout
    for words, code in (
        (("add", "Bad-Key", "x"), "key"),
        (("add", "size", "x", "--kind", "choice"), "field_invalid"),
        (("add", "size", "x", "--choice", "l"), "--choice"),
        (("add", "children", "x"), "field_exists"),
        (("change", "nobody", "--name", "x"), "field_unknown"),
    ):
        refused = run(*words)
        assert (refused.exit_code, code in refused.stderr) == (1, True), words
    with database.snapshot() as connection:
        lines = connection.execute("SELECT action, actor, subject FROM audit_line ORDER BY line_no").fetchall()
    assert [line for line in lines if line[2] == "field children"] == [
        ("create_member_field", "command line", "field children"),
        *[("change_member_field", "command line", "field children")] * 3,
    ]
