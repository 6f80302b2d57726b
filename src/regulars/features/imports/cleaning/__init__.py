"""Cleaning: columns of text become columns of facts in DuckDB, the whole file at a time, never row by row in Python."""
