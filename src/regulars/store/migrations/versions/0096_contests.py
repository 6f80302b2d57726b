"""How contests were closed."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0096_contests"
down_revision = "0098_lifecycle"


def upgrade() -> None:
    """Add the table."""
    run_sql_beside(op, __file__)
