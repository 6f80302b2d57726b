"""A receiver of webhooks: a real HTTP server on this machine that keeps what it was sent and answers as it is told."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import msgspec


class Received(NamedTuple):
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> dict[str, Any]:
        """The body, read."""
        found: dict[str, Any] = msgspec.json.decode(self.body)
        return found


class Receiver:
    """Where requests end up, and how they are answered: `answers` first, one each, then 204."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.received: list[Received] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.delay_seconds = 0.0
        self.on_received: Callable[[], None] = lambda: None
        """Called after each request."""
        self._lock = threading.Lock()

    def take(self, request: Received) -> tuple[int, dict[str, str]]:
        """Keep a request and say how to answer it."""
        with self._lock:
            self.received.append(request)
            answer = self.answers.pop(0) if self.answers else (204, {})
            self.on_received()
        time.sleep(self.delay_seconds)
        return answer

    def types(self) -> list[str]:
        """What was told, in the order in which it came."""
        return [each.message["type"] for each in self.received]


@contextmanager
def open_receiver() -> Iterator[Receiver]:
    """Receive on a free port."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, more = receiver.take(Received(self.path, headers, body))
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        receiver = Receiver(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
