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
def phone(window: Callable[..., Desk]) -> Desk:
    """Open a window as wide as a phone, in English, logged in."""
    return window(width=PHONE_WIDTH)
