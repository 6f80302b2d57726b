"""`regulars staff` and `regulars keys`: whoever can run commands beside the database lets people and systems in."""

import re
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from regulars.cli.main import app
from regulars.store.database import Database

Run = Callable[..., Result]


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a way to run commands beside the test's database."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_account__from_making_it_to_closing_it(run: Run):
    made = run("staff", "create", "Ann", "--role", "clerk", "--name", "Ann Li")
    assert re.search(r"Created ann \(clerk\)\. Password, shown this once: [a-z2-9]{5}(-[a-z2-9]{5}){3}\n", made.stdout)
    invited = run("staff", "create", "bob", "--invite", "--email", "bob@shop.example").stdout
    assert "bob chooses a password here, once, until" in invited
    assert re.search(r"<address of the console>/welcome#[\w-]{40,}\n", invited)
    listed = run("staff", "list").stdout
    assert re.search(r"ann +Ann Li +clerk ", listed)
    assert re.search(r"bob +bob +operator +invited", listed)
    assert "bob is analyst now." in run("staff", "role", "bob", "analyst").stdout
    assert "/welcome#" in run("staff", "reset", "ann", "--second-factor").stdout
    assert "New password of ann, shown this once: " in run("staff", "reset", "ann", "--password").stdout
    assert run("staff", "unlock", "ann").exit_code == 0
    assert run("staff", "deactivate", "ann").exit_code == 0
    assert re.search(r"ann +Ann Li +clerk +deactivated", run("staff", "list").stdout)
    assert run("staff", "activate", "ann").exit_code == 0
    assert "deactivated" not in run("staff", "list").stdout


def test_key__from_making_it_to_its_successors_end(run: Run):
    made = run("keys", "create", "till 12", "--scope", "events:write", "--days", "30").stdout
    key_id = re.search(r"\nrk_([0-9a-f]{16})_[0-9a-f]{64}\n", made)[1]
    turned = run("keys", "rotate", key_id, "--overlap-hours", "2").stdout
    assert f"replaces {key_id}, which works for 2 hours more." in turned
    successor = re.search(r"\nrk_([0-9a-f]{16})_", turned)[1]
    assert run("keys", "revoke", successor).exit_code == 0
    listed = run("keys", "list").stdout
    assert re.search(rf"{key_id} .*{successor}", listed)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("staff", "create", "ann", "--role", "owner"), "role_unknown"),
        (("staff", "reset", "nobody"), "staff_unknown"),
        (("staff", "role", "nobody", "clerk"), "staff_unknown"),
        (("keys", "create", "k", "--scope", "staff:manage"), "scope_unknown"),
        (("keys", "rotate", "0011"), "key_unknown"),
        (("keys", "revoke", "0011"), "key_unknown"),
    ],
)
def test_command__that_is_refused_says_why(run: Run, arguments, code):
    refused = run(*arguments)
    assert (refused.exit_code, code in refused.stderr) == (1, True), refused.stderr
