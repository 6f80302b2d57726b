"""How processes share the tests (`--numprocesses=2 --dist=loadfile`): whole files, in an order that lets all end together.

What takes long begins first, and the many short files fill what is left. All tests in a browser are one piece of work: whoever
takes it loads the example once and serves it once.
"""

from collections.abc import Iterable
from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadfile import LoadFileScheduling

BROWSER: Final = "tests/browser"
LONG_FIRST: Final = (
    BROWSER,
    "tests/core/test_properties.py",
    "tests/core/test_backtest.py",
    "tests/simulation/test_killed_import.py",
    "tests/ledger/test_merge_properties.py",
    "tests/features/conditions/test_places.py",
    "tests/simulation/test_two_servers.py",
    "tests/features/imports/test_published_figures.py",
    "tests/simulation/test_killed_merge.py",
    "tests/store/test_conditions.py",
    "tests/security/test_headers.py",
    "tests/features/sandbox/test_advance.py",
    "tests/simulation/test_killed_restore.py",
    "tests/cli/test_backup.py",
    "tests/features/access/test_attempts.py",
    "tests/features/member_files/test_cut_off.py",
    "tests/ledger/test_stateful.py",
)
"""What takes six seconds or more (`--durations=0` tells), the longest first; all else fills the gaps."""


def piece_of(nodeid: str) -> str:
    """The piece of work that a test belongs to.

    >>> piece_of("tests/core/test_replay.py::test_a[1]")
    'tests/core/test_replay.py'
    >>> piece_of("tests/browser/test_board.py::test_b")
    'tests/browser'
    """
    path = nodeid.partition("::")[0]
    return BROWSER if path.startswith(f"{BROWSER}/") else path


def long_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The tests, those of long pieces of work before all others."""
    places = {piece: place for place, piece in enumerate(LONG_FIRST)}
    return sorted(items, key=lambda item: places.get(piece_of(item.nodeid), len(places)))


class Pieces(LoadFileScheduling):
    """Hands out pieces of work in the order of collection."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # else by the number of tests in a file, which says little about its time

    def _split_scope(self, nodeid: str) -> str:
        return piece_of(nodeid)
