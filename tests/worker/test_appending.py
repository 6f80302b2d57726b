"""Appenders: real processes that store what a server is sent, and may end at any moment."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from regulars.kit.problems import Problem
from regulars.ledger.answers import Answer, Told
from regulars.store.database import Database
from regulars.worker.appending import Appender, Appenders, appenders_beside
from tests.ledger.shop import TODAY, RawEvent, Shop, order, outcome, raw, verdict, verdicts
from tests.support.lock_waits import holding

SENDER = "key:till 12"


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop with two members."""
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join("ann", "bo")
    return shop


@pytest.fixture
def appenders(shop: Shop) -> Iterator[Appenders]:
    """Give two appenders on the shop's database; neither is started yet."""
    with appenders_beside(shop.database, 2) as appenders:
        yield appenders


def send(appenders: Appenders, *events: RawEvent) -> list[Answer]:
    """Send events as one batch."""
    return appenders.answer([raw(event) for event in events], sent_by=[SENDER] * len(events))


def appender_processes() -> list[int]:
    """The appenders that this process has started."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    numbers = [int(number) for task in children for number in task.read_text().split()]
    return [number for number in numbers if b"regulars.worker.appending" in Path(f"/proc/{number}/cmdline").read_bytes()]


def test_answers_are_those_of_the_ledger__with_fields_and_figures_of_what_is_refused(shop: Shop, appenders: Appenders):
    bodies = [raw(order("ann", "o1", 10)), raw(order("ann", "bad", -1)), raw(order("nobody", "o2", 1)), b"{"]
    answers = appenders.answer(bodies, sent_by=[SENDER] * 4)
    assert isinstance(answers[0], Told)
    assert answers[0].status == "accepted"
    here = shop.ledger.answer(bodies, sent_by=SENDER)
    assert outcome(here[0]).duplicate
    assert answers[0].again() == here[0]
    for there, same in zip(answers[1:], here[1:], strict=True):
        assert isinstance(there, Problem)
        assert isinstance(same, Problem)
        assert (str(there), there.errors, there.hint, there.facts) == (str(same), same.errors, same.hint, same.facts)
    with shop.database.snapshot() as connection:
        assert connection.execute("SELECT sent_by FROM event").fetchall() == [(SENDER,)]


def test_one_that_is_killed_in_mid_transaction__stores_nothing_and_another_takes_its_place(shop: Shop, appenders: Appenders):
    send(appenders, order("bo", "first", 1))
    with holding(shop.database.url, shop.member_id("ann")) as queue:
        waiting = queue.join(lambda: send(appenders, order("ann", "o1", 10)))
        (working,) = appender_processes()
        os.kill(working, signal.SIGKILL)
        with pytest.raises(Problem, match="not_ready"):
            waiting.result(30)
    assert shop.points("ann") == 0
    assert verdicts([outcome(each) for each in send(appenders, order("ann", "o1", 10))]) == {"accepted": 1}
    assert shop.points("ann") == 10
    assert shop.violations() == []


def test_failure_of_the_database__is_raised_here_and_the_process_goes_on(shop: Shop, appenders: Appenders):
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE figure_change ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
    with pytest.raises(psycopg.errors.CheckViolation) as raised:
        send(appenders, order("ann", "o1", 10))
    assert "In an appender" in raised.value.__notes__[0]
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE figure_change DROP CONSTRAINT full_disk")
    assert verdict(send(appenders, order("ann", "o1", 10))[0]) == "accepted"


def test_interrupt_of_the_server__ends_no_batch_and_closing_ends_the_process(shop: Shop):
    appender = Appender(shop.database.service_access())
    for number in range(2):
        answers = appender.answer([raw(order("ann", f"o{number}", 10))], [SENDER])
        assert isinstance(answers, list)
        assert verdict(answers[0]) == "accepted"
        appender.process.send_signal(signal.SIGTERM)
        appender.process.send_signal(signal.SIGINT)
    appender.close()
    assert appender.process.returncode == 0
