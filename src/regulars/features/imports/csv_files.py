"""CSV as it comes out of tills: UTF-8 with or without BOM, or GB18030; quotes, line breaks in quotes, uneven rows."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.csv as pacsv

from regulars.features.imports.contracts import RowReject
from regulars.features.imports.mapping import Reading
from regulars.kit.problems import Problem

CHUNK_BYTES = 4 * 1024**2
Encoding = Literal["utf-8-sig", "gb18030"]


def read_csv(path: Path, reading: Reading) -> tuple[pa.Table, tuple[RowReject, ...]]:
    """Every column as text beside `row`; rows with too many or too few fields are rejected, blank lines keep their number."""
    encoding = detect_encoding(path, reading.encoding)
    header = _read_header(path, encoding, reading.delimiter)
    refused: list[pacsv.InvalidRow] = []

    def note(row: pacsv.InvalidRow) -> Literal["skip"]:
        refused.append(row)
        return "skip"

    try:
        table = pacsv.read_csv(
            path,
            read_options=pacsv.ReadOptions(
                use_threads=False,  # row numbers of refused rows are only known in order
                encoding="utf-8" if encoding == "utf-8-sig" else encoding,
                column_names=[f"c{index}" for index in range(len(header))],
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=reading.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=note,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={f"c{index}": pa.string() for index in range(len(header))}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise Problem("file_unreadable", f"{path.name} is not a readable CSV file: {error}") from error
    gaps = {row.number for row in refused}
    numbers = pa.array((n for n in range(1, table.num_rows + len(gaps) + 1) if n not in gaps), pa.int64())
    table = table.rename_columns(header).append_column("row", numbers).slice(1)
    reason = "wrong_number_of_fields"
    return table, tuple(RowReject(row.number, "", str(row.text)[:200], reason) for row in refused if row.text)


def detect_encoding(path: Path, stated: Literal["auto", "utf-8", "gb18030"]) -> Encoding:
    """The encoding of a file: as stated, else UTF-8 if every byte fits, else GB18030 if every byte fits.

    Rejected as `encoding_wrong`: bytes that do not fit, with the place of the first.
    """
    if stated == "gb18030":
        return _require(path, "gb18030")
    if stated == "utf-8":
        return _require(path, "utf-8-sig")
    return "utf-8-sig" if _first_misfit(path, "utf-8-sig") is None else _require(path, "gb18030")


def _require(path: Path, encoding: Encoding) -> Encoding:
    place = _first_misfit(path, encoding)
    if place is not None:
        name = "UTF-8" if encoding == "utf-8-sig" else "GB18030"
        hint = "Save the file as CSV UTF-8, or state read.encoding in the mapping."
        raise Problem("encoding_wrong", f"{path.name} is not {name}: byte {place} does not fit.", hint=hint)
    return encoding


def _first_misfit(path: Path, encoding: Encoding) -> int | None:
    """The offset near the first byte that does not fit (a NUL byte never does), or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            if (nul := chunk.find(b"\0")) >= 0:
                return done + nul
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return done + error.start
            done += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _read_header(path: Path, encoding: Encoding, delimiter: str) -> list[str]:
    with path.open(encoding=encoding, newline="") as file:
        header = next(csv.reader(file, delimiter=delimiter), None)
    if not header:
        raise Problem("file_empty", f"{path.name} has no header row.")
    return [name.strip() for name in header]
