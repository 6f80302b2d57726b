"""`regulars members merge`, `unmerge` and `find-duplicates`: tried, done and undone from the command line."""

import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.store.database import Database
from tests.ledger.shop import TODAY, Shop, order

runner = CliRunner()


@pytest.fixture
def shop(database: Database, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """Give a shop whose database the commands open."""
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)
    monkeypatch.setenv("COLUMNS", "200")
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join("ann", "bo")
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 300))
    return shop


def run(*arguments: str, status: int = 0) -> str:
    done = runner.invoke(app, ["members", *arguments])
    assert done.exit_code == status, done.output
    return done.output


def test_merge__is_tried_done_and_undone(shop: Shop):
    both = ("customer_no:bo", "customer_no:ann")
    tried = run("merge", *both, "--dry-run")
    assert "points: 300 -> 0" in tried
    assert "points: 100 -> 400" in tried
    assert shop.points("ann") == 100
    merge_id = run("merge", *both, "--reason", "one person").split("Merged as ")[1].split(":")[0]
    assert shop.points("ann") == 400
    assert "points: 400 -> 100" in run("unmerge", merge_id, "--dry-run")
    run("unmerge", merge_id, "--reason", "two people")
    assert (shop.points("ann"), shop.points("bo")) == (100, 300)
    assert shop.violations() == []


def test_merge__needs_a_reason_and_two_members(shop: Shop):
    run("merge", "customer_no:bo", "customer_no:ann", status=1)
    run("merge", "customer_no:bo", "customer_no:bo", "--reason", "x", status=1)
    assert shop.points("bo") == 300


def test_search__says_what_it_looked_at(shop: Shop):
    assert "2 members looked at" in run("find-duplicates")
    assert "0 members looked at" in run("find-duplicates")
    assert "2 members looked at" in run("find-duplicates", "--all")
