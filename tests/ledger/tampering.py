"""Somebody with all rights to the database: changes to rows behind the ledger's back, undone after a look at what is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from psycopg import Connection

from regulars.ledger.verification import Difference, verify
from regulars.store.entries import CHAIN_START, chained, read_entries
from tests.ledger.shop import TODAY, Shop, cancel, check_in, days, order, redeem, refund

TABLES = (
    "member", "member_identity", "member_key", "member_state", "member_document", "member_due", "event", "entry",
    "ledger_checkpoint", "ledger_checkpoint_leaf", "ledger_checkpoint_block",
)  # fmt: skip
NAMES = ["ann", "bo", "cy", "di", "eve", "flo", "gil"]
QUIET = "gil"
"""Has joined, and nothing else."""
Change = Callable[[Connection], object]


def fill(shop: Shop, checkpoint: Callable[[], object]) -> None:
    """Half a year of six busy members and a quiet one, with a checkpoint in the middle and one at the end."""
    shop.join(*NAMES)
    for number, name in enumerate(NAMES[:-1]):
        at = TODAY - days(20 - number)
        shop.accept(
            order(name, f"{name}-1", [60, 40 + number], at),
            check_in(name, at),
            redeem(name, f"{name}-x", 30, at),
            refund(name, f"{name}-1", f"{name}-r", at, lines=[{"line_id": "2", "quantity": 1}]),
        )
    checkpoint()
    for name in NAMES[:-2]:
        shop.accept(order(name, f"{name}-2", 1500), cancel(name, f"{name}-x"), check_in(name, TODAY))
    checkpoint()


def keep(shop: Shop) -> None:
    """Remember all rows, to be put back."""
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE")
        for table in TABLES:
            connection.execute(f"CREATE TABLE untouched_{table} AS TABLE {table}")


@contextmanager
def tampered(shop: Shop, change: Change) -> Iterator[None]:
    """Change rows as a superuser may, without the triggers that refuse it; put everything back afterwards."""
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        change(connection)
    try:
        yield
    finally:
        with shop.database.transaction() as connection:
            connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")
                connection.execute(f"INSERT INTO {table} TABLE untouched_{table}")


def found(shop: Shop, change: Change, **how) -> list[Difference]:
    """What a verification says of a change."""
    with tampered(shop, change):
        return list(verify(shop.ledger, **how))


def hash_anew(connection: Connection, member_id: UUID) -> None:
    """Hash the whole chain of a member again, and let the state name its end: what a thorough forger would do."""
    keys = {
        number: f"{source}\n{event_id}"
        for number, source, event_id in connection.execute(
            "SELECT event_no, source, event_id FROM event WHERE member_id = %s", (member_id,)
        )
    }
    head = CHAIN_START
    for row in read_entries(connection, [member_id])[member_id]:
        head = chained(head, row.entry, keys[row.event_no] if row.event_no else "")
        connection.execute("UPDATE entry SET hash = %s WHERE member_id = %s AND entry_no = %s", (head, member_id, row.entry.no))
    connection.execute("UPDATE member_state SET chain_head = %s WHERE member_id = %s", (head, member_id))


def entry_numbers(shop: Shop, member_id: UUID) -> list[int]:
    """The numbers of a member's entries."""
    with shop.database.snapshot() as connection:
        rows = connection.execute("SELECT entry_no FROM entry WHERE member_id = %s ORDER BY entry_no", (member_id,))
        return [number for (number,) in rows]
