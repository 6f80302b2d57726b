"""Excel through calamine. Typed cells are written out as the mapping's text would be, so that one cleaning fits all."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from regulars.features.imports.contracts import EXCEL_BYTES_MAX, EXCEL_UNPACKED_BYTES_MAX, ISO_FORMAT
from regulars.features.imports.mapping import Reading
from regulars.kit.problems import Problem


def read_excel(path: Path, reading: Reading, unpacked_bytes_max: int = EXCEL_UNPACKED_BYTES_MAX) -> pa.Table:
    """The sheet asked for (the first when none is named) as text columns beside `row`; the first row is the header."""
    _check_size(path, unpacked_bytes_max)
    try:
        book = CalamineWorkbook.from_path(path)
        sheet = reading.sheet or book.sheet_names[0]
        if sheet not in book.sheet_names:
            raise Problem("sheet_missing", f"{path.name} has no sheet {sheet!r}.", hint=f"It has: {', '.join(book.sheet_names)}")
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Problem("file_unreadable", f"{path.name} is not a readable Excel file: {error}") from error
    if not rows:
        raise Problem("file_empty", f"{path.name} has no header row.")
    header = [str(name).strip() for name in rows[0]]
    decimal = reading.decimal
    cells = [pa.array((cell_text(row[index], decimal) for row in rows[1:]), pa.string()) for index in range(len(header))]
    numbers = pa.array(range(2, len(rows) + 1), pa.int64())
    return pa.Table.from_arrays([*cells, numbers], names=[*header, "row"])


def cell_text(value: Any, decimal: str) -> str:
    """A cell as it would stand in the mapping's CSV.

    >>> cell_text(17850.0, "."), cell_text(2.55, ","), cell_text(datetime(2011, 1, 2, 10, 5), ".")
    ('17850', '2,55', '2011-01-02T10:05:00')
    """
    match value:
        case bool() | str():
            return str(value)
        case float() | int():
            plain = format(Decimal(repr(value)), "f")
            return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", decimal)
        case datetime():
            return value.strftime(ISO_FORMAT)
        case date():
            return f"{value.isoformat()}T00:00:00"
        case _:
            return str(value)


def _check_size(path: Path, unpacked_bytes_max: int) -> None:
    """Refuse what would not fit in memory, before anything is unpacked."""
    unpacked = 0
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    if path.stat().st_size > EXCEL_BYTES_MAX or unpacked > unpacked_bytes_max:
        raise Problem("file_too_large", f"{path.name} is too large for Excel.", hint="Save it as CSV or Parquet.")
