"""`regulars worker`: sweeper, deliverer, backtests, tags and imports on their own, for installations that run them apart."""

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
from regulars.worker.backtesting import answer_backtests
from regulars.worker.delivering import keep_delivering
from regulars.worker.extracting import keep_extracted
from regulars.worker.importing import keep_importing
from regulars.worker.pairing import keep_pairing
from regulars.worker.ranking import keep_ranked
from regulars.worker.sweeping import ROUND_SECONDS, keep_settled
from regulars.worker.tagging import keep_tagged


def run(
    round_seconds: Annotated[float, typer.Option("--round-seconds", min=0.1, help="Seconds between rounds.")] = ROUND_SECONDS,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
) -> None:
    """Let what is due happen, send webhooks, answer backtests, keep tags, bring members in, find duplicates, until stopped."""
    configure_logs(log_level)
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with open_database() as database:
        console.print("The worker is running.", markup=False)
        context = make_context(Settings.from_environment(), database)
        threads = _beside_the_sweeper(context, stop)
        for thread in threads:
            thread.start()
        keep_settled(context.ledger, stop, round_seconds)
        for thread in threads:
            thread.join()


@contextmanager
def worker_beside(context: AppContext) -> Iterator[None]:
    """A sweeper and what works beside it in threads of a server, for as long as it serves."""
    stop = Event()
    sweeper = Thread(target=keep_settled, args=(context.ledger, stop), name="sweeper")
    threads = [sweeper, *_beside_the_sweeper(context, stop)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _beside_the_sweeper(context: AppContext, stop: Event) -> list[Thread]:
    """What works until `stop` is set as well: webhooks are sent, backtests answered, tags and ranks kept, members brought in."""
    sender = Sender(context.settings.webhook_networks)
    return [
        Thread(target=keep_delivering, args=(context.database, sender, context.wall_clock, stop), name="deliverer"),
        Thread(target=answer_backtests, args=(context, stop), name="backtests"),
        Thread(target=keep_tagged, args=(context, stop), name="tags"),
        Thread(target=keep_ranked, args=(context.database, stop), name="ranks"),
        Thread(target=keep_extracted, args=(context.database, stop), name="extracts"),
        Thread(target=keep_pairing, args=(context, stop), name="duplicates"),
        Thread(target=keep_importing, args=(context, stop), name="imports"),
    ]
