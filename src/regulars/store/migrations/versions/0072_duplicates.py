"""Members who may be one person."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0072_duplicates"
down_revision = "0071_standing_for"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
