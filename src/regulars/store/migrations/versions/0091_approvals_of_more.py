"""Approvals of merges, honours and mass actions."""

from alembic import op

from regulars.store.migrate import run_sql_beside

revision = "0091_approvals_of_more"
down_revision = "0084_member_import_tasks"


def upgrade() -> None:
    """Widen the tables."""
    run_sql_beside(op, __file__)
