"""Tiers and titles on the wire: a task accepted, an honour granted."""

from __future__ import annotations

from regulars.core import events as core
from regulars.ledger.wire.parts import Part, Word


class TaskAccepted(Part, frozen=True):
    """The member takes up a task of the program, by its key there."""

    task: Word


class HonourGranted(Part, frozen=True):
    """The member won a limited-time honour of the program, by its key there."""

    honour: Word


def task_accepted(data: TaskAccepted) -> core.TaskAccepted:
    """The acceptance for core."""
    return core.TaskAccepted(data.task)


def honour_granted(data: HonourGranted) -> core.HonourGranted:
    """The honour for core."""
    return core.HonourGranted(data.honour)
