"""The record of backups."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0032_backup"
down_revision = "0041_webhooks"


def upgrade() -> None:
    """Make the table."""
    run_sql_beside(op, __file__)
