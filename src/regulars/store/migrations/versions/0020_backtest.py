"""Backtests."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0020_backtest"
down_revision = "0032_backup"


def upgrade() -> None:
    """Make the table."""
    run_sql_beside(op, __file__)
