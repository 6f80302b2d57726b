"""Approvals: what one person asks for and another one decides."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0062_approvals"
down_revision = "0061_roles"


def upgrade() -> None:
    """Make the tables."""
    run_sql_beside(op, __file__)
