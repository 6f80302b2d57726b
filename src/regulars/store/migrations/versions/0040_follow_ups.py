"""Events that name another member."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0040_follow_ups"
down_revision = "0030_documents"


def upgrade() -> None:
    """Add the column."""
    run_sql_beside(op, __file__)
