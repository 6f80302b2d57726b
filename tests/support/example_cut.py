"""Cuts of the repository's example: the same shop, few enough documents for a test."""

from pathlib import Path
from shutil import copyfile

import duckdb

EXAMPLE = Path(__file__).parents[2] / "examples/online-retail"
DATA = "online_retail_ii.parquet"


def cut_to_invoices(folder: Path, invoices: int) -> Path:
    """Put the example with its first invoices only into a folder."""
    return _cut(
        folder,
        f"InvoiceNo IN (SELECT InvoiceNo FROM '{EXAMPLE / DATA}' WHERE CustomerID IS NOT NULL GROUP BY InvoiceNo"
        f" ORDER BY min(InvoiceDate), InvoiceNo LIMIT {invoices})",
    )


def cut_to_customers(folder: Path, one_in: int) -> Path:
    """Put the example with one in so many customers into a folder: two years of their lives."""
    return _cut(folder, f"CAST(CustomerID AS BIGINT) % {one_in} = 0")


def _cut(folder: Path, condition: str) -> Path:
    for name in ("program.yaml", "mapping.yaml"):
        copyfile(EXAMPLE / name, folder / name)
    duckdb.sql(f"COPY (SELECT * FROM '{EXAMPLE / DATA}' WHERE {condition}) TO '{folder / DATA}' (FORMAT parquet)")
    return folder
