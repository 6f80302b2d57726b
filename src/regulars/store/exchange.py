"""Exchanges: statements that go to the server together and are answered together, each prepared once per connection.

A driver waits for every statement and asks every value for its type; the write path sends the same few statements with the same
few types for ever. So it speaks to libpq in pipeline mode (PostgreSQL manual, "Pipeline Mode"): parameters are binary already,
one wait brings all answers, and a transaction is two exchanges - one that begins it and reads, one that writes and commits.
"""

from __future__ import annotations

from itertools import count
from select import POLLIN, POLLOUT, poll
from typing import Final, final
from weakref import WeakKeyDictionary

from librt.strings import read_i64_be
from psycopg import Connection, errors
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from regulars.kit.instants import NEVER, Instant
from regulars.store.binary import ARRAY_OIDS, POSTGRES_EPOCH_US, array_data

INT8_BYTES: Final = 8
_NUMBERS: Final = count(1)
_PREPARED: Final[WeakKeyDictionary[Connection, set[bytes]]] = WeakKeyDictionary()
"""The names of the statements that each connection has prepared."""


@final
class Statement:
    """An SQL statement with parameters `$1`, `$2` … of settled types; an array is written by the kind of its elements."""

    def __init__(self, sql: str, *arrays: str, oids: tuple[int, ...] = ()) -> None:
        self.sql: Final = sql.encode()
        self.arrays: Final = arrays
        self.oids: Final = [ARRAY_OIDS[kind] for kind in arrays] if arrays else list(oids)
        self.name: Final = b"regulars_%d" % next(_NUMBERS)

    def of(self, *columns: list[object]) -> list[bytes | None]:
        """The parameters of a statement whose parameters are arrays, from the values of each."""
        return [array_data(kind, column) for kind, column in zip(self.arrays, columns, strict=True)]


BEGIN: Final = Statement("BEGIN")
COMMIT: Final = Statement("COMMIT")


@final
class Asked:
    """A statement that was asked for; after the exchange its rows can be read."""

    def __init__(self, statement: Statement, parameters: list[bytes | None]) -> None:
        self.statement: Final = statement
        self.parameters: Final = parameters
        self.result: PGresult | None = None

    @property
    def count(self) -> int:
        """How many rows came."""
        assert self.result is not None, "the exchange has been made"
        return self.result.ntuples

    def value(self, row: int, column: int) -> bytes | None:
        """One value in binary form; None for NULL."""
        assert self.result is not None, "the exchange has been made"
        return self.result.get_value(row, column)

    def bytes(self, row: int, column: int) -> bytes:
        """A value that is not NULL."""
        value = self.value(row, column)
        assert value is not None, "the column is never NULL"
        return value

    def text(self, row: int, column: int) -> str:
        """A text that is not NULL."""
        return self.bytes(row, column).decode()

    def integer(self, row: int, column: int) -> int:
        """A whole number of any width that is not NULL."""
        value = self.bytes(row, column)
        return read_i64_be(value, 0) if len(value) == INT8_BYTES else int.from_bytes(value, "big", signed=True)

    def instant(self, row: int, column: int) -> Instant:
        """An instant; `NEVER` for NULL."""
        value = self.value(row, column)
        return NEVER if value is None else read_i64_be(value, 0) + POSTGRES_EPOCH_US


@final
class Exchange:
    """Statements for one connection: ask for them, then `run` once."""

    def __init__(self, connection: Connection) -> None:
        self.connection: Final = connection
        self._asked: Final[list[Asked]] = []

    def ask(self, statement: Statement, parameters: list[bytes | None] | None = None) -> Asked:
        """Put a statement at the end."""
        asked = Asked(statement, parameters or [])
        self._asked.append(asked)
        return asked

    def run(self) -> None:
        """Send everything, and wait once. Raises the psycopg error of the first statement that failed; none after it ran."""
        if not self._asked:
            return
        known = _PREPARED.setdefault(self.connection, set())
        pgconn = self.connection.pgconn
        pgconn.enter_pipeline_mode()
        failed: PGresult | None = None
        fresh: list[bytes] = []
        try:
            is_fresh = [self._send(pgconn, asked, known, fresh) for asked in self._asked]
            pgconn.pipeline_sync()
            wire = _Wire(pgconn)
            wire.send()
            for asked, prepared in zip(self._asked, is_fresh, strict=True):
                if prepared:
                    result = wire.result()
                    if result.status == ExecStatus.COMMAND_OK:
                        known.add(asked.statement.name)
                    elif failed is None:
                        failed = result
                asked.result = result = wire.result()
                if failed is None and result.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
                    failed = result
            wire.end()
            pgconn.exit_pipeline_mode()
        except BaseException:
            self.connection.close()  # answers that are still on their way belong to nobody: the pool takes another one
            raise
        self._asked.clear()
        if failed is not None:
            raise errors.error_from_result(failed)

    def _send(self, pgconn: PGconn, asked: Asked, known: set[bytes], fresh: list[bytes]) -> bool:
        statement = asked.statement
        is_fresh = statement.name not in known and statement.name not in fresh
        if is_fresh:
            fresh.append(statement.name)
            pgconn.send_prepare(statement.name, statement.sql, statement.oids)
        count = len(asked.parameters)
        pgconn.send_query_prepared(statement.name, asked.parameters, [Format.BINARY] * count, Format.BINARY)
        return is_fresh


@final
class _Wire:
    """The socket below a connection in pipeline mode; waiting lets other threads run."""

    def __init__(self, pgconn: PGconn) -> None:
        self._pgconn: Final = pgconn
        self._poll: Final = poll()
        self._poll.register(pgconn.socket, POLLIN)

    def send(self) -> None:
        """Hand everything to the server, taking in what it says meanwhile."""
        while self._pgconn.flush():
            self._poll.modify(self._pgconn.socket, POLLIN | POLLOUT)
            if any(event & POLLIN for _, event in self._poll.poll()):
                self._pgconn.consume_input()
        self._poll.modify(self._pgconn.socket, POLLIN)

    def result(self) -> PGresult:
        """The answer to the next statement."""
        result = self._next()
        assert result is not None, "every statement is answered"
        assert self._next() is None, "once"
        return result

    def end(self) -> None:
        """Take the answer to the synchronisation, after which the connection may be used for something else."""
        synchronised = self._next()
        assert synchronised is not None, "the server answers it"
        assert synchronised.status == ExecStatus.PIPELINE_SYNC, "nothing else comes last"

    def _next(self) -> PGresult | None:
        while self._pgconn.is_busy():
            self._poll.poll()
            self._pgconn.consume_input()
        return self._pgconn.get_result()
