"""A version never judges what was decided before it, however close the two come; and settlement waits for history."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from regulars.features.programs.facade import ProgramLibrary, publish
from regulars.ledger.answers import Outcome
from regulars.ledger.append import Ledger
from regulars.ledger.sweep import sweep
from regulars.store.database import Database
from tests.ledger.shop import PROGRAM, TODAY, Shop, event, order, raw

DEARER = PROGRAM.replace("    points: 1\n    per: 1.00", "    points: 3\n    per: 1.00", 1)
VERSIONS = 12
NEXT_YEAR = TODAY + timedelta(days=500)


def earned(outcome: Outcome) -> int:
    return sum(entry.amount for entry in outcome.entries if entry.wallet == "points")


def test_publish__at_an_instant_at_which_events_were_decided_leaves_them_to_the_version_before(shop: Shop):
    shop.set_test_clock(TODAY)
    before = shop.accept(order("ann", "o1", 100))[0]
    assert shop.publish(DEARER) == 2
    same_instant = shop.accept(order("ann", "o2", 100))[0]
    after = shop.accept(order("ann", "o3", 100, TODAY + timedelta.resolution))[0]
    assert [earned(outcome) for outcome in (before, same_instant, after)] == [100, 100, 300]
    assert shop.violations() == []


def test_publish__while_events_keep_coming_leaves_a_ledger_that_replays(database: Database):
    shop = Shop(database)
    shop.join("ann", "bo", at=datetime.now(UTC) - timedelta(days=1))
    ledger = Ledger(database, shop.library.history)
    is_over = Event()
    answers: list[Outcome] = []

    def sell(name: str) -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            sold = order(name, f"{name}-{number}", 10, datetime.now(UTC))
            answers.extend(answer for answer in ledger.append([raw(sold)]) if isinstance(answer, Outcome))

    tills = [Thread(target=sell, args=(name,)) for name in ("ann", "bo")]
    for till in tills:
        till.start()
    for number in range(VERSIONS):
        text = (DEARER if number % 2 else PROGRAM) + f"# {number}\n"
        with database.transaction() as connection:
            publish(
                connection, ProgramLibrary(), text, name="corner.yaml", in_force_from=None, clock=lambda: datetime.now(UTC),
                published_by="test",
            )  # fmt: skip
    is_over.set()
    for till in tills:
        till.join()
    assert {answer.status for answer in answers} == {"accepted"}
    assert shop.violations() == []


def test_sweep__waits_for_an_import_that_has_begun_and_not_for_one_that_was_given_up(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    shop.now = NEXT_YEAR
    with shop.database.transaction() as connection:
        connection.execute(
            "INSERT INTO import_run (import_id, source, file_sha256, mapping_sha256, started_at)"
            " VALUES (gen_random_uuid(), 'till', 'f', 'm', now())"
        )
    assert sweep(shop.ledger) == 0
    late_to_us = event("member.checked_in", "ann", "c1", TODAY + timedelta(days=1))
    assert shop.send(late_to_us, is_history=True)[0].status == "accepted"  # type: ignore[union-attr]  # anything else fails the test

    with shop.database.transaction() as connection:
        connection.execute("UPDATE import_run SET started_at = now() - interval '25 hours'")
    assert sweep(shop.ledger) == 1
    assert shop.points("ann") == 0
    assert shop.violations() == []
