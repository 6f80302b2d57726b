"""The example, loaded once and served once for all tests in a browser, and windows on it.

The browser ends whenever tests of another folder come: a running Playwright keeps its event loop in the main thread, where those
want their own. The example stays: processes that share the tests hand out files, and come back to this folder.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.support.browser import PHONE_WIDTH, Desk, Office, open_chromium
from tests.support.databases import server_directory
from tests.support.served_example import LoadedExample, ServedExample, load_example, serve_example


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give what runs in a browser, and nothing else, one second chance.

    A browser, a server, a database and a test share a machine that is busy with another test: once in thousands of clicks one
    is lost between them, which says nothing about the console. What is really broken fails twice. The summary names who needed
    the chance, and what had gone wrong: where a name comes up again, mend the test, or `tests/support/browser.py`.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def loaded() -> Iterator[LoadedExample]:
    """Load the example into a data folder of its own: most of a minute."""
    with server_directory() as directory:
        yield load_example(directory)


@pytest.fixture(scope="session")
def example(loaded: LoadedExample) -> Iterator[ServedExample]:
    """Serve it."""
    with serve_example(loaded) as served:
        yield served


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all windows."""
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def office(browser: Browser, example: ServedExample) -> Office:
    """Give windows on the example."""
    return Office(browser, example)


@pytest.fixture
def window(office: Office) -> Iterator[Callable[..., Desk]]:
    """Open windows: in a language, of a width, logged in or not."""
    with ExitStack() as opened:
        yield lambda **choices: opened.enter_context(office.sit_down(**choices))


@pytest.fixture
def desk(window: Callable[..., Desk]) -> Desk:
    """Open a wide window in English, logged in."""
    return window()


@pytest.fixture
def moving(window: Callable[..., Desk]) -> Desk:
    """Open the window of somebody who has not asked for less motion: what opens and closes takes its time there."""
    return window(calm=False)


@pytest.fixture
def phone(window: Callable[..., Desk]) -> Desk:
    """Open a window as wide as a phone, in English, logged in."""
    return window(width=PHONE_WIDTH)
