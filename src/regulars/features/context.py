"""What every slice works with: one frozen context per process, made at the start and handed to routes by FastAPI.

Nothing is global: two contexts (two databases, two programs) can live in one process, as they do in the tests.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from regulars.kit.settings import Settings
from regulars.store.database import Database


def system_time() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """Everything a route, a job or a command needs from the outside."""

    settings: Settings
    database: Database
    wall_clock: Callable[[], datetime] = system_time
    """The real time, which sessions and keys live by. Members live by `store.clock`, which a sandbox may move."""


@contextmanager
def open_context(settings: Settings, database: Database) -> Iterator[AppContext]:
    """Make the context of a process on an open database, and close what it opened."""
    yield AppContext(settings=settings, database=database)


async def current_context(request: Request) -> AppContext:
    """The context of the application that serves this request."""
    context: AppContext = request.app.state.context
    return context


Context = Annotated[AppContext, Depends(current_context)]
"""Annotate a route's parameter with this to receive the context."""
