"""Data keys, and secrets sealed."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0050_sealing"
down_revision = "0060_organisation"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
