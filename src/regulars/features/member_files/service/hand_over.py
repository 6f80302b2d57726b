"""Hand over: somebody brings a file, and is told its columns and what they probably are. Nothing comes in yet."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from regulars.features.access.contracts import Principal
from regulars.features.context import AppContext
from regulars.features.imports.facade import read_table, text_of
from regulars.features.member_files.contracts import UPLOAD_ROWS_MAX, UPLOAD_UNPACKED_BYTES_MAX, FilePart, Head
from regulars.features.member_files.mapping import MemberReading
from regulars.features.member_files.queries import tasks
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem

CELLS_SHOWN: Final = 3
CELL_LENGTH_MAX: Final = 60
COLUMNS_MAX: Final = 600
"""More than any file has that goes out."""
SUFFIXES: Final = (".csv", ".txt", ".xlsx", ".xls")
"""Not Parquet: a small file of it can hold more than any memory, and offices do not write it."""
SCOPE: Final = "members:import"


def hand_over(context: AppContext, caller: Principal, file_name: str, content: bytes) -> UUID:
    """Keep a file, sealed, and return the id of its import.

    Problem `file_kind_unknown`, `file_unreadable`, `file_empty`, `encoding_wrong` or `file_too_large`.
    """
    name = Path(file_name).name
    if Path(name).suffix.lower() not in SUFFIXES:
        field = FieldError("file_name", "is of another kind", f"one of {', '.join(SUFFIXES)}")
        raise Problem("file_kind_unknown", f"{name}: there is no reader for it.", errors=(field,))
    head, rows = _look_into(name, content)
    part = FilePart(name, content, hashlib.sha256(content).hexdigest(), rows)
    import_id = new_id()
    with context.database.transaction(as_service=True) as connection:
        now = context.wall_clock()
        tasks.forget_left_lying(connection, now)
        tasks.insert_import(connection, import_id, caller.known_as, now, part, head, caller.limits.get(SCOPE))
    return import_id


def _look_into(name: str, content: bytes) -> tuple[Head, int]:
    with TemporaryDirectory(prefix="regulars-import-") as folder:
        path = Path(folder) / f"file{Path(name).suffix.lower()}"
        path.write_bytes(content)
        table, _ = read_table(path, MemberReading(), unpacked_bytes_max=UPLOAD_UNPACKED_BYTES_MAX)
    rows = table.num_rows
    if rows > UPLOAD_ROWS_MAX or table.num_columns > COLUMNS_MAX:
        detail = f"A file handed over here has at most {UPLOAD_ROWS_MAX} rows and {COLUMNS_MAX} columns."
        raise Problem("file_too_large", detail, hint="Split it, or use `regulars import members` on the server.")
    head: Head = []
    for place, header in enumerate(table.column_names):
        if header != "row" or place < table.num_columns - 1:
            cells = text_of(table.column(place).slice(0, CELLS_SHOWN), "UTC").to_pylist()
            head.append((header, [str(cell or "")[:CELL_LENGTH_MAX] for cell in cells]))
    return head, rows
