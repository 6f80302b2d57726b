"""Every worked example as a table; each is played lazily and with the sweeper coming by at midnight, to the same ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from regulars.core.rejections import RejectionCode
from regulars.kit.calendars import calendar_of
from regulars.kit.instants import DAY, Instant
from tests.core.table import TABLES, ZONE, Case, read_cases, run

FILES = sorted(TABLES.glob("*.md"))
CASES = [pytest.param(case, id=f"{path.stem}: {case.name}") for path in FILES for case in read_cases(path)]


def every_midnight(start: Instant, end: Instant) -> Iterator[Instant]:
    """The midnights of Shanghai between two instants, at most the last 800."""
    calendar = calendar_of(ZONE)
    day = calendar.day_of(max(start, end - 800 * DAY))
    while (midnight := calendar.day_start(day)) < end:
        if midnight > start:
            yield midnight
        day += 1


@pytest.mark.parametrize("case", CASES)
def test_table__says_what_the_ledger_does(case: Case):
    assert case.rows, "a case without rows proves nothing"
    run(case)


@pytest.mark.parametrize("case", CASES)
def test_table__does_not_depend_on_the_sweeper(case: Case):
    lazy, swept = run(case), run(case, every_midnight)
    assert swept.entries == lazy.entries
    assert swept.state == lazy.state


def test_every_rejection__appears_in_a_table():
    shown = {code for path in FILES for code in re.findall(r"rejected (\w+)", path.read_text(encoding="utf-8"))}
    assert shown == set(get_args(RejectionCode))


def test_every_table__quotes_its_example():
    for path in FILES:
        assert "\n> " in path.read_text(encoding="utf-8"), f"{path.name} does not quote what it shows"
