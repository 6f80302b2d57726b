"""Write the rejects file: a CSV that opens in a spreadsheet, one reason per line, to mend the rows and import them again."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from regulars.features.imports.contracts import RowReject


def write_rejects(path: Path, rejects: Iterable[RowReject]) -> int:
    """Write row, column, value, reason; the number of lines written. An earlier file of that name is replaced."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(RowReject._fields)
        for reject in rejects:
            writer.writerow((reject.row, reject.column, harmless(reject.value), reject.reason))
            count += 1
    return count


def harmless(value: str) -> str:
    """A value that a spreadsheet will not run as a formula.

    >>> harmless("=1+1"), harmless("-12.5"), harmless("mug")
    ("'=1+1", '-12.5', 'mug')
    """
    is_number = value.lstrip("+-").replace(".", "", 1).replace(",", "").isdigit()
    return f"'{value}" if value[:1] in "=+-@\t\r" and value and not is_number else value
