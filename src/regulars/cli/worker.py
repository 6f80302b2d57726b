"""`regulars worker`: the sweeper and the deliverer on their own, for installations that run them apart from the servers."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Annotated

import typer

from regulars.cli.output import console, open_database
from regulars.features.context import AppContext, make_context
from regulars.features.webhooks.facade import Sender
from regulars.kit.logs import configure_logs
from regulars.kit.settings import Settings
from regulars.worker.delivering import keep_delivering
from regulars.worker.sweeping import ROUND_SECONDS, keep_settled


def run(
    round_seconds: Annotated[float, typer.Option("--round-seconds", min=0.1, help="Seconds between rounds.")] = ROUND_SECONDS,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
) -> None:
    """Let expiries, activations and reviews happen when they are due, and send webhooks, until SIGINT or SIGTERM."""
    configure_logs(log_level)
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with open_database() as database:
        console.print("The worker is running.", markup=False)
        context = make_context(Settings.from_environment(), database)
        deliverer = _deliverer(context, stop)
        deliverer.start()
        keep_settled(context.ledger, stop, round_seconds)
        deliverer.join()


@contextmanager
def worker_beside(context: AppContext) -> Iterator[None]:
    """A sweeper and a deliverer in threads of a server, for as long as it serves."""
    stop = Event()
    threads = [Thread(target=keep_settled, args=(context.ledger, stop), name="sweeper"), _deliverer(context, stop)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _deliverer(context: AppContext, stop: Event) -> Thread:
    sender = Sender(context.settings.webhook_networks)
    return Thread(target=keep_delivering, args=(context.database, sender, context.wall_clock, stop), name="deliverer")
