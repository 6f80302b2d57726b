"""Imports of members: how far they came, and what did not go in."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0083_member_imports"
down_revision = "0062_approvals"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
