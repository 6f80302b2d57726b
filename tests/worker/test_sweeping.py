"""The sweeper lets what is due happen, round after round, and stops when it is told to."""

import time
from datetime import UTC, datetime
from threading import Event, Thread

from regulars.features.programs.facade import ProgramLibrary
from regulars.ledger.append import Ledger
from regulars.ledger.checkpoints import make_checkpoint
from regulars.ledger.verification import verify
from regulars.store.checkpoints import count_checkpoints
from regulars.store.database import Database
from regulars.worker.sweeping import keep_settled
from tests.ledger.shop import Shop, days, order

ROUND_SECONDS = 0.01
PATIENCE_SECONDS = 30
AFTER_EXPIRY = datetime(2026, 7, 1, tzinfo=UTC)


def test_keep_settled__expires_points_once_the_clock_has_passed(database: Database) -> None:
    shop = Shop(database)
    shop.join("ann")
    shop.set_test_clock(shop.now)
    shop.accept(order("ann", "o1", 120))
    stop = Event()
    sweeper = Thread(target=keep_settled, args=(shop.ledger, stop, ROUND_SECONDS))
    sweeper.start()
    try:
        shop.set_test_clock(AFTER_EXPIRY)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while shop.points("ann") and time.monotonic() < give_up_at:
            stop.wait(ROUND_SECONDS)
    finally:
        stop.set()
        sweeper.join(PATIENCE_SECONDS)
    assert not sweeper.is_alive()
    assert shop.points("ann") == 0
    assert shop.violations() == []


def test_keep_settled__waits_for_a_first_program(database: Database) -> None:
    stop = Event()
    sweeper = Thread(target=keep_settled, args=(Ledger(database, ProgramLibrary().history), stop, ROUND_SECONDS))
    sweeper.start()
    stop.wait(ROUND_SECONDS * 5)
    assert sweeper.is_alive()
    stop.set()
    sweeper.join(PATIENCE_SECONDS)
    assert not sweeper.is_alive()


def test_keep_settled__makes_the_checkpoint_of_each_day(database: Database) -> None:
    shop = Shop(database)
    shop.join("ann")
    shop.accept(order("ann", "o1", 120))
    stop = Event()
    worker = Thread(target=keep_settled, args=(shop.ledger, stop, ROUND_SECONDS))
    worker.start()
    try:
        wait_for_checkpoints(shop, 1, stop)
        shop.now += days(1)
        wait_for_checkpoints(shop, 2, stop)
    finally:
        stop.set()
        worker.join(PATIENCE_SECONDS)
    assert list(verify(shop.ledger)) == []


def test_keep_settled__goes_on_where_a_checkpoint_is_refused(database: Database) -> None:
    shop = Shop(database)
    shop.join("ann")
    shop.accept(order("ann", "o1", 120))
    make_checkpoint(shop.ledger)
    with database.transaction() as connection:
        connection.execute("UPDATE member_state SET chain_head = sha256('x')")
    shop.now = AFTER_EXPIRY
    stop = Event()
    worker = Thread(target=keep_settled, args=(shop.ledger, stop, ROUND_SECONDS))
    worker.start()
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while shop.points("ann") and time.monotonic() < give_up_at:
        stop.wait(ROUND_SECONDS)
    is_alive = worker.is_alive()
    stop.set()
    worker.join(PATIENCE_SECONDS)
    assert is_alive
    assert shop.points("ann") == 0


def wait_for_checkpoints(shop: Shop, count: int, stop: Event) -> None:
    """Wait until there are so many checkpoints."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        with shop.database.snapshot() as connection:
            if count_checkpoints(connection) == count:
                return
        stop.wait(ROUND_SECONDS)
    raise AssertionError(f"there are not {count} checkpoints")
