"""Small sales files for the tests of imports, and a mapping that reads them."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from regulars.features.imports.facade import ImportPlan, parse_mapping, read_documents

HEADER = "invoice,at,customer,code,name,quantity,price"
MAPPING = """
version: 1
source: shop
time_zone: Europe/London
currency: {code: GBP, digits: 2}
identities: [{kind: customer_no, column: customer}]
columns: {order_id: invoice, occurred_at: at, sku: code, name: name, quantity: quantity, unit_price: price}
refund: {prefix: C, not_a_return: [manual]}
kinds: {by_sku: {postage: [POST], manual: [M]}}
categories: {table: [{category: kitchen, words: [mug]}]}
"""
Cell = str | float | datetime


def plan_of(folder: Path, *rows: str, mapping: str = MAPPING, header: str = HEADER, encoding: str = "utf-8") -> ImportPlan:
    """Write a CSV of these rows and read it."""
    path = folder / "sales.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return read_documents(path, parse_mapping(mapping))


def write_xlsx(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    """Write the smallest workbook that Excel would open: one sheet; text, numbers and date cells."""
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Sales" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')


def _cell(value: Cell) -> str:
    if isinstance(value, datetime):
        since = value - datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
        return f'<c s="1"><v>{since.days + since.seconds / 86400!r}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value!r}</v></c>"
