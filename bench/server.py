"""A server process over a base, for figures of whole requests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx

from bench.embedded import Embedded

START_SECONDS_MAX: Final = 60


@contextmanager
def serving(base: Embedded) -> Iterator[int]:
    """The port of a `regulars serve` on a base. Sweeps, webhooks and tags are left to a worker, as one under load does."""
    port = _free_port()
    folder = str(base.settings.data_dir)  # the master key lies there
    environment = os.environ | {"REGULARS_DATABASE_URL": base.database.url, "REGULARS_DATA_DIR": folder}
    command = [sys.executable, "-m", "regulars", "serve", "--no-worker", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    give_up_at = time.monotonic() + START_SECONDS_MAX
    while time.monotonic() < give_up_at:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/v1/health/ready", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server did not start")
