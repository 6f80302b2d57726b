"""Appending: what requests send is decided and written by processes of their own; the server's interpreter is left to talk.

To decide an event takes about as long as to receive it and to answer, and one interpreter does one thing at a time. So `serve`
hands each batch of group commit (`ledger/batching.py`) to an appender: a process with nothing but the ledger, which takes one
batch at a time over a socket. It starts when it is first needed, and ends when its socket is closed, also where the server was
killed; a batch under way is finished first. Signals that stop a server are the server's affair: it waits for its batches.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import LifoQueue
from socket import socketpair
from typing import Final

from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.collecting import collect_seldom
from regulars.kit.problems import Problem
from regulars.ledger.answers import Answer
from regulars.ledger.append import Ledger
from regulars.store.database import Database, ServiceAccess

STOP_SECONDS_MAX: Final = 30


class Appender:
    """One process that appends to a database."""

    def __init__(self, access: ServiceAccess) -> None:
        ours, theirs = socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-m", __name__, str(number)]
            # A session of its own: an interrupt typed for the server is the server's affair.
            self.process: Final = subprocess.Popen(command, pass_fds=[number], stdin=subprocess.DEVNULL, start_new_session=True)
        self._connection: Final = Connection(ours.detach())
        self._connection.send(access)

    def answer(self, raws: Sequence[bytes], sent_by: Sequence[str]) -> list[Answer] | Exception:
        """What the ledger answered, or what it raised. EOFError or OSError: the process is gone."""
        self._connection.send((raws, sent_by))
        answered: list[Answer] | Exception = self._connection.recv()
        return answered

    def close(self) -> None:
        """Let the process end."""
        self._connection.close()
        self.process.wait(STOP_SECONDS_MAX)


class Appenders:
    """So many processes at most, each started when all others are at work."""

    def __init__(self, database: Database, count_max: int) -> None:
        self._access: Final = database.service_access()
        self._count_max: Final = count_max
        self._idle: Final[LifoQueue[Appender | None]] = LifoQueue()
        """The one that worked last works next; None stands for one that is not there."""
        for _ in range(count_max):
            self._idle.put(None)

    def answer(self, raws: Sequence[bytes], *, sent_by: Sequence[str]) -> list[Answer]:
        """Decide and store events as `Ledger.answer` does, and raise what it raises; `not_ready` where the process ended."""
        appender = self._idle.get()
        try:
            if appender is None:
                appender = Appender(self._access)
            answered = appender.answer(raws, sent_by)
        except (EOFError, OSError) as error:
            if appender is not None:
                appender.close()
                appender = None
            raise _gone() from error
        finally:
            self._idle.put(appender)
        if isinstance(answered, Exception):
            raise answered
        return answered

    def close(self) -> None:
        """Wait for what is under way, and let every process end."""
        for appender in [self._idle.get() for _ in range(self._count_max)]:
            if appender is not None:
                appender.close()


@contextmanager
def appenders_beside(database: Database, count_max: int) -> Iterator[Appenders]:
    """Appenders for as long as a server serves."""
    appenders = Appenders(database, count_max)
    try:
        yield appenders
    finally:
        appenders.close()


def _gone() -> Problem:
    detail = "The process that stores events ended; whether these were stored is not known."
    return Problem("not_ready", detail, hint="Send the same events again: what was stored is answered as the first time.")


def append_until_closed(connection: Connection) -> None:
    """The whole life of an appender."""
    for number in (signal.SIGINT, signal.SIGTERM):  # who stops a service may send them to all of its processes
        signal.signal(number, signal.SIG_IGN)
    access: ServiceAccess = connection.recv()
    with Database.for_service(access) as database:
        ledger = Ledger(database, ProgramLibrary().history)
        collect_seldom()
        while True:
            try:
                raws, sent_by = connection.recv()
            except EOFError:
                return
            try:
                answered: list[Answer] | Exception = ledger.answer(raws, sent_by=sent_by)
            except Exception as error:  # noqa: BLE001 - it is raised in the server, which answers and logs it
                error.add_note(f"In an appender:\n{traceback.format_exc()}")
                answered = error
            connection.send(answered)


if __name__ == "__main__":
    append_until_closed(Connection(int(sys.argv[1])))
