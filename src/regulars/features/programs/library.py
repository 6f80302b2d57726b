"""The library: every published version, compiled once and remembered, because versions never change."""

from __future__ import annotations

from threading import Lock

from psycopg import Connection

from regulars.core.program import ProgramHistory
from regulars.features.programs.compiling import compile_program
from regulars.features.programs.contracts import PublishedProgram
from regulars.features.programs.document import parse_document
from regulars.features.programs.queries import VersionRow, versions_after
from regulars.kit.instants import instant_of


class ProgramLibrary:
    """Compiled versions of one database. Reads only what it has not seen yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._published: list[PublishedProgram] = []
        self._history = ProgramHistory(())

    def history(self, connection: Connection, version: int) -> ProgramHistory:
        """All versions up to `version`, for core."""
        known = self._history  # looked at once: another thread may be reading on
        if len(known.versions) < version:
            self._read(connection)
            known = self._history
        return known if len(known.versions) == version else ProgramHistory(known.versions[:version])

    def published(self, connection: Connection) -> list[PublishedProgram]:
        """All versions, oldest first."""
        self._read(connection)
        return list(self._published)

    def _read(self, connection: Connection) -> None:
        with self._lock:
            for row in versions_after(connection, len(self._published)):
                self._published.append(compiled(row))
            self._history = ProgramHistory(tuple((instant_of(each.in_force_from), each.program) for each in self._published))


def compiled(row: VersionRow) -> PublishedProgram:
    """A stored version, compiled."""
    document, source = parse_document(row.source_text, f"version {row.version}")
    program = compile_program(document, source, row.version)
    return PublishedProgram(*row, document, program)
