"""What every slice works with: one frozen context per process, made at the start and handed to routes by FastAPI.

Nothing is global: two contexts (two databases, two programs) can live in one process, as they do in the tests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.settings import Settings
from regulars.ledger.append import Ledger
from regulars.store.database import Database


def system_time() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """Everything a route, a job or a command needs from the outside."""

    settings: Settings
    database: Database
    programs: ProgramLibrary
    ledger: Ledger
    wall_clock: Callable[[], datetime] = system_time
    """The real time, which sessions and keys live by. Members live by `store.clock`, which a sandbox may move."""


def make_context(settings: Settings, database: Database, wall_clock: Callable[[], datetime] = system_time) -> AppContext:
    """Make the context of a process on an open database, which the caller closes."""
    programs = ProgramLibrary()
    ledger = Ledger(database, programs.history, wall_clock)
    return AppContext(settings=settings, database=database, programs=programs, ledger=ledger, wall_clock=wall_clock)


async def current_context(request: Request) -> AppContext:
    """The context of the application that serves this request."""
    context: AppContext = request.app.state.context
    return context


Context = Annotated[AppContext, Depends(current_context)]
"""Annotate a route's parameter with this to receive the context."""
