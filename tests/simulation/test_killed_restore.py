"""A restore killed with SIGKILL at any moment leaves the database as it was, and the next one tidies up and succeeds."""

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from regulars.features.backup.facade import back_up
from regulars.features.context import system_time
from regulars.store.database import Database
from regulars.store.fresh_databases import BEING_MADE, left_beside
from tests.features.backup.histories import make_history
from tests.ledger.shop import Shop
from tests.simulation.processes import finish, kill, regulars, wait_until
from tests.support.keys import KEYS


def names(url: str, infix: str) -> list[str]:
    """Databases beside another one whose names go on in a way."""
    with psycopg.connect(make_conninfo(url, dbname="postgres")) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE position(%s IN datname) > 0", (infix,)).fetchall()
    return [name for (name,) in rows]


def is_filled(url: str) -> bool:
    """Whether the database that is being made has its rows: they come all at once."""
    for name in names(url, BEING_MADE):
        try:
            with psycopg.connect(make_conninfo(url, dbname=name)) as connection:
                return connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is not None
        except psycopg.Error:
            return False
    return False


@pytest.mark.slow
def test_killed_restore__leaves_the_place_empty_and_the_next_one_fills_it(database: Database, empty_url: str, tmp_path: Path):
    make_history(database)
    back_up(database, tmp_path / "a.zip", system_time)
    command = ("restore", "a.zip", "--yes")
    for moment in (lambda: bool(names(empty_url, BEING_MADE)), lambda: is_filled(empty_url)):
        with regulars(empty_url, tmp_path, *command) as process:
            assert wait_until(moment, process), (tmp_path / "output.txt").read_text()
            kill(process)
        assert names(empty_url, BEING_MADE) != []
        with psycopg.connect(empty_url) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    finish(empty_url, tmp_path, *command)
    assert left_beside(empty_url) == []
    with Database.from_url(empty_url, KEYS) as restored:
        assert Shop(restored, program=None).violations() == []
