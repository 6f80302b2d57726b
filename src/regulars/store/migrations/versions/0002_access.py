"""Who may use the service: staff, their sessions, and API keys."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0002_access"
down_revision = "0001_ledger"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
