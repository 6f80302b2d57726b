"""A merge, and its undoing, killed with SIGKILL at steps of the write path: nothing is left of it, and done again it is whole."""

from pathlib import Path

import psycopg
import pytest

from regulars.features.context import make_context
from regulars.features.merges.facade import merge, unmerge
from regulars.kit.settings import Settings
from regulars.store.database import Database
from tests.ledger.shop import TODAY, Shop, StoredMember, order, redeem
from tests.simulation.processes import kill, regulars, wait_until

MERGE_ID = "one-person"


def blocked(connection: psycopg.Connection) -> int:
    """How many wait for a lock."""
    row = connection.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ).fetchone()
    assert row is not None
    return int(row[0])


def cut(url: str, folder: Path, table: str, *command: str) -> None:
    """Run a command, and kill it where it is about to write to a table; returns when the database has given it up."""
    with psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as watcher:
        holder.execute(f"LOCK TABLE {table} IN SHARE MODE")
        with regulars(url, folder, *command) as process:
            assert wait_until(lambda: blocked(watcher) == 1, process), (folder / "output.txt").read_text()
            kill(process)
        holder.rollback()
        open_transactions = (
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL"
            " AND pid <> pg_backend_pid()"
        )
        while watcher.execute(open_transactions).fetchone():
            pass


def both(shop: Shop) -> list[StoredMember]:
    """All that is stored of the two."""
    return [shop.stored(name) for name in ("ann", "bo")]


@pytest.mark.slow
def test_killed_at_any_step__leaves_nothing_and_is_whole_the_next_time(database: Database, tmp_path: Path):
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join("ann", "bo")
    shop.accept(order("ann", "o1", 100), order("bo", "o2", [30, 20]), redeem("bo", "x1", 5))
    context = make_context(Settings(), database)
    ann, bo = shop.member_id("ann"), shop.member_id("bo")
    apart = both(shop), shop.row_counts()
    for table in ("entry", "member", "member_merge"):
        cut(database.url, tmp_path, table, "members", "merge", "customer_no:bo", "customer_no:ann", "--reason", "one person")
        assert (both(shop), shop.row_counts()) == apart
    merge(context, bo, ann, "one person", "staff:anna", MERGE_ID)
    assert (shop.points("ann"), shop.points("bo")) == (145, 0)
    shop.accept(order("bo", "o3", 7))
    joined = both(shop), shop.row_counts()
    for table in ("business_record", "member_merge"):
        cut(database.url, tmp_path, table, "members", "unmerge", MERGE_ID, "--reason", "two after all")
        assert (both(shop), shop.row_counts()) == joined
    unmerge(context, MERGE_ID, "two after all", "staff:anna")
    assert (shop.points("ann"), shop.points("bo")) == (100, 52)
    assert shop.violations() == []
