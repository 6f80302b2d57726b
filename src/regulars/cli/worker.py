"""`regulars worker`: the sweeper on its own, for installations that run it apart from the servers."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Annotated

import typer

from regulars.cli.output import console, open_database
from regulars.features.context import AppContext, make_context
from regulars.kit.logs import configure_logs
from regulars.kit.settings import Settings
from regulars.worker.sweeping import ROUND_SECONDS, keep_settled


def run(
    round_seconds: Annotated[float, typer.Option("--round-seconds", min=0.1, help="Seconds between rounds.")] = ROUND_SECONDS,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
) -> None:
    """Let expiries, activations and reviews happen when they are due, until SIGINT or SIGTERM."""
    configure_logs(log_level)
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with open_database() as database:
        console.print("The worker is running.", markup=False)
        keep_settled(make_context(Settings.from_environment(), database).ledger, stop, round_seconds)


@contextmanager
def worker_beside(context: AppContext) -> Iterator[None]:
    """A sweeper in a thread of a server, for as long as it serves."""
    stop = Event()
    thread = Thread(target=keep_settled, args=(context.ledger, stop), name="sweeper")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
