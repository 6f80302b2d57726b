"""Sheets: rows on their way into a file, as CSV, Excel or Parquet, some at a time, so that many need no more memory than few.

What a spreadsheet would take for a formula gets an apostrophe in CSV and Excel; Parquet is for machines and stays as it is.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from io import TextIOWrapper
from types import TracebackType
from typing import BinaryIO, Final, Literal, Protocol, Self
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

from regulars.features.imports.facade import harmless
from regulars.features.member_files.columns import Column
from regulars.kit.problems import Problem

Format = Literal["csv", "xlsx", "parquet"]
Cell = str | int | None
EXCEL_ROWS_MAX: Final = 1_048_575
"""Beside the header."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sheet(Protocol):
    """A file that takes rows; used as a context manager, which finishes it."""

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Append rows."""
        ...

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish."""
        ...


def sheet_of(form: Format, file: BinaryIO, columns: Sequence[Column], rows: int) -> Sheet:
    """An empty sheet with its header. Problem `export_too_large` for more rows than Excel takes."""
    match form:
        case "csv":
            return CsvSheet(file, columns)
        case "xlsx":
            if rows > EXCEL_ROWS_MAX:
                detail = f"Excel takes at most {EXCEL_ROWS_MAX} rows, there are {rows}."
                raise Problem("export_too_large", detail, hint="Ask for CSV or Parquet, or for fewer members.")
            return ExcelSheet(file, columns)
        case "parquet":
            return ParquetSheet(file, columns)


class CsvSheet:
    """CSV in UTF-8 with a BOM, by which Excel knows it."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._text: Final = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        self._writer: Final = csv.writer(self._text)
        self._writer.writerow([harmless(column.header) for column in columns])

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Append rows."""
        self._writer.writerows([_shown(cell) for cell in row] for row in rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._text.detach()


class ExcelSheet:
    """A workbook of one sheet: numbers as numbers, everything else as text."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._archive: Final = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        for name, text in _PARTS.items():
            self._archive.writestr(name, _XML + text)
        self._sheet: Final = self._archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        self.add([[column.header for column in columns]])

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Append rows."""
        self._sheet.write("".join(f"<row>{''.join(map(_xml, row))}</row>" for row in rows).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._archive.close()


class ParquetSheet:
    """Parquet: texts and whole numbers."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._schema: Final = pa.schema(
            [pa.field(column.header, pa.int64() if column.is_number else pa.string()) for column in columns]
        )
        self._writer: Final = pq.ParquetWriter(file, self._schema, compression="zstd")

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Append rows, empty texts as NULL."""
        arrays = [
            pa.array([None if row[place] == "" else row[place] for row in rows], field.type)
            for place, field in enumerate(self._schema)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._writer.close()


def _shown(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _xml(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_NOT_XML.sub("", harmless(cell)))}</t></is></c>'


_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="Members" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
