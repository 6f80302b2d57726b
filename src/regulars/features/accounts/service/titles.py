"""Titles: what a member holds beside a tier - honours, and tasks under way."""

from __future__ import annotations

from typing import Literal

from regulars.core.extras import Attempt
from regulars.features.accounts.contracts import Account
from regulars.features.accounts.title_schemas import AttemptShape, HonourShape
from regulars.features.programs.facade import told_metric
from regulars.kit.instants import datetime_of, maybe_datetime


def read_honours(account: Account) -> list[HonourShape]:
    """The titles that the member bears, the oldest first."""
    extras = account.state.extras
    held = sorted(extras.honours.items(), key=lambda item: (item[1].since, item[0])) if extras else []
    return [
        HonourShape(
            key=key, name=account.words.part("honour", key).name, badge=account.words.badge(key),
            since=datetime_of(honour.since), until=maybe_datetime(honour.until),
        )
        for key, honour in held
    ]  # fmt: skip


def read_attempts(account: Account) -> list[AttemptShape]:
    """The latest attempt at each task that the program still has, the newest first."""
    extras = account.state.extras
    attempts = sorted(extras.attempts.items(), key=lambda item: (-item[1].since, item[0])) if extras else []
    found = []
    for key, attempt in attempts:
        task = account.program.tasks.get(key)
        if task is None:
            continue
        told = account.words.part("task", key)
        unit = told_metric(task.metric, account.words.current).unit
        found.append(
            AttemptShape(
                task=key, name=told.name, text=told.text, status=_status(attempt, account.instant),
                since=datetime_of(attempt.since), until=datetime_of(attempt.until), unit=unit,
                progress=max(attempt.progress, 0), required=task.at_least,
            )
        )  # fmt: skip
    return found


def _status(attempt: Attempt, now: int) -> Literal["running", "done", "missed"]:
    if attempt.is_done:
        return "done"
    return "running" if now < attempt.until else "missed"
