"""Running: an exchange that a thread of its own makes, while the caller goes on with what needs no connection.

With many rows the server is busy for as long as this process takes to make the next ones. Nobody else may use the connection
until `wait` has come back.
"""

from __future__ import annotations

from threading import Thread
from typing import final

from regulars.store.exchange import Exchange


@final
class Running:
    """An exchange under way; one that is not worth a thread has been made when this is."""

    def __init__(self, exchange: Exchange, *, is_apart: bool) -> None:
        self._exchange = exchange
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._run, name="exchange") if is_apart else None
        if self._thread is None:
            exchange.run()
        else:
            self._thread.start()

    def wait(self) -> None:
        """Wait for its end; raises what it raised."""
        self.end()
        if self._failure is not None:
            raise self._failure

    def end(self) -> None:
        """Wait for its end, however it ended."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        try:
            self._exchange.run()
        except BaseException as failure:  # noqa: BLE001 - it is raised again where somebody waits
            self._failure = failure
