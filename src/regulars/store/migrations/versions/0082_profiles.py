"""Custom fields, and the profiles of members."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0082_profiles"
down_revision = "0054_member_access"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
