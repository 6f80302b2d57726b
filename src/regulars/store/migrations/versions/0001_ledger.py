"""The ledger: program versions, members, events, entries, and what refunds and boards read."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0001_ledger"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
