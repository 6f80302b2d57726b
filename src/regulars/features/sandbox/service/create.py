"""Make a sandbox: a database beside the one members live in, with the schema of this release and a clock of its own."""

from __future__ import annotations

from datetime import datetime

from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import SANDBOX_NAME, SANDBOX_NAME_EXPECTED
from regulars.store.clock import set_test_time
from regulars.store.database import Database
from regulars.store.migrate import migrate
from regulars.store.sandboxes import create_sandbox_database, discard_sandbox_database


def create_sandbox(beside: Database, name: str, now: datetime) -> None:
    """Make a sandbox whose clock stands at `now`. What fails on the way leaves nothing behind."""
    if not SANDBOX_NAME.fullmatch(name):
        field = FieldError("name", f"is {name[:64]!r}", SANDBOX_NAME_EXPECTED)
        raise Problem("sandbox_name_invalid", "A sandbox cannot have this name.", errors=(field,))
    url = create_sandbox_database(beside.url, name)
    try:
        migrate(url)
        with Database.from_url(url) as database, database.transaction() as connection:
            set_test_time(connection, now)
    except BaseException:
        discard_sandbox_database(beside.url, name)
        raise
