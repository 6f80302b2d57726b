"""Members brought in from a file: rows a second from CSV to sealed members with states, with and without ciphers.

A row is what a shop has of its members. `BENCH_ROWS` says how many there are.
"""

from __future__ import annotations

import csv
import os
import random
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bench.privacy import GIVEN, SURNAMES, without_ciphers
from regulars.features.context import make_context
from regulars.features.member_files.facade import import_by_command, parse_member_mapping
from regulars.features.profiles.contracts import CustomField
from regulars.features.profiles.facade import declare_field
from regulars.features.programs.facade import publish
from regulars.kit.collecting import collect_seldom
from regulars.kit.examples import examples_folder
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.preparing import prepare

MAPPING = """
version: 1
identities: [{kind: phone, column: phone}, {kind: card_no, column: card}]
columns: {name: name, joined_at: joined, channel: channel, birthday: birthday}
fields: [{field: shoe_size, column: size}]
"""
ROWS: Final = int(os.environ.get("BENCH_ROWS", "150000"))


def measure() -> dict[str, Any]:
    """Rows a second, on bases of their own; `BENCH_ROWS=20000` for a look."""
    print("member import …", flush=True)
    collect_seldom()  # as every command of ours does
    sealed = _imported()
    with without_ciphers():
        plain = _imported()
    return {
        "member_import_per_second": round(sealed),
        "member_import_sealing_cost": round(1 - sealed / plain, 3),
        "member_import": {
            "rows": ROWS, "repeat": "python -m bench member_import",
            "row": "phone, card, name, birthday, day and channel of joining, a field of its own; CSV, read, matched, written",
        },
    }  # fmt: skip


def _imported() -> float:
    """Rows a second."""
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder:
        settings = Settings(data_dir=Path(folder))
        path = _file(Path(folder))
        with Database.open(settings) as database:
            prepare(database)
            context = make_context(settings, database)
            with database.transaction() as connection:
                text = (examples_folder() / "mall.yaml").read_text(encoding="utf-8")
                publish(
                    connection, context.programs, text, name="mall.yaml", in_force_from=datetime.now(UTC) - timedelta(days=400),
                    clock=lambda: datetime.now(UTC), published_by="bench",
                )  # fmt: skip
                declare_field(connection, CustomField(
                    "shoe_size", "Shoe size", "number", {}, "all", is_personal=False, is_counted=False, confirm_days=None,
                    is_open=True, created_at=datetime.now(UTC), created_by="bench",
                ))  # fmt: skip
            began = time.perf_counter()
            mapping = parse_member_mapping(MAPPING)
            report = import_by_command(context, path, mapping, lambda _done, _total: None, is_dry=False, again=False)
            seconds = time.perf_counter() - began
            assert report.tally.new == ROWS, report.tally
            return ROWS / seconds


def _file(folder: Path) -> Path:
    """A CSV of made-up members who joined within the last year."""
    chance, today = random.Random(5), datetime.now(UTC).date()
    path = folder / "members.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("phone", "card", "name", "birthday", "joined", "channel", "size"))
        for number in range(ROWS):
            name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2))))
            joined: date = today - timedelta(days=1 + number % 365)
            born = date(1990, 1, 1) + timedelta(days=chance.randrange(365))
            size = chance.randrange(35, 46)
            phone, card = f"139{number:08d}", f"{number:08d}"
            writer.writerow((phone, card, name, f"{born:%m-%d}", joined.isoformat(), "mini program", size))
    return path
