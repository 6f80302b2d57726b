"""PostgreSQL: the database, its migrations, and the statements that read and write member states, entries and events.

A unit of work is one transaction. This layer decides nothing; it keeps what `ledger` was told to keep.
"""
