"""`regulars serve`: the API and the console, until it is told to stop."""

import signal
import socket
from contextlib import nullcontext
from dataclasses import replace
from types import FrameType
from typing import Annotated, NoReturn

import typer
import uvicorn

from regulars.api.app import create_app
from regulars.cli.output import console, open_database, problems_told
from regulars.cli.worker import worker_beside
from regulars.features.access.facade import ensure_first_staff
from regulars.features.context import AppContext, make_context
from regulars.kit.logs import configure_logs
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.ledger.batching import BATCHES_AT_ONCE
from regulars.store.database import Database
from regulars.worker.appending import appenders_beside

FIRST_USERNAME = "admin"
STOP_SECONDS_MAX = 20
IDLE_CONNECTION_SECONDS_MAX = 30


def run(
    host: Annotated[str | None, typer.Option(help="Address to listen on; REGULARS_HOST or 127.0.0.1 by default.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65_535, help="Port; REGULARS_PORT or 8000 by default.")] = None,
    log_level: Annotated[str, typer.Option(help="debug (a line per request), info, warning or error.")] = "info",
    settles: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Sweep in this process too, or leave it to `worker`.")
    ] = True,
) -> None:
    """Serve the API and the console."""
    with open_database() as database:
        chosen = Settings.from_environment()
        settings = replace(chosen, host=host or chosen.host, port=chosen.port if port is None else port)
        serve(make_context(settings, database), log_level=log_level, settles=settles)


def listen(host: str, port: int) -> socket.socket:
    """Take an address, so that nothing is promised that cannot be held; port 0 is any free one."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        detail = f"Nothing can be served on {host}, port {port}: {reason}."
        raise Problem("address_unusable", detail, hint="Choose another with --host and --port.") from error


def greet(database: Database, host: str, port: int) -> None:
    """Print the address and, on a database without accounts, the first log-in."""
    password = ensure_first_staff(database, FIRST_USERNAME)
    console.print(f"Regulars serves http://{f'[{host}]' if ':' in host else host}:{port}", markup=False)
    if password is not None:
        console.print(f"First log-in, shown this once: {FIRST_USERNAME} / {password}", markup=False)
    else:
        console.print(f"A forgotten password: regulars staff reset {FIRST_USERNAME} --password", markup=False)


def serve(context: AppContext, *, log_level: str = "info", settles: bool = True) -> None:
    """Serve a context until SIGINT or SIGTERM; requests that have begun are finished. `settles`: sweep meanwhile."""
    host = context.settings.host
    with problems_told():
        listener = listen(host, context.settings.port)
    greet(context.database, host, listener.getsockname()[1])
    configure_logs(log_level)
    # uvicorn finishes its requests and then raises the signal again; as an exit it lets us close the database behind it.
    signal.signal(signal.SIGTERM, _leave)
    with appenders_beside(context.database, BATCHES_AT_ONCE) as appenders, worker_beside(context) if settles else nullcontext():
        config = uvicorn.Config(
            create_app(context, append=appenders.answer),
            loop="auto",
            http="httptools",
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS_MAX,
            timeout_keep_alive=IDLE_CONNECTION_SECONDS_MAX,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
