"""Undoing a merge and imports of members can wait for a second person."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0101_approvals_of_undoing"
down_revision = "0100_log_in_rules"


def upgrade() -> None:
    """Add the columns."""
    run_sql_beside(op, __file__)
