"""The demo on a small cut of the example: in once, out clean, and never into a shop's own base."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regulars.features.context import AppContext, make_context
from regulars.features.demo.facade import DemoSummary, load_demo
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.ledger.audit import audit
from regulars.store.clock import find_test_time
from regulars.store.database import Database
from tests.ledger.shop import Shop, order
from tests.support.databases import DatabaseServer
from tests.support.example_cut import cut_to_invoices

INVOICES = 2_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the example with its first 2,000 invoices only."""
    return cut_to_invoices(tmp_path_factory.mktemp("example"), INVOICES)


@pytest.fixture(scope="module")
def loaded(database_server: DatabaseServer, folder: Path) -> Iterator[tuple[AppContext, DemoSummary]]:
    """Give a base with the cut in it, and the summary of that run."""
    with database_server.fresh_database() as database:
        context = make_context(Settings(), database)
        yield context, load_demo(context, folder, lambda *_: None)


def test_first_run__brings_everything_in_and_audits_clean(loaded: tuple[AppContext, DemoSummary]):
    context, summary = loaded
    assert summary.orders + summary.refund_documents == INVOICES
    assert summary.events == summary.events_stored > summary.orders > 1_500
    assert summary.entries > summary.events
    assert sum(summary.tiers.values()) == summary.members > 500
    assert summary.points_outstanding > 0
    assert summary.refund_lines_matched > 0
    assert summary.audit_violations == 0
    assert list(audit(context.ledger)) == []


def test_figures__are_what_the_members_hold(loaded: tuple[AppContext, DemoSummary]):
    context, summary = loaded
    with context.database.snapshot() as connection:
        held = connection.execute(
            "SELECT sum(points_available + points_pending - points_debt), sum(spend_minor), sum(orders) FROM member_state"
        ).fetchone()
        counted = dict(connection.execute("SELECT figure, sum(value) FROM figure GROUP BY 1").fetchall())
        clock = find_test_time(connection)
    assert held is not None
    assert held[0] == summary.points_outstanding
    assert held[1] == counted["sales_minor"] - counted["refunds_minor"]
    assert counted["orders"] == summary.orders
    assert counted["sales_minor"] == summary.order_total_minor
    assert clock == datetime.fromisoformat(summary.data_to)


def test_second_run__adds_nothing_and_says_so(loaded: tuple[AppContext, DemoSummary], folder: Path):
    context, first = loaded
    told: list[str] = []
    again = load_demo(context, folder, lambda step, *_: told.append(step))
    assert (again.events, again.audit_violations) == (0, 0)
    assert replace(again, events=first.events, seconds=first.seconds, events_per_second=first.events_per_second) == first
    assert list(dict.fromkeys(told)) == ["reading", "settling", "auditing"]


def test_run_that_broke_off__is_finished_by_the_next(database: Database, folder: Path, loaded: tuple[AppContext, DemoSummary]):
    context = make_context(Settings(), database)

    class PulledPlugError(Exception):
        pass

    def pull_the_plug(step: str, done: int, _: int) -> None:
        if step == "loading" and done:
            raise PulledPlugError

    with pytest.raises(PulledPlugError):
        load_demo(context, folder, pull_the_plug)
    second = load_demo(context, folder, lambda *_: None)
    assert 0 < second.events < loaded[1].events
    whole = replace(second, events=loaded[1].events, seconds=loaded[1].seconds, events_per_second=loaded[1].events_per_second)
    assert whole == loaded[1]


def test_base_with_events_of_its_own__is_refused_untouched(database: Database, folder: Path):
    shop = Shop(database)
    shop.join("ann")
    shop.now = datetime.now(UTC)
    shop.accept(order("ann", "o1", 100, shop.now))
    rows = shop.row_counts()
    with pytest.raises(Problem, match="database_in_use"):
        load_demo(make_context(Settings(), database), folder, lambda *_: None)
    assert shop.row_counts() == rows
    with database.snapshot() as connection:
        assert find_test_time(connection) is None


def test_base_with_members_but_no_events__is_refused_too(database: Database, folder: Path):
    shop = Shop(database)
    shop.join("ann")
    rows = shop.row_counts()
    with pytest.raises(Problem):
        load_demo(make_context(Settings(), database), folder, lambda *_: None)
    assert shop.row_counts() == rows
    with database.snapshot() as connection:
        assert find_test_time(connection) is None
