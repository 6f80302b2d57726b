"""A file becomes an Arrow table of just the mapped columns, each under its role, with the number of each row.

Text stays text here; numbers and times that the file already types stay typed. Meaning comes later, in cleaning.
Limits: `ROWS_MAX` rows, `FILE_BYTES_MAX` bytes; for Excel `EXCEL_BYTES_MAX`, and `EXCEL_UNPACKED_BYTES_MAX` once unpacked.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from regulars.features.imports.contracts import EXCEL_UNPACKED_BYTES_MAX, FILE_BYTES_MAX, ISO_FORMAT, ROWS_MAX, RowReject
from regulars.features.imports.csv_files import read_csv
from regulars.features.imports.excel_files import read_excel
from regulars.features.imports.mapping import Mapping, Reading
from regulars.kit.problems import FieldError, Problem

NUMBERS = ("quantity", "price")
"""The roles that may stay numbers; every other role but the time becomes text."""


@dataclass(frozen=True, slots=True)
class RawRows:
    """The mapped columns of a file: `row` and one column per role, and the rows that could not even be split."""

    table: pa.Table
    headers: dict[str, str]
    """Role to the file's own column name."""
    rejects: tuple[RowReject, ...]


def read_rows(path: Path, mapping: Mapping) -> RawRows:
    """Read the mapped columns of a sales file; see `read_columns`."""
    raw = read_columns(path, mapping.read, roles_of(mapping))
    columns = {role: _typed(role, raw.table.column(role), mapping.time_zone) for role in raw.headers}
    return RawRows(pa.table({"row": raw.table.column("row"), **columns}), raw.headers, raw.rejects)


def read_columns(path: Path, reading: Reading, headers: dict[str, str]) -> RawRows:
    """Read some columns of a CSV, Parquet or Excel file, by role, with the types that the file gives them.

    Rejected: what `read_table` rejects, and a mapped column that the file does not have.
    """
    table, rejects = read_table(path, reading, frozenset(headers.values()))
    _check_columns(path, table, headers)
    columns = {role: table.column(header) for role, header in headers.items()}
    return RawRows(pa.table({"row": table.column("row"), **columns}), headers, rejects)


def read_table(
    path: Path,
    reading: Reading,
    wanted: frozenset[str] | None = None,
    unpacked_bytes_max: int = EXCEL_UNPACKED_BYTES_MAX,
) -> tuple[pa.Table, tuple[RowReject, ...]]:
    """Read a CSV, Parquet or Excel file, of Parquet the wanted columns alone; of Excel no more than so much once unpacked.

    Rejected: a missing or empty file, another kind of file, a broken limit.
    """
    if not path.is_file():
        raise Problem("file_not_found", f"There is no file {path}.")
    if path.stat().st_size > FILE_BYTES_MAX:
        raise Problem("file_too_large", f"{path.name} has more than {FILE_BYTES_MAX} bytes.", hint="Split it by month.")
    rejects: tuple[RowReject, ...] = ()
    match path.suffix.lower():
        case ".parquet":
            table = _read_parquet(path, wanted)
        case ".xlsx" | ".xls" | ".xlsm" | ".xlsb" | ".ods":
            table = read_excel(path, reading, unpacked_bytes_max)
        case ".csv" | ".tsv" | ".txt":
            table, rejects = read_csv(path, reading)
        case other:
            raise Problem("file_kind_unknown", f"{path.name}: no reader for {other!r}.", hint="Save it as CSV, Parquet or Excel.")
    if table.num_rows > ROWS_MAX:
        raise Problem("file_too_large", f"{path.name} has more than {ROWS_MAX} rows.", hint="Split it by month.")
    return table, rejects


def roles_of(mapping: Mapping) -> dict[str, str]:
    """Each role that the mapping fills, and the column of the file that fills it. Further identities are member_1 and so on."""
    columns, refund = mapping.columns, mapping.refund
    found = {
        "order_id": columns.order_id,
        "occurred_at": columns.occurred_at,
        "sku": columns.sku,
        "quantity": columns.quantity,
        "price": columns.unit_price or columns.line_total,
        "name": columns.name,
        "category": columns.category,
        "kind": columns.kind,
        "store": columns.store,
        "channel": columns.channel,
        "refund_mark": refund.column if refund else None,
        "refunded_order_id": refund.order_id if refund else None,
    } | {f"member_{index}": identity.column for index, identity in enumerate(mapping.identities)}
    return {role: header for role, header in found.items() if header is not None}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_columns(path: Path, table: pa.Table, headers: dict[str, str]) -> None:
    names = table.column_names
    missing = sorted({header for header in headers.values() if names.count(header) != 1})
    if missing:
        has = ", ".join(name for name in names[:40] if name != "row")
        errors = tuple(
            FieldError(header, "stands twice" if header in names else "is not a column of the file", expected=f"one of: {has}")
            for header in missing
        )
        raise Problem("column_missing", f"{path.name} does not have every column of the mapping once.", errors=errors)


def _read_parquet(path: Path, wanted: frozenset[str] | None) -> pa.Table:
    try:
        file = pq.ParquetFile(path)
        if file.metadata.num_rows > ROWS_MAX:
            raise Problem("file_too_large", f"{path.name} has more than {ROWS_MAX} rows.", hint="Split it by month.")
        present = file.schema_arrow.names
        table = file.read(columns=[header for header in present if wanted is None or header in wanted])
    except pa.ArrowException as error:
        raise Problem("file_unreadable", f"{path.name} is not a readable Parquet file: {error}") from error
    return table.append_column("row", pa.array(range(1, table.num_rows + 1), pa.int64()))


def text_of(column: pa.ChunkedArray[Any], zone: str) -> pa.ChunkedArray[Any]:
    """A column as text: a time in the zone, a day as `2026-03-01`, a whole number without `.0`."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        seconds: Any = _typed("occurred_at", column, zone).cast(pa.timestamp("s"), safe=False)
        text: Any = pc.strftime(seconds, ISO_FORMAT)
        return text  # type: ignore[no-any-return]  # the stubs know it for arrays alone
    return _typed("text", column, zone)


def _typed(role: str, column: pa.ChunkedArray[Any], zone: str) -> pa.ChunkedArray[Any]:
    """Keep a number or a time where the role wants one; anything else as text, whole floats without their `.0`."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _typed(role, column.cast(kind.value_type), zone)
    if role == "occurred_at" and pa.types.is_timestamp(kind):
        if kind.tz is not None:
            instants: Any = column.cast(pa.timestamp("us", tz=zone))
            column = pc.local_timestamp(instants)
        return column.cast(pa.timestamp("us"), safe=False)
    if role == "occurred_at" and pa.types.is_date(kind):
        return column.cast(pa.timestamp("us"))
    if role in NUMBERS and (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        return column
    if pa.types.is_floating(kind):
        with suppress(pa.ArrowInvalid):  # when some are not whole, all stay as they are written
            column = column.cast(pa.int64())
    try:
        return column.cast(pa.string())
    except pa.ArrowNotImplementedError as error:
        raise Problem("column_type_unknown", f"A column of type {kind} cannot be read as {role}.") from error
