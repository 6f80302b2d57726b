"""Is the embedded server there? Asked of the server itself and of the kernel, never of a pid file alone.

A pid file outlives a killed server, and its number may by then belong to another program or, in a container without an
init process, to a corpse that nobody collects. PostgreSQL would refuse to start for ever in either case.
"""

import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from psycopg.pq import PGconn, Ping

PROCESSES: Final = Path("/proc")
POLL_SECONDS: Final = 0.05


def is_running(url: str) -> bool:
    """Tell whether the server takes connections; having no free one for us counts as running."""
    return PGconn.ping(url.encode()) == Ping.OK


def wait_until_settled(url: str, data: Path, leftovers: tuple[Path, ...], seconds_max: int) -> bool:
    """Return whether a server runs, after waiting for one that is still starting, stopping or dying.

    When none is left, the leftovers of a dead one (files that name its process) are removed, so that the next start is
    not refused.
    """
    until = time.monotonic() + seconds_max
    while not is_running(url):
        if not _has_processes(data):
            if PROCESSES.is_dir():
                for leftover in leftovers:
                    leftover.unlink(missing_ok=True)
            return False
        if time.monotonic() > until:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _has_processes(data: Path) -> bool:
    """Tell whether any process of a server works in the data directory: also a backend that outlived its server.

    Where the kernel does not show (macOS), the answer is no and PostgreSQL's own check of the pid file decides.
    """
    for process in PROCESSES.glob("[0-9]*"):
        # A process that ends while we look, or is a corpse, has no working directory to read.
        with suppress(OSError):
            if (process / "comm").read_text().strip() == "postgres" and (process / "cwd").readlink() == data:
                return True
    return False
