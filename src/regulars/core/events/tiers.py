"""Tiers and titles: a task that the member accepts, an honour that staff grant."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData


@final
class TaskAccepted(EventData):
    """The member takes up a task of the program; its days begin now."""

    def __init__(self, task: str) -> None:
        self.task: Final = task

    def plain(self) -> Any:
        """The fields in order."""
        return (self.task,)


@final
class HonourGranted(EventData):
    """The member won a limited-time honour of the program."""

    def __init__(self, honour: str) -> None:
        self.honour: Final = honour

    def plain(self) -> Any:
        """The fields in order."""
        return (self.honour,)
