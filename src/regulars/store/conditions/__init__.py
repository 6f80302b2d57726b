"""Conditions as SQL: the same objects that core asks about one member, asked of the whole base.

`columns` reads each field out of a row, in one dialect each; `comparisons` turns tests into sqlglot's expressions, which write
themselves in any dialect; `statement` puts the two together. PostgreSQL runs on the tables themselves, DuckDB and Spark on
exports with the same columns.
"""

from regulars.store.conditions.statement import (
    Dialect,
    Narrow,
    Opened,
    member_ids_where,
    members_where,
    needs_document,
    shallow_where,
)

__all__ = ["Dialect", "Narrow", "Opened", "member_ids_where", "members_where", "needs_document", "shallow_where"]
