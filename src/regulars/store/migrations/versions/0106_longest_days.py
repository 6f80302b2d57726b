"""The setting of the stages of life knows the most days that were in force."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0106_longest_days"
down_revision = "0111_member_extracts"


def upgrade() -> None:
    """Add them."""
    run_sql_beside(op, __file__)
