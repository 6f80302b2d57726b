"""The whole application over HTTP: real routes on a real port of this machine, real PostgreSQL behind them."""

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import httpx
import uvicorn

from regulars.api.app import create_app
from regulars.features.access import facade
from regulars.features.context import make_context
from regulars.kit.logs import configure_logs
from regulars.kit.settings import Settings
from regulars.store.database import Database

FORGERY_HEADER = {"X-Regulars-Request": "console"}
PASSWORD = "correct horse battery"
START_SECONDS_MAX = 20
REQUEST_SECONDS_MAX = 60


class MovableClock:
    """A clock that shows what it was last told; the computer's time until then."""

    def __init__(self) -> None:
        self.now: datetime | None = None

    def __call__(self) -> datetime:
        """The time."""
        return self.now or datetime.now(UTC)


class Site:
    """A running application, and ways to call it as different people."""

    def __init__(self, database: Database, url: str, clock: MovableClock) -> None:
        self.database = database
        self.url = url
        self.clock = clock
        self.clients: list[httpx.Client] = []

    def anonymous(self) -> httpx.Client:
        """A caller without any credentials."""
        client = httpx.Client(base_url=self.url, trust_env=False, timeout=REQUEST_SECONDS_MAX)
        self.clients.append(client)
        return client

    def staff(self, role: str, username: str | None = None, *, unit: str | None = None, inherits: bool = True) -> httpx.Client:
        """A member of staff who has logged in, with a role at a unit, whose client sends the header against forged requests."""
        name = username or role
        facade.create_staff(self.database, name, role, unit=unit, inherits=inherits, password=PASSWORD)
        client = self.anonymous()
        answer = client.post("/v1/session", json={"username": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers.update(FORGERY_HEADER)
        return client

    def system(self, *scopes: str, unit: str | None = None) -> httpx.Client:
        """A system with an API key of its own, perhaps of a unit."""
        client = self.anonymous()
        client.headers["Authorization"] = f"Bearer {facade.create_key(self.database, 'test', scopes, unit=unit).bearer}"
        return client

    def caller(self, who: str) -> httpx.Client:
        """`anonymous`, a role, or `key:` with a scope: the way tables of tests name callers."""
        if who == "anonymous":
            return self.anonymous()
        return self.system(who.removeprefix("key:")) if who.startswith("key:") else self.staff(who)


@contextmanager
def open_site(
    database: Database, console_build: Path, log: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Site]:
    """Serve the application on a free port; what it logs goes to `log`, or nowhere."""
    configure_logs("debug", log or io.BytesIO())
    clock = MovableClock()
    app = create_app(make_context(settings or Settings(), database, clock), console_build=console_build)
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, access_log=False, ws="none", server_header=False, timeout_graceful_shutdown=5)
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        give_up_at = time.monotonic() + START_SECONDS_MAX
        while not server.started:
            assert time.monotonic() < give_up_at, "the server did not start"
            time.sleep(0.005)
        site = Site(database, f"http://127.0.0.1:{listener.getsockname()[1]}", clock)
        try:
            yield site
        finally:
            for client in site.clients:
                client.close()
            server.should_exit = True
            thread.join()
