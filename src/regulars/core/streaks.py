"""Streaks: days in a row, rewarded each time another full number of them is reached.

A run grows by a day at either end, and a late event may close the gap between two runs: what the whole run is then due is given.
Where the days are held by orders, a refund of the last order of a day breaks the run again, and what the parts do not earn on
their own is taken back.
"""

from __future__ import annotations

from regulars.core import asking, limits
from regulars.core.extras import Run
from regulars.core.giving import give, take
from regulars.core.moment import Moment
from regulars.core.records import OrderRecord
from regulars.core.rules import Streak
from regulars.core.state import shift_in, shift_month


def go_on(moment: Moment, event_type: str) -> None:
    """Count the day of an event in every streak of its type."""
    found = moment.program.streaks.get(event_type)
    if found is None:
        return
    for rule in found:
        if rule.when is None or asking.admits(moment, rule):
            _add_day(moment, rule)


def go_on_by_order(moment: Moment, record: OrderRecord) -> None:
    """The same for an order, whose day counts as long as the order does."""
    for rule in moment.program.streaks["order.paid"]:
        if rule.when is None or asking.admits(moment, rule):
            record.streaks = [*record.streaks, rule.key]
            shift_in(moment.state.opened().held_days, rule.key, moment.day, 1)
            _add_day(moment, rule)


def _add_day(moment: Moment, rule: Streak) -> None:
    extras, day = moment.state.opened(), moment.day
    first, last, rewarded = day, day, 0
    given: dict[int, int] = {}
    others: list[Run] = []
    for run in extras.runs.get(rule.key, []):
        if run.first_day <= day <= run.last_day:
            moment.skipped.append((rule.key, "day_already_counted"))
            return
        if run.last_day == day - 1 or run.first_day == day + 1:
            first, last = min(first, run.first_day), max(last, run.last_day)
            rewarded += run.rewarded
            for month, points in run.given.items():
                shift_month(given, month, points)
        else:
            others.append(run)
    due = (last - first + 1) // rule.days
    points = limits.left(moment, rule, (due - rewarded) * rule.points) if due > rewarded else 0
    if points:
        limits.use(moment, rule, points)
        give(moment, rule, points, reference_of(rule))
        shift_month(given, moment.month, points)
    else:
        moment.skipped.append((rule.key, "limit_reached" if due > rewarded else "streak_goes_on"))
    _keep(moment, rule, [*others, Run(first, last, max(due, rewarded), given)])


def fall_back(moment: Moment, record: OrderRecord) -> None:
    """An order is back in full: its day counts no longer in the streaks that it went on, unless another order holds it."""
    extras = moment.state.extras
    if not record.streaks or extras is None:
        return
    streaks, record.streaks = record.streaks, []
    for rule in moment.programs.version(record.program_version).streaks["order.paid"]:
        held = extras.held_days.get(rule.key)
        if rule.key not in streaks or held is None or record.day not in held:
            continue
        shift_in(extras.held_days, rule.key, record.day, -1)
        if record.day not in extras.held_days.get(rule.key, {}):
            _take_day(moment, rule, record.day)


def _take_day(moment: Moment, rule: Streak, day: int) -> None:
    kept: list[Run] = []
    broken: Run | None = None
    for run in moment.state.opened().runs.get(rule.key, []):
        if run.first_day <= day <= run.last_day:
            broken = run
        else:
            kept.append(run)
    if broken is None:
        return
    before, after = (day - broken.first_day) // rule.days, (broken.last_day - day) // rule.days
    left = broken.given.copy()
    for month, points in _taken_from(left, sum(left.values()) - (before + after) * rule.points):
        take(moment, rule, points, reference_of(rule), month)
        if rule.limit is not None:
            period = 0 if rule.limit.per == "life" else month
            limits.give_back(moment, rule.key, period, points, True)
    of_before = dict(_taken_from(left, sum(left.values()) - after * rule.points))
    if broken.first_day < day:
        kept.append(Run(broken.first_day, day - 1, before, of_before))
    if day < broken.last_day:
        kept.append(Run(day + 1, broken.last_day, after, left))
    _keep(moment, rule, kept)


def _taken_from(given: dict[int, int], points: int) -> list[tuple[int, int]]:
    """Take points out of what was given by month, the latest month first."""
    taken: list[tuple[int, int]] = []
    for month in sorted(given, reverse=True):
        part = min(given[month], points)
        if part > 0:
            taken.append((month, part))
            points -= part
    for month, part in taken:
        shift_month(given, month, -part)
    return taken


def _keep(moment: Moment, rule: Streak, runs: list[Run]) -> None:
    """Remember the runs that something may still change: a late event the recent ones, a refund those that gave something."""
    extras = moment.state.opened()
    oldest = moment.program.calendar.day_of(moment.now) - moment.program.late_days - 1
    held = extras.held_days.get(rule.key)
    kept = [run for run in runs if run.last_day >= oldest or (held is not None and run.given)]
    if len(kept) > 1:
        kept.sort(key=lambda run: run.first_day)
    if kept:
        extras.runs[rule.key] = kept
    else:
        extras.runs.pop(rule.key, None)
    if held is not None:
        for day in [day for day in held if day < oldest and not _is_within(kept, day)]:
            del held[day]
        if not held:
            del extras.held_days[rule.key]


def _is_within(runs: list[Run], day: int) -> bool:
    return any(run.first_day <= day <= run.last_day for run in runs)


def reference_of(rule: Streak) -> str:
    """What the entries of a streak belong to."""
    return f"streak:{rule.key}"
