"""The days that part the stages of life are a setting."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0098_lifecycle"
down_revision = "0105_member_ranks"


def upgrade() -> None:
    """Add the setting as it was."""
    run_sql_beside(op, __file__)
