"""Who was never known by anything but devices is a visitor."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0107_visitors"
down_revision = "0106_longest_days"


def upgrade() -> None:
    """Tell visitors from people."""
    run_sql_beside(op, __file__)
