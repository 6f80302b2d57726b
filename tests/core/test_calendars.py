"""Local days and months in zones whose clocks do awkward things: jumps at midnight, half hours, the far side of the date line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.core.lots import last_usable_day
from regulars.core.program import Expiry
from regulars.kit.calendars import add_months, day_start, first_day, last_day, later_by_days, local_date, month_of, month_start

NAMES = ["Asia/Shanghai", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe"]
zones = st.sampled_from([ZoneInfo(name) for name in NAMES])
roundings = st.sampled_from(["none", "month", "quarter", "year"])
expiries = st.builds(Expiry, st.sampled_from(["days", "months"]), st.integers(1, 40), roundings)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(days, zones)
def test_day_start__is_the_first_instant_of_its_day(day: date, zone: ZoneInfo):
    start = day_start(day, zone)
    assert local_date(start, zone) == day
    assert local_date(start - timedelta.resolution, zone) == day - timedelta(days=1)


@given(days, zones)
def test_month_start__is_the_first_instant_of_its_month(day: date, zone: ZoneInfo):
    month = day.year * 12 + day.month - 1
    start = month_start(month, zone)
    assert (month_of(start, zone), month_of(start - timedelta.resolution, zone)) == (month, month - 1)
    assert last_day(month) + timedelta(days=1) == first_day(month + 1)


@given(days, st.integers(0, 120))
def test_add_months__keeps_the_day_or_takes_the_months_last(day: date, months: int):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and later == last_day(later.year * 12 + later.month - 1))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.integers(0, 400), zones)  # noqa: DTZ001
def test_later_by_days__goes_to_the_same_day_of_the_calendar(instant: datetime, count: int, zone: ZoneInfo):
    assert local_date(later_by_days(instant.astimezone(zone), count), zone) == local_date(instant, zone) + timedelta(days=count)


@given(days, expiries)
def test_expiry__rounding_only_ever_prolongs_and_never_shortens_for_who_earned_later(day: date, expiry: Expiry):
    plain, rounded = last_usable_day(day, Expiry(expiry.kind, expiry.count)), last_usable_day(day, expiry)
    later = last_usable_day(day + timedelta(days=1), expiry)
    assert plain is not None
    assert rounded is not None
    assert later is not None
    assert day <= plain <= rounded <= later


@pytest.mark.parametrize(
    ("earned", "expiry", "last"),
    [
        ("2025-03-15", Expiry("months", 12, "month"), "2026-03-31"),
        ("2024-02-29", Expiry("months", 12), "2025-02-28"),
        ("2025-01-31", Expiry("months", 1), "2025-02-28"),
        ("2025-12-31", Expiry("days", 1, "quarter"), "2026-03-31"),
        ("2025-12-31", Expiry("days", 1, "year"), "2026-12-31"),
    ],
)
def test_expiry__ends_on_the_day_named(earned: str, expiry: Expiry, last: str):
    assert last_usable_day(date.fromisoformat(earned), expiry) == date.fromisoformat(last)
