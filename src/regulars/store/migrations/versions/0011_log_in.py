"""Log-in: second factors, one-time links, sessions that say where they are, counted attempts, and what happened."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0011_log_in"
down_revision = "0020_backtest"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
