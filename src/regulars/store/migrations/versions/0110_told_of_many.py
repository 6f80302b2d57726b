"""A fact that is told of many members alike stands once in the outbox."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0110_told_of_many"
down_revision = "0096_contests"


def upgrade() -> None:
    """Add the column."""
    run_sql_beside(op, __file__)
