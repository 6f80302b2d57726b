"""Tasks: so much within so many days grants a tier, at the moment it is there (fast track, winning back a lost tier).

An attempt counts what happened within its days, whenever it is told: a late order counts, and a refund of an order of those days
counts back. Metrics are kept by month, so what one event changed is the difference of their sums before and after it.
"""

from __future__ import annotations

from regulars.core.events import TaskAccepted
from regulars.core.extras import Attempt, Extras
from regulars.core.grants import grant, hold, release
from regulars.core.ladders import Ladder, Task
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.standings import standing_on
from regulars.core.state import State
from regulars.kit.instants import DAY, iso_text


def accept(moment: Moment, data: TaskAccepted, _facts: Facts) -> Rejection | None:
    """Begin an attempt, from the event's own time."""
    task = moment.program.tasks.get(data.task)
    if task is None:
        known = ", ".join(moment.program.tasks) or "none"
        return Rejection("task_unknown", "data.task", f"the program has no task {data.task}", f"one of {known}")
    refusal = _refuse(moment, task)
    if refusal is not None:
        return refusal
    until = moment.program.calendar.later_by_days(moment.effective_at, task.days)
    moment.state.opened().attempts[task.key] = Attempt(moment.effective_at, until, 0, False)
    moment.is_due_by(until)
    moment.tell("task.accepted", {"task": task.key, "until": iso_text(until)})
    return None


def _refuse(moment: Moment, task: Task) -> Rejection | None:
    ladder = moment.current.ladder_by_key[task.ladder]
    standing = standing_on(moment.state, ladder)
    if ladder.level(standing.tier) >= ladder.level(task.tier):
        return Rejection("task_not_needed", "data.task", f"the member holds {standing.tier} already", "a task for a higher tier")
    if task.downgraded_within_days and not _was_downgraded(moment, ladder, task):
        detail = f"the task is for who lost {task.tier} at a review within {task.downgraded_within_days} days"
        return Rejection("task_not_open", "data.task", detail, "a task that is open to everybody")
    attempt = None if moment.state.extras is None else moment.state.extras.attempts.get(task.key)
    if attempt is None:
        return None
    if not attempt.is_done and moment.effective_at < attempt.until:
        detail = "the task was accepted and is still running"
        return Rejection("task_running", "data.task", detail, "wait until it has ended", {"until": iso_text(attempt.until)})
    again_at = attempt.until + task.again_after_days * DAY
    if task.again_after_days and moment.effective_at < again_at:
        detail = f"the task can be accepted again {task.again_after_days} days after the last time"
        return Rejection("task_not_open", "data.task", detail, "wait until then", {"again_at": iso_text(again_at)})
    return None


def _was_downgraded(moment: Moment, ladder: Ladder, task: Task) -> bool:
    """Whether a review took the task's tier, or a higher one, recently enough."""
    history = standing_on(moment.state, ladder).history
    since = moment.effective_at - task.downgraded_within_days * DAY
    for place in range(1, len(history)):
        before, after = history[place - 1], history[place]
        if after.reason == "review_missed" and after.since >= since and ladder.level(before.tier) >= ladder.level(task.tier):
            return True
    return False


def sums(moment: Moment) -> dict[str, int]:
    """What the metrics of the tasks that were accepted come to so far, to be compared by `follow`."""
    extras = moment.state.extras
    assert extras is not None, "somebody accepted a task"
    found: dict[str, int] = {}
    for key in extras.attempts:
        task = moment.current.tasks.get(key)
        if task is not None:
            found[task.metric] = _sum(moment.state, task.metric)
    return found


def follow(moment: Moment, before: dict[str, int]) -> None:
    """Move the attempts within whose days something happened, and grant the tier where enough has."""
    extras = moment.state.extras
    assert extras is not None, "somebody accepted a task"
    for key, attempt in sorted(extras.attempts.items()):
        task = moment.current.tasks.get(key)
        if task is None or task.metric not in before or not attempt.since <= moment.counts_at < attempt.until:
            continue
        change = _sum(moment.state, task.metric) - before[task.metric]
        if change:
            _move(moment, extras, task, attempt.moved(change))


def _sum(state: State, metric: str) -> int:
    total = 0
    for value in state.metrics.get(metric, {}).values():
        total += value
    return total


def _move(moment: Moment, extras: Extras, task: Task, attempt: Attempt) -> None:
    ladder = moment.current.ladder_by_key[task.ladder]
    is_enough = attempt.progress >= task.at_least
    cause = f"task:{task.key}"
    if is_enough and not attempt.is_done:
        attempt = attempt.judged(True)
        moment.tell("task.done", {"task": task.key, "tier": task.tier})
        if ladder.level(standing_on(moment.state, ladder).tier) < ladder.level(task.tier):
            grant(moment, ladder, task.tier, cause, "task_done")
        else:
            hold(moment.state, ladder, task.tier, cause)
    elif not is_enough and attempt.is_done and ladder.on_refund == "at_once":
        attempt = attempt.judged(False)
        release(moment.state, ladder, cause)
    extras.attempts[task.key] = attempt


def end_due(moment: Moment) -> None:
    """Tell of the attempts whose days are over without enough."""
    extras = moment.state.extras
    if extras is None or not extras.attempts:
        return
    for key, attempt in sorted(extras.attempts.items()):
        if moment.state.settled_to < attempt.until <= moment.now and not attempt.is_done:
            moment.tell("task.missed", {"task": key, "progress": attempt.progress})
