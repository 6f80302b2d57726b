"""Tags, by hand and by rule, and who follows the facts."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0080_tags"
down_revision = "0070_merges"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
