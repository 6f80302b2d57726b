"""Local days and months in zones whose clocks do awkward things: jumps at midnight, half hours, the far side of the date line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.core.lots import FOR_EVER, last_usable_day
from regulars.core.program import Expiry
from regulars.kit.calendars import (
    Calendar,
    add_months,
    calendar_of,
    date_of,
    date_start,
    day_number,
    first_day,
    last_day,
    local_date,
    month_date,
    month_label,
    month_of_day,
    parse_month,
    weekday_of,
)
from regulars.kit.instants import (
    BEFORE_ALL,
    DAY,
    NEVER,
    Instant,
    datetime_of,
    instant_of,
    iso_text,
    maybe_datetime,
    maybe_instant,
    utc_text,
)

NAMES = ["Asia/Shanghai", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe"]
zones = st.sampled_from([ZoneInfo(name) for name in NAMES])
roundings = st.sampled_from(["none", "month", "quarter", "year"])
expiries = st.builds(Expiry, st.sampled_from(["days", "months"]), st.integers(1, 40), roundings)
# Ordinary days, and those around the first and the last that calendars keep in tables.
dates = (
    st.dates(date(2015, 1, 1), date(2035, 12, 31))
    | st.dates(date(1968, 1, 1), date(1972, 12, 31))
    | st.dates(date(2098, 1, 1), date(2102, 12, 31))
)
days = dates.map(day_number)
instants = (
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - it takes naive bounds
    | st.datetimes(datetime(1969, 12, 1), datetime(1970, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 - it takes naive bounds
    | st.datetimes(datetime(2099, 12, 1), datetime(2100, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 - it takes naive bounds
).map(instant_of)


@given(days, zones)
def test_day_start__is_the_first_instant_of_its_day(day: int, zone: ZoneInfo):
    calendar = Calendar(zone)
    start = calendar.day_start(day)
    assert calendar.day_of(start) == day
    assert calendar.day_of(start - 1) == day - 1


@given(days, zones)
def test_month_start__is_the_first_instant_of_its_month(day: int, zone: ZoneInfo):
    calendar, month = Calendar(zone), month_of_day(day)
    start = calendar.month_start(month)
    assert (calendar.month_of(start), calendar.month_of(start - 1)) == (month, month - 1)
    assert last_day(month) + 1 == first_day(month + 1)


@given(instants, zones)
def test_calendar__agrees_with_the_dates_of_the_standard_library(instant: Instant, zone: ZoneInfo):
    calendar, local = Calendar(zone), datetime_of(instant).astimezone(zone)
    assert date_of(calendar.day_of(instant)) == local.date() == local_date(datetime_of(instant), zone)
    assert calendar.month_of(instant) == local.year * 12 + local.month - 1
    assert calendar.local(instant) == instant_of(local.replace(tzinfo=UTC))
    assert datetime_of(calendar.day_start(calendar.day_of(instant))) == date_start(local.date(), zone)


@given(st.sampled_from(["Pacific/Apia", "Pacific/Kwajalein", *NAMES]).map(ZoneInfo), st.lists(st.integers(-40, 40), min_size=1))
def test_calendar__remembers_nothing_that_is_not_so(zone: ZoneInfo, hours: list[int]):
    """Asked in any order, around a day on which a zone changed its clock or left out a day, it answers like a new one."""
    calendar = Calendar(zone)
    around = [datetime(2011, 12, 30, tzinfo=UTC), datetime(1993, 8, 21, tzinfo=UTC), datetime(2024, 3, 31, tzinfo=UTC)]
    for hour in hours:
        for start in around:
            moment = start + timedelta(hours=hour)
            assert date_of(calendar.day_of(instant_of(moment))) == moment.astimezone(zone).date()


def test_calendar_of__is_one_for_each_zone():
    assert calendar_of(ZoneInfo("Asia/Shanghai")) is calendar_of(ZoneInfo("Asia/Shanghai"))


@given(dates)
def test_day_numbers__name_the_same_days_as_dates(named: date):
    day = day_number(named)
    assert date_of(day) == named
    assert date_of(day + 1) == named + timedelta(days=1)
    assert weekday_of(day) == named.weekday()
    month = month_of_day(day)
    assert (month_date(month), month_label(month), parse_month(month_label(month))) == (
        named.replace(day=1),
        f"{named:%Y-%m}",
        month,
    )
    assert first_day(month) == day_number(named.replace(day=1))


@given(dates, st.integers(0, 120))
def test_add_months__keeps_the_day_or_takes_the_months_last(day: date, months: int):
    later = date_of(add_months(day_number(day), months))
    month = later.year * 12 + later.month - 1
    assert month - (day.year * 12 + day.month - 1) == months
    assert later.day == day.day or (later.day < day.day and later == date_of(last_day(month)))


@given(instants, st.integers(0, 400), zones)
def test_later_by_days__goes_to_the_same_day_of_the_calendar(instant: Instant, count: int, zone: ZoneInfo):
    calendar = Calendar(zone)
    assert calendar.day_of(calendar.later_by_days(instant, count)) == calendar.day_of(instant) + count


@given(instants, st.integers(0, 400), zones)
def test_later_by_days__keeps_the_time_on_the_wall(instant: Instant, count: int, zone: ZoneInfo):
    wall = datetime_of(instant).astimezone(zone) + timedelta(days=count)
    assert Calendar(zone).later_by_days(instant, count) == instant_of(wall)


@given(days, expiries)
def test_expiry__rounding_only_ever_prolongs_and_never_shortens_for_who_earned_later(day: int, expiry: Expiry):
    plain, rounded = last_usable_day(day, Expiry(expiry.kind, expiry.count)), last_usable_day(day, expiry)
    later = last_usable_day(day + 1, expiry)
    assert day <= plain <= rounded <= later < FOR_EVER


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
    assert date_of(last_usable_day(day_number(date.fromisoformat(earned)), expiry)) == date.fromisoformat(last)


@given(st.datetimes(datetime(1900, 1, 1), datetime(9998, 12, 31), timezones=zones))  # noqa: DTZ001 - bounds are naive by contract
def test_instants__are_datetimes_to_the_microsecond(moment: datetime):
    instant = instant_of(moment)
    assert datetime_of(instant) == maybe_datetime(instant) == moment.astimezone(UTC)
    assert instant_of(datetime_of(instant)) == maybe_instant(moment, NEVER) == instant
    assert datetime.fromisoformat(iso_text(instant)) == datetime_of(instant)
    assert utc_text(instant) == datetime_of(instant).isoformat().replace("+00:00", "Z")
    assert datetime_of(instant + DAY) - datetime_of(instant) == timedelta(days=1)


def test_instants__that_never_come_are_no_datetimes():
    assert maybe_datetime(NEVER) is None
    assert maybe_datetime(BEFORE_ALL) is None
    assert (maybe_instant(None, NEVER), maybe_instant(None, BEFORE_ALL)) == (NEVER, BEFORE_ALL)
