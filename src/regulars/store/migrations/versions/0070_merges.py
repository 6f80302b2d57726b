"""Members who were merged: where their ids lead, and what decisions are told of another history."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0070_merges"
down_revision = "0050_sealing"


def upgrade() -> None:
    """Make the columns and tables."""
    run_sql_beside(op, __file__)
