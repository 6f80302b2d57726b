"""Active check: whether the sums of active customers fit the states, where the days of being active were changed.

What was counted before the change cannot be decided again. But every customer stops being active so many days after the latest
thing they did, whatever was counted before; so the ends that lie ahead must be those that the states say, and everybody who began
must end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regulars.kit.calendars import date_of
from regulars.store.figures import FigureKey


def active_faults(stored: Mapping[FigureKey, int], latest: Mapping[int, int], active_days: int, today: int) -> Iterator[str]:
    """What does not fit in the stored sums, given how many customers did something last on each day."""
    held = {day: value for (day, figure, _), value in stored.items() if figure == "active"}
    ends = {day + active_days: count for day, count in latest.items()}
    if total := sum(held.values()):
        yield f"figure active sums up to {total}, not 0"
    begun = max(today, max(latest, default=today))
    for day in sorted(held.keys() | ends.keys()):
        expected = -ends.get(day, 0)
        if day > begun and held.get(day, 0) != expected:
            yield f"figure active of {date_of(day)} is {held.get(day, 0)}, not {expected}"
