"""Fixtures of the backtests' tests: the lives of some customers of the example, loaded once for all."""

from collections.abc import Iterator

import pytest

from regulars.features.context import AppContext, make_context
from regulars.features.demo.facade import load_demo
from regulars.kit.settings import Settings
from tests.support.databases import DatabaseServer
from tests.support.example_cut import cut_to_customers

ONE_IN = 40


@pytest.fixture(scope="session")
def example(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppContext]:
    """Give a base with the two years of one in forty customers; tests only read it."""
    folder = cut_to_customers(tmp_path_factory.mktemp("example"), ONE_IN)
    with database_server.fresh_database() as database:
        context = make_context(Settings(), database)
        load_demo(context, folder, lambda *_: None)
        yield context
