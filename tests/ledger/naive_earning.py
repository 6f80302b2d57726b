"""What the naive model gives more for: promotions by day, and days running."""

from datetime import date, timedelta


def promotion(birth_month: int, day: date) -> int:
    """The best promotion of a day."""
    if day.month == birth_month:
        return 3
    return 2 if day.weekday() >= 5 else 1


def rewards(days: set[date]) -> int:
    """How often three days running are full in a set of days."""
    found = 0
    for first in days - {day + timedelta(days=1) for day in days}:
        length = 1
        while first + timedelta(days=length) in days:
            length += 1
        found += length // 3
    return found
